"""The mail server is killed at each point of a delivery: no message is lost, and none leaves twice unbeknown to us."""

from threading import Thread

import pytest

from foirequests.actions.mail import send_mail
from foirequests.models import HistoryEntry, OutgoingMail
from tests import factories
from tests.services.mail_server import Point
from tests.services.post_office import PostOffice
from tests.services.programs import How, wait_until

SENT_AGAIN = "sent_again_after_interruption"


@pytest.fixture
def waiting(officer, settings, post_office) -> OutgoingMail:
    """An acknowledgement that waits to be handed to a real mail server."""
    settings.EMAIL_BACKEND = "foirequests.emails.SmtpBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", post_office.port
    factories.a_request(by=officer)
    return OutgoingMail.objects.get()


def send(mail: OutgoingMail) -> None:
    """One attempt, when it is due."""
    assert send_mail(mail.pk, at=mail.next_attempt_at)
    mail.refresh_from_db()


def send_while_the_server_dies(mail: OutgoingMail, post_office: PostOffice, point: Point) -> None:
    """One attempt, in the middle of which the server is killed."""
    post_office.hold(point)

    def kill() -> None:
        wait_until(post_office.held, "Nothing comes to this point")
        post_office.end(How.KILL)

    killer = Thread(target=kill)
    killer.start()
    send(mail)
    killer.join()
    post_office.let_go()


@pytest.mark.parametrize(
    ("point", "copies", "may_have_arrived"),
    [(Point.BEFORE_DATA, 1, False), (Point.DURING_DATA, 1, True), (Point.BEFORE_ANSWER, 2, True)],
)
def test_what_leaves_again_is_the_same_message_and_the_case_says_where_it_may_have_arrived_before(
    waiting, post_office, point, copies, may_have_arrived
):
    send_while_the_server_dies(waiting, post_office, point)
    assert waiting.state != "sent"
    assert ("may have arrived" in waiting.last_error) is may_have_arrived

    send(waiting)  # while the server is away
    assert waiting.state == "waiting"

    post_office.start()
    send(waiting)
    assert waiting.state == "sent"
    assert post_office.message_ids() == [waiting.rfc_message_id] * copies
    assert len({delivery.content for delivery in post_office.deliveries}) == 1
    assert waiting.sent_again_after_interruption is may_have_arrived
    assert HistoryEntry.objects.filter(act=SENT_AGAIN).count() == may_have_arrived


def test_a_message_whose_answer_has_come_is_sent_whatever_becomes_of_the_server_then(waiting, post_office):
    send_while_the_server_dies(waiting, post_office, Point.AFTER_DATA)

    assert waiting.state == "sent"
    assert post_office.message_ids() == [waiting.rfc_message_id]
    assert waiting.sent_again_after_interruption is False
