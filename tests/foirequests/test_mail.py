"""E-mail on its way out: fixed before it leaves, the same at every attempt, and never the link in the file."""

import hashlib
from datetime import timedelta
from pathlib import Path
from smtplib import SMTP_SSL, SMTPServerDisconnected

import pytest
from django.core.files.storage import default_storage

from foirequests import emails, files
from foirequests.actions import mail, portal
from foirequests.models import HistoryEntry, Message, Notice, OutgoingMail, PortalLink, Requester
from foirequests.portal_links import link_address, link_token, normalised_code, posted_code
from foirequests.presenters.days import moment_words
from foirequests.presenters.delivery import mail_lines, mail_state, what_moves
from tests import factories
from tests.dates import day, moment

NOW = moment("Fri 6 January 2023 09:00")


class Server:
    """Stands where the mail server stands, and keeps what it is given."""

    def __init__(self, *answers: Exception | None) -> None:
        self.answers = list(answers)
        self.taken: list[bytes] = []

    def __call__(self, content: bytes, *, from_address: str, to_address: str) -> None:
        self.taken.append(content)
        answer = self.answers.pop(0) if self.answers else None
        if answer:
            raise answer


@pytest.fixture
def waiting(officer) -> OutgoingMail:
    """The acknowledgement of the January request, waiting to be sent."""
    factories.a_request(by=officer)
    return OutgoingMail.objects.get()


def test_the_message_leaves_with_the_link_and_the_kept_copy_has_none(waiting):
    server = Server()
    mail.send_mail(waiting.pk, at=NOW, deliver=server)
    waiting.refresh_from_db()
    kept = files.read(waiting.kept_copy.sha256)
    left = server.taken[0].replace(b"=\r\n", b"").replace(b"=3D", b"=")

    assert link_address(waiting.rfc_message_id).encode() in left
    assert link_token(waiting.rfc_message_id).encode() not in kept
    assert b"(private link)" in kept
    assert waiting.state == "sent"
    assert waiting.bytes_sha256 == hashlib.sha256(server.taken[0]).hexdigest()


def test_a_repeated_attempt_makes_the_same_bytes_and_no_second_link(waiting):
    server = Server(emails.NotDeliveredNow("busy"))
    mail.send_mail(waiting.pk, at=NOW, deliver=server)
    mail.send_mail(waiting.pk, at=moment("Fri 6 January 2023 09:05"), deliver=server)

    assert len(server.taken) == 2
    assert server.taken[0] == server.taken[1]
    assert PortalLink.objects.count() == 1


def test_the_database_holds_only_a_keyed_hash_of_the_link(waiting):
    mail.send_mail(waiting.pk, at=NOW, deliver=Server())
    token = link_token(waiting.rfc_message_id)
    stored = PortalLink.objects.get().lookup_hash

    assert stored not in (token, hashlib.sha256(token.encode()).hexdigest())
    assert portal.open_link(token, at=NOW).foi_request == waiting.message.foi_request
    assert portal.open_link(token[:-1], at=NOW) is None


def test_a_mail_server_that_is_down_puts_the_message_off_and_gives_up_in_the_end(waiting):
    at = NOW
    for _attempt in range(len(mail.WAITS)):
        mail.send_mail(waiting.pk, at=at, deliver=Server(emails.NotDeliveredNow("no answer")))
        waiting.refresh_from_db()
        assert waiting.state == "waiting"
        assert waiting.last_error == "no answer"
        at = waiting.next_attempt_at
    mail.send_mail(waiting.pk, at=at, deliver=Server(emails.NotDeliveredNow("no answer")))
    waiting.refresh_from_db()

    assert waiting.state == "failed"
    assert Notice.objects.get().kind == "mail_failed"


def test_a_mail_server_that_never_answers_may_have_it_however_often_it_is_tried(waiting, officer):
    tried = 0
    while waiting.state != "failed":
        at = waiting.next_attempt_at
        tried += mail.send_mail(waiting.pk, at=at, deliver=Server(emails.AnswerLost("It may have arrived.")))
        waiting.refresh_from_db()
        if tried == 1:
            assert waiting.next_attempt_at - at == mail.WAITS[0]
            assert mail_state(waiting).text == "Sent, and not confirmed"
            assert mail_lines(waiting)[1:] == [
                "Reason: It may have arrived.",
                f"1 attempt so far. Next attempt {moment_words(waiting.next_attempt_at)}",
            ]

    assert tried == len(mail.WAITS) + 1
    assert waiting.last_error == "The last attempt was interrupted. The message may have arrived."
    assert Notice.objects.get().kind == "mail_failed"
    mail.retry_mail(waiting, by=officer, at=at)
    mail.send_mail(waiting.pk, at=at, deliver=Server())
    waiting.refresh_from_db()
    assert waiting.state == "sent"
    assert mail_lines(waiting)[-1].startswith("Sent again after an interruption")


def test_a_message_that_may_have_arrived_at_an_address_since_corrected_is_neither_called_unsent_nor_sent_again(waiting):
    mail.send_mail(waiting.pk, at=NOW, deliver=Server(emails.AnswerLost("It may have arrived.")))
    waiting.refresh_from_db()
    Requester.objects.update(email="corrected@example.org")
    server = Server()
    mail.send_mail(waiting.pk, at=waiting.next_attempt_at, deliver=server)
    waiting.refresh_from_db()

    assert server.taken == []
    assert (waiting.state, waiting.last_error) == ("failed", mail.ADDRESS_CORRECTED_IN_DOUBT)
    assert mail_lines(waiting)[-1] == f"Reason: {mail.ADDRESS_CORRECTED_IN_DOUBT}"


def test_what_may_have_arrived_once_is_not_called_unsent_after_a_later_attempt_that_did_not_leave(waiting):
    for answer in (emails.AnswerLost("It may have arrived."), emails.NotDeliveredNow("busy")):
        mail.send_mail(waiting.pk, at=waiting.next_attempt_at, deliver=Server(answer))
        waiting.refresh_from_db()
    Requester.objects.update(email="corrected@example.org")
    mail.send_mail(waiting.pk, at=waiting.next_attempt_at, deliver=Server())
    waiting.refresh_from_db()

    assert waiting.last_error == mail.ADDRESS_CORRECTED_IN_DOUBT


def test_a_page_is_not_watched_for_the_hours_in_which_nobody_knows(waiting):
    mail.send_mail(waiting.pk, at=NOW, deliver=Server(emails.AnswerLost("It may have arrived.")))
    waiting.refresh_from_db()
    messages = Message.objects.select_related("mail")

    assert what_moves(messages, [], waiting.next_attempt_at) == "1 message on the way to the mail server."
    assert what_moves(messages, [], waiting.next_attempt_at - timedelta(minutes=2)) == ""


@pytest.mark.parametrize("use_ssl", [False, True])
def test_a_connection_knows_that_it_broke_off_while_the_server_had_the_message(use_ssl, monkeypatch):
    backend = emails.SmtpBackend(host="127.0.0.1", port=1, use_ssl=use_ssl)
    monkeypatch.setattr("smtplib.SMTP.data", lambda *_: (_ for _ in ()).throw(SMTPServerDisconnected("gone")))
    connection = backend.connection_class()
    assert isinstance(connection, SMTP_SSL) is use_ssl
    with pytest.raises(SMTPServerDisconnected) as lost:
        connection.data(b"")
    assert type(lost.value) is not SMTPServerDisconnected


def test_a_message_is_not_tried_before_its_next_attempt(waiting):
    mail.send_mail(waiting.pk, at=NOW, deliver=Server(emails.NotDeliveredNow("busy")))

    assert not mail.send_mail(waiting.pk, at=NOW, deliver=Server())


def test_an_address_refused_for_good_fails_at_once_and_can_be_tried_again(waiting, officer):
    mail.send_mail(waiting.pk, at=NOW, deliver=Server(emails.CannotBeDelivered("550 no such person")))
    waiting.refresh_from_db()
    assert waiting.state == "failed"

    mail.retry_mail(waiting, by=officer, at=NOW)
    mail.send_mail(waiting.pk, at=NOW, deliver=Server())
    waiting.refresh_from_db()

    assert waiting.state == "sent"
    assert list(HistoryEntry.objects.filter(object_id=waiting.pk, object_kind="outgoingmail").values_list("act")) == [
        ("send_failed",),
        ("retried",),
        ("sent",),
    ]


def test_bytes_that_are_no_longer_those_of_the_first_attempt_never_leave(waiting, settings):
    mail.send_mail(waiting.pk, at=NOW, deliver=Server(emails.NotDeliveredNow("busy")))
    settings.PORTAL_LINK_KEY = "another key"
    server = Server()
    mail.send_mail(waiting.pk, at=moment("Fri 6 January 2023 09:05"), deliver=server)
    waiting.refresh_from_db()

    assert server.taken == []
    assert waiting.state == "failed"
    assert "not those of the first attempt" in waiting.last_error


def test_a_message_whose_kept_copy_is_gone_or_altered_holds_up_no_other(waiting, officer):
    kept = Path(default_storage.path(f"kept/{waiting.kept_copy.sha256[:2]}/{waiting.kept_copy.sha256}"))
    altered = OutgoingMail.objects.get(message=factories.a_request(by=officer).messages.get(kind="acknowledgement"))
    place = Path(default_storage.path(f"kept/{altered.kept_copy.sha256[:2]}/{altered.kept_copy.sha256}"))
    factories.a_request(by=officer)
    kept.unlink()
    place.write_bytes(b"something else")
    server = Server()

    assert mail.send_due_mail(at=NOW, deliver=server) == 3
    assert len(server.taken) == 1
    assert list(OutgoingMail.objects.order_by("pk").values_list("state", flat=True)) == ["waiting", "failed", "sent"]


def test_a_file_that_a_killed_worker_left_half_written_is_written_again():
    sha256 = files.keep(b"the whole letter")
    Path(default_storage.path(f"kept/{sha256[:2]}/{sha256}")).write_bytes(b"the wh")

    assert files.keep(b"the whole letter") == sha256
    assert files.read(sha256) == b"the whole letter"


def test_behind_a_slow_server_each_message_has_its_own_whole_lease(waiting, officer, monkeypatch, settings):
    settings.MAIL_LEASE_SECONDS = 300
    factories.a_request(by=officer)
    factories.a_request(by=officer)
    passed = [0.0]
    monkeypatch.setattr("foirequests.actions.leases.monotonic", lambda: passed[0])
    leases = []

    def slow(*_content, **_addresses) -> None:
        leases.append(OutgoingMail.objects.get(state="sending").next_attempt_at)
        passed[0] += 200

    assert mail.send_due_mail(at=NOW, deliver=slow) == 2
    assert leases == [NOW + timedelta(seconds=300), NOW + timedelta(seconds=500)]
    assert OutgoingMail.objects.filter(state="waiting").count() == 1


def test_a_demonstration_writes_to_no_real_address(settings):
    settings.MAIL_ONLY_TO = ".example"

    with pytest.raises(emails.CannotBeDelivered):
        emails.deliver(b"", from_address="foi@office.example", to_address="someone@nhs.net")
    assert emails.may_be_mailed("someone@home.example")
    assert not emails.may_be_mailed("someone@home.example.org")


def test_the_link_is_folded_as_the_encoding_of_the_message_asks():
    kept = emails.compose(
        message_id="<one@office.example>",
        at=NOW,
        from_address="foi@office.example",
        reply_to="foi@office.example",
        to_address="ada@home.example",
        subject="Line\nbreaks are taken out",
        text="Before\n\n(private link)\n\nAfter (private link) in a line\n",
    )
    address = "https://a-very-long-host-name.of-a-public-authority.example/r/" + "x" * 43
    left = emails.with_link(kept, address)

    assert max(len(line) for line in left.split(b"\r\n")) <= 76
    assert left.replace(b"=\r\n", b"").count(address.encode()) == 1
    assert b"Subject: Line breaks are taken out" in left


def test_a_printed_code_opens_the_page_however_it_is_typed(officer):
    foi_request = factories.a_request(by=officer, email="", postal_address="1 Mill Lane")
    code = portal.print_code(foi_request, by=officer, at=NOW)

    assert portal.open_with_code("foi_0001", code.lower().replace("-", " "), at=NOW).foi_request == foi_request
    assert portal.open_with_code("FOI_0002", code, at=NOW) is None
    assert normalised_code(code) == code
    assert not PortalLink.objects.filter(lookup_hash__contains=code).exists()


def test_codes_have_no_letters_that_look_alike():
    codes = "".join(posted_code(str(number)) for number in range(200))

    assert not set(codes) & set("01OIl")


def test_a_revoked_link_opens_nothing_and_a_new_one_does(waiting, officer):
    mail.send_mail(waiting.pk, at=NOW, deliver=Server())
    foi_request = waiting.message.foi_request
    assert portal.revoke_links(foi_request, by=officer, at=NOW) == 1
    portal.send_link_again(foi_request, by=officer, at=NOW)
    newest = OutgoingMail.objects.order_by("-pk")[0]
    mail.send_mail(newest.pk, at=NOW, deliver=Server())

    assert portal.open_link(link_token(waiting.rfc_message_id), at=NOW) is None
    assert portal.open_link(link_token(newest.rfc_message_id), at=NOW) is not None


def test_the_acknowledgement_says_by_when_and_what_a_missing_name_means(officer):
    foi_request = factories.a_request(by=officer, name="", received_on=day("Thu 5 January 2023"))
    text = foi_request.messages.get(kind="acknowledgement").text

    assert "by 2 February 2023 at the latest" in text
    assert "You did not give a name" in text
    assert "FOI_0001" in text
