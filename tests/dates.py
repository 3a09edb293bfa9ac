"""Days and moments as people say them, with the weekday, so that a wrong one is noticed."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def day(text: str) -> date:
    """`day("Thu 5 January 2023")`; raises ValueError when the weekday is not that date's."""
    weekday, rest = text.split(" ", 1)
    found = datetime.strptime(rest, "%d %B %Y").date()
    if found.strftime("%a") != weekday:
        raise ValueError(f"{rest} is a {found:%A}, not {weekday}")
    return found


def moment(text: str) -> datetime:
    """`moment("Thu 5 January 2023 09:30")`, London time."""
    days, clock = text.rsplit(" ", 1)
    hours, minutes = clock.split(":")
    found = day(days)
    return datetime(found.year, found.month, found.day, int(hours), int(minutes), tzinfo=LONDON)


def typed_day(field: str, on: date) -> dict[str, int]:
    """A day as a form posts it, in three boxes."""
    return {f"{field}_day": on.day, f"{field}_month": on.month, f"{field}_year": on.year}
