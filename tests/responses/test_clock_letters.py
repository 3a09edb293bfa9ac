"""Letters of the clock: begun with the facts of their act, which happens on the day of issue."""

from datetime import date

from foirequests.actions.clock import read_case_clock
from foirequests.domain import clock
from responses.actions.clock_letters import Act, start_clock_letter
from responses.actions.draft import draft_letter
from responses.actions.issue import issue_response
from responses.domain.letter import letter_hash
from responses.models import FoiResponse
from tests.dates import day, moment
from tests.factories import a_triaged_request

NOW = moment("Mon 9 March 2026 10:00")
FEE = Act({"pounds": "12.40"}, {"fee_for": "copying 124 pages", "how_to_pay": "By cheque."})


def test_a_fees_notice_stops_the_clock_on_the_day_of_issue(officer):
    foi_request = a_triaged_request(by=officer, received_on=day("Mon 2 March 2026"))
    foi_response = start_clock_letter(foi_request, FoiResponse.Kind.FEES_NOTICE, FEE, by=officer, at=NOW)
    assert read_case_clock(foi_request).waiting_for is None
    letter = draft_letter(foi_response, at=NOW)
    issued = issue_response(foi_response, channel="email", seen_hash=letter_hash(letter), by=officer, at=NOW)
    reading = read_case_clock(foi_request)
    assert (reading.waiting_for, reading.lapses_on) == (clock.FEES_NOTICE, date(2026, 6, 8))
    assert issued.review_by is None
