"""Correcting an issued reply: it is never changed, a new letter replaces it."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from accounts.models import Role, StaffMember
from foirequests.actions.history import write_history
from foirequests.domain import workflow
from foirequests.domain.workflow import check_role
from responses.actions.decisions import copy_decisions
from responses.actions.draft import make_working_copy, wording_for
from responses.actions.tables import copy_tables
from responses.domain import drafting
from responses.domain.errors import Refused
from responses.domain.letter import Letter
from responses.domain.outline import CORRECTION_OPENING
from responses.models import FoiResponse, IssuedLetter


@transaction.atomic
def start_corrected_reply(letter: IssuedLetter, *, reason: str, by: StaffMember, at: datetime) -> FoiResponse:
    """Draft a corrected reply from the old one, opening with a sentence that says what it corrects and why.

    Raises:
        Refused: no reason, the letter is replaced already, or a correction is being drafted.
        NotPermitted: `by` is no information governance officer.
    """
    check_role(by.roles, Role.OFFICER)
    if not reason.strip():
        raise Refused("Enter what the new letter corrects. The requester will read it.")
    if not letter.foi_response.is_reply:
        raise Refused("Only a reply can be corrected. Write to the requester instead.")
    if letter.superseded_by_id is not None:
        raise Refused("This letter cannot be corrected. Correct the one that replaced it.")
    foi_request = letter.foi_request
    if foi_request.foi_responses.open().filter(kind=FoiResponse.Kind.CORRECTED_REPLY).exists():
        raise Refused("A corrected reply is being drafted already.")
    foi_response = FoiResponse.objects.create(
        foi_request=foi_request,
        kind=FoiResponse.Kind.CORRECTED_REPLY,
        corrects=letter,
        started_by=by,
        started_at=at,
    )
    old = Letter.from_json(letter.frozen)
    opening = wording_for(CORRECTION_OPENING, at=at)
    if not opening:
        raise Refused("The library has no approved wording today that says what a letter corrects.")
    keys = copy_decisions(letter.foi_response, foi_response)
    keys |= copy_tables(letter.foi_response, foi_response, by=by, at=at)
    parts = opening
    for part in old.parts:
        taken_over = replace(part, key=drafting.new_key(parts), source=keys.get(part.source, part.source))
        parts = drafting.add(parts, taken_over)
    make_working_copy(
        foi_response, parts=parts, values={**old.values, "correction_reason": reason.strip()}, by=by, at=at
    )
    write_history(foi_request, "reply_corrected", by=by, at=at, concerning=foi_response, words=reason.strip())
    return foi_response


@transaction.atomic
def drop_corrected_reply(foi_response: FoiResponse, *, by: StaffMember, at: datetime) -> None:
    """Drop a correction that was begun by mistake: the issued letter stands, the draft stays on the file.

    Raises:
        Refused: it is no corrected reply, or no longer being drafted.
        NotPermitted: `by` is no information governance officer.
    """
    check_role(by.roles, Role.OFFICER)
    dropped = FoiResponse.objects.filter(
        pk=foi_response.pk, kind=FoiResponse.Kind.CORRECTED_REPLY, stage=workflow.DRAFTING
    ).update(stage="dropped")
    if dropped != 1:
        raise Refused("Only a corrected reply that is being drafted can be dropped.")
    foi_response.stage = "dropped"
    write_history(foi_response.foi_request, "correction_dropped", by=by, at=at, concerning=foi_response)
