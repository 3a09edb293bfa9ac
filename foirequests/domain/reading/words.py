"""How a request falls into words, each with where it stands, so that whatever is found can be shown in the text."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple

from codes.domain.passages import Passage

_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'", "–": "-", "—": "-", "−": "-", "\u00a0": " ", "⁄": "/", "∕": "/"}
)
_PIECE = re.compile(r"(?P<word>[^\W_]+(?:'[^\W_]+)?)|(?P<stop>[.!?]+(?=[\s\"')\]]|$)|[;•⦁▪]|\n[^\S\n]*\n)")


class Word(NamedTuple):
    """A word in small letters, where it stands, and the number of the sentence that it is in."""

    folded: str
    start: int
    end: int
    sentence: int


def fold(text: str) -> str:
    """The text in small letters with plain apostrophes and dashes, character for character: places stay the same."""
    small = text.lower()
    if len(small) != len(text):  # a few capitals become two letters when small
        small = "".join(mark.lower() if len(mark.lower()) == 1 else mark for mark in text)
    return small.translate(_PLAIN)


def words_of(text: str) -> tuple[Word, ...]:
    """Each run of letters or digits. Full stops, semicolons, bullets and empty lines end a sentence."""
    sentence, found = 0, []
    for piece in _PIECE.finditer(fold(text)):
        if piece.lastgroup == "word":
            found.append(Word(piece.group(), piece.start(), piece.end(), sentence))
        else:
            sentence += 1
    return tuple(found)


def words_within(words: Sequence[Word], *passages: Passage) -> tuple[Word, ...]:
    """Those words that stand in any of the passages, in the order of the passages."""
    return tuple(
        words[index]
        for passage in passages
        for index in range(
            bisect_left(words, passage.start, key=attrgetter("start")),
            bisect_right(words, passage.end, key=attrgetter("end")),
        )
    )
