"""Messages to, from and about the requester."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import StaffMember
from codes.models.organisation import office_on
from foirequests import emails
from foirequests.actions.clock import read_case_clock
from foirequests.actions.files import keep_file
from foirequests.actions.history import TOLD, write_history
from foirequests.actions.mail import prepare_mail
from foirequests.actions.message_posting import check_day_of_message
from foirequests.actions.search import index_message
from foirequests.actions.stages import check_permitted
from foirequests.domain.errors import Refused
from foirequests.domain.plain_working import how_worked_out
from foirequests.domain.receipt import check_text
from foirequests.models import FoiRequest, Message, MessageFile

NOTES = (Message.Kind.CALL, Message.Kind.MEETING, Message.Kind.INTERNAL)


@dataclass(frozen=True)
class IncomingFile:
    """A file that came with a request or message, already looked at by the form that took it in."""

    name: str
    media_type: str
    content: bytes


def keep_incoming_message(
    foi_request: FoiRequest,
    *,
    kind: str,
    text: str,
    happened_at: datetime,
    by: StaffMember | None,
    channel: str,
    files: Sequence[IncomingFile] = (),
    subject: str = "",
) -> Message:
    """Keep what the requester said, with its files; `by` is the officer who recorded it, if one did.

    Raises:
        Refused: the text is empty or too long.
    """
    message = Message.objects.create(
        foi_request=foi_request,
        direction=Message.Direction.IN,
        kind=kind,
        channel=channel,
        subject=subject,
        text=check_text(text, what="message"),
        by=by,
        happened_at=happened_at,
        recorded_at=timezone.now(),
    )
    for file in files:
        stored = keep_file(file.content, media_type=file.media_type, at=happened_at)
        MessageFile.objects.create(message=message, stored_file=stored, name=file.name)
    index_message(message)
    return message


def send_from_template(
    foi_request: FoiRequest,
    kind: str,
    *,
    template: str,
    facts: dict,
    at: datetime,
    by: StaffMember | None = None,
    attachments: Sequence[emails.Attachment] = (),
    carries_link: bool = False,
) -> Message:
    """Write a message to the requester from its template; by e-mail where there is an address, else to be posted."""
    office = office_on(timezone.localdate(at))
    subject, text = emails.words(
        template, {"foi_request": foi_request, "requester": foi_request.requester, "office": office, **facts}
    )
    return _write_out(
        foi_request, kind, subject=subject, text=text, at=at, by=by, attachments=attachments, carries_link=carries_link
    )


def acknowledge(foi_request: FoiRequest, *, at: datetime) -> Message:
    """Acknowledge the request: reference, last day for the reply and its working, what is next, the private link.

    Its words are a template's, not the library's: it leaves by itself the moment a request comes, before anybody has
    approved any wording. An officer who wants the library's words writes a letter of acknowledgement beside it.
    """
    working = how_worked_out(read_case_clock(foi_request), regime=foi_request.regime_id)
    message = send_from_template(
        foi_request,
        Message.Kind.ACKNOWLEDGEMENT,
        template="acknowledgement",
        facts={"working": working},
        at=at,
        carries_link=True,
    )
    told = {TOLD: foi_request.due_on.isoformat()}
    write_history(foi_request, "acknowledged", by=None, at=at, concerning=message, facts=told)
    return message


@transaction.atomic
def send_message(foi_request: FoiRequest, *, subject: str, text: str, by: StaffMember, at: datetime) -> Message:
    """An ordinary message to the requester.

    Raises:
        Refused: the text is empty or too long.
        NotPermitted: not open to this person.
    """
    check_permitted(foi_request, "messaged", by=by)
    message = _write_out(
        foi_request,
        Message.Kind.MESSAGE,
        subject=subject.strip() or f"Your request {foi_request.reference}",
        text=check_text(text, what="message"),
        at=at,
        by=by,
    )
    write_history(foi_request, "messaged", by=by, at=at, concerning=message)
    return message


@transaction.atomic
def record_message_posted(message: Message, *, posted_on: date, by: StaffMember, at: datetime) -> Message:
    """Record the day on which a message to a requester without e-mail was posted.

    Raises:
        Refused: it does not go by post, its day is recorded already, or the day is impossible.
        NotPermitted: not open to this person.
    """
    check_permitted(message.foi_request, "message_posted", by=by)
    if not message.goes_by_post:
        raise Refused("This message is not one that is printed and posted.")
    check_day_of_message(message, posted_on, at=at)
    moved = Message.objects.filter(pk=message.pk, posted_on__isnull=True).update(posted_on=posted_on)
    if moved != 1:
        raise Refused("The day of posting is recorded already.")
    message.posted_on = posted_on
    facts = {"posted_on": posted_on.isoformat()}
    write_history(message.foi_request, "message_posted", by=by, at=at, concerning=message, facts=facts)
    return message


@transaction.atomic
def add_note(
    foi_request: FoiRequest, *, kind: str, text: str, happened_at: datetime, by: StaffMember, at: datetime
) -> Message:
    """Note a call, a meeting or a thought for the file; the requester does not see it.

    Raises:
        Refused: the text is empty or too long, the kind is none, or the moment lies in the future.
    """
    check_permitted(foi_request, "noted", by=by)
    if kind not in NOTES:
        raise Refused("Choose whether this is a call, a meeting or an internal note.")
    if happened_at > at + timedelta(minutes=5):
        raise Refused("A note cannot be about something that has not happened yet.")
    message = Message.objects.create(
        foi_request=foi_request,
        direction=Message.Direction.NOTE,
        kind=kind,
        text=check_text(text, what="note"),
        by=by,
        happened_at=happened_at,
        recorded_at=timezone.now(),
    )
    index_message(message)
    write_history(foi_request, "noted", by=by, at=happened_at, concerning=message, facts={"kind": str(kind)})
    return message


def _write_out(
    foi_request: FoiRequest,
    kind: str,
    *,
    subject: str,
    text: str,
    at: datetime,
    by: StaffMember | None,
    attachments: Sequence[emails.Attachment] = (),
    carries_link: bool = False,
) -> Message:
    requester = foi_request.requester
    message = Message.objects.create(
        foi_request=foi_request,
        direction=Message.Direction.OUT,
        kind=kind,
        channel="email" if requester.can_be_emailed else "post",
        subject=subject,
        text=text,
        by=by,
        happened_at=at,
        recorded_at=timezone.now(),
    )
    for attachment in attachments:
        stored = keep_file(attachment.content, media_type=attachment.media_type, at=at)
        MessageFile.objects.create(message=message, stored_file=stored, name=attachment.name)
    if requester.can_be_emailed:
        prepare_mail(
            message,
            to_address=requester.email,
            at=at,
            attachments=attachments,
            carries_link=carries_link,
        )
    index_message(message)
    return message
