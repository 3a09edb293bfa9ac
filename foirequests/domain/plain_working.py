"""What happened to the clock, and how the date of our reply is worked out: in words for everybody.

They stand on the requester's private page and in the acknowledgement, so they belong to no page.
"""

from collections.abc import Iterable
from datetime import date

from foirequests.domain import clock
from foirequests.domain.clock import EIR, FEES_NOTICE, IDENTITY_ASKED, SUBJECT_ACCESS, Event, Reading

HAPPENED = {
    clock.RECEIVED: "We received your request.",
    clock.IDENTITY_ASKED: "We asked you to show us who you are. Our time begins when you do.",
    clock.IDENTITY_RECEIVED: "You showed us who you are.",
    clock.CLARIFICATION_ASKED: "We asked you a question. Our time stood still until you answered.",
    clock.CLARIFICATION_RECEIVED: "We had your answer. The time for our reply began again on the next working day.",
    clock.FEES_NOTICE: "We told you that there is a fee. The days until you paid it do not count.",
    clock.FEE_PAID: "We had the fee, and went on.",
}
"""What each event meant for the requester."""

HAPPENED_TO_MONTHS = {
    clock.CLARIFICATION_RECEIVED: "We had your answer. The days from our question to it do not count.",
}
"""What it meant instead where the time is counted in months: subject access."""

FORTY_DAYS_UNDER = "regulation 7(1) of the Environmental Information Regulations 2004"
"""What gives the forty working days of an extended request for environmental information."""

STILL_WAITING = {
    clock.IDENTITY_ASKED: "We asked you to show us who you are. Our time begins when you do.",
    clock.CLARIFICATION_ASKED: "We asked you a question. Our time stands still until you answer.",
    clock.FEES_NOTICE: "We told you that there is a fee. Our time stands still until you pay it.",
}


def what_happened(events: Iterable[Event], reading: Reading, *, regime: str) -> list[dict[str, str]]:
    """What happened to the time for our reply, oldest first (each: day, what).

    A corrected date of receipt takes the place of the first one: the requester is told what is true.
    """
    told = []
    for event in clock.in_order(events):
        if event.kind in (clock.RECEIVED, clock.RECEIPT_CORRECTED):
            continue
        late = event in reading.late_events
        waiting = reading.is_waiting and (event.kind, event.on) == (reading.waiting_for, reading.asked_on)
        told.append((event.on, _what(event, late=late, waiting=waiting, regime=regime)))
    told.insert(0, (reading.received_on, HAPPENED[clock.RECEIVED]))
    return [{"day": _weekday(on), "what": what} for on, what in told]


def _what(event: Event, *, late: bool, waiting: bool, regime: str) -> str:
    meant = HAPPENED | (HAPPENED_TO_MONTHS if regime == SUBJECT_ACCESS else {})
    happened = _extended_on(event, regime) if event.kind == clock.EXTENDED else meant[event.kind]
    if late:
        first = happened.split(". ")[0].removesuffix(".")
        return f"{first}. We were late by then, and this changes nothing about that."
    return STILL_WAITING[event.kind] if waiting else happened


def _extended_on(event: Event, regime: str) -> str:
    if event.until is not None:
        return (
            "We told you that we need longer to weigh what is best for the public. We expected to reply by"
            f" {_weekday(event.until)}."
        )
    if regime == EIR:
        return "We told you that your request is so large and complex that we need 40 working days."
    return "We told you that we need up to three months in all."


def how_worked_out(reading: Reading, *, regime: str) -> list[str]:
    """How the date of our reply is worked out, in words for everybody."""
    lines = [f"We received your request on {_weekday(reading.received_on)}."]
    if reading.counted_from != reading.received_on:
        day = _weekday(reading.counted_from)
        lines.append(
            f"You showed us who you are on {day}: we count from it."
            if regime == SUBJECT_ACCESS
            else f"We asked you a question and had your answer on {day}: we count from it."
        )
    if reading.due_on is None:
        return [*lines, _standstill(reading)]
    if reading.count is None:
        return [*lines, *_in_months(reading)]
    counted = reading.count.counted
    provision = FORTY_DAYS_UNDER if regime == EIR and reading.extension is not None else reading.provision
    lines.append(
        f"The law gives us {len(counted)} working days ({provision}). The day itself does not count. The first"
        f" is {_weekday(counted[0])} and the last is {_weekday(counted[-1])}."
    )
    lines += [
        f"The days from {_weekday(period.first)}, when we told you about a fee, to {_weekday(period.last)}, when you"
        " paid it, do not count."
        for period in reading.disregarded
    ]
    paused = reading.disregarded
    closed = [day for day in reading.count.skipped_weekdays if not any(day.on in period for period in paused)]
    skipped = "; ".join(f"{_weekday(day.on)} ({day.reason})" for day in closed)
    lines.append(
        f"Saturdays and Sundays do not count{f', and these days do not either: {skipped}' if skipped else ''}."
    )
    lines += _extended(reading, regime)
    if reading.provisional:
        lines.append("Bank holidays are not announced yet for all of this time, so the date may become a little later.")
    return lines


def _in_months(reading: Reading) -> list[str]:
    """How a time of months was counted: subject access."""
    gives = "one month" if reading.extension is None else "up to three months in all, because we told you in time"
    lines = [f"The law gives us {gives} ({reading.provision}), and to the next working day if it ends on none."]
    lines += [
        f"The days from {_weekday(period.first)}, when we asked you a question, to {_weekday(period.last)}, when you"
        " answered it, do not count."
        for period in reading.disregarded
    ]
    return lines


def _standstill(reading: Reading) -> str:
    if reading.waiting_for == IDENTITY_ASKED:
        return (
            f"We asked you on {_weekday(reading.asked_on)} to show us who you are. Our time begins"
            " on the day on which you do."
        )
    if reading.waiting_for == FEES_NOTICE:
        return (
            f"We told you about a fee on {_weekday(reading.asked_on)}. Our time stands still until you pay it; the days"
            " until then do not count."
        )
    if reading.months:
        return (
            f"We asked you a question on {_weekday(reading.asked_on)}. Our time stands still until you answer; the days"
            " until then do not count."
        )
    return (
        f"We asked you a question on {_weekday(reading.asked_on)}. Our time stands still until you answer, and 20"
        " working days begin on the day after your answer comes."
    )


def _extended(reading: Reading, regime: str) -> list[str]:
    extension = reading.extension
    if extension is None:
        return []
    if regime == EIR:
        return [
            f"On {_weekday(extension.on)} we told you that your request is so large and complex that we need 40 working"
            " days (regulation 7)."
        ]
    return [
        f"On {_weekday(extension.on)} we told you that we need longer to weigh what is best for the public (section"
        f" 10(3)). We expect to reply by {_weekday(reading.due_on)}."
    ]


def _weekday(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"
