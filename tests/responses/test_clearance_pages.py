"""Clearing a letter, page by page."""

import pytest
import time_machine

from responses.actions.clear import submitted_version
from tests import factories
from tests.dates import moment
from tests.responses.pages import address, as_member

NOW = moment("Fri 6 January 2023 10:32")


@pytest.fixture(autouse=True)
def _on_the_day_after_receipt():
    with time_machine.travel(NOW, tick=False):
        yield


def test_a_clearer_clears_what_they_read(officer, clearer):
    foi_response = factories.a_submitted_response(by=officer)
    client = as_member(clearer)

    assert foi_response.foi_request.reference in client.get("/clearance/").content.decode()
    page = client.get(address("clear", foi_response))
    digest = submitted_version(foi_response).letter_hash
    assert digest in page.content.decode()
    client.post(address("clear", foi_response), {"verdict": "cleared", "letter_hash": digest})

    foi_response.refresh_from_db()
    assert foi_response.stage == "cleared"
