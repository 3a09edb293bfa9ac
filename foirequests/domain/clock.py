"""The statutory clock: a fold over the dated events of a case.

The clock is neither a stage nor a counter. It is read from events whenever it is asked, so a missed night changes
nothing and a corrected date corrects every answer.
"""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

RECEIVED = "received"
RECEIPT_CORRECTED = "receipt_corrected"
CLARIFICATION_ASKED = "clarification_asked"
CLARIFICATION_RECEIVED = "clarification_received"

KINDS = {
    RECEIVED: "Request received",
    RECEIPT_CORRECTED: "Date of receipt corrected",
    CLARIFICATION_ASKED: "Clarification asked for under section 1(3)",
    CLARIFICATION_RECEIVED: "Clarification received",
}

WORKING_DAYS_TO_ANSWER = 20
"""Working days after receipt: FOIA section 10(1); EIR regulation 5(2)."""

SUBJECT_ACCESS = "sar"


class DayCount(Protocol):
    """The answer of a calendar that counted working days."""

    due: date
    counted: tuple
    skipped: tuple


class Calendar(Protocol):
    """A calendar that can count working days after a day."""

    def count_after(self, day: date, days: int) -> DayCount:
        """Count `days` working days after `day`."""

    def is_working_day(self, day: date) -> bool:
        """Whether `day` is a working day."""

    def next_working_day(self, day: date) -> date:
        """`day` itself when it is a working day, else the first one after it."""


@dataclass(frozen=True)
class Event:
    """Something that moved the clock, on the London calendar day on which it happened."""

    kind: str
    on: date


@dataclass(frozen=True)
class Reading:
    """What the clock says on the events known.

    `due_on` is None while the authority waits for clarification that it asked for in time.
    """

    received_on: date
    counted_from: date
    due_on: date | None
    count: DayCount | None
    asked_on: date | None = None
    first_due_on: date | None = None
    provision: str = "section 10(1) of the Freedom of Information Act 2000"

    @property
    def is_waiting(self) -> bool:
        """Whether the clock stands still because clarification was asked for and has not come."""
        return self.asked_on is not None


PROVISIONS = {
    "foi": "section 10(1) of the Freedom of Information Act 2000",
    "eir": "regulation 5(2) of the Environmental Information Regulations 2004",
    SUBJECT_ACCESS: "Article 12A of the UK GDPR",
}


def day_some_months_later(day: date, months: int) -> date:
    """The corresponding day some whole months later, or that month's last day where it has none.

    Source: ICO, time limits for responding to data protection rights requests ("corresponding calendar date").
    """
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def read_clock(events: Iterable[Event], *, regime: str, uk: Calendar, england_and_wales: Calendar) -> Reading:
    """Fold the dated events of a case into its dates.

    The day of receipt is day 0, working or not; twenty working days follow, a working day being one in every part of
    the United Kingdom. Clarification reasonably required restarts the twenty days when it arrives; clarification
    asked for after the due date does not cure the lateness.

    Sources: FOIA sections 1(3), 10(1), 10(6); EIR regulations 2(1), 5(2), 9; UK GDPR Articles 12, 12A.

    Raises:
        ValueError: there is no receipt among the events.
    """
    received_on: date | None = None
    restarted_on: date | None = None
    asked_on: date | None = None
    for event in events:
        if event.kind in (RECEIVED, RECEIPT_CORRECTED):
            received_on = event.on
        elif event.kind == CLARIFICATION_ASKED:
            asked_on = event.on
        elif event.kind == CLARIFICATION_RECEIVED and asked_on is not None:
            first_due = _due(received_on, restarted_on, regime, uk, england_and_wales)[0]
            if asked_on <= first_due:
                restarted_on = event.on
            asked_on = None
    if received_on is None:
        raise ValueError("A clock needs a receipt.")
    first_due = _due(received_on, None, regime, uk, england_and_wales)[0]
    due_on, count = _due(received_on, restarted_on, regime, uk, england_and_wales)
    provision = PROVISIONS.get(regime, PROVISIONS["foi"])
    from_day = restarted_on or received_on
    if asked_on is not None and asked_on <= due_on:
        return Reading(received_on, from_day, None, None, asked_on, first_due, provision)
    return Reading(received_on, from_day, due_on, count, asked_on, first_due, provision)


def _due(
    received_on: date, restarted_on: date | None, regime: str, uk: Calendar, england_and_wales: Calendar
) -> tuple[date, DayCount | None]:
    start = restarted_on or received_on
    if regime == SUBJECT_ACCESS:
        return england_and_wales.next_working_day(day_some_months_later(start, 1)), None
    count = uk.count_after(start, WORKING_DAYS_TO_ANSWER)
    return count.due, count
