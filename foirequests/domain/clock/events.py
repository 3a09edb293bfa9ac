"""What moves the clock: the dated events of a case, and the order in which they are read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

RECEIVED = "received"
RECEIPT_CORRECTED = "receipt_corrected"
IDENTITY_ASKED = "identity_asked"
IDENTITY_RECEIVED = "identity_received"
CLARIFICATION_ASKED = "clarification_asked"
CLARIFICATION_RECEIVED = "clarification_received"
FEES_NOTICE = "fees_notice"
FEE_PAID = "fee_paid"
EXTENDED = "extended"

KINDS = {
    RECEIVED: "Request received",
    RECEIPT_CORRECTED: "Date of receipt corrected",
    IDENTITY_ASKED: "Evidence of identity asked for",
    IDENTITY_RECEIVED: "Evidence of identity received",
    CLARIFICATION_ASKED: "Clarification asked for",
    CLARIFICATION_RECEIVED: "Clarification received",
    FEES_NOTICE: "Fees notice given",
    FEE_PAID: "Fee paid",
    EXTENDED: "Time for the reply extended",
}
"""Every event that the clock reads; events of one day are read in this order."""

ANSWERS = {
    IDENTITY_RECEIVED: IDENTITY_ASKED,
    CLARIFICATION_RECEIVED: CLARIFICATION_ASKED,
    FEE_PAID: FEES_NOTICE,
}
"""Which event answers which."""

QUESTIONS = frozenset(ANSWERS.values())
"""Events after which the requester is waited for."""


@dataclass(frozen=True)
class Event:
    """Something that moved the clock, on the London calendar day on which it happened.

    `part` names the question that it concerns (None: the whole request). `until` is the estimated day of an extension
    under section 10(3). `entered` is the order of entry, which decides between corrections of one fact and nothing
    else.
    """

    kind: str
    on: date
    part: int | None = None
    until: date | None = None
    entered: int = 0


def in_order(events: Iterable[Event]) -> list[Event]:
    """The events in the order in which they happened; those of one day in the order of `KINDS`.

    What answers a question that still waits comes before whatever else happened that day: one question is answered
    in the morning, and the next one is asked in the afternoon.
    """
    places = list(KINDS)
    left = sorted(events, key=lambda event: (event.on, places.index(event.kind), event.entered))
    ordered: list[Event] = []
    waiting_for = ""
    while left:
        today = (event for event in left if event.on == left[0].on)
        event = next((each for each in today if waiting_for and ANSWERS.get(each.kind) == waiting_for), left[0])
        left.remove(event)
        ordered.append(event)
        if event.kind in QUESTIONS:
            waiting_for = event.kind
        elif ANSWERS.get(event.kind) == waiting_for:
            waiting_for = ""
    return ordered
