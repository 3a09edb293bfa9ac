"""Where in a text something stands: what an officer is shown as the reason for a piece of advice."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Passage:
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
