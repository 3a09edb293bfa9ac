"""Every date of a case with its working; what happened to the clock, in words for everybody."""

from dataclasses import replace
from decimal import Decimal

import pytest

from codes.domain.working_days import WorkingDayCalendar
from codes.models import Exemption
from foirequests.actions.clarification import ask_for_clarification, record_clarification
from foirequests.actions.clock import clock_rules, correct_receipt_date, read_case_clock
from foirequests.actions.closing import transfer_request
from foirequests.actions.extension import extend_time
from foirequests.actions.fees import record_fee_paid, record_fees_notice
from foirequests.domain import clock
from foirequests.domain.clock import Event, Rules, read_clock
from foirequests.domain.clock_rules import ARCHIVE, TimeVariation
from foirequests.domain.plain_working import how_worked_out, what_happened
from foirequests.models import Question
from foirequests.presenters.standing import CaseFacts, standing
from foirequests.presenters.working import notice_working, reply_working
from tests.dates import day
from tests.factories import a_request, an_issued_letter, at
from tests.foirequests.portal_visits import visit


def a_case_with_a_history(officer):
    case = a_request(by=officer, received_on=day("Mon 2 March 2026"))
    moment = at(day("Wed 4 March 2026"))
    ask_for_clarification(case, unclear="Which years?", options="2020 to 2025", by=officer, at=moment)
    answered = day("Mon 9 March 2026")
    record_clarification(case, text="2021", received_on=answered, channel="email", by=officer, at=at(answered))
    noticed = day("Thu 12 March 2026")
    record_fees_notice(case, pounds=Decimal("12.50"), given_on=noticed, by=officer, at=at(noticed))
    paid = day("Wed 18 March 2026")
    record_fee_paid(case, paid_on=paid, by=officer, at=at(paid))
    extended = day("Fri 20 March 2026")
    extend_time(
        case,
        extended_on=extended,
        reason="We weigh commercial harm against openness.",
        grounds=[Exemption.objects.get(pk="s43(2)")],
        until=day("Fri 1 May 2026"),
        by=officer,
        at=at(extended),
    )
    return case


def test_a_layman_reads_what_happened_to_the_time_for_the_reply(officer):
    case = a_case_with_a_history(officer)
    reading = read_case_clock(case)
    told = what_happened([event.as_value() for event in case.clock_events.all()], reading, regime="foi")

    assert [f"{each['day']}: {each['what']}" for each in told] == [
        "Monday 2 March 2026: We received your request.",
        "Wednesday 4 March 2026: We asked you a question. Our time stood still until you answered.",
        "Monday 9 March 2026: We had your answer. The time for our reply began again on the next working day.",
        "Thursday 12 March 2026: We told you that there is a fee. The days until you paid it do not count.",
        "Wednesday 18 March 2026: We had the fee, and went on.",
        "Friday 20 March 2026: We told you that we need longer to weigh what is best for the public. We expected to"
        " reply by Friday 1 May 2026.",
    ]
    working = " ".join(how_worked_out(reading, regime="foi"))
    assert "had your answer on Monday 9 March 2026: we count from it" in working
    assert "from Thursday 12 March 2026, when we told you about a fee, to Wednesday 18 March 2026" in working
    assert "We expect to reply by Friday 1 May 2026" in working
    assert "St Patrick" not in working.split("do not count either")[-1]


def test_the_private_page_tells_it_in_order(officer, client):
    case = a_case_with_a_history(officer)
    visit(client, case, at=at(day("Mon 23 March 2026")))
    page = client.get(f"/your-request/{case.reference}/").content.decode()

    places = [
        page.index(words)
        for words in ("We asked you a question", "We had your answer", "there is a fee", "We had the fee")
    ]
    assert places == sorted(places)


def test_while_a_fee_is_waited_for_the_private_page_says_until_when_it_can_be_paid(officer, client):
    case = a_request(by=officer, received_on=day("Mon 2 March 2026"))
    noticed = day("Mon 9 March 2026")
    record_fees_notice(case, pounds=Decimal("12.50"), given_on=noticed, by=officer, at=at(noticed))
    visit(client, case, at=at(noticed))
    page = client.get(f"/your-request/{case.reference}/").content.decode()

    assert "You can pay it until 8 June 2026" in page
    assert "Answer our question" not in page


def test_the_page_of_dates_shows_each_with_its_rule(officer, client):
    case = a_case_with_a_history(officer)
    client.force_login(officer)
    page = client.get(f"/requests/{case.reference}/dates/").content.decode()

    assert "Last day for the reply: Friday 1 May 2026" in page
    assert "Last day to give notice of the extension" in page
    assert "section 17(1) of the Freedom of Information Act 2000" in page
    assert "Between the fees notice and the payment" in page and "FOIA s.10(2)" in page
    assert "Like requests are counted together until" in page


def test_the_page_of_dates_shows_both_windows_for_a_review(officer, clearer, client):
    letter = an_issued_letter(by=officer, clearer=clearer)
    client.force_login(officer)
    page = client.get(f"/requests/{letter.foi_request.reference}/dates/").content.decode()

    assert "Last day to ask for an internal review" in page
    assert "Last day that the Code expects us to accept" in page
    assert "never refused by itself" in page


def test_a_question_about_one_part_shows_the_dates_of_both(officer, client):
    case = a_request(by=officer, received_on=day("Mon 2 March 2026"))
    unclear = Question.objects.create(foi_request=case, number=2, text="And the other thing?")
    moment = at(day("Wed 4 March 2026"))
    ask_for_clarification(case, unclear="What?", options="This or that", by=officer, at=moment, question=unclear)
    case.refresh_from_db()

    assert case.due_on == day("Tue 31 March 2026")
    client.force_login(officer)
    page = client.get(f"/requests/{case.reference}/dates/").content.decode()
    assert "Question 1" in page and "Question 2" in page
    assert "The clock stands still" in page

    answered = day("Mon 9 March 2026")
    visit(client, case, at=at(answered))
    assert "Answer our question" in client.get(f"/your-request/{case.reference}/").content.decode()
    record_clarification(case, text="That", received_on=answered, channel="email", by=officer, at=at(answered))
    assert read_case_clock(case, clock_rules(case.received_on)).due_on == day("Tue 31 March 2026")
    assert case.clock_events.filter(question=unclear).count() == 2


def test_like_requests_are_counted_together_from_the_day_of_receipt_as_corrected(officer, client):
    case = a_request(by=officer, received_on=day("Mon 2 March 2026"))
    correct_receipt_date(
        case, received_on=day("Wed 4 March 2026"), reason="The stamp", by=officer, at=at(day("Thu 5 March 2026"))
    )
    client.force_login(officer)
    page = client.get(f"/requests/{case.reference}/dates/").content.decode()

    assert "60 consecutive working days of which Wednesday 4 March 2026 is the first" in page


def the_rules() -> Rules:
    calendar = WorkingDayCalendar("England and Wales", ("ENG", "WLS"), "")
    return Rules(uk=calendar, england_and_wales=calendar)


def in_plain_words(*events: tuple[str, str], regime: str) -> str:
    known = [Event(kind, day(on), entered=number) for number, (kind, on) in enumerate(events)]
    reading = read_clock(known, regime=regime, rules=the_rules())
    told = what_happened(known, reading, regime=regime)
    return " ".join([*(each["what"] for each in told), *how_worked_out(reading, regime=regime)])


def test_an_answer_to_a_question_asked_too_late_does_not_promise_a_fresh_start():
    words = in_plain_words(
        (clock.RECEIVED, "Mon 2 February 2026"),
        (clock.CLARIFICATION_ASKED, "Tue 3 March 2026"),
        (clock.CLARIFICATION_RECEIVED, "Fri 6 March 2026"),
        regime="foi",
    )

    assert "We had your answer. We were late by then, and this changes nothing about that." in words
    assert "began again" not in words


def test_of_subject_access_a_layman_reads_months_and_what_they_are_counted_from():
    received = (clock.RECEIVED, "Thu 3 September 2026")
    asked = (clock.CLARIFICATION_ASKED, "Thu 10 September 2026")
    answered = (clock.CLARIFICATION_RECEIVED, "Mon 21 September 2026")
    words = in_plain_words(received, asked, answered, (clock.EXTENDED, "Thu 1 October 2026"), regime="sar")

    assert "up to three months in all, because we told you in time" in words
    assert "The days from Thursday 10 September 2026, when we asked you a question, to Monday 21 September" in words
    assert "working day began" not in words and "one month" not in words
    assert "20 working days" not in in_plain_words(received, asked, regime="sar")

    identity = (clock.IDENTITY_ASKED, "Fri 4 September 2026")
    assert "to show us who you are. Our time begins on the day" in in_plain_words(received, identity, regime="sar")
    known = (clock.IDENTITY_RECEIVED, "Mon 14 September 2026")
    words = in_plain_words(received, identity, known, regime="sar")
    assert "You showed us who you are on Monday 14 September 2026: we count from it." in words


def test_of_an_extended_case_the_working_names_the_extension_as_what_moves_the_day():
    told = [
        Event(clock.RECEIVED, day("Mon 2 March 2026"), entered=1),
        Event(clock.EXTENDED, day("Mon 9 March 2026"), until=day("Fri 1 May 2026"), entered=2),
    ]
    reading = read_clock(told, regime="foi", rules=the_rules())

    assert reply_working(reading, regime="foi", rules=the_rules()).rule.endswith("the extension runs to the later day")


def test_of_an_environmental_request_a_layman_reads_the_regulation_that_gives_forty_days():
    working = in_plain_words(
        (clock.RECEIVED, "Mon 2 March 2026"), (clock.EXTENDED, "Mon 9 March 2026"), regime="eir"
    )  # fmt: skip

    assert "40 working days (regulation 7(1) of the Environmental Information Regulations 2004)" in working
    assert "regulation 5(2)" not in working


def test_where_regulations_give_longer_the_notice_is_counted_as_long_as_it_is_due():
    rules = replace(the_rules(), variation=TimeVariation(ARCHIVE))
    told = [
        Event(clock.RECEIVED, day("Mon 2 March 2026"), entered=1),
        Event(clock.EXTENDED, day("Mon 9 March 2026"), until=day("Fri 1 May 2026"), entered=2),
    ]
    notice = notice_working(read_clock(told, regime="foi", rules=rules), regime="foi", rules=rules)

    assert notice.rule == "30 working days after Monday 2 March 2026"
    assert notice.day == "Tuesday 14 April 2026"


def test_notice_that_subject_access_takes_longer_is_due_within_the_first_month():
    told = [
        Event(clock.RECEIVED, day("Thu 3 September 2026"), entered=1),
        Event(clock.EXTENDED, day("Thu 10 September 2026"), entered=2),
    ]
    reading = read_clock(told, regime="sar", rules=the_rules())
    notice = notice_working(reading, regime="sar", rules=the_rules())

    assert notice.day.startswith("Monday 5 October 2026")
    assert notice.rule.startswith("One month after Thursday 3 September 2026")


@pytest.mark.parametrize(
    ("promised", "says"),
    [
        (
            "Mon 30 March 2026",
            "We told you that you would have it by 30 March 2026, and we still aim at that. A bank holiday was added"
            " since: by law the last day is now 31 March 2026.",
        ),
        (
            "Wed 1 April 2026",
            "You will have it by 31 March 2026 at the latest: earlier than the 1 April 2026 that we told you, because a"
            " bank holiday was withdrawn.",
        ),
        (None, "You will have it by 31 March 2026 at the latest."),
    ],
)
def test_the_requester_reads_of_the_day_that_they_were_told_when_it_has_moved(officer, promised, says):
    case = a_request(by=officer, received_on=day("Mon 2 March 2026"))
    facts = CaseFacts(
        foi_request=case,
        reading=read_case_clock(case),
        today=day("Wed 4 March 2026"),
        regulator="Information Commissioner",
        promised=promised and day(promised),
    )

    assert standing(facts).now[-1] == says


def test_a_case_that_was_closed_while_the_clock_stood_waits_for_nothing(officer, client):
    case = a_request(by=officer, received_on=day("Mon 2 March 2026"))
    asked = at(day("Wed 4 March 2026"))
    ask_for_clarification(case, unclear="Which years?", options="2020 to 2025", by=officer, at=asked)
    transfer_request(case, to="NHS England", agreed=True, by=officer, at=asked)
    client.force_login(officer)

    page = client.get(f"/requests/{case.reference}/").content.decode()
    assert "Closed without a reply" in page
    assert "Waiting for clarification" not in page
