"""Answered in time: who is counted."""

from foirequests.actions.cases import withdraw_request
from foirequests.domain.timeliness import Quarter, Timeliness, quarter_of
from foirequests.models import FoiRequest
from foirequests.reports import timeliness_by_closure
from tests import factories
from tests.dates import day

QUARTER = Quarter(day("Sun 1 January 2023"), day("Fri 31 March 2023"))


def test_the_quarter_counts_replies_by_the_day_of_issue_and_the_overdue_by_today(officer, clearer):
    factories.an_issued_letter(by=officer, clearer=clearer, issued_on=day("Thu 26 January 2023"))
    factories.an_issued_letter(by=officer, clearer=clearer, issued_on=day("Fri 24 February 2023"))
    before = factories.a_request(by=officer, received_on=day("Thu 1 December 2022"))
    withdrawn = factories.a_request(by=officer)
    withdraw_request(withdrawn, reason="By e-mail.", by=officer, at=factories.at(day("Fri 6 January 2023")))

    figures = timeliness_by_closure(QUARTER, as_of=day("Fri 24 February 2023"))
    assert figures == Timeliness(in_time=1, late=1, overdue=1)
    assert before in FoiRequest.objects.overdue(day("Fri 24 February 2023"))
    nothing = timeliness_by_closure(quarter_of(day("Sat 1 April 2023")), as_of=day("Sat 1 April 2023"))
    assert nothing.answered == 0


def test_people_s_own_data_and_routine_questions_are_not_counted(officer, clearer):
    letter = factories.an_issued_letter(by=officer, clearer=clearer, issued_on=day("Thu 26 January 2023"))
    FoiRequest.objects.filter(pk=letter.foi_request_id).update(regime="sar")
    assert timeliness_by_closure(QUARTER, as_of=day("Fri 24 February 2023")).answered == 0
