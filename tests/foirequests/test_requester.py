"""Correcting who asked and where the reply goes."""

import pytest
import time_machine
from django.urls import reverse

from foirequests.actions import mail
from foirequests.actions.cases import withdraw_request
from foirequests.actions.receive import RequesterDetails
from foirequests.actions.requesters import correct_requester
from foirequests.domain.errors import NotPermitted, Refused
from foirequests.models import FoiRequest, OutgoingMail, Requester
from tests import factories
from tests.dates import moment

NOW = moment("Mon 9 January 2023 12:00")
RIGHT = RequesterDetails(name="Rowan Ellery", email="rowan.ellery@home.example", phone="0113 496 0000")


@pytest.fixture(autouse=True)
def in_january():
    with time_machine.travel(NOW, tick=False):
        yield


def test_what_stood_there_before_and_the_reason_stay_on_the_file_and_can_be_erased(officer):
    foi_request = factories.a_request(by=officer)
    correct_requester(foi_request, RIGHT, reason="She rang.", by=officer, at=NOW)
    entry = foi_request.history.get(act="requester_corrected")

    assert Requester.objects.get(pk=foi_request.requester_id).email == "rowan.ellery@home.example"
    assert entry.words.text == (
        "E-mail address: “rowan.ellery@requesters.example” became “rowan.ellery@home.example”.\n"
        "Telephone: nothing became “0113 496 0000”.\n"
        "Reason: She rang."
    )
    assert entry.facts == {"changed": ["email", "phone"]}


def test_a_way_to_reply_always_stays(officer):
    foi_request = factories.a_request(by=officer)

    with pytest.raises(Refused, match="Keep an e-mail address or a postal address"):
        correct_requester(foi_request, RequesterDetails(name="Rowan"), reason="She rang.", by=officer, at=NOW)
    correct_requester(
        foi_request, RequesterDetails(postal_address="1 High Street"), reason="She rang.", by=officer, at=NOW
    )
    assert not foi_request.requester.can_be_emailed


@pytest.mark.parametrize(
    ("details", "reason", "message"),
    [
        (RIGHT, "  ", "Enter the reason"),
        (
            RequesterDetails(name=" Rowan Ellery ", email="rowan.ellery@requesters.example"),
            "None",
            "Nothing is different",
        ),
    ],
)
def test_a_correction_has_a_reason_and_something_to_correct(officer, details, reason, message):
    foi_request = factories.a_request(by=officer)

    with pytest.raises(Refused, match=message):
        correct_requester(foi_request, details, reason=reason, by=officer, at=NOW)
    assert not foi_request.history.filter(act="requester_corrected").exists()


def test_an_address_that_a_browser_sends_with_other_line_ends_is_the_same_address(officer):
    foi_request = factories.a_request(by=officer, email="", postal_address="1 High Street\nLeeds")
    same = RequesterDetails(name="Rowan Ellery", postal_address="1 High Street\r\nLeeds\r\n")

    with pytest.raises(Refused, match="Nothing is different"):
        correct_requester(foi_request, same, reason="She rang.", by=officer, at=NOW)


def test_the_requester_can_be_corrected_when_the_case_is_closed_but_not_by_a_clearer(officer, clearer):
    foi_request = factories.a_request(by=officer)
    withdraw_request(foi_request, reason="By telephone", by=officer, at=NOW)

    with pytest.raises(NotPermitted):
        correct_requester(foi_request, RIGHT, reason="She rang.", by=clearer, at=NOW)
    correct_requester(foi_request, RIGHT, reason="She rang.", by=officer, at=NOW)
    assert foi_request.stage == "withdrawn"


def test_a_message_that_still_waits_does_not_leave_for_an_address_corrected_meanwhile(officer):
    foi_request = factories.a_request(by=officer)
    correct_requester(foi_request, RIGHT, reason="She rang.", by=officer, at=NOW)
    taken = []
    mail.send_due_mail(at=NOW, deliver=lambda content, **addresses: taken.append(content))
    waiting = OutgoingMail.objects.get()

    assert taken == []
    assert (waiting.state, waiting.last_error) == (
        "failed",
        "The requester’s address was corrected before this message was sent.",
    )


def test_the_page_shows_what_is_recorded_and_keeps_what_was_typed_when_it_is_wrong(client, officer):
    foi_request = factories.a_request(by=officer, postal_address="1 High Street\nLeeds")
    address = reverse("case_requester", args=[foi_request.reference])
    client.force_login(officer)
    case = client.get(reverse("case", args=[foi_request.reference])).content.decode()
    assert f'href="{address}">Change<span class="nhsuk-u-visually-hidden"> Requester' in case
    page = client.get(address).content.decode()
    assert 'value="rowan.ellery@requesters.example"' in page
    assert "1 High Street\nLeeds</textarea>" in page

    again = client.post(address, {"name": "Rowan Tree", "email": "", "postal_address": "", "reason": ""})
    page = again.content.decode()
    assert "Keep an e-mail address or a postal address" in page
    assert "Enter why it changes" in page
    assert 'value="Rowan Tree"' in page

    typed = {"name": "Rowan Tree", "email": "tree@home.example", "postal_address": "", "reason": "She married."}
    answer = client.post(address, typed, follow=True)
    assert FoiRequest.objects.get(pk=foi_request.pk).requester.name == "Rowan Tree"
    page = answer.content.decode()
    assert "Requester corrected: name, e-mail address, postal address" in page
    assert "“1 High Street, Leeds” became nothing." in page


def test_clearers_see_who_asked_and_are_offered_no_change(client, officer, clearer):
    foi_request = factories.a_request(by=officer)
    client.force_login(clearer)

    assert (
        reverse("case_requester", args=[foi_request.reference])
        not in client.get(reverse("case", args=[foi_request.reference])).content.decode()
    )
