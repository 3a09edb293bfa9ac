"""Dates that cannot be true together: each refused with the rule that it breaks."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from foirequests.domain import clock
from foirequests.domain.clock import (
    ANSWERS,
    CLARIFICATION_ASKED,
    EIR,
    EXTENDED,
    FOI,
    KINDS,
    QUESTIONS,
    RECEIPT_CORRECTED,
    RECEIVED,
    SUBJECT_ACCESS,
    Event,
    Reading,
    Rules,
)
from foirequests.domain.errors import Refused

REGIMES = {
    clock.FEES_NOTICE: ((FOI, EIR), "A fees notice is given under FOIA section 9 or EIR regulation 8 only."),
    clock.FEE_PAID: ((FOI, EIR), "A fee is paid under FOIA section 9 or EIR regulation 8 only."),
    clock.IDENTITY_ASKED: ((SUBJECT_ACCESS,), "Evidence of identity is asked for with subject access only:"
                           " FOIA and the EIR ask nobody who they are."),
    clock.IDENTITY_RECEIVED: ((SUBJECT_ACCESS,), "Evidence of identity belongs to subject access requests only."),
}  # fmt: skip
"""Events that only some regimes know, and what is said otherwise."""


@dataclass(frozen=True)
class Ground:
    """An exemption as far as an extension asks: its code, whether it is qualified and whether it is engaged."""

    code: str
    is_qualified: bool


def check_events(events: Iterable[Event], *, regime: str, rules: Rules, today: date) -> None:
    """Raise `Refused` unless the events, in whatever order they were entered, can all have happened.

    Nothing happens before the request is received or after today; nothing is answered before it was asked or paid
    before its notice; nothing happens twice; nothing is extended twice.
    """
    known = list(events)
    received_on = clock.read_clock(known, regime=regime, rules=rules).received_on
    for event in known:
        if event.on > today:
            raise Refused(f"{_named(event)}: that is after today.")
        if event.kind not in (RECEIVED, RECEIPT_CORRECTED) and event.on < received_on:
            raise Refused(f"{_named(event)}: that is before the request was received, on {_written(received_on)}.")
        check_regime(event.kind, regime)
    for part in {event.part for event in known}:
        _check_order([event for event in known if event.part in (None, part)], regime=regime, rules=rules)


def check_regime(kind: str, regime: str) -> None:
    """Raise `Refused` when the regime knows no such event."""
    allowed, why_not = REGIMES.get(kind, ((), ""))
    if allowed and regime not in allowed:
        raise Refused(why_not)


def _check_order(events: list[Event], *, regime: str, rules: Rules) -> None:
    """Raise `Refused` unless each answer follows its question and nothing stands twice."""
    asked: Event | None = None
    extended: Event | None = None
    for event in clock.in_order(events):
        if event.kind in QUESTIONS:
            if asked is not None:
                raise Refused(
                    f"{_named(event)}: {_what(asked)} on {_written(asked.on)} is still waiting for its answer."
                    " One thing is waited for at a time."
                )
            asked = event
        elif event.kind in ANSWERS:
            if asked is None or asked.kind != ANSWERS[event.kind]:
                raise Refused(f"{_named(event)}: {_never_asked(event, events)}")
            _check_in_time(event, asked, regime=regime, rules=rules)
            asked = None
        elif event.kind == EXTENDED:
            if extended is not None:
                raise Refused(
                    f"The time was extended on {_written(extended.on)} already, to {_until(extended)}."
                    " It can be extended once: tell the requester in a message if even that cannot be kept."
                )
            extended = event


def _never_asked(event: Event, events: Iterable[Event]) -> str:
    question = ANSWERS[event.kind]
    later = [each.on for each in events if each.kind == question and each.on > event.on]
    if later:
        return f"that is before {_what_kind(question)}, on {_written(min(later))}."
    if any(each.kind == question for each in events):
        return "that has been recorded already."
    return f"there is no record of {_what_kind(question)}."


def _check_in_time(event: Event, asked: Event, *, regime: str, rules: Rules) -> None:
    """A fee that comes after the time to pay revives nothing: FOIA section 9(2), EIR regulation 8(5)."""
    if event.kind != clock.FEE_PAID:
        return
    provision = "EIR regulation 8(5)" if regime == EIR else "FOIA section 9(2)"
    last = clock.last_day_to_pay(asked.on, regime=regime, rules=rules)
    if event.on > last:
        raise Refused(
            f"The fee could be paid until {_written(last)}. A payment after that does not oblige the authority to"
            f" answer ({provision}): record a new request instead."
        )


def check_extension(
    *,
    regime: str,
    grounds: Collection[Ground] = (),
    until: date | None = None,
    complex_and_voluminous: bool = False,
    on: date,
    standard_due_on: date,
) -> None:
    """Raise `Refused` unless the time for the reply may be extended as is asked.

    FOIA: a qualified exemption, or a qualified exclusion of the duty to confirm or deny, is engaged and the balance of
    the public interest is still being weighed; the estimated day lies after the twentieth working day. EIR: the
    request is complex and voluminous, both. Subject access: complexity or number of requests.

    Sources: FOIA sections 10(3) and 17(2); EIR regulation 7(1); UK GDPR Article 12A(3).
    """
    if regime == FOI:
        _check_public_interest(grounds, until, on, standard_due_on)
    elif regime == EIR:
        if until is not None:
            raise Refused("Regulation 7 gives 40 working days, no other day: leave the estimated day empty.")
        if grounds:
            raise Refused(
                "The EIR know no extension to weigh the public interest: the balance is struck within the time"
                " (regulation 7 is for complexity and volume only)."
            )
        if not complex_and_voluminous:
            raise Refused(
                "Regulation 7(1): the request must be both complex and voluminous. One of them is not enough."
            )
    elif regime != SUBJECT_ACCESS:
        raise Refused("The time can be extended under FOIA, the EIR or for subject access only.")


def _check_public_interest(grounds: Collection[Ground], until: date | None, on: date, standard_due_on: date) -> None:
    if not grounds:
        raise Refused(
            "Section 10(3): name the qualified exemption that is engaged. Time to find out whether one is engaged is"
            " not given."
        )
    if not any(ground.is_qualified for ground in grounds):
        named = ", ".join(ground.code for ground in grounds)
        raise Refused(
            f"Section 10(3) is for qualified exemptions only, where the public interest is weighed. {named}:"
            " nothing is weighed, so there is nothing to extend."
        )
    if until is None:
        raise Refused("Section 17(2): estimate the day on which the decision will be reached; the notice must name it.")
    if until <= max(standard_due_on, on):
        raise Refused(
            f"The estimated day must come after {_written(max(standard_due_on, on))}: until then no extension is"
            " needed."
        )


def is_past_reasonable(until: date, reading: Reading, rules: Rules) -> bool:
    """Whether an estimated day lies past the forty working days that the regulator finds reasonable at the most.

    They are counted like the twenty: afresh from a clarification, and without the days of a fees notice.
    """
    most = rules.uk.count_after(reading.counted_from, clock.EXTENDED_WORKING_DAYS, reading.disregarded)
    return until > most.due


def _named(event: Event) -> str:
    return f"{KINDS[event.kind]}, {_written(event.on)}"


def _what(event: Event) -> str:
    return _what_kind(event.kind)


def _what_kind(kind: str) -> str:
    return {
        CLARIFICATION_ASKED: "the question to the requester",
        clock.IDENTITY_ASKED: "the request for evidence of identity",
        clock.FEES_NOTICE: "the fees notice",
    }[kind]


def _until(event: Event) -> str:
    return _written(event.until) if event.until else "40 working days"


def _written(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
