"""Words of plain English with their places, reduced to roots so that “reviewing exclusions” meets “exclusion review”.

A root is rough on purpose: endings of number and tense are cut, and long words end after their sixth letter
(“resolution”, “resolve”; “notification”, “notified”). It serves to notice a likeness, never to prove one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from codes.domain.passages import Passage
from codes.domain.words import words_of

LITTLE_WORDS = frozenset({
    "a", "about", "all", "also", "an", "and", "any", "are", "as", "at", "be", "been", "by", "can", "could", "did",
    "do", "does", "each", "for", "from", "had", "has", "have", "how", "i", "if", "in", "into", "is", "it", "its",
    "me", "my", "no", "not", "of", "on", "or", "our", "out", "over", "please", "than", "that", "the", "their", "them",
    "then", "there", "these", "they", "this", "those", "to", "under", "until", "was", "we", "were", "what", "when",
    "where", "whether", "which", "who", "why", "will", "with", "within", "would", "you", "your",
})  # fmt: skip
"""Words that say nothing of a subject."""

LONGEST_ROOT = 6
_SENTENCE_END = re.compile(r"(?<!\bno)(?<!\bNo)[.?!;]+(?=\s|$)|[\n\r\u2022\u2981]+")
_ENDINGS = ("ing", "ies", "ied", "ed", "es", "s", "y", "e")
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class PlainWord:
    """A word of a text: its root, and where it stands."""

    root: str
    passage: Passage


def plain_words(text: str) -> tuple[PlainWord, ...]:
    """The words of a text in their order, without those that say nothing of a subject."""
    return tuple(
        PlainWord(root_of(word.folded), Passage(word.start, word.end))
        for word in words_of(text)
        if word.folded not in LITTLE_WORDS
    )


@lru_cache(maxsize=20_000)
def root_of(word: str) -> str:
    """The root of one folded word: `exclusions` is `exclus`, `appeals` is `appeal`, `2025` is itself."""
    root = word
    for ending in _ENDINGS:
        if root.endswith(ending) and len(root) - len(ending) >= _SHORTEST and not root.endswith("ss"):
            root = root[: -len(ending)]
            break
    return root[:LONGEST_ROOT]


def sentences(text: str) -> Iterator[Passage]:
    """Where each sentence, line or bullet of a text stands."""
    start = 0
    for end in _SENTENCE_END.finditer(text):
        if text[start : end.start()].strip():
            yield Passage(start, end.start())
        start = end.end()
    if text[start:].strip():
        yield Passage(start, len(text))
