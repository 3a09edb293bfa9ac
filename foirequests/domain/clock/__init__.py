"""The statutory clock: a fold over the dated events of a case.

The clock is neither a stage nor a counter. It is read from events whenever it is asked, so a missed night changes
nothing and a corrected date corrects every answer. Events are read in the order in which they happened, whatever the
order in which they were entered.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from foirequests.domain.clock.events import (
    ANSWERS,
    CLARIFICATION_ASKED,
    CLARIFICATION_RECEIVED,
    EXTENDED,
    FEE_PAID,
    FEES_NOTICE,
    IDENTITY_ASKED,
    IDENTITY_RECEIVED,
    KINDS,
    QUESTIONS,
    RECEIPT_CORRECTED,
    RECEIVED,
    Event,
    in_order,
)
from foirequests.domain.clock.subject_access import ONE_DAY, SubjectAccess
from foirequests.domain.clock.values import EIR, FOI, SUBJECT_ACCESS, Reading, Rules
from foirequests.domain.clock.working_days import (
    EXTENDED_WORKING_DAYS,
    WORKING_DAYS_TO_ANSWER,
    WorkingDays,
    last_day_to_pay,
)

__all__ = [
    "ANSWERS",
    "CLARIFICATION_ASKED",
    "CLARIFICATION_RECEIVED",
    "EIR",
    "EXTENDED",
    "EXTENDED_WORKING_DAYS",
    "FEES_NOTICE",
    "FEE_PAID",
    "FOI",
    "IDENTITY_ASKED",
    "IDENTITY_RECEIVED",
    "KINDS",
    "ONE_DAY",
    "QUESTIONS",
    "RECEIPT_CORRECTED",
    "RECEIVED",
    "SUBJECT_ACCESS",
    "WORKING_DAYS_TO_ANSWER",
    "Event",
    "Reading",
    "Rules",
    "governing",
    "in_order",
    "last_day_to_pay",
    "read_clock",
    "read_parts",
]


def read_clock(events: Iterable[Event], *, regime: str, rules: Rules) -> Reading:
    """Fold the dated events of a request, or of one part of it, into its dates.

    The day of receipt is day 0, working or not; twenty working days follow, a working day being one in every part of
    the United Kingdom. Clarification reasonably required restarts the twenty days when it arrives; asked for after
    the due date it does not cure the lateness. The days from a fees notice to the payment, both included, are
    disregarded. An extension moves the due date and leaves the notice due on the twentieth day.

    Sources: FOIA sections 1(3), 9, 10; EIR regulations 2(1), 5(2), 7, 8, 9; UK GDPR Articles 12, 12A.

    Raises:
        ValueError: there is no receipt among the events.
    """
    known = in_order(events)
    corrections = [event for event in known if event.kind in (RECEIVED, RECEIPT_CORRECTED)]
    if not corrections:
        raise ValueError("A clock needs a receipt.")
    received_on = max(corrections, key=lambda event: (event.kind == RECEIPT_CORRECTED, event.entered)).on
    folding = SubjectAccess if regime == SUBJECT_ACCESS else WorkingDays
    clock = folding(received_on, regime, rules)
    for event in known:
        clock.take(event)
    return clock.reading()


def read_parts(
    events: Iterable[Event], parts: Collection[int], *, regime: Mapping[int, str] | str, rules: Rules
) -> dict[int, Reading]:
    """The reading of each part of a request: a question about one part leaves the clock of the others running.

    `regime` is one for all, or one for each part: a request for recorded and environmental information has two clocks.
    """
    known = tuple(events)
    return {
        part: read_clock(
            [event for event in known if event.part in (None, part)],
            regime=regime if isinstance(regime, str) else regime[part],
            rules=rules,
        )
        for part in parts
    }


def governing(readings: Collection[Reading]) -> Reading:
    """The reading that the case goes by: the earliest due date, and a running clock before one that stands still."""
    return min(readings, key=lambda reading: (reading.due_on is None, reading.due_on or date.max))
