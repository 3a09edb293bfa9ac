"""A message that failed, sent again to the requester's corrected address."""

import pytest
import time_machine
from django.urls import reverse

from foirequests import emails, files
from foirequests.actions import mail, new_address
from foirequests.actions.correspondence import send_from_template
from foirequests.actions.receive import RequesterDetails
from foirequests.actions.requesters import correct_requester
from foirequests.domain.errors import NotPermitted, Refused
from foirequests.models import FoiRequest, Message, OutgoingMail
from foirequests.portal_links import link_address
from tests import factories
from tests.dates import moment
from tests.foirequests.portal_visits import visit

NOW = moment("Fri 6 January 2023 09:00")
NEW = "rowan.ellery@home.example"


@pytest.fixture(autouse=True)
def in_january():
    with time_machine.travel(NOW, tick=False):
        yield


def refuse(*_content, **_addresses) -> None:
    raise emails.CannotBeDelivered("550 no such person")


def corrected(foi_request: FoiRequest, *, by, email: str = NEW, **details: str) -> None:
    who = RequesterDetails(name="Rowan Ellery", email=email, **details)
    correct_requester(foi_request, who, reason="She rang.", by=by, at=NOW)


@pytest.fixture
def failed(officer) -> OutgoingMail:
    """The acknowledgement of the January request, refused by the mail server of a mistyped address."""
    factories.a_request(by=officer)
    found = OutgoingMail.objects.get()
    mail.send_mail(found.pk, at=NOW, deliver=refuse)
    return OutgoingMail.objects.select_related("message__foi_request__requester").get()


def test_the_same_words_go_to_the_new_address_in_a_fresh_message_with_a_fresh_link(failed, officer):
    foi_request = failed.message.foi_request
    corrected(foi_request, by=officer)
    message = new_address.send_to_new_address(failed, by=officer, at=NOW)
    left = []
    mail.send_due_mail(at=NOW, deliver=lambda content, **addresses: left.append((content, addresses["to_address"])))
    message.mail.refresh_from_db()
    failed.refresh_from_db()

    assert (message.text, message.subject, message.kind) == (
        failed.message.text,
        failed.message.subject,
        "acknowledgement",
    )
    assert message.mail.rfc_message_id != failed.rfc_message_id
    assert [to for _content, to in left] == [NEW]
    assert link_address(message.mail.rfc_message_id).encode() in left[0][0].replace(b"=\r\n", b"").replace(b"=3D", b"=")
    assert b"(private link)" in files.read(message.mail.kept_copy.sha256)
    assert (failed.state, message.mail.state) == ("replaced", "sent")


def test_the_files_of_a_message_go_with_it(officer):
    foi_request = factories.a_request(by=officer)
    OutgoingMail.objects.update(state="sent", sent_at=NOW)
    table = emails.Attachment("table.csv", "text/csv", b"year,claims\n2021,7\n")
    send_from_template(
        foi_request, Message.Kind.MESSAGE, template="acknowledgement", facts={}, at=NOW, attachments=[table]
    )
    failed = OutgoingMail.objects.get(state="waiting")
    mail.send_mail(failed.pk, at=NOW, deliver=refuse)
    corrected(foi_request, by=officer)
    failed = OutgoingMail.objects.select_related("message__foi_request__requester").get(pk=failed.pk)
    message = new_address.send_to_new_address(failed, by=officer, at=NOW)

    assert [(file.name, file.stored_file) for file in message.files.all()] == [
        (file.name, file.stored_file) for file in failed.message.files.all()
    ]
    assert b'filename="table.csv"' in files.read(message.mail.kept_copy.sha256)


def test_the_history_says_that_the_failed_message_was_replaced_and_by_which(failed, officer):
    foi_request = failed.message.foi_request
    corrected(foi_request, by=officer)
    message = new_address.send_to_new_address(failed, by=officer, at=NOW)
    entry = foi_request.history.get(act="sent_to_new_address")

    assert (entry.object_kind, entry.object_id) == ("message", message.pk)
    assert entry.facts == {"kind": "acknowledgement", "replaces": failed.message_id}
    assert entry.words.text == f"To {NEW}. It did not reach rowan.ellery@requesters.example."


def test_two_officers_who_press_at_once_send_one_message(failed, officer):
    corrected(failed.message.foi_request, by=officer)
    new_address.send_to_new_address(failed, by=officer, at=NOW)

    with pytest.raises(Refused, match="has not failed"):
        new_address.send_to_new_address(failed, by=officer, at=NOW)
    assert OutgoingMail.objects.count() == 2


def test_a_crash_half_way_leaves_the_failed_message_as_it_was(failed, officer, monkeypatch):
    corrected(failed.message.foi_request, by=officer)

    def crash(*_what, **_more):
        raise KeyboardInterrupt

    monkeypatch.setattr(new_address, "write_history", crash)
    with pytest.raises(KeyboardInterrupt):
        new_address.send_to_new_address(failed, by=officer, at=NOW)
    assert list(OutgoingMail.objects.values_list("state", flat=True)) == ["failed"]
    assert Message.objects.filter(kind="acknowledgement").count() == 1


def test_a_file_that_cannot_be_read_is_named_and_nothing_is_sent(failed, officer, monkeypatch):
    corrected(failed.message.foi_request, by=officer)
    kept = failed.message.files.create(stored_file=failed.kept_copy, name="table.csv")

    def gone(_sha256):
        raise FileNotFoundError

    monkeypatch.setattr(files, "read", gone)
    with pytest.raises(Refused, match="“table.csv”"):
        new_address.send_to_new_address(failed, by=officer, at=NOW)
    assert kept.message.mail.state == "failed"
    assert OutgoingMail.objects.get().state == "failed"


def test_the_same_address_is_tried_again_and_a_corrected_one_is_not(failed, officer):
    with pytest.raises(Refused, match="has not changed since"):
        new_address.send_to_new_address(failed, by=officer, at=NOW)
    corrected(failed.message.foi_request, by=officer)

    with pytest.raises(Refused, match="Send the message to the new address"):
        mail.retry_mail(failed, by=officer, at=NOW)


def test_without_an_email_address_nothing_is_mailed(failed, officer):
    corrected(failed.message.foi_request, by=officer, email="", postal_address="1 High Street")

    with pytest.raises(Refused, match="by post"):
        new_address.send_to_new_address(failed, by=officer, at=NOW)


def test_a_clearer_sends_nothing(failed, officer, clearer):
    corrected(failed.message.foi_request, by=officer)

    with pytest.raises(NotPermitted):
        new_address.send_to_new_address(failed, by=clearer, at=NOW)


def test_the_pages_offer_the_new_address_instead_of_trying_the_old_one_again(client, failed, officer):
    foi_request = failed.message.foi_request
    case, send = (
        reverse("case", args=[foi_request.reference]),
        reverse("mail_new_address", args=[foi_request.reference, failed.pk]),
    )
    client.force_login(officer)
    assert "Try sending again" in client.get(case).content.decode()
    corrected(foi_request, by=officer)
    for address in (case, reverse("background_work")):
        page = client.get(address).content.decode()
        assert f"Send to {NEW}" in page
        assert f'action="{send}"' in page
        assert "Try sending again" not in page

    page = client.post(send, follow=True).content.decode()
    assert f"The message is on its way to {NEW}." in page
    assert "Could not be sent, and went to a new address" in page
    assert f"Send to {NEW}" not in page
    assert "Failed message replaced by one to the corrected address: Acknowledgement" in page
    page = client.post(send, follow=True).content.decode()
    assert "has not failed" in page


def test_a_case_whose_failed_message_went_to_a_new_address_is_no_trouble_any_more(client, failed, officer):
    foi_request = failed.message.foi_request
    corrected(foi_request, by=officer)
    new_address.send_to_new_address(failed, by=officer, at=NOW)
    mail.send_due_mail(at=NOW, deliver=lambda *_content, **_addresses: None)
    client.force_login(officer)
    page = client.get(reverse("queue")).content.decode()

    assert foi_request.reference in page
    assert "Sending failed" not in page
    assert "Being sent" not in page


def test_the_requester_sees_the_message_once(client, failed, officer):
    foi_request = failed.message.foi_request
    corrected(foi_request, by=officer)
    new_address.send_to_new_address(failed, by=officer, at=NOW)
    said = client.get(visit(client, foi_request, at=NOW)).context["messages_said"]

    assert [row["what"] for row in said] == ["We said that we have your request"]
