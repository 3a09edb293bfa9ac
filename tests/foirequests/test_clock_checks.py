"""Dates that contradict one another are refused, in whatever order they were entered, with the rule they break."""

import itertools
from dataclasses import replace

import pytest

from codes.domain.working_days import NATIONS, WorkingDayCalendar
from foirequests.domain import clock
from foirequests.domain.clock import EIR, FOI, SUBJECT_ACCESS, Event, Rules
from foirequests.domain.clock_checks import Ground, check_events, check_extension, is_past_reasonable
from foirequests.domain.errors import Refused
from tests.dates import day

UK = WorkingDayCalendar("United Kingdom", tuple(NATIONS), "FOIA s.10(6)")
RULES = Rules(uk=UK, england_and_wales=UK)
TODAY = day("Fri 20 March 2026")
RECEIPT = (clock.RECEIVED, "Mon 2 February 2026")
ASKED, ANSWERED = clock.CLARIFICATION_ASKED, clock.CLARIFICATION_RECEIVED
NOTICE, PAID, EXTENDED = clock.FEES_NOTICE, clock.FEE_PAID, clock.EXTENDED


def told(*events: tuple[str, str]) -> list[Event]:
    return [Event(kind, day(on), entered=number) for number, (kind, on) in enumerate((RECEIPT, *events))]


@pytest.mark.parametrize(
    ("events", "refusal"),
    [
        ([(ASKED, "Mon 9 February 2026"), (ANSWERED, "Fri 6 February 2026")], "before the question"),
        ([(NOTICE, "Mon 9 February 2026"), (PAID, "Fri 6 February 2026")], "before the fees notice"),
        ([(ANSWERED, "Fri 6 February 2026")], "no record of the question"),
        ([(PAID, "Fri 6 February 2026")], "no record of the fees notice"),
        ([(ASKED, "Fri 30 January 2026")], "before the request was received, on 2 February 2026"),
        ([(ASKED, "Sat 21 March 2026")], "after today"),
        ([(ASKED, "Mon 9 February 2026"), (ASKED, "Mon 9 February 2026")], "still waiting"),
        ([(ASKED, "Mon 9 February 2026"), (NOTICE, "Tue 10 February 2026")], "One thing is waited for at a time"),
        (
            [(ASKED, "Mon 9 February 2026"), (ANSWERED, "Tue 10 February 2026"), (ANSWERED, "Tue 10 February 2026")],
            "recorded already",
        ),
        (
            [(ASKED, "Mon 9 February 2026"), (ANSWERED, "Mon 9 February 2026"), (ANSWERED, "Mon 9 February 2026")],
            "recorded already",
        ),
        ([(EXTENDED, "Mon 9 February 2026"), (EXTENDED, "Tue 10 February 2026")], "can be extended once"),
    ],
)
def test_dates_that_contradict_one_another_are_refused_in_whatever_order_they_come(events, refusal):
    for in_some_order in itertools.permutations(told(*events)):
        with pytest.raises(Refused, match=refusal):
            check_events(in_some_order, regime=FOI, rules=RULES, today=TODAY)


@pytest.mark.parametrize(
    "events",
    [
        [],
        [(ASKED, "Mon 2 February 2026"), (ANSWERED, "Mon 2 February 2026")],
        [(ASKED, "Mon 9 February 2026"), (ANSWERED, "Tue 10 February 2026"), (ASKED, "Tue 10 March 2026")],
        [(NOTICE, "Mon 9 February 2026"), (PAID, "Fri 20 March 2026"), (EXTENDED, "Fri 20 March 2026")],
        # Answered in the morning, and asked again in the afternoon.
        [(ASKED, "Mon 9 February 2026"), (ANSWERED, "Tue 10 March 2026"), (ASKED, "Tue 10 March 2026")],
    ],
)
def test_dates_that_can_all_be_true_pass_in_whatever_order_they_come(events):
    for in_some_order in itertools.permutations(told(*events)):
        check_events(in_some_order, regime=FOI, rules=RULES, today=TODAY)


def test_a_correction_that_would_put_the_receipt_after_the_question_is_refused():
    events = [*told((ASKED, "Mon 9 February 2026")), Event(clock.RECEIPT_CORRECTED, day("Tue 10 February 2026"))]

    with pytest.raises(Refused, match="before the request was received"):
        check_events(events, regime=FOI, rules=RULES, today=TODAY)


def test_two_parts_can_wait_for_an_answer_at_the_same_time():
    events = [*told(), Event(ASKED, day("Mon 9 February 2026"), part=1), Event(ASKED, TODAY, part=2)]

    check_events(events, regime=FOI, rules=RULES, today=TODAY)


def test_one_part_waits_for_one_answer():
    events = [*told(), Event(ASKED, day("Mon 9 February 2026"), part=1), Event(NOTICE, TODAY, part=1)]

    with pytest.raises(Refused, match="One thing is waited for at a time"):
        check_events(events, regime=FOI, rules=RULES, today=TODAY)


@pytest.mark.parametrize(
    ("events", "refusal"),
    [
        (
            [Event(ASKED, day("Sat 21 March 2026"))],
            "Clarification asked for, 21 March 2026: that is after today.",
        ),
        (
            [Event(ASKED, day("Mon 9 February 2026")), Event(NOTICE, TODAY)],
            "Fees notice given, 20 March 2026: the question to the requester on 9 February 2026 is still waiting for"
            " its answer. One thing is waited for at a time.",
        ),
        (
            [Event(EXTENDED, day("Mon 9 February 2026")), Event(EXTENDED, TODAY)],
            "The time was extended on 9 February 2026 already, to 40 working days. It can be extended once: tell the"
            " requester in a message if even that cannot be kept.",
        ),
        (
            [Event(EXTENDED, day("Mon 9 February 2026"), until=day("Wed 1 April 2026")), Event(EXTENDED, TODAY)],
            "The time was extended on 9 February 2026 already, to 1 April 2026. It can be extended once: tell the"
            " requester in a message if even that cannot be kept.",
        ),
    ],
)
def test_a_refusal_names_the_event_and_what_it_contradicts(events, refusal):
    with pytest.raises(Refused) as refused:
        check_events([*told(), *events], regime=FOI, rules=RULES, today=TODAY)
    assert str(refused.value) == refusal


@pytest.mark.parametrize(
    ("kind", "regime", "refusal"),
    [
        (NOTICE, SUBJECT_ACCESS, "FOIA section 9 or EIR regulation 8"),
        (clock.IDENTITY_ASKED, FOI, "ask nobody who they are"),
        (clock.IDENTITY_RECEIVED, EIR, "subject access"),
    ],
)
def test_what_a_regime_does_not_know_is_refused(kind, regime, refusal):
    with pytest.raises(Refused, match=refusal):
        check_events(told((kind, "Mon 9 February 2026")), regime=regime, rules=RULES, today=TODAY)


@pytest.mark.parametrize(
    ("regime", "last", "too_late", "provision"),
    [
        (FOI, "Fri 8 May 2026", "Sat 9 May 2026", r"FOIA section 9\(2\)"),
        (EIR, "Tue 5 May 2026", "Wed 6 May 2026", r"EIR regulation 8\(5\)"),
    ],
)
def test_a_fee_that_comes_after_the_time_to_pay_revives_nothing(regime, last, too_late, provision):
    later = day("Mon 1 June 2026")
    paid_in_time = told((NOTICE, "Mon 9 February 2026"), (PAID, last))
    check_events(paid_in_time, regime=regime, rules=RULES, today=later)

    with pytest.raises(Refused, match=provision):
        check_events([*paid_in_time[:2], Event(PAID, day(too_late))], regime=regime, rules=RULES, today=later)


QUALIFIED, ABSOLUTE = Ground("s43(2)", is_qualified=True), Ground("s40(2)", is_qualified=False)
LAWFUL = {
    FOI: {"grounds": (QUALIFIED, ABSOLUTE), "until": day("Fri 27 March 2026")},
    EIR: {"complex_and_voluminous": True},
    SUBJECT_ACCESS: {},
}
DAYS = {"on": day("Mon 16 February 2026"), "standard_due_on": day("Mon 2 March 2026")}


@pytest.mark.parametrize("regime", LAWFUL)
def test_an_extension_that_the_law_knows_passes(regime):
    check_extension(regime=regime, **LAWFUL[regime], **DAYS)


@pytest.mark.parametrize(
    ("regime", "changes", "refusal"),
    [
        (FOI, {"grounds": ()}, "name the qualified exemption"),
        (FOI, {"grounds": (ABSOLUTE,)}, r"qualified exemptions only.*s40\(2\)"),
        (FOI, {"until": None}, r"Section 17\(2\)"),
        (FOI, {"until": day("Mon 2 March 2026")}, "must come after 2 March 2026"),
        (EIR, {"complex_and_voluminous": False}, "both complex and voluminous"),
        (EIR, {"until": day("Fri 27 March 2026")}, "no other day"),
        (EIR, {"grounds": (QUALIFIED,)}, "no extension to weigh the public interest"),
    ],
)
def test_an_extension_that_the_law_does_not_know_is_refused(regime, changes, refusal):
    with pytest.raises(Refused, match=refusal):
        check_extension(regime=regime, **{**LAWFUL[regime], **changes}, **DAYS)


def test_what_is_no_request_under_these_laws_cannot_be_extended():
    with pytest.raises(Refused, match="FOIA, the EIR or for subject access only"):
        check_extension(regime="bau", **DAYS)


def test_an_estimate_past_the_fortieth_working_day_is_past_what_is_reasonable():
    reading = clock.read_clock(told(), regime=FOI, rules=RULES)
    fortieth = UK.nth_working_day_after(reading.received_on, 40)

    assert not is_past_reasonable(fortieth, reading, RULES)
    assert is_past_reasonable(UK.nth_working_day_after(fortieth, 1), reading, RULES)


def test_the_forty_working_days_are_counted_afresh_from_a_clarification():
    events = told((ASKED, "Mon 9 February 2026"), (ANSWERED, "Fri 6 March 2026"))
    reading = clock.read_clock(events, regime=FOI, rules=RULES)

    assert not is_past_reasonable(UK.nth_working_day_after(day("Fri 6 March 2026"), 40), reading, RULES)


def test_an_estimated_day_before_the_notice_itself_is_refused():
    late = {**DAYS, "on": day("Mon 30 March 2026")}

    with pytest.raises(Refused, match="must come after 30 March 2026"):
        check_extension(regime=FOI, **LAWFUL[FOI], **late)


def test_the_rules_of_a_school_do_not_change_what_contradicts_itself():
    with pytest.raises(Refused, match="after today"):
        check_events(told((ASKED, "Sat 21 March 2026")), regime=FOI, rules=replace(RULES, sar="literal"), today=TODAY)
