"""What the office is told, each thing once, however many nights were missed."""

from decimal import Decimal

import pytest

from foirequests.actions.cases import withdraw_request
from foirequests.actions.clarification import ask_for_clarification, record_clarification
from foirequests.actions.fees import record_fees_notice
from foirequests.actions.notices import mark_seen, raise_notices
from foirequests.models import FoiRequest, Notice, Question
from tests import factories
from tests.dates import day, moment
from tests.factories import at


def told() -> list[tuple]:
    rows = Notice.objects.order_by("pk").values_list("kind", "concerns_on", "to__email", "to_role")
    return [(kind, f"{on:%a %-d %B %Y}", email or role) for kind, on, email, role in rows]


def test_the_owner_is_told_ten_five_and_one_working_days_before_and_the_director_from_the_day_itself(officer):
    factories.a_request(by=officer)  # due on Thursday 2 February 2023
    due, me = "Thu 2 February 2023", officer.email

    for night, kinds in [
        ("Wed 18 January 2023 02:00", []),
        ("Thu 19 January 2023 02:00", ["due_in_10"]),
        ("Thu 26 January 2023 02:00", ["due_in_5"]),
        ("Wed 1 February 2023 02:00", ["due_in_1"]),
    ]:
        before = len(told())
        raise_notices(at=moment(night))
        assert told()[before:] == [(kind, due, me) for kind in kinds]

    before = len(told())
    raise_notices(at=moment("Thu 2 February 2023 02:00"))
    assert told()[before:] == [("due_today", due, me), ("due_today_escalated", due, "deputy_director")]
    before = len(told())
    raise_notices(at=moment("Fri 3 February 2023 02:00"))
    assert told()[before:] == [("overdue", due, me), ("overdue_escalated", due, "deputy_director")]


def test_an_overdue_case_is_told_of_once_even_when_nights_were_missed(officer):
    factories.a_request(by=officer)

    assert raise_notices(at=moment("Mon 6 February 2023 02:00")) == 2
    assert raise_notices(at=moment("Mon 6 February 2023 02:05")) == 0
    assert raise_notices(at=moment("Tue 7 February 2023 02:00")) == 0


def test_a_night_missed_is_caught_up(officer):
    factories.a_request(by=officer)

    assert raise_notices(at=moment("Fri 20 January 2023 02:00")) == 1
    assert told() == [("due_in_10", "Thu 2 February 2023", officer.email)]


def test_a_case_that_comes_late_gets_the_nearest_reminder_alone(officer):
    factories.a_request(by=officer)
    raise_notices(at=moment("Wed 1 February 2023 02:00"))

    assert [kind for kind, *_ in told()] == ["due_in_1"]


def test_a_date_that_moved_is_told_of_again(officer):
    case = factories.a_request(by=officer)
    raise_notices(at=moment("Thu 19 January 2023 02:00"))
    # As a corrected date of receipt or a bank holiday would move it.
    FoiRequest.objects.filter(pk=case.pk).update(due_on=day("Fri 3 February 2023"))
    raise_notices(at=moment("Fri 20 January 2023 02:00"))

    assert [on for _, on, _ in told()] == ["Thu 2 February 2023", "Fri 3 February 2023"]


def test_many_cases_are_told_of_in_short_transactions(officer, monkeypatch):
    monkeypatch.setattr("foirequests.actions.notices.BATCH", 2)
    for _number in range(5):
        factories.a_request(by=officer)

    assert raise_notices(at=moment("Thu 19 January 2023 02:00")) == 5
    assert raise_notices(at=moment("Thu 19 January 2023 03:00")) == 0


@pytest.mark.parametrize(
    ("night", "kind"),
    [
        ("Wed 1 March 2023 02:00", None),
        ("Thu 2 March 2023 02:00", "lapsing"),
        ("Thu 9 March 2023 02:00", "lapsing"),
        ("Fri 10 March 2023 02:00", "may_lapse"),
    ],
)
def test_the_owner_is_told_when_the_time_for_an_answer_runs_out_and_when_it_has(officer, night, kind):
    case = factories.a_request(by=officer)
    asked = at(day("Mon 9 January 2023"))
    ask_for_clarification(case, unclear="Which years?", options="2020 to 2022", by=officer, at=asked)
    raise_notices(at=moment(night))

    assert told() == ([(kind, "Thu 9 March 2023", officer.email)] if kind else [])
    assert raise_notices(at=moment(night)) == 0


def test_an_unpaid_fee_is_told_of_as_well(officer):
    case = factories.a_request(by=officer)
    noticed = day("Mon 9 January 2023")
    record_fees_notice(case, pounds=Decimal(10), given_on=noticed, by=officer, at=at(noticed))
    raise_notices(at=moment("Mon 3 April 2023 02:00"))

    assert told() == [("lapsing", "Sat 8 April 2023", officer.email)]


def test_an_unclear_part_is_told_of_while_the_clear_part_runs(officer):
    case = factories.a_request(by=officer)
    part = Question.objects.create(foi_request=case, number=2, text="And?")
    asked = at(day("Mon 9 January 2023"))
    ask_for_clarification(case, unclear="What?", options="This", by=officer, at=asked, question=part)
    raise_notices(at=moment("Thu 2 March 2023 02:00"))

    assert [kind for kind, *_ in told()] == ["overdue", "overdue_escalated", "lapsing"]


def test_an_answered_case_is_never_told_of(officer, clearer):
    factories.an_issued_letter(by=officer, clearer=clearer)

    assert raise_notices(at=moment("Mon 6 March 2023 02:00")) == 0


def test_what_is_for_the_deputy_director_is_shown_to_nobody_else(officer, deputy_director):
    factories.a_request(by=officer)
    raise_notices(at=moment("Mon 6 February 2023 02:00"))

    def kinds(member) -> list[str]:
        return list(Notice.objects.for_member(member).order_by("pk").values_list("kind", flat=True))

    assert kinds(officer) == ["overdue"]
    assert kinds(deputy_director) == ["overdue_escalated"]


def test_a_notice_is_put_away_once(officer):
    factories.a_request(by=officer)
    raise_notices(at=moment("Mon 6 February 2023 02:00"))
    notice = Notice.objects.get(kind="overdue")
    mark_seen(notice, by=officer, at=moment("Mon 6 February 2023 09:00"))
    mark_seen(notice, by=officer, at=moment("Mon 6 February 2023 10:00"))

    notice.refresh_from_db()
    assert notice.seen_at == moment("Mon 6 February 2023 09:00")


def test_the_questions_of_a_night_do_not_grow_with_the_cases_that_wait(officer, django_assert_max_num_queries):
    for number in range(12):
        case = factories.a_request(by=officer, email=f"reader{number}@requesters.example")
        noticed = day("Mon 9 January 2023")
        record_fees_notice(case, pounds=Decimal(10), given_on=noticed, by=officer, at=at(noticed))
    with django_assert_max_num_queries(40):
        assert raise_notices(at=moment("Mon 3 April 2023 02:00")) == 12


def test_what_was_told_of_a_date_that_moved_is_put_away_and_the_new_date_is_told_of_in_its_time(officer):
    case = factories.a_request(by=officer)
    raise_notices(at=moment("Mon 30 January 2023 02:00"))
    asked = at(day("Tue 31 January 2023"))
    ask_for_clarification(case, unclear="What?", options="This", by=officer, at=asked)

    assert not Notice.objects.unseen().exists()

    came = day("Wed 1 February 2023")
    record_clarification(case, text="That", received_on=came, channel="email", by=officer, at=at(came))
    raise_notices(at=moment("Wed 1 March 2023 02:00"))
    assert [notice.kind for notice in Notice.objects.unseen()] == ["due_today_escalated", "due_today"]


def test_nobody_is_reminded_any_more_of_a_request_that_was_answered(officer, clearer, deputy_director):
    case = factories.a_request(by=officer)
    raise_notices(at=moment("Mon 6 February 2023 02:00"))
    withdraw_request(case, reason="She has it now.", by=officer, at=moment("Mon 6 February 2023 09:00"))

    assert not Notice.objects.unseen().exists()
