"""Drafting a reply, page by page."""

import pytest
import time_machine

from tests import factories
from tests.dates import moment
from tests.responses.pages import address, as_member

NOW = moment("Fri 6 January 2023 10:32")


@pytest.fixture(autouse=True)
def _on_the_day_after_receipt():
    with time_machine.travel(NOW, tick=False):
        yield


def posted(foi_response, **typed):
    """What the page posts, from the copy that is saved now."""
    foi_response.working_copy.refresh_from_db()
    return {"revision": foi_response.working_copy.revision} | typed


def keys(foi_response):
    foi_response.working_copy.refresh_from_db()
    return [part["key"] for part in foi_response.working_copy.parts]


def test_the_drafting_page_shows_outline_letter_and_state(officer):
    foi_response = factories.a_draft(by=officer)

    page = as_member(officer).get(address("draft", foi_response))

    assert page.status_code == 200
    text = page.content.decode()
    assert "Outline" in text
    assert "I wonder if NHS Resolution have any claims data" in text
    assert "No gaps left" in text


def test_an_officer_submits_and_sees_it_said(officer):
    foi_response = factories.a_draft(by=officer)

    page = as_member(officer).post(address("draft_submit", foi_response), posted(foi_response))

    assert page.status_code == 302
    foi_response.refresh_from_db()
    assert foi_response.stage == "clearance"
