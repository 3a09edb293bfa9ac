"""When the office is reminded of a date: ten, five and one working days before it, on the day, and after it."""

from dataclasses import dataclass
from datetime import date, timedelta

from codes.domain.working_days import WorkingDayCalendar

IN_TEN, IN_FIVE, IN_ONE, TODAY = "due_in_10", "due_in_5", "due_in_1", "due_today"
OVERDUE = "overdue"

BANDS = ((IN_ONE, 1), (IN_FIVE, 5), (IN_TEN, 10))
"""Which reminder a date gets, by the working days that are left at the most."""

LAPSE_WARNING = 5
"""Working days before the time for an answer or a fee ends, from which the office is told."""

WINDOW_WARNING = 3
"""Working days before the time to ask for an internal review ends, from which the office is told."""


@dataclass(frozen=True)
class Band:
    """The dates, both included, that get one reminder today; `first` is None for everything before `last`.

    Bands do not overlap, so that a case of which nobody was told yet gets the nearest reminder and not all of them;
    and they are as long as the time to the next one, so that a night missed is caught up.
    """

    kind: str
    first: date | None
    last: date


def bands(today: date, calendar: WorkingDayCalendar) -> list[Band]:
    """Which dates get which reminder today, the nearest first."""
    told = [Band(OVERDUE, None, today - timedelta(days=1)), Band(TODAY, today, today)]
    for kind, days in BANDS:
        after = told[-1].last + timedelta(days=1)
        told.append(Band(kind, after, calendar.nth_working_day_after(today, days)))
    return told


def ends_soon(last: date, today: date, calendar: WorkingDayCalendar, *, warning: int = LAPSE_WARNING) -> bool:
    """Whether a day lies ahead, today included, and at most `warning` working days away."""
    return today <= last <= calendar.nth_working_day_after(today, warning)
