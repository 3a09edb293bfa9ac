"""How a request falls into words, each with where it stands, so that whatever is found can be shown in the text."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from codes.domain.passages import Passage

_PLAIN = (
    *(("’", "'"), ("‘", "'"), ("ʼ", "'"), ("´", "'"), ("`", "'"), ("–", "-"), ("—", "-"), ("−", "-")),
    *(("\u00a0", " "), ("⁄", "/"), ("∕", "/")),
)
_PIECE = re.compile(r"([^\W_]+(?:'[^\W_]+)?)|[.!?]+(?=[\s\"')\]]|$)|[;•⦁▪]|\n[^\S\n]*\n")


_BEGINS, _ENDS = attrgetter("start"), attrgetter("end")


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
    for mark, plain in _PLAIN:  # several times faster than one translation, for most texts have few of them
        small = small.replace(mark, plain)
    return small


def words_of(text: str) -> tuple[Word, ...]:
    """Each run of letters or digits. Full stops, semicolons, bullets and empty lines end a sentence."""
    return tuple(each_word_of(text))


def each_word_of(text: str) -> Iterator[Word]:
    """The same one by one, for who may have read enough before the end."""
    sentence = 0
    for piece in _PIECE.finditer(fold(text)):
        if piece.lastindex == 1:
            start, end = piece.span()
            yield Word(piece[1], start, end, sentence)
        else:
            sentence += 1


def words_within(words: Sequence[Word], *passages: Passage) -> tuple[Word, ...]:
    """Those words that stand in any of the passages, in the order of the passages."""
    found: list[Word] = []
    for passage in passages:
        first = bisect_left(words, passage.start, key=_BEGINS)
        found += words[first : bisect_right(words, passage.end, lo=first, key=_ENDS)]
    return tuple(found)
