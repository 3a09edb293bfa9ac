"""The working-day calendar as a value: which days count, which do not, and under which provision.

FOIA s.10(6): a working day is "any day other than a Saturday, a Sunday, Christmas Day, Good Friday or a day which is a
bank holiday under the Banking and Financial Dealings Act 1971 in any part of the United Kingdom". EIR reg.2(1) adopts
the same definition. The bank holidays are given to the calendar; weekends, Christmas Day and Good Friday it knows
itself, because the Act names them.
"""

from bisect import bisect_right
from calendar import isleap
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

NATIONS = {"ENG": "England", "WLS": "Wales", "SCT": "Scotland", "NIR": "Northern Ireland"}
ONE_DAY = timedelta(days=1)


class Holiday(NamedTuple):
    """One bank holiday in one nation (a key of `NATIONS`)."""

    on: date
    nation: str
    title: str


@dataclass(frozen=True)
class SkippedDay:
    """A day that does not count, with the reason in plain words and the provision that takes it out."""

    on: date
    reason: str
    provision: str

    @property
    def is_weekend(self) -> bool:
        """Whether the day is a Saturday or a Sunday, whatever else it is."""
        return self.on.weekday() >= 5


@dataclass(frozen=True)
class Disregarded:
    """A period whose days, both ends included, do not count for one case, with the reason and the provision."""

    first: date
    last: date
    reason: str
    provision: str

    def __contains__(self, on: date) -> bool:
        return self.first <= on <= self.last

    @property
    def days(self) -> int:
        """Calendar days, both ends included."""
        return (self.last - self.first).days + 1

    def days_from(self, start: date) -> int:
        """How many of its calendar days lie on or after a day: what came before a count began is not left out of it."""
        return max(0, (self.last - max(self.first, start)).days + 1)


@dataclass(frozen=True)
class DayCount:
    """The working of a count: the day it ends on, each day counted, each day skipped, in order.

    `provisional` is true when the count runs past the last year whose bank holidays are proclaimed.
    """

    due: date
    counted: tuple[date, ...]
    skipped: tuple[SkippedDay, ...]
    provisional: bool = False

    @property
    def skipped_weekdays(self) -> tuple[SkippedDay, ...]:
        """The skipped days that were not a Saturday or a Sunday: the ones worth explaining."""
        return tuple(day for day in self.skipped if not day.is_weekend)


@dataclass(frozen=True)
class WorkingDayCalendar:
    """A calendar of working days, frozen.

    `nations` says whose bank holidays it holds, `provision` the enactment or policy that defines it, `known_to` the
    last day whose bank holidays are proclaimed (None: not told).
    """

    name: str
    nations: tuple[str, ...]
    provision: str
    holidays: tuple[Holiday, ...] = ()
    known_to: date | None = None
    _by_day: dict[date, tuple[Holiday, ...]] = field(init=False, repr=False, compare=False)
    _years: dict[int, list[date]] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        by_day: dict[date, tuple[Holiday, ...]] = {}
        for holiday in self.holidays:
            if holiday.nation in self.nations:
                by_day[holiday.on] = (*by_day.get(holiday.on, ()), holiday)
        object.__setattr__(self, "_by_day", by_day)

    def __hash__(self) -> int:
        return hash((self.name, self.nations, self.provision, self.holidays, self.known_to))

    def why_not_working(self, on: date) -> SkippedDay | None:
        """The reason why a day does not count, or None for a working day."""
        if on.weekday() >= 5:
            return SkippedDay(on, "Saturday" if on.weekday() == 5 else "Sunday", self.provision)
        if (on.month, on.day) == (12, 25):
            return SkippedDay(on, "Christmas Day", self.provision)
        if on == good_friday(on.year):
            return SkippedDay(on, "Good Friday", self.provision)
        here = self._by_day.get(on)
        if here:
            return SkippedDay(on, self._describe(here), self.provision)
        return None

    def is_working_day(self, on: date) -> bool:
        """Whether the day counts."""
        return self.why_not_working(on) is None

    def count_after(self, start: date, days: int, disregarding: Collection[Disregarded] = ()) -> DayCount:
        """Count `days` working days after `start`, which is day 0 whether or not it is a working day itself.

        Days in a disregarded period are passed over like any other day that does not count (FOIA s.10(2)).

        FOIA s.10(1): "the twentieth working day following the date of receipt". Raises ValueError for fewer than one.
        """
        if days < 1:
            raise ValueError("a count needs at least one working day")
        counted: list[date] = []
        skipped: list[SkippedDay] = []
        for on in _days_after(start):
            reason = self.why_not_working(on) or _why_disregarded(on, disregarding)
            if reason:
                skipped.append(reason)
                continue
            counted.append(on)
            if len(counted) == days:
                break
        return DayCount(counted[-1], tuple(counted), tuple(skipped), self.is_provisional(counted[-1]))

    def nth_working_day_after(self, start: date, days: int) -> date:
        """The `days`-th working day after `start`; `start` itself when `days` is 0.

        The day on which `count_after` ends, found without the working: for many cases at once.
        """
        if days == 0:
            return start
        if days < 0:
            raise ValueError("a count needs at least one working day")
        year = start.year
        left = days + bisect_right(self._working_days_of(year), start)
        while left > len(self._working_days_of(year)):
            left -= len(self._working_days_of(year))
            year += 1
        return self._working_days_of(year)[left - 1]

    def _working_days_of(self, year: int) -> list[date]:
        """The working days of a year in order, worked out once."""
        if year not in self._years:
            first, length = date(year, 1, 1), 366 if isleap(year) else 365
            days = (first + ONE_DAY * n for n in range(length))
            self._years[year] = [on for on in days if self.is_working_day(on)]
        return self._years[year]

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`; negative when `end` comes first.

        `working_days_between(today, due)` is the number of days left, or minus the number of days late.
        """
        if end < start:
            return -self.working_days_between(end, start)
        return sum(self.is_working_day(start + ONE_DAY * n) for n in range(1, (end - start).days + 1))

    def next_working_day(self, on: date) -> date:
        """The day itself when it is a working day, else the first one after it."""
        return on if self.is_working_day(on) else self.count_after(on, 1).due

    def is_provisional(self, on: date) -> bool:
        """Whether a date lies past the last year whose bank holidays are proclaimed."""
        return self.known_to is not None and on > self.known_to

    def without(self, days: Iterable[date]) -> "WorkingDayCalendar":
        """The same calendar without the bank holidays of these days: the prudent date after a late proclamation."""
        left_out = frozenset(days)
        kept = tuple(holiday for holiday in self.holidays if holiday.on not in left_out)
        return WorkingDayCalendar(self.name, self.nations, self.provision, kept, self.known_to)

    def _describe(self, here: tuple[Holiday, ...]) -> str:
        """`St Andrew's Day, bank holiday in Scotland`; nations that give the day the same title stand together."""
        by_title: dict[str, list[str]] = {}
        for holiday in here:
            by_title.setdefault(holiday.title, []).append(NATIONS[holiday.nation])
        if len({holiday.nation for holiday in here}) == len(NATIONS):
            return f"{here[0].title}, bank holiday throughout the United Kingdom"
        return "; ".join(f"{title}, bank holiday in {_listed(nations)}" for title, nations in by_title.items())


@lru_cache(maxsize=256)
def good_friday(year: int) -> date:
    """Good Friday of a Gregorian year: two days before Easter Sunday (the anonymous Gregorian computus)."""
    golden, century, in_century = year % 19, year // 100, year % 100
    leaps, century_rest = divmod(century, 4)
    moon_fix = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leaps - moon_fix + 15) % 30
    quarter, quarter_rest = divmod(in_century, 4)
    weekday = (32 + 2 * century_rest + 2 * quarter - epact - quarter_rest) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1) - 2 * ONE_DAY


def _why_disregarded(on: date, periods: Collection[Disregarded]) -> SkippedDay | None:
    return next((SkippedDay(on, period.reason, period.provision) for period in periods if on in period), None)


def _days_after(start: date) -> Iterator[date]:
    on = start
    while True:
        on += ONE_DAY
        yield on


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
