"""Issuing a letter and what follows, page by page."""

import pytest
import time_machine

from responses.actions import render
from tests import factories
from tests.dates import day, moment
from tests.responses.pages import address, as_member

NOW = moment("Thu 26 January 2023 10:32")


@pytest.fixture(autouse=True)
def _on_the_day_of_issue():
    with time_machine.travel(NOW, tick=False):
        yield


def test_an_officer_issues_by_email_with_one_button(officer, clearer):
    foi_response = factories.a_cleared_response(by=officer, clearer=clearer)
    client = as_member(officer)

    page = client.get(address("issue", foi_response)).content.decode()
    assert "23 February 2023" in page
    client.post(address("issue", foi_response), {"way": "email"})

    foi_response.refresh_from_db()
    assert foi_response.stage == "issued"
    assert foi_response.issued_letter.review_by == day("Thu 23 February 2023")
    render.render_letter(foi_response.issued_letter.pk, at=NOW)
    assert client.get(address("letter", foi_response)).status_code == 200
    pdf = client.get(address("letter_pdf", foi_response))
    assert pdf.content.startswith(b"%PDF")
