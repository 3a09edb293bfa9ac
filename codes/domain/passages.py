"""Where in a text something stands: what an officer is shown as the reason for a piece of advice."""

from bisect import bisect_left
from collections.abc import Iterable
from operator import itemgetter
from typing import Any, NamedTuple


class Passage(NamedTuple):
    """A stretch of a text, in characters: from `start` up to, not including, `end`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The very words, as they stand in the text."""
        return text[self.start : self.end]

    def is_within(self, other: "Passage") -> bool:
        """Whether all of it lies in the other stretch."""
        return other.start <= self.start and self.end <= other.end


def in_order(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    """Each passage once, as they stand in the text."""
    return tuple(sorted(set(passages)))


class Placed:
    """What was found in a text, each with its `passage`, to be asked for by stretch without going through all."""

    def __init__(self, found: Iterable[Any]) -> None:
        self._in_order = sorted(enumerate(found), key=lambda numbered: numbered[1].passage.start)
        self._starts = [each.passage.start for _, each in self._in_order]

    def within(self, stretch: Passage) -> list[Any]:
        """What lies within the stretch, in the order in which it was found."""
        first, last = bisect_left(self._starts, stretch.start), bisect_left(self._starts, stretch.end)
        begun = self._in_order[first:last]
        inside = sorted((numbered for numbered in begun if numbered[1].passage.end <= stretch.end), key=itemgetter(0))
        return [each for _, each in inside]
