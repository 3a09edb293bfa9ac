"""What our rules answer to the inputs of a worked example, by the name that the file has for each rule."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from foirequests.domain import clock, time_limits
from foirequests.domain.clock import EIR, FOI, SUBJECT_ACCESS, Event, Reading, Rules, read_clock
from foirequests.domain.clock_rules import SAR_ICO, SAR_LITERAL

LATE_PROCLAMATION = date(2026, 6, 15)
"""The bank holiday in Scotland that was proclaimed within the year: Royal Proclamation of February 2026."""

Inputs = Mapping[str, Any]
Answers = dict[str, Any]


class UnknownRule(ValueError):
    """The file names a rule that this product does not have."""


def answer(rule: str, inputs: Inputs, rules: Rules) -> Answers:
    """Everything that our rules say about the inputs of one example.

    Raises:
        UnknownRule: there is no such rule.
        KeyError, TypeError, ValueError: an input is missing or is no date.
        OverflowError: a date lies past the year 9999.
    """
    if rule not in RULES:
        raise UnknownRule("a rule that is not known")
    return RULES[rule](inputs, rules)


def _day(inputs: Inputs, name: str) -> date:
    return date.fromisoformat(inputs[name])


def _read(rules: Rules, *events: Event, regime: str = FOI) -> Reading:
    return read_clock(events, regime=regime, rules=rules)


def _received(inputs: Inputs) -> Event:
    return Event(clock.RECEIVED, _day(inputs, "received"))


def _twenty_days(inputs: Inputs, rules: Rules) -> Answers:
    receipt = _received(inputs)
    reading = _read(rules, receipt)
    as_the_code_reads = time_limits.code_reading_of_receipt(receipt.on, rules.uk)
    return {
        "due": reading.due_on,
        "ew_only_wrong": _read(replace(rules, uk=rules.england_and_wales), receipt).due_on,
        "code_4_2_reading": _read(rules, Event(clock.RECEIVED, as_the_code_reads)).due_on,
        "skipped": [skipped.on for skipped in reading.count.skipped_weekdays],
    }


def _clarification(inputs: Inputs, rules: Rules) -> Answers:
    events = [_received(inputs), Event(clock.CLARIFICATION_ASKED, _day(inputs, "asked"))]
    waiting = _read(rules, *events)
    if "supplied" in inputs:
        events.append(Event(clock.CLARIFICATION_RECEIVED, _day(inputs, "supplied")))
    reading = _read(rules, *events)
    return {
        "due": reading.due_on,
        "original_due": reading.first_due_on,
        "breach": bool(reading.late_events),
        "lapse_on": waiting.lapses_on,
    }


def _lapse(inputs: Inputs, rules: Rules) -> Answers:
    asked_on = _day(inputs, "asked")
    events = [Event(clock.RECEIVED, asked_on), Event(clock.CLARIFICATION_ASKED, asked_on)]
    return {"lapse_on": _read(rules, *events).lapses_on}


def _fees(inputs: Inputs, rules: Rules) -> Answers:
    events = [_received(inputs), Event(clock.FEES_NOTICE, _day(inputs, "notice"))]
    waiting = _read(rules, *events)
    if "paid" in inputs:
        events.append(Event(clock.FEE_PAID, _day(inputs, "paid")))
    return {"due": _read(rules, *events).due_on, "last_day_to_pay": waiting.lapses_on}


def _fee_expiry(inputs: Inputs, rules: Rules) -> Answers:
    return {"last_day_to_pay": clock.last_day_to_pay(_day(inputs, "notice"), regime=FOI, rules=rules)}


def _advance_payment(inputs: Inputs, rules: Rules) -> Answers:
    return {"pay_by": clock.last_day_to_pay(_day(inputs, "notified"), regime=EIR, rules=rules)}


def _public_interest(inputs: Inputs, rules: Rules) -> Answers:
    reading = _read(rules, _received(inputs))
    limit = rules.uk.nth_working_day_after(reading.received_on, clock.EXTENDED_WORKING_DAYS)
    return {"s17_1_notice_by": reading.notice_due_on, "ico_reasonable_limit": limit, "due": reading.due_on}


def _environmental(inputs: Inputs, rules: Rules) -> Answers:
    receipt = _received(inputs)
    reading = _read(rules, receipt, regime=EIR)
    extended = _read(rules, receipt, Event(clock.EXTENDED, reading.due_on), regime=EIR)
    return {
        "due": reading.due_on,
        "extension_notice_by": extended.notice_due_on,
        "extended_due": extended.due_on,
    }


def _subject_access(inputs: Inputs, rules: Rules) -> Answers:
    receipt = _received(inputs)
    asked = replace(rules, sar=SAR_ICO)
    return {
        "due": _read(asked, receipt, regime=SUBJECT_ACCESS).due_on,
        "literal_12A_beginning_with": _read(replace(rules, sar=SAR_LITERAL), receipt, regime=SUBJECT_ACCESS).due_on,
    }


def _subject_access_extended(inputs: Inputs, rules: Rules) -> Answers:
    receipt = _received(inputs)
    reading = _read(replace(rules, sar=SAR_ICO), receipt, Event(clock.EXTENDED, receipt.on), regime=SUBJECT_ACCESS)
    return {"due": reading.due_on, "extension_notice_before": reading.notice_due_on}


def _subject_access_stop(inputs: Inputs, rules: Rules) -> Answers:
    asked_on, supplied_on = _day(inputs, "asked"), _day(inputs, "supplied")

    def due(answered_on: date) -> date:
        events = [Event(clock.CLARIFICATION_ASKED, asked_on), Event(clock.CLARIFICATION_RECEIVED, answered_on)]
        return _read(replace(rules, sar=SAR_ICO), _received(inputs), *events, regime=SUBJECT_ACCESS).due_on

    # Asked and answered on one day, the strict count leaves nothing out.
    one_day = timedelta(days=1)
    strict = due(supplied_on - one_day) if supplied_on > asked_on else _subject_access(inputs, rules)["due"]
    return {"due": due(supplied_on), "conservative": strict}


def _subject_access_identity(inputs: Inputs, rules: Rules) -> Answers:
    identified = Event(clock.IDENTITY_RECEIVED, _day(inputs, "id_received"))
    return {"due": _read(replace(rules, sar=SAR_ICO), _received(inputs), identified, regime=SUBJECT_ACCESS).due_on}


def _late_proclamation(inputs: Inputs, rules: Rules) -> Answers:
    receipt = _received(inputs)
    before = replace(rules, uk=rules.uk.without([LATE_PROCLAMATION]))
    return {"before_proclaimed": _read(before, receipt).due_on, "after": _read(rules, receipt).due_on}


def _local_window(inputs: Inputs, rules: Rules) -> Answers:
    return _window(_day(inputs, "reply_received"), rules)


def _window(received_on: date, rules: Rules) -> Answers:
    return {
        "local_last_day": received_on + timedelta(days=time_limits.LOCAL_REVIEW_DAYS),
        "code_40wd_last_day": rules.uk.nth_working_day_after(received_on, time_limits.CODE_REVIEW_WORKING_DAYS),
    }


def _post(inputs: Inputs, rules: Rules) -> Answers:
    days = time_limits.POST_WORKING_DAYS[inputs.get("class", time_limits.FIRST_CLASS)]
    received_on = time_limits.deemed_receipt(_day(inputs, "posted"), rules.england_and_wales, working_days=days)
    return {"deemed_received": received_on, **_window(received_on, rules)}


def _internal_review(inputs: Inputs, rules: Rules) -> Answers:
    asked_on = _day(inputs, "review_received")
    return {
        "due_20wd": time_limits.internal_review_due(asked_on, rules.uk),
        "max_40wd": time_limits.longest_internal_review(asked_on, rules.uk),
    }


def _appeal(inputs: Inputs, rules: Rules) -> Answers:
    days = time_limits.appeal_by(_day(inputs, "dn_sent"), england_and_wales=rules.england_and_wales, uk=rules.uk)
    return {"due": days.safe, "due_safe": days.safe, "alt_if_any_UK_bh": days.if_any_bank_holiday}


def _complaint(inputs: Inputs, rules: Rules) -> Answers:
    days = time_limits.complaint_acknowledged_by(_day(inputs, "received"))
    return {"safe_ack_by": days.safe, "outer": days.outer}


def _moment_of_receipt(inputs: Inputs, rules: Rules) -> Answers:
    received_on = time_limits.day_in_london(datetime.fromisoformat(inputs["received_utc"]))
    return {"receipt_date": received_on, "due": _read(rules, Event(clock.RECEIVED, received_on)).due_on}


def _retention(inputs: Inputs, rules: Rules) -> Answers:
    closed_on = _day(inputs, "closed")
    return {
        "review_3y": time_limits.kept_until(closed_on, 3),
        "if_appealed_6y": time_limits.kept_until(closed_on, 6),
    }


def _decision_notice(inputs: Inputs, rules: Rules) -> Answers:
    return {"due": time_limits.decision_notice_by(_day(inputs, "dn_date"), int(inputs["calendar_days"]))}


RULES: dict[str, Callable[[Inputs, Rules], Answers]] = {
    "foia_s10_20wd": _twenty_days,
    "s1_3_clarification": _clarification,
    "s1_3_clarification_late": _clarification,
    "clarification_lapse": _lapse,
    "s9_fees_notice": _fees,
    "s9_fee_expiry": _fee_expiry,
    "s10_3_pit_extension": _public_interest,
    "eir_reg5_reg7": _environmental,
    "eir_reg8_advance_payment": _advance_payment,
    "eir_reg11_representations": lambda inputs, rules: {
        "reps_by": time_limits.representations_by(_day(inputs, "applicant_believes_failed_on"), rules.uk)
    },
    "eir_reg11_decision": lambda inputs, rules: {
        "decision_by": time_limits.representations_decided_by(_day(inputs, "reps_received"), rules.uk)
    },
    "local_review_window_28d": _local_window,
    "deemed_receipt_post": _post,
    "internal_review_due": _internal_review,
    "ico_six_weeks": lambda inputs, rules: {"six_weeks": time_limits.regulator_by(_day(inputs, "review_outcome"))},
    "ftt_28_days": _appeal,
    "dn_compliance": _decision_notice,
    "sar_one_month": _subject_access,
    "sar_extended": _subject_access_extended,
    "sar_clock_stop": _subject_access_stop,
    "sar_id_evidence": _subject_access_identity,
    "dp_complaint_ack_30d": _complaint,
    "receipt_timezone": _moment_of_receipt,
    "receipt_late_evening": _moment_of_receipt,
    "s12_aggregation_60wd": lambda inputs, rules: {
        "window_last_day": time_limits.aggregation_ends_on(_day(inputs, "first"), rules.uk)
    },
    "retention": _retention,
    "school_60wd_cap": lambda inputs, rules: {"cap": time_limits.school_cap(_day(inputs, "received"), rules.uk)},
    "late_proclamation": _late_proclamation,
}
"""What is known of each rule's name."""
