"""The front door, and the page about the work in the background."""

import pytest
import time_machine
from django.urls import reverse

from accounts.background import mark_seen
from foirequests.models import OutgoingMail
from responses.models import IssuedLetter
from tests.dates import moment
from tests.factories import a_request, an_issued_letter

NOW = moment("Mon 16 January 2023 12:00")


@pytest.fixture(autouse=True)
def in_january():
    with time_machine.travel(NOW, tick=False):
        yield


def test_the_public_finds_the_request_form_the_private_page_and_the_address(client, office):
    page = client.get("/").content.decode()
    assert reverse("public_request") in page
    assert reverse("portal_code") in page
    assert "10 South Colonnade" in page
    assert reverse("account_login") in page


def test_staff_go_straight_to_their_work(client, clearer):
    client.force_login(clearer)
    assert client.get("/").headers["Location"] == reverse("queue")


def test_the_backlog_its_oldest_item_and_what_failed_are_on_one_page(client, officer, clearer):
    mark_seen("worker", at=moment("Mon 16 January 2023 11:55"))
    first = a_request(by=officer)
    letter = an_issued_letter(by=officer, clearer=clearer)
    OutgoingMail.objects.filter(message=letter.message).update(state="failed", last_error="No such box")
    IssuedLetter.objects.filter(pk=letter.pk).update(render_state="failed", pdf=None, last_error="No room on the disk")
    client.force_login(officer)
    page = client.get(reverse("background_work")).content.decode()
    assert "2 messages, the oldest since 5 January 2023 at 10:00" in page
    assert "Letters to render" in page
    assert "No such box" in page
    assert "No room on the disk" in page
    assert "Last seen 16 January 2023 at 11:55" in page
    assert "Not seen yet" in page
    assert reverse("mail_retry", args=[letter.foi_request.reference, letter.message.mail.pk]) in page
    assert first.reference not in page


def test_a_clearer_reads_what_waits_and_retries_nothing(client, officer, clearer):
    a_request(by=officer)
    OutgoingMail.objects.update(state="failed", last_error="No such box")
    client.force_login(clearer)
    page = client.get(reverse("background_work")).content.decode()
    assert "No such box" in page
    assert "Try again" not in page


def test_the_bar_about_stopped_work_leads_to_what_waits(client, officer):
    client.force_login(officer)
    page = client.get(reverse("queue")).content.decode()
    assert "Background work has stopped." in page
    assert f'<a href="{reverse("background_work")}">See what waits</a>' in page
