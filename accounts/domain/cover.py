"""Who stands in for whom while somebody is away."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Away:
    """A member of staff (by id) is away in one role, first and last day included; `cover` (by id) stands in.

    Without a cover nobody in particular stands in.
    """

    member: int
    role: str
    first_day: date
    last_day: date
    cover: int | None = None

    def includes(self, day: date) -> bool:
        """Whether the person is away on that day."""
        return self.first_day <= day <= self.last_day

    def overlaps(self, first_day: date, last_day: date) -> bool:
        """Whether the person is away on a day of that time."""
        return self.first_day <= last_day and first_day <= self.last_day


def away_on(day: date, absences: Iterable[Away], *, role: str) -> dict[int, Away]:
    """By person, the absence in that role that includes the day."""
    return {each.member: each for each in absences if each.role == role and each.includes(day)}


def stand_in(person: int, away: dict[int, Away]) -> int | None:
    """The id of who does on that day what is asked of `person`: themselves, or whoever covers for them.

    A cover who is away too is covered in turn. None when nobody is left; `away` comes from `away_on`.
    """
    passed: set[int] = set()
    left: int | None = person
    while left in away:
        passed.add(left)
        left = away[left].cover
        if left in passed:
            return None
    return left


def covered_by(person: int, away: dict[int, Away]) -> tuple[int, ...]:
    """The ids of those whom `person` stands in for, in the order of their ids."""
    return tuple(sorted(each for each in away if stand_in(each, away) == person))
