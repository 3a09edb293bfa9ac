"""Periods of months: to a corresponding day, and beginning with a day."""

from calendar import monthrange
from datetime import date, timedelta


def day_some_months_later(day: date, months: int) -> date:
    """The corresponding day some whole months later, or that month's last day where it has none.

    Source: ICO, time limits for responding to data protection rights requests ("corresponding calendar date").
    """
    year, month = _month_after(day, months)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def last_day_of_months_beginning_with(day: date, months: int) -> date:
    """The last day of a period of whole months that begins with `day`, which is its first day.

    The day before the corresponding day; the last day of the month where that month has no corresponding day. Three
    months beginning with 9 March end on 8 June, with 30 November on 28 February, with 1 March on 31 May.

    Sources: the corresponding date rule (Dodds v Walker [1981] 1 WLR 1027); FOIA section 9(2); UK GDPR Article 12A.
    """
    year, month = _month_after(day, months)
    if day.day > monthrange(year, month)[1]:
        return date(year, month, monthrange(year, month)[1])
    return date(year, month, day.day) - timedelta(days=1)


def _month_after(day: date, months: int) -> tuple[int, int]:
    years, month = divmod(day.month - 1 + months, 12)
    return day.year + years, month + 1
