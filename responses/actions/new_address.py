"""A letter whose e-mail failed, sent again to the requester's corrected address."""

from datetime import datetime

from django.db import transaction

from accounts.models import StaffMember
from foirequests.actions import new_address
from foirequests.models import Message, OutgoingMail
from responses.actions.letters import addressee_of, salutation_of
from responses.domain.errors import Refused
from responses.domain.letter import Letter
from responses.models import IssuedLetter


@transaction.atomic
def send_to_new_address(mail: OutgoingMail, *, by: StaffMember, at: datetime) -> Message:
    """Send a failed e-mail to the requester's corrected address; a letter that it carried points to the fresh message.

    An issued letter is never changed, so one that prints another name or postal address does not leave again.

    Raises:
        Refused: the letter prints another name or postal address, or as `foirequests.actions.new_address` says.
        NotPermitted: not open to this person.
    """
    letter = IssuedLetter.objects.filter(message=mail.message).select_related("foi_request__requester").first()
    if letter is not None and _is_for_another(letter, mail):
        raise Refused(
            "The letter prints a name or postal address that has been corrected since. Issue a corrected reply."
        )
    message = new_address.send_to_new_address(mail, by=by, at=at)
    if letter is not None:
        IssuedLetter.objects.filter(pk=letter.pk).update(message=message)
    return message


def _is_for_another(letter: IssuedLetter, mail: OutgoingMail) -> bool:
    """Whether the name or postal address that it prints is not the requester's now; the failed address may differ."""
    printed, requester = Letter.from_json(letter.frozen), letter.foi_request.requester
    if printed.values.get("requester", requester.name) != requester.name:
        return True
    if printed.layout != "letterhead":
        return False
    then = [line for line in printed.addressee if line != mail.to_address]
    now = [line for line in addressee_of(requester) if line != requester.email]
    return printed.salutation != salutation_of(requester) or then != now
