"""Words to search by: what somebody who types into a search box asks for.

Whatever is typed is words and nothing else: there are no commands to learn, and none to trip over.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from codes.domain.words import tidy, words_of

MOST_WORDS = 16
"""As many words as one search looks for; what is typed after them is left out, and the page says so."""

SHORTEST_BEGINNING = 4
"""Letters from which on the last word may be the beginning of a longer one."""

LITTLE_WORDS = frozenset({
    "a", "an", "and", "are", "as", "at", "be", "by", "can", "could", "did", "do", "does", "for", "from", "had",
    "has", "have", "how", "i", "if", "in", "is", "it", "me", "my", "of", "on", "or", "our", "please", "so", "some",
    "such", "than", "that", "the", "their", "them", "there", "these", "they", "this", "to", "us", "was", "we",
    "were", "what", "when", "where", "which", "who", "why", "with", "would", "you", "your",
})  # fmt: skip
"""Words that say nothing of what is looked for; they count within quotes, and when nothing else is typed."""

_TYPED = re.compile(r'(?<!\S)(-?)"([^"]+)"|(?<!\S)(-?)(\S+)|\S+')
_QUOTES = str.maketrans("“”„«»", '"""""')
_DASHES = str.maketrans("−–", "--")


@dataclass(frozen=True)
class Wanted:
    """What to look for: every phrase, and none of the excluded ones. A phrase is one or more words in a row.

    `may_go_on`: the very last word may be the beginning of a longer one. `left_out`: more was typed than one search
    looks for.
    """

    phrases: tuple[tuple[str, ...], ...] = ()
    excluded: tuple[tuple[str, ...], ...] = ()
    may_go_on: bool = False
    left_out: bool = False

    def __bool__(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self.phrases)


def read_words(typed: str) -> Wanted:
    """What somebody asks for who typed this.

    All words are wanted; "words in quotes" stand together; so do words joined without a blank between them (an e-mail
    address, a reference, self-harm); a hyphen before a word excludes it. A quotation mark without its fellow is none.
    """
    wanted: list[tuple[str, ...]] = []
    telling: list[tuple[str, ...]] = []
    excluded: list[tuple[str, ...]] = []
    left, left_out, last = MOST_WORDS, False, ()
    for minus, text, is_quoted in _pieces(typed):
        words = tuple(word.folded for word in words_of(text))
        left_out = len(words) > left
        words = words[:left]
        left -= len(words)
        if words and minus:
            excluded.append(words)
        elif words:
            wanted.append(words)
            if is_quoted or len(words) > 1 or LITTLE_WORDS.isdisjoint(words):
                telling.append(words)
        if left_out:
            break
        if words:
            last = () if minus or is_quoted else words
    phrases = tuple(dict.fromkeys(telling or wanted))
    may_go_on = not left_out and bool(last) and last == phrases[-1] and _may_begin_a_word(last[-1])
    return Wanted(phrases, tuple(dict.fromkeys(excluded)), may_go_on, left_out)


def _pieces(typed: str) -> Iterator[tuple[bool, str, bool]]:
    """What was typed, piece by piece: whether it is excluded, its text, whether it stood in quotes."""
    for found in _TYPED.finditer(tidy(typed).translate(_QUOTES | _DASHES)):
        quoted_minus, quoted, minus, plain = found.groups()
        if quoted is not None:
            yield bool(quoted_minus), quoted, True
        elif plain is not None:
            yield bool(minus), plain, False
        else:
            yield False, found[0], False


def _may_begin_a_word(word: str) -> bool:
    return len(word) >= SHORTEST_BEGINNING and not word.isdigit()
