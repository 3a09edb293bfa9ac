"""Bringing a draft up to date after decisions, tables or the clock have changed."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import StaffMember
from responses.actions.assembling import wording_of
from responses.actions.draft import hold_draft, rearrange
from responses.actions.letters import parts_of, planned_reply
from responses.domain.errors import Refused
from responses.domain.letter import Letter, Part
from responses.domain.planned import identity_of
from responses.domain.reassembly import Reassembled, reassemble
from responses.models import FoiResponse, WorkingCopy


def changes_to_come(foi_response: FoiResponse, *, at: datetime, letter: Letter | None = None) -> Reassembled:
    """What bringing the draft up to date would change; nothing is changed. `letter` is the draft, where it is built."""
    copy = WorkingCopy.objects.get(foi_response=foi_response)
    parts = parts_of(copy)
    if not foi_response.is_reply:
        return Reassembled(parts)
    planned = planned_reply(foi_response, day=timezone.localdate(at), letter=letter)
    taken_out = {identity_of(Part.from_mapping(entry["part"])) for entry in copy.removed}
    return reassemble(parts, planned, wording_of(planned, at=at), taken_out=taken_out)


@transaction.atomic
def bring_up_to_date(foi_response: FoiResponse, *, revision: int, by: StaffMember, at: datetime) -> WorkingCopy:
    """Give the draft the parts that follow from what is decided now; what goes is kept, to be put back.

    Raises:
        Refused: a part that is needed has no approved wording today.
        Stale: somebody else saved the draft since `revision`.
        NotPermitted: the letter is not being drafted, or `by` may not draft it.
    """
    hold_draft(foi_response, by=by)
    found = changes_to_come(foi_response, at=at)
    if found.without_wording:
        raise Refused(
            "The library has no approved wording today for: " + ", ".join(found.without_wording) + ". Ask the deputy "
            "director to approve it, then bring the letter up to date."
        )
    return rearrange(foi_response, lambda _parts: found.parts, revision=revision, by=by, at=at)
