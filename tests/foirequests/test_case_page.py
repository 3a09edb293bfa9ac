"""The page of a case: it reads like a file, and says what to do next."""

import pytest
import time_machine
from django.urls import reverse

from tests.dates import moment
from tests.factories import a_request, a_submitted_response, a_triaged_request, an_issued_letter


@pytest.fixture(autouse=True)
def in_january():
    with time_machine.travel(moment("Mon 9 January 2023 12:00"), tick=False):
        yield


def shown(client, member, foi_request, page="case"):
    client.force_login(member)
    answer = client.get(reverse(page, args=[foi_request.reference]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_new_case_shows_the_request_its_clock_and_triage_as_the_next_act(client, officer):
    foi_request = a_request(by=officer)
    page = shown(client, officer, foi_request)
    assert "anonymized of course" in page
    assert "2 February 2023" in page
    assert "18 working days left" in page
    assert "20 working days, the first of them 6 January 2023" in page
    assert reverse("case_triage", args=[foi_request.reference]) in page


def test_every_page_of_a_case_at_every_stage_opens(client, officer, clearer):
    for made in (
        a_request(by=officer),
        a_triaged_request(by=officer),
        a_submitted_response(by=officer).foi_request,
        an_issued_letter(by=officer, clearer=clearer).foi_request,
    ):
        shown(client, officer, made)
        shown(client, officer, made, "case_print")
        shown(client, clearer, made)
