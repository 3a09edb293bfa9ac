"""The officer's short way from a recorded request to its draft."""

import pytest
import time_machine
from django.urls import reverse

from foirequests.models import FoiRequest
from tests.dates import moment
from tests.factories import JANUARY_REQUEST


@pytest.fixture(autouse=True)
def on_the_day_it_came():
    with time_machine.travel(moment("Thu 5 January 2023 14:00"), tick=False):
        yield


def recorded(client, **changes):
    typed = {
        "channel": "email",
        "received_on_day": "5",
        "received_on_month": "1",
        "received_on_year": "2023",
        "text": JANUARY_REQUEST,
        "name": "Rowan Ellery",
        "email": "rowan.ellery@requesters.example",
        "preferred_format": "any",
    }
    return client.post(reverse("record_request"), typed | changes)


def test_an_officer_records_a_request_triages_it_and_starts_the_draft(client, officer):
    client.force_login(officer)
    answer = recorded(client)
    foi_request = FoiRequest.objects.get()
    assert answer.headers["Location"] == reverse("case", args=[foi_request.reference])
    triage = reverse("case_triage", args=[foi_request.reference])
    page = client.get(triage).content.decode()
    assert "anonymized of course" in page
    answer = client.post(
        triage,
        {
            "question-1-regime": "foi",
            "question-1-service_area": "claims_management",
            "question-1-information_held": "not_held",
            "question-1-missing_attribute": "the type of procedure",
            "start": "1",
        },
    )
    foi_request.refresh_from_db()
    assert foi_request.stage == "drafting"
    foi_response = foi_request.foi_responses.open().get()
    assert answer.headers["Location"] == reverse("draft", args=[foi_request.reference, foi_response.pk])


def test_the_queue_shows_what_was_recorded(client, officer):
    client.force_login(officer)
    recorded(client)
    page = client.get(reverse("queue")).content.decode()
    assert "20 working days left" in page
    assert FoiRequest.objects.get().reference in page
