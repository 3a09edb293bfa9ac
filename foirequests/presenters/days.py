"""Days and moments in words, and how near a due date is."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from codes.domain.working_days import WorkingDayCalendar

SOON = 5
"""Working days: a due date this near is a warning."""


@dataclass(frozen=True)
class Tag:
    """A few words and the tone in which they are shown."""

    text: str
    tone: str


def day_words(day: date) -> str:
    """`5 January 2023`."""
    return f"{day.day} {day:%B %Y}"


def moment_words(moment: datetime) -> str:
    """`5 January 2023 at 09:30`, in London."""
    local = timezone.localtime(moment)
    return f"{day_words(local.date())} at {local:%H:%M}"


def review_words(last_day: date, today: date) -> str:
    """Until when a reply can be, or could be, questioned by an internal review; the last day itself is in time."""
    if last_day < today:
        return f"The time to ask for an internal review passed on {day_words(last_day)}"
    return f"The requester can ask for an internal review until {day_words(last_day)}"


def number_of(count: int, one: str, many: str = "") -> str:
    """`1 request`, `2 requests`."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def due_tag(due_on: date, today: date, calendar: WorkingDayCalendar) -> Tag:
    """How near an open due date is: working days while it lies ahead, calendar days when it has passed."""
    if due_on < today:
        return Tag(f"Overdue by {number_of((today - due_on).days, 'day')}", "bad")
    if due_on == today:
        return Tag("Due today", "warning")
    if due_on == today + timedelta(days=1):
        return Tag("Due tomorrow", "warning")
    left = calendar.working_days_between(today, due_on)
    return Tag(f"{number_of(left, 'working day')} left", "warning" if left <= SOON else "good")


def kept_tag(due_on: date, closed_on: date) -> Tag:
    """Whether a case that is closed was answered in time."""
    if closed_on > due_on:
        return Tag(f"Answered {number_of((closed_on - due_on).days, 'day')} late", "bad")
    return Tag("Answered in time", "good")
