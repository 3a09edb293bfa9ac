"""A letter cleared for one name or address never leaves for another."""

import pytest
import time_machine
from django.urls import reverse

from foirequests import emails, files
from foirequests.actions import mail
from foirequests.actions.receive import RequesterDetails
from foirequests.actions.requesters import correct_requester
from foirequests.models import OutgoingMail
from responses.actions.clear import clear_response, submitted_version
from responses.actions.draft import rearrange, submit_draft
from responses.actions.issue import issue_response
from responses.actions.new_address import send_to_new_address
from responses.domain.errors import Refused
from responses.domain.letter import Letter, Part
from responses.models import FoiResponse, IssuedLetter
from tests import factories
from tests.dates import day, moment
from tests.responses.pages import address, as_member, text_of

RECEIVED_ON = day("Wed 5 April 2023")
NOW = moment("Thu 13 April 2023 12:00")
"""A time when the office's letters have a letterhead with the addressee."""
ROWAN = {"name": "Rowan Ellery", "email": "rowan.ellery@requesters.example"}


def correct(foi_request, *, by, at=NOW, **details):
    who = RequesterDetails(**{**ROWAN, **details})
    correct_requester(foi_request, who, reason="She rang.", by=by, at=at)


def fresh(foi_response) -> FoiResponse:
    return FoiResponse.objects.get(pk=foi_response.pk)


@pytest.mark.parametrize(
    "details",
    [
        {"name": "Rowan Elery", "postal_address": "1 High Street"},
        {"name": "", "postal_address": "1 High Street"},
        {"postal_address": "2 High Street"},
        {"postal_address": ""},
    ],
    ids=["name", "no name", "postal address", "no postal address"],
)
def test_a_letter_cleared_for_one_name_or_address_is_not_issued_to_another(officer, clearer, details):
    foi_response = factories.a_cleared_response(
        by=officer, clearer=clearer, received_on=RECEIVED_ON, postal_address="1 High Street"
    )
    correct(foi_response.foi_request, by=officer, **details)

    with pytest.raises(Refused, match="changed since it was cleared. Take the letter back and submit it again"):
        issue_response(fresh(foi_response), channel="email", by=officer, at=NOW)
    assert not IssuedLetter.objects.exists()


def test_a_letter_in_clearance_for_another_name_is_not_cleared(officer, clearer):
    foi_response = factories.a_submitted_response(by=officer, received_on=RECEIVED_ON)
    correct(foi_response.foi_request, by=officer, name="Rowan Elery")
    foi_response = fresh(foi_response)

    with pytest.raises(Refused, match="show the name of the requester, Rowan Elery"):
        clear_response(foi_response, letter_hash=submitted_version(foi_response).letter_hash, by=clearer, at=NOW)


@pytest.mark.parametrize("name", ["Rowan Elery", ""])
def test_a_letter_without_letterhead_that_names_the_requester_is_for_that_name(officer, clearer, name):
    foi_response = factories.a_draft(by=officer)
    at = factories.at(foi_response.foi_request.received_on, 13)
    greeting = Part(key="greeting", kind="paragraph", body="To ((requester))")
    copy = foi_response.working_copy
    rearrange(foi_response, lambda parts: [greeting, *parts], revision=copy.revision, typed={}, by=officer, at=at)
    foi_response = fresh(foi_response)
    submit_draft(foi_response, by=officer, at=at)
    clear_response(foi_response, letter_hash=submitted_version(foi_response).letter_hash, by=clearer, at=at)
    correct(foi_response.foi_request, by=officer, name=name, at=at)

    with pytest.raises(Refused, match="has changed since it was cleared"):
        issue_response(fresh(foi_response), channel="email", by=officer, at=at)


def test_a_letter_goes_to_an_address_corrected_since_its_clearance_once_an_officer_says_that_it_is_right(
    officer, clearer
):
    foi_response = factories.a_cleared_response(by=officer, clearer=clearer)
    at = factories.at(foi_response.foi_request.received_on, 15)
    correct(foi_response.foi_request, by=officer, email="rowan@home.example", at=at)
    with pytest.raises(Refused, match="address was corrected after this letter was cleared"):
        issue_response(fresh(foi_response), channel="email", by=officer, at=at)
    letter = issue_response(fresh(foi_response), channel="email", address_checked=True, by=officer, at=at)

    assert letter.channel == "email"


def test_a_telephone_number_corrected_since_the_clearance_asks_for_no_look_at_the_address(officer, clearer):
    foi_response = factories.a_cleared_response(by=officer, clearer=clearer)
    at = factories.at(foi_response.foi_request.received_on, 15)
    correct(foi_response.foi_request, by=officer, phone="01632 960001", at=at)

    assert issue_response(fresh(foi_response), channel="email", by=officer, at=at).channel == "email"


def test_the_issuing_page_asks_to_check_an_address_that_was_corrected_since_the_clearance(officer, clearer):
    foi_response = factories.a_cleared_response(by=officer, clearer=clearer)
    at = factories.at(foi_response.foi_request.received_on, 15)
    correct(foi_response.foi_request, by=officer, email="rowan@home.example", at=at)
    with time_machine.travel(at, tick=False):
        client = as_member(officer)
        page = client.get(address("issue", foi_response))
        seen = {"way": "email", "seen_addresses": page.context["seen_addresses"]}
        unticked = client.post(address("issue", foi_response), seen)
        assert not IssuedLetter.objects.exists()
        client.post(address("issue", foi_response), {**seen, "address_checked": "on"})

    assert "after this letter was cleared" in text_of(page)
    assert "By e-mail to rowan@home.example" in text_of(page)
    assert "Check the address, and tick that it is right" in text_of(unticked)
    assert IssuedLetter.objects.exists()


def test_an_address_corrected_while_the_issuing_page_is_open_is_shown_before_the_letter_goes_there(officer, clearer):
    foi_response = factories.a_cleared_response(by=officer, clearer=clearer)
    at = factories.at(foi_response.foi_request.received_on, 15)
    with time_machine.travel(at, tick=False):
        client = as_member(officer)
        seen = client.get(address("issue", foi_response)).context["seen_addresses"]
        correct(foi_response.foi_request, by=officer, email="rowan@home.example", at=at)
        posted = {"way": "email", "seen_addresses": seen, "address_checked": "on"}
        told = client.post(address("issue", foi_response), posted)

    assert "was corrected since you opened this page" in text_of(told)
    assert not IssuedLetter.objects.exists()


@pytest.fixture
def unsent(officer, clearer) -> IssuedLetter:
    """A reply whose e-mail went to a mistyped address."""
    letter = factories.an_issued_letter(by=officer, clearer=clearer, received_on=RECEIVED_ON)

    def refuse(*_content, **_addresses):
        raise emails.CannotBeDelivered("550 no such person")

    mail.send_mail(letter.message.mail.pk, at=NOW, deliver=refuse)
    OutgoingMail.objects.filter(message__kind="acknowledgement").update(state="sent", sent_at=NOW)
    return IssuedLetter.objects.get(pk=letter.pk)


def mail_of(letter: IssuedLetter) -> OutgoingMail:
    return OutgoingMail.objects.select_related("message__foi_request__requester").get(message=letter.message_id)


def test_a_reply_that_failed_goes_to_the_corrected_address_with_the_same_pdf(unsent, officer):
    failed = mail_of(unsent)
    correct(unsent.foi_request, by=officer, email="rowan@home.example")
    message = send_to_new_address(mail_of(unsent), by=officer, at=NOW)
    unsent.refresh_from_db()

    assert unsent.message == message
    assert message.mail.to_address == "rowan@home.example"
    assert [file.stored_file for file in message.files.all()] == [unsent.pdf]
    assert b"application/pdf" in files.read(message.mail.kept_copy.sha256)
    assert message.text == failed.message.text
    assert OutgoingMail.objects.get(pk=failed.pk).state == "replaced"


@pytest.mark.parametrize(
    "details", [{"name": "Rowan Elery"}, {"postal_address": "2 High Street"}], ids=["name", "postal address"]
)
def test_an_issued_letter_that_prints_another_name_or_postal_address_does_not_leave_again(unsent, officer, details):
    correct(unsent.foi_request, by=officer, email="rowan@home.example", **details)

    with pytest.raises(Refused, match="Issue a corrected reply"):
        send_to_new_address(mail_of(unsent), by=officer, at=NOW)
    assert mail_of(unsent).state == "failed"
    assert Letter.from_json(unsent.frozen).addressee == ("Rowan Ellery", "rowan.ellery@requesters.example")


def test_the_next_thing_on_the_case_is_to_send_the_reply_to_the_new_address(client, unsent, officer):
    reference, failed = unsent.foi_request.reference, mail_of(unsent)
    case, letter = reverse("case", args=[reference]), reverse("letter", args=[reference, unsent.foi_response_id])
    with time_machine.travel(NOW, tick=False):
        client.force_login(officer)
        assert client.get(case).context["next"].text == "Try sending again"
        correct(unsent.foi_request, by=officer, email="rowan@home.example")
        action = client.get(case).context["next"]
        assert (action.text, action.post) == ("Send to rowan@home.example", True)
        assert action.url == reverse("mail_new_address", args=[reference, failed.pk])
        page = client.post(action.url, follow=True).content.decode()
        assert "The message is on its way to rowan@home.example." in page
        shown = client.get(letter).content.decode()
        assert "To rowan@home.example" in shown
        assert mail_of(IssuedLetter.objects.get(pk=unsent.pk)).rfc_message_id.strip("<>") in shown
