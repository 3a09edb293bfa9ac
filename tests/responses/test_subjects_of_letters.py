"""The heading of a letter: what the case is about, never cut off, and never changed under a clearance."""

import pytest
import time_machine

from foirequests.actions.subjects import change_subject
from foirequests.models import FoiRequest
from responses.actions.clear import clear_response, submitted_version
from responses.actions.draft import draft_letter, submit_draft, take_back
from responses.actions.issue import issue_response
from responses.domain.errors import Refused
from responses.models import FoiResponse
from tests import factories
from tests.dates import day, moment
from tests.responses.pages import address, as_member, text_of

RECEIVED_ON = day("Wed 5 April 2023")
NOW = moment("Thu 13 April 2023 12:00")
"""A time when the office's letters have a letterhead with a heading."""
NEEDLES = "Claims about needles"


def fresh(foi_response) -> FoiResponse:
    return FoiResponse.objects.get(pk=foi_response.pk)


def heading(foi_response) -> str:
    return draft_letter(fresh(foi_response), at=NOW).subject


def test_a_letter_never_carries_a_subject_that_breaks_off(officer):
    foi_response = factories.a_draft(by=officer, received_on=RECEIVED_ON)
    assert foi_response.foi_request.subject.endswith("…")
    assert heading(foi_response) == "Your request of 5 April 2023"
    change_subject(foi_response.foi_request, NEEDLES, by=officer, at=NOW)

    assert heading(foi_response) == "Your request: Claims about needles"


def test_the_drafting_page_asks_what_the_request_is_about(officer):
    foi_response = factories.a_draft(by=officer, received_on=RECEIVED_ON)
    with time_machine.travel(NOW, tick=False):
        asked = text_of(as_member(officer).get(address("draft", foi_response)))
        change_subject(foi_response.foi_request, NEEDLES, by=officer, at=NOW)
        then = text_of(as_member(officer).get(address("draft", foi_response)))

    assert "the heading of our letters is “Your request of 5 April 2023”" in asked
    assert "Say what it is about" not in then


def test_a_letter_that_waits_for_clearance_keeps_its_heading_and_is_not_cleared_with_it(officer, clearer):
    foi_response = factories.a_submitted_response(by=officer, received_on=RECEIVED_ON)
    change_subject(foi_response.foi_request, NEEDLES, by=officer, at=NOW)
    foi_response = fresh(foi_response)
    version = submitted_version(foi_response)
    with time_machine.travel(NOW, tick=False):
        for page, member in (("draft", officer), ("clear", clearer)):
            assert "Your request of 5 April 2023" in text_of(as_member(member).get(address(page, foi_response)))

    assert version.letter["subject"] == "Your request of 5 April 2023"
    with pytest.raises(Refused, match="show the subject of the case, Claims about needles"):
        clear_response(foi_response, letter_hash=version.letter_hash, by=clearer, at=NOW)
    take_back(foi_response, by=officer, at=NOW)
    submit_draft(fresh(foi_response), by=officer, at=NOW)
    foi_response = fresh(foi_response)
    clear_response(foi_response, letter_hash=submitted_version(foi_response).letter_hash, by=clearer, at=NOW)


def test_a_letter_cleared_under_another_heading_is_not_issued(officer, clearer):
    foi_response = factories.a_cleared_response(by=officer, clearer=clearer, received_on=RECEIVED_ON)
    change_subject(foi_response.foi_request, NEEDLES, by=officer, at=NOW)

    with pytest.raises(Refused, match="show the subject of the case, .* Take the letter back and submit it again"):
        issue_response(fresh(foi_response), channel="email", by=officer, at=NOW)


def test_a_letter_that_was_cleared_with_a_heading_that_breaks_off_is_not_issued(officer, clearer):
    foi_response = factories.a_draft(by=officer, received_on=RECEIVED_ON)
    change_subject(foi_response.foi_request, NEEDLES, by=officer, at=NOW)
    submit_draft(fresh(foi_response), by=officer, at=NOW)
    foi_response = fresh(foi_response)
    clear_response(foi_response, letter_hash=submitted_version(foi_response).letter_hash, by=clearer, at=NOW)
    FoiRequest.objects.update(subject="Claims about…")

    with pytest.raises(Refused, match=r"around the text of this letter \(heading\) has changed"):
        issue_response(fresh(foi_response), channel="email", by=officer, at=NOW)
