"""Acts of the clock: what each records, what it refuses by which rule, and what becomes of the due date."""

from datetime import date
from decimal import Decimal

import pytest

from codes.actions.settings import record_setting
from codes.models import Exemption
from foirequests.actions import cases
from foirequests.actions.clarification import (
    ask_for_clarification,
    record_clarification,
    record_clarification_asked,
)
from foirequests.actions.clock import correct_receipt_date, read_case_clock
from foirequests.actions.closing import lapse_request, transfer_request
from foirequests.actions.extension import extend_time, extended_to
from foirequests.actions.fees import record_fee_paid, record_fees_notice
from foirequests.actions.promises import promised_date
from foirequests.domain import clock
from foirequests.domain.errors import NotPermitted, Refused
from foirequests.models import ClockEvent, FoiRequest, Question
from tests.dates import day, moment
from tests.factories import a_request

RECEIVED = day("Mon 2 March 2026")
NOW = moment("Mon 9 March 2026 10:00")
TODAY = day("Mon 9 March 2026")


@pytest.fixture
def foi_request(officer):
    return a_request(by=officer, received_on=RECEIVED)


@pytest.fixture
def told(officer):
    return {"by": officer, "at": NOW}


def under(regime, foi_request):
    FoiRequest.objects.filter(pk=foi_request.pk).update(regime=regime)
    foi_request.refresh_from_db()
    return foi_request


def qualified():
    return Exemption.objects.filter(pk="s43(2)")


def test_a_fee_is_waited_for_from_the_day_of_its_notice_and_disregarded_until_it_is_paid(foi_request, told, officer):
    reading = record_fees_notice(foi_request, pounds=Decimal("12.40"), given_on=TODAY, words="copying", **told)
    assert (reading.due_on, reading.lapses_on) == (None, day("Mon 8 June 2026"))
    reading = record_fee_paid(
        foi_request, paid_on=day("Fri 20 March 2026"), by=officer, at=moment("Fri 20 March 2026 10:00")
    )
    assert reading.due_on == day("Wed 15 April 2026")
    entry = foi_request.history.get(act="fees_notice_given")
    assert (entry.facts, entry.words.text) == ({"given_on": "2026-03-09", "pounds": "12.40"}, "copying")


@pytest.mark.parametrize(
    ("regime", "pounds", "why"),
    [("foi", "0", "Enter the fee"), ("foi", "-1", "Enter the fee"), ("sar", "5", "section 9 or EIR regulation 8 only")],
)
def test_a_fees_notice_without_a_sum_or_under_another_law_is_refused(foi_request, told, regime, pounds, why):
    with pytest.raises(Refused, match=why):
        record_fees_notice(under(regime, foi_request), pounds=Decimal(pounds), given_on=TODAY, **told)
    assert not ClockEvent.objects.filter(kind=clock.FEES_NOTICE).exists()


def test_one_thing_is_waited_for_at_a_time(foi_request, told):
    record_clarification_asked(foi_request, asked_on=TODAY, **told)
    with pytest.raises(Refused, match="One thing is waited for at a time"):
        record_fees_notice(foi_request, pounds=Decimal(5), given_on=TODAY, **told)
    with pytest.raises(Refused, match="asked for already"):
        record_clarification_asked(foi_request, asked_on=TODAY, **told)
    with pytest.raises(Refused, match="stands still"):
        extend_time(foi_request, extended_on=TODAY, grounds=qualified(), until=date(2026, 4, 20), reason="x", **told)


def test_a_fee_that_comes_after_the_time_to_pay_revives_nothing(foi_request, told, officer):
    record_fees_notice(foi_request, pounds=Decimal(5), given_on=TODAY, **told)
    late = moment("Tue 9 June 2026 10:00")
    with pytest.raises(Refused, match=r"section 9\(2\)"):
        record_fee_paid(foi_request, paid_on=late.date(), by=officer, at=late)


def test_a_question_asked_by_letter_is_recorded_with_its_day_and_its_words(foi_request, told):
    reading = record_clarification_asked(foi_request, asked_on=day("Wed 4 March 2026"), words="Which years?", **told)
    assert reading.asked_on == day("Wed 4 March 2026")
    assert foi_request.history.get(act="clarification_asked").words.text == "Which years?"


@pytest.mark.parametrize(
    ("asked_on", "why"),
    [("Sun 1 March 2026", "before the request was received"), ("Tue 10 March 2026", "after today")],
)
def test_a_question_on_an_impossible_day_is_refused(foi_request, told, asked_on, why):
    with pytest.raises(Refused, match=why):
        record_clarification_asked(foi_request, asked_on=day(asked_on), **told)


def test_an_environmental_question_is_asked_by_letter_and_never_by_e_mail(foi_request, told):
    with pytest.raises(Refused, match="by letter"):
        ask_for_clarification(under("eir", foi_request), unclear="Which land?", options="Name it.", **told)

    assert not foi_request.messages.filter(kind="clarification").exists()


def test_an_extension_keeps_its_grounds_and_can_be_given_once(foi_request, told):
    give = {"extended_on": TODAY, "grounds": qualified(), "until": date(2026, 4, 20), "reason": "Prices.", **told}
    assert extended_to(foi_request, extended_on=TODAY, until=date(2026, 4, 20)) == date(2026, 4, 20)
    assert read_case_clock(foi_request).extension is None, "asking what it would be records nothing"
    assert extend_time(foi_request, **give).due_on == date(2026, 4, 20)
    with pytest.raises(Refused, match="extended already"):
        extend_time(foi_request, **give)
    with pytest.raises(Refused, match="Say why"):
        extend_time(a_request(by=told["by"], received_on=RECEIVED), **{**give, "reason": " "})


def test_an_environmental_extension_runs_to_the_fortieth_day(foi_request, told):
    under("eir", foi_request)
    assert extended_to(foi_request, extended_on=TODAY) == date(2026, 4, 30)
    reading = extend_time(foi_request, extended_on=TODAY, complex_and_voluminous=True, reason="Both.", **told)
    assert reading.due_on == date(2026, 4, 30)


def test_a_case_lapses_on_the_day_after_the_last_and_not_before(foi_request, told, officer):
    with pytest.raises(Refused, match="Nothing is waited for"):
        lapse_request(foi_request, **told)
    record_clarification_asked(foi_request, asked_on=TODAY, **told)
    with pytest.raises(Refused, match="has time until 9 May 2026"):
        lapse_request(foi_request, by=officer, at=moment("Sat 9 May 2026 23:00"))
    lapse_request(foi_request, by=officer, at=moment("Sun 10 May 2026 09:00"))
    assert (foi_request.stage, foi_request.closed_on) == ("lapsed", day("Sun 10 May 2026"))
    assert foi_request.history.get(act="lapsed").facts == {"waited_for": "clarification_asked", "until": "2026-05-09"}


def test_a_case_does_not_lapse_for_a_question_about_one_part(foi_request, told, officer):
    part = Question.objects.create(foi_request=foi_request, number=2, text="And the averages?")
    record_clarification_asked(foi_request, asked_on=TODAY, question=part, **told)
    with pytest.raises(Refused, match="Only a part of this request"):
        lapse_request(foi_request, by=officer, at=moment("Mon 11 May 2026 09:00"))


def test_an_answer_after_the_lapse_is_no_clarification_any_more(foi_request, told, officer):
    record_clarification_asked(foi_request, asked_on=TODAY, **told)
    after = moment("Mon 11 May 2026 09:00")
    lapse_request(foi_request, by=officer, at=after)
    with pytest.raises(Refused, match="No clarification is waited for"):
        record_clarification(foi_request, text="2020.", received_on=after.date(), channel="email", by=None, at=after)


@pytest.mark.parametrize(
    ("to", "agreed", "why"), [(" ", True, "Name the authority"), ("NHS England", False, "Ask the requester first")]
)
def test_a_transfer_needs_an_authority_and_the_requesters_agreement(foi_request, told, to, agreed, why):
    with pytest.raises(Refused, match=why):
        transfer_request(foi_request, to=to, agreed=agreed, **told)
    foi_request.refresh_from_db()
    assert foi_request.stage == "triage"


def test_a_transferred_case_is_closed_and_names_the_authority(foi_request, told):
    transfer_request(foi_request, to="NHS England", agreed=True, **told)
    assert (foi_request.stage, foi_request.closed_on) == ("transferred", TODAY)
    assert foi_request.history.get(act="transferred").words.text == "NHS England"


def test_only_officers_move_the_clock(foi_request, told, clearer):
    by_another = {**told, "by": clearer}
    for act in (
        lambda: record_fees_notice(foi_request, pounds=Decimal(5), given_on=TODAY, **by_another),
        lambda: record_clarification_asked(foi_request, asked_on=TODAY, **by_another),
        lambda: lapse_request(foi_request, **by_another),
        lambda: transfer_request(foi_request, to="NHS England", agreed=True, **by_another),
    ):
        with pytest.raises(NotPermitted):
            act()


def test_after_a_question_about_a_part_the_whole_can_be_asked_about_and_charged_for(foi_request, told, officer):
    part = Question.objects.create(foi_request=foi_request, number=2, text="And the averages?")
    answer = {"text": "All of them.", "received_on": TODAY, "channel": "email"}
    record_clarification_asked(foi_request, asked_on=TODAY, question=part, **told)
    record_clarification(foi_request, **answer, **told)
    record_clarification_asked(foi_request, asked_on=TODAY, **told)
    record_clarification(foi_request, **answer, **told)
    asked_of = foi_request.clock_events.filter(kind=clock.CLARIFICATION_RECEIVED).values_list("question", flat=True)
    assert list(asked_of) == [part.pk, None]
    record_fees_notice(foi_request, pounds=Decimal("5"), given_on=TODAY, **told)
    assert read_case_clock(foi_request).waiting_for == clock.FEES_NOTICE


def test_an_extension_can_be_given_while_one_part_waits_for_its_clarification(foi_request, told):
    part = Question.objects.create(foi_request=under("eir", foi_request), number=2, text="And the averages?")
    record_clarification_asked(foi_request, asked_on=TODAY, question=part, **told)
    assert extended_to(foi_request, extended_on=TODAY) == date(2026, 4, 30)


def test_the_requester_counts_on_the_day_that_an_extension_names(foi_request, told):
    reasons = {"reason": "We weigh it.", "grounds": qualified(), "until": date(2026, 4, 20)}
    extend_time(foi_request, extended_on=TODAY, **reasons, **told)
    assert promised_date(foi_request.history.all(), foi_request.clock_events.all()) == date(2026, 4, 20)


def test_an_extension_that_came_too_late_is_no_promise(foi_request, told, officer):
    reasons = {"reason": "We weigh it.", "grounds": qualified(), "until": date(2026, 4, 20)}
    on = day("Wed 1 April 2026")
    extend_time(foi_request, extended_on=on, **reasons, by=officer, at=moment("Wed 1 April 2026 10:00"))
    assert promised_date(foi_request.history.all(), foi_request.clock_events.all()) is None


@pytest.mark.parametrize("act", ["charge", "pay", "extend", "correct", "lapse"])
def test_a_page_that_is_older_than_the_withdrawal_moves_no_clock(foi_request, told, officer, act):
    if act in ("pay", "lapse"):
        record_fees_notice(foi_request, pounds=Decimal("5"), given_on=TODAY, **told)
    seen_before = FoiRequest.objects.get(pk=foi_request.pk)
    cases.withdraw_request(foi_request, reason="By telephone", **told)
    acts = {
        "charge": lambda: record_fees_notice(seen_before, pounds=Decimal("5"), given_on=TODAY, **told),
        "pay": lambda: record_fee_paid(seen_before, paid_on=TODAY, **told),
        "extend": lambda: extend_time(
            seen_before, extended_on=TODAY, reason="So.", grounds=qualified(), until=date(2026, 4, 20), **told
        ),
        "correct": lambda: correct_receipt_date(
            seen_before, received_on=day("Fri 27 February 2026"), reason="The stamp", **told
        ),
        "lapse": lambda: lapse_request(seen_before, by=officer, at=moment("Tue 1 September 2026 09:00")),
    }
    with pytest.raises(NotPermitted, match="Withdrawn"):
        acts[act]()


def test_the_setting_of_an_authority_gives_it_the_time_that_regulations_allow(foi_request, deputy_director):
    record_setting(
        name="time_variation",
        value={
            "kind": "school",
            "agreed_days": 60,
            "agreement": "",
            "school_closed": ["2026-03-09 to 2026-03-13"],
        },
        valid_from=day("Thu 1 January 2026"),
        source="SI 2004/3364 regulation 3",
        reason="We are a school.",
        by=deputy_director,
        at=NOW,
    )

    # Twenty working days after 2 March end on 31 March; five of them are no school days.
    assert read_case_clock(foi_request).due_on == day("Thu 9 April 2026")
