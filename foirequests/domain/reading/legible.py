"""What of a text can be read at all, and in plain words what cannot."""

import re

MOST_CHARACTERS = 30_000
"""About 5,000 words, or ten pages: longer than any request."""

LONGEST_WORD = 200
"""Characters; beyond it a run of letters is no word but data."""

EMPTY = "There is no text to read."
BINARY = "The text looks like a file that is not text. Open the original."
NO_WORDS = "The text has no words that can be read."
ONLY_THE_BEGINNING = f"Only the first {MOST_CHARACTERS:,} characters were read. Read the rest yourself."

_MOST_STRANGE = 0.05
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffd]")
_WORD = re.compile(rf"(?<![^\W\d_])[^\W\d_]{{2,{LONGEST_WORD}}}(?![^\W\d_])")


def legible(text: str) -> tuple[str, str]:
    """The part of the text that is read, from its beginning, and what to tell an officer; empty when nothing is.

    Places in the part are places in the text.
    """
    read = text[:MOST_CHARACTERS]
    if not read.strip():
        return "", EMPTY
    if len(_CONTROL.findall(read)) > _MOST_STRANGE * len(read):
        return "", BINARY
    if not _WORD.search(read):
        return "", NO_WORDS
    return read, ONLY_THE_BEGINNING if len(text) > len(read) else ""
