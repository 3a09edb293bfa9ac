"""E-mail on its way out: fixed before the first attempt, claimed by one worker, found again after a crash."""

import hashlib
import uuid
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from email.utils import parseaddr

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import Role, StaffMember
from codes.models.organisation import office_on
from foirequests import emails, files, tasks
from foirequests.actions.files import keep_file
from foirequests.actions.history import write_history
from foirequests.actions.leases import turns
from foirequests.actions.notices import raise_notice
from foirequests.domain.errors import Refused
from foirequests.domain.workflow import check_role
from foirequests.models import Message, Notice, OutgoingMail, PortalLink
from foirequests.portal_links import link_address, link_token, lookup_hash

WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440))
"""How long after each failed attempt the next one comes; after the last the message counts as failed."""

ADDRESS_CORRECTED = "The requester’s address was corrected before this message was sent."
ADDRESS_CORRECTED_IN_DOUBT = (
    "The requester’s address was corrected. An attempt was interrupted: the message may have arrived at the old one."
)


def prepare_mail(
    message: Message,
    *,
    to_address: str,
    at: datetime,
    attachments: Sequence[emails.Attachment] = (),
    carries_link: bool = False,
) -> OutgoingMail:
    """Fix an e-mail for good (its Message-ID, its kept copy) and hint that it is to be sent.

    Raises:
        Refused: the text should carry a private link and has no line for it.
    """
    if carries_link and emails.PRIVATE_LINK not in message.text.splitlines():
        raise Refused("The message has no line for the private link.")
    sender = settings.MAIL_FROM
    domain = parseaddr(sender)[1].rpartition("@")[2] or "localhost"
    message_id = f"<{uuid.uuid4()}@{domain}>"
    kept = emails.compose(
        message_id=message_id,
        at=at,
        from_address=sender,
        reply_to=office_on(timezone.localdate(at)).letterhead.mailbox,
        to_address=to_address,
        subject=message.subject,
        text=message.text,
        attachments=attachments,
    )
    mail = OutgoingMail.objects.create(
        message=message,
        rfc_message_id=message_id,
        to_address=to_address,
        from_address=sender,
        kept_copy=keep_file(kept, media_type="message/rfc822", at=at),
        carries_link=carries_link,
        next_attempt_at=at,
        created_at=at,
    )
    tasks.send_mail.delay_on_commit(mail.pk)
    return mail


def send_mail(mail_pk: int, *, at: datetime, deliver: Callable[..., None] = emails.deliver) -> bool:
    """Send one e-mail if it is due and nobody else is sending it; True when this call tried.

    1. Claim it (compare-and-swap): one more attempt, and a lease after which it counts as interrupted.
    2. Read the bytes, which are those of the first attempt, and hand them to the server. No transaction is open.
    3. Write down what came of it. A crash before this step means a second delivery with the same Message-ID, as does
       a server that falls silent before it answers (RFC 5321, 4.5.3.2.6); the history says that it was interrupted.
    """
    mail = _claim(mail_pk, at)
    if mail is None:
        return False
    try:
        deliver(_bytes_that_leave(mail, at), from_address=mail.from_address, to_address=mail.to_address)
    except emails.CannotBeDelivered as refusal:
        _give_up(mail, str(refusal), at)
    except emails.AnswerLost as lost:
        _leave_open(mail, str(lost), at)
    except emails.NotDeliveredNow as failure:
        _put_off(mail, str(failure), at)
    else:
        _mark_sent(mail, at)
    return True


def send_due_mail(*, at: datetime, deliver: Callable[..., None] = emails.deliver) -> int:
    """Send what is due and not yet sent, as much as one lease has time for; returns how many were tried."""
    due = list(OutgoingMail.objects.due(at).values_list("pk", flat=True))
    return sum(send_mail(pk, at=turn, deliver=deliver) for pk, turn in turns(due, at=at))


@transaction.atomic
def retry_mail(mail: OutgoingMail, *, by: StaffMember, at: datetime) -> OutgoingMail:
    """Try a failed e-mail again, from the first attempt; the bytes stay what they were.

    Raises:
        Refused: it has not failed, or the requester's address has been corrected since.
        NotPermitted: `by` is no information governance officer.
    """
    check_role(by.roles, Role.OFFICER)
    if mail.to_address != mail.message.foi_request.requester.email:
        raise Refused("The requester’s address has been corrected since. Send the message to the new address.")
    moved = OutgoingMail.objects.filter(pk=mail.pk, state=OutgoingMail.State.FAILED).update(
        state=OutgoingMail.State.WAITING, attempts=0, next_attempt_at=at, last_error=""
    )
    if moved != 1:
        raise Refused("This message has not failed, so there is nothing to try again.")
    write_history(mail.message.foi_request, "retried", by=by, at=at, concerning=mail)
    tasks.send_mail.delay_on_commit(mail.pk)
    mail.refresh_from_db()
    return mail


@transaction.atomic
def hold_unsent_mail(*, why: str, at: datetime) -> int:
    """Let nothing that waits be sent before an officer tries it again, and say why; returns how many are held.

    For an office that was restored from a backup: what waited then has probably been sent since.
    """
    unsent = list(OutgoingMail.objects.not_done().select_related("message__foi_request__owner"))
    for mail in unsent:
        OutgoingMail.objects.filter(pk=mail.pk).update(state=OutgoingMail.State.FAILED, last_error=why)
        _tell_that_it_failed(mail, at)
    return len(unsent)


@transaction.atomic
def _claim(mail_pk: int, at: datetime) -> OutgoingMail | None:
    due = OutgoingMail.objects.due(at).filter(pk=mail_pk)
    mail = due.select_related("kept_copy", "message__foi_request__requester").first()
    if mail is None:
        return None
    interrupted = mail.state == OutgoingMail.State.SENDING
    moved = OutgoingMail.objects.filter(
        pk=mail.pk, state=mail.state, attempts=mail.attempts, next_attempt_at=mail.next_attempt_at
    ).update(
        state=OutgoingMail.State.SENDING,
        attempts=F("attempts") + 1,
        next_attempt_at=at + timedelta(seconds=settings.MAIL_LEASE_SECONDS),
        last_error="",
    )
    if moved != 1:
        return None
    mail.attempts += 1
    if mail.attempts > len(WAITS) + 1:
        _give_up(mail, "The last attempt was interrupted. The message may have arrived.", at)
        return None
    if mail.to_address != mail.message.foi_request.requester.email:
        may_have_left = interrupted or mail.sent_again_after_interruption
        _give_up(mail, ADDRESS_CORRECTED_IN_DOUBT if may_have_left else ADDRESS_CORRECTED, at)
        return None
    if interrupted:
        OutgoingMail.objects.filter(pk=mail.pk).update(sent_again_after_interruption=True)
        write_history(mail.message.foi_request, "sent_again_after_interruption", by=None, at=at, concerning=mail)
    return mail


def _bytes_that_leave(mail: OutgoingMail, at: datetime) -> bytes:
    """The kept copy with the private link in its place: the bytes of the first attempt, or none.

    Raises:
        NotDeliveredNow: the store of files does not answer.
        CannotBeDelivered: these would be other bytes: the kept copy was altered, or the key behind private links or
            the product's own address has changed since the first attempt.
    """
    try:
        content = files.read(mail.kept_copy.sha256)
    except OSError as failed:
        raise emails.NotDeliveredNow("The kept copy of this message cannot be read now.") from failed
    except ValueError as altered:
        raise emails.CannotBeDelivered("The kept copy of this message has been altered.") from altered
    if mail.carries_link:
        content = emails.with_link(content, link_address(mail.rfc_message_id))
    digest = hashlib.sha256(content).hexdigest()
    if mail.bytes_sha256 and mail.bytes_sha256 != digest:
        raise emails.CannotBeDelivered(
            "The bytes are not those of the first attempt: a key or the address of FOI Desk has changed. Send the"
            " requester a new link."
        )
    with transaction.atomic():
        OutgoingMail.objects.filter(pk=mail.pk).update(bytes_sha256=digest)
        if mail.carries_link:
            PortalLink.objects.get_or_create(
                lookup_hash=lookup_hash(link_token(mail.rfc_message_id)),
                defaults={
                    "foi_request": mail.message.foi_request,
                    "kind": PortalLink.Kind.LINK,
                    "created_at": at,
                },
            )
    return content


@transaction.atomic
def _mark_sent(mail: OutgoingMail, at: datetime) -> None:
    moved = OutgoingMail.objects.filter(pk=mail.pk, state=OutgoingMail.State.SENDING, attempts=mail.attempts).update(
        state=OutgoingMail.State.SENT, sent_at=at, last_error=""
    )
    if moved == 1:
        write_history(
            mail.message.foi_request, "sent", by=None, at=at, concerning=mail, facts={"kind": mail.message.kind}
        )


@transaction.atomic
def _leave_open(mail: OutgoingMail, why: str, at: datetime) -> None:
    """Nobody knows whether it arrived: it stays claimed, so that the next attempt is one after an interruption."""
    wait = WAITS[mail.attempts - 1] if mail.attempts <= len(WAITS) else timedelta()
    OutgoingMail.objects.filter(pk=mail.pk, state=OutgoingMail.State.SENDING, attempts=mail.attempts).update(
        next_attempt_at=at + wait, last_error=why
    )


@transaction.atomic
def _put_off(mail: OutgoingMail, error: str, at: datetime) -> None:
    if mail.attempts > len(WAITS):
        _give_up(mail, error, at)
        return
    OutgoingMail.objects.filter(pk=mail.pk, state=OutgoingMail.State.SENDING, attempts=mail.attempts).update(
        state=OutgoingMail.State.WAITING, next_attempt_at=at + WAITS[mail.attempts - 1], last_error=error[:500]
    )


@transaction.atomic
def _give_up(mail: OutgoingMail, error: str, at: datetime) -> None:
    moved = OutgoingMail.objects.filter(pk=mail.pk, state=OutgoingMail.State.SENDING, attempts=mail.attempts).update(
        state=OutgoingMail.State.FAILED, last_error=error[:500]
    )
    if moved == 1:
        _tell_that_it_failed(mail, at)


def _tell_that_it_failed(mail: OutgoingMail, at: datetime) -> None:
    foi_request = mail.message.foi_request
    write_history(foi_request, "send_failed", by=None, at=at, concerning=mail, facts={"kind": mail.message.kind})
    raise_notice(foi_request, Notice.Kind.MAIL_FAILED, concerns_on=timezone.localdate(at), at=at)
