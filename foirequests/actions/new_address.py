"""A message that failed, sent again to the requester's corrected address."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import StaffMember
from foirequests import emails, files
from foirequests.actions.history import write_history
from foirequests.actions.mail import prepare_mail
from foirequests.actions.stages import check_permitted
from foirequests.domain.errors import Refused
from foirequests.models import Message, MessageFile, OutgoingMail


@transaction.atomic
def send_to_new_address(mail: OutgoingMail, *, by: StaffMember, at: datetime) -> Message:
    """Send the words and files of a failed e-mail in a fresh one, with its own Message-ID and private link.

    The failed one stays on the file as replaced. All rows are written in one transaction: a crash leaves the failed
    one as it was, or the fresh one waiting.

    Raises:
        Refused: it has not failed, the address is what it was, there is none now, or a file cannot be read.
        NotPermitted: not open to this person.
    """
    old = mail.message
    foi_request = old.foi_request
    check_permitted(foi_request, "sent_to_new_address", by=by)
    address = foi_request.requester.email
    if not address:
        raise Refused("There is no e-mail address on this case any more. Write to the requester by post.")
    if address == mail.to_address:
        raise Refused("The requester’s address has not changed since. Try sending the message again.")
    states = OutgoingMail.State
    moved = OutgoingMail.objects.filter(pk=mail.pk, state=states.FAILED).update(state=states.REPLACED)
    if moved != 1:
        raise Refused("This message has not failed, so it is not sent to another address.")
    message = Message.objects.create(
        foi_request=foi_request,
        direction=old.direction,
        kind=old.kind,
        channel=old.channel,
        subject=old.subject,
        text=old.text,
        by=by,
        happened_at=at,
        recorded_at=timezone.now(),
    )
    kept = list(old.files.select_related("stored_file"))
    MessageFile.objects.bulk_create(
        MessageFile(message=message, stored_file=file.stored_file, name=file.name) for file in kept
    )
    prepare_mail(
        message,
        to_address=address,
        at=at,
        attachments=[_attachment(file) for file in kept],
        carries_link=mail.carries_link,
    )
    write_history(
        foi_request,
        "sent_to_new_address",
        by=by,
        at=at,
        concerning=message,
        facts={"kind": str(old.kind), "replaces": old.pk},
        words=f"To {address}. It did not reach {mail.to_address}.",
    )
    return message


def _attachment(file: MessageFile) -> emails.Attachment:
    try:
        content = files.read(file.stored_file.sha256)
    except (OSError, ValueError) as failed:
        raise Refused(f"The file “{file.name}” of this message cannot be read now.") from failed
    return emails.Attachment(file.name, file.stored_file.media_type, content)
