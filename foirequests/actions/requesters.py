"""Who asked, and where the reply goes: correcting what was recorded."""

from datetime import datetime

from django.db import transaction

from accounts.models import StaffMember
from foirequests.actions.history import write_history
from foirequests.actions.receive import RequesterDetails
from foirequests.actions.search import index_cases
from foirequests.actions.stages import check_permitted
from foirequests.domain.errors import Refused
from foirequests.models import FoiRequest, Requester

FIELDS = {"name": "Name", "email": "E-mail address", "postal_address": "Postal address", "phone": "Telephone"}
"""What can be corrected, with the words for it in the history."""


@transaction.atomic
def correct_requester(
    foi_request: FoiRequest, details: RequesterDetails, *, reason: str, by: StaffMember, at: datetime
) -> Requester:
    """Put right who asked and where the reply goes; what stood there before stays in the words of the history.

    Raises:
        Refused: no reason, no way left to reply, or nothing is different.
        NotPermitted: not open to this person.
    """
    check_permitted(foi_request, "requester_corrected", by=by)
    if not reason.strip():
        raise Refused("Enter the reason for the correction.")
    # Locked, so that of two corrections at one moment the later says what the earlier left.
    requester = Requester.objects.select_for_update().get(pk=foi_request.requester_id)
    before = {name: _tidy(getattr(requester, name)) for name in FIELDS}
    after = {name: _tidy(getattr(details, name)) for name in FIELDS}
    if not (after["email"] or after["postal_address"]):
        raise Refused("Keep an e-mail address or a postal address, so that the reply can reach the requester.")
    changed = [name for name in FIELDS if before[name] != after[name]]
    if not changed:
        raise Refused("Nothing is different from what is recorded.")
    for name in changed:
        setattr(requester, name, after[name])
    requester.save(update_fields=changed)
    foi_request.requester = requester
    lines = [f"{FIELDS[name]}: {_in_a_line(before[name])} became {_in_a_line(after[name])}." for name in changed]
    write_history(
        foi_request,
        "requester_corrected",
        by=by,
        at=at,
        facts={"changed": changed},
        words="\n".join([*lines, f"Reason: {reason.strip()}"]),
    )
    index_cases([foi_request.pk])
    return requester


def _tidy(words: str) -> str:
    """Without blanks at the ends of lines: a browser ends them otherwise than what was recorded."""
    return "\n".join(line.strip() for line in words.strip().splitlines())


def _in_a_line(words: str) -> str:
    return f"“{', '.join(words.splitlines())}”" if words else "nothing"
