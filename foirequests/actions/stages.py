"""Moving a case along its stages, one writer at a time."""

from datetime import datetime

from django.db import transaction
from django.db.models import Model

from accounts.models import StaffMember
from foirequests.actions.history import write_history
from foirequests.actions.reminders import put_away_reminders
from foirequests.domain import workflow
from foirequests.domain.errors import Stale
from foirequests.models import FoiRequest, HistoryEntry


def check_permitted(foi_request: FoiRequest, act: str, *, by: StaffMember) -> None:
    """Raise `NotPermitted` when `by` may not do `act` to the case now."""
    workflow.check_permitted(act, stage=foi_request.stage, roles=by.roles)


def hold_case(foi_request: FoiRequest) -> None:
    """Let nobody else act on the case until this act is done, and read its stage again: a double click acts once.

    No key changes, so rows that point at the case can be written meanwhile.
    """
    foi_request.stage = FoiRequest.objects.select_for_update(no_key=True).get(pk=foi_request.pk).stage


@transaction.atomic
def move_stage(
    foi_request: FoiRequest,
    act: str,
    *,
    by: StaffMember,
    at: datetime,
    words: str = "",
    facts: dict | None = None,
    concerning: Model | None = None,
    **changes,
) -> HistoryEntry:
    """Move the case by `act`, together with other columns in `changes`, and write history.

    Raises:
        NotPermitted: not from this stage, or not by this person.
        Stale: somebody else moved the case first.
    """
    check_permitted(foi_request, act, by=by)
    before, after = foi_request.stage, workflow.stage_after(act, foi_request.stage)
    moved = FoiRequest.objects.filter(pk=foi_request.pk, stage=before).update(stage=after, **changes)
    if moved != 1:
        raise Stale("Somebody else changed this case at the same moment. Look at it again before you go on.")
    foi_request.stage = after
    if after not in workflow.OPEN_STAGES:
        put_away_reminders([foi_request.pk], at=at)
    for name, value in changes.items():
        setattr(foi_request, name, value)
    return write_history(
        foi_request,
        act,
        by=by,
        at=at,
        from_stage=before,
        to_stage=after,
        concerning=concerning,
        facts=facts,
        words=words,
    )
