"""The worker is killed at each point of a delivery: the letter is never lost, and never becomes two different ones."""

import json
import time

import pytest

from tests.services.mail_server import Point
from tests.services.office import Office
from tests.services.programs import wait_until

LEASE_SECONDS = 2

A_REQUEST_ARRIVES = """
from django.utils import timezone
from foirequests.actions.receive import RequesterDetails, receive_request
receive_request(
    text="How many claims were there last year?",
    requester=RequesterDetails(name="Ada Quill", email="ada.quill@requesters.example"),
    channel="web",
    received_on=timezone.localdate(),
    at=timezone.now(),
    by=None,
)
"""
STATE_OF_THE_MAIL = """
import json
from foirequests.models import HistoryEntry, OutgoingMail, PortalLink
mail = OutgoingMail.objects.get()
print(json.dumps({
    "state": mail.state,
    "attempts": mail.attempts,
    "message_id": mail.rfc_message_id,
    "sha256": mail.bytes_sha256,
    "again": mail.sent_again_after_interruption,
    "links": PortalLink.objects.count(),
    "acts": list(HistoryEntry.objects.values_list("act", flat=True)),
}))
"""
SWEEP = "from foirequests import tasks; tasks.send_due_mail.delay()"


def wait_for(question, seconds=30.0):
    """The first true answer; fails when there is none in time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        answer = question()
        if answer:
            return answer
        time.sleep(0.2)
    pytest.fail("It did not come to that.")


@pytest.mark.parametrize(
    ("point", "deliveries"),
    [(Point.BEFORE_DATA, 1), (Point.DURING_DATA, 1), (Point.BEFORE_ANSWER, 2), (Point.AFTER_DATA, 2)],
    ids=["before DATA", "during DATA", "before the server's answer", "between the server's answer and our commit"],
)
def test_a_killed_worker_loses_no_letter_and_makes_no_second_one(empty_office_data, post_office, point, deliveries):
    office = Office(like=empty_office_data, EMAIL_URL=post_office.url, MAIL_LEASE_SECONDS=str(LEASE_SECONDS))
    try:
        post_office.hold(point)
        office.ask(A_REQUEST_ARRIVES)
        office.start("worker")
        wait_until(post_office.held, office.said)
        office.kill("worker")
        wait_until(lambda: not post_office.held(), "The mail server does not see that the worker has gone")
        post_office.let_go()
        time.sleep(LEASE_SECONDS)
        assert json.loads(office.ask(STATE_OF_THE_MAIL))["state"] == "sending"

        office.start("worker")
        office.ask(SWEEP)
        found = wait_for(lambda: (now := json.loads(office.ask(STATE_OF_THE_MAIL)))["state"] == "sent" and now)

        assert len(post_office.deliveries) == deliveries
        assert set(post_office.message_ids()) == {found["message_id"]}
        assert len({delivery.content for delivery in post_office.deliveries}) == 1
        assert found["attempts"] == 2
        assert found["again"] is True
        assert found["links"] == 1
        assert found["acts"].count("sent_again_after_interruption") == 1
        assert found["acts"].count("sent") == 1
    finally:
        office.stop()
