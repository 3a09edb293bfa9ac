"""Writing the history of a case."""

from datetime import date, datetime, time

from django.utils import timezone

from accounts.models import StaffMember
from foirequests.models import FoiRequest, HistoryEntry, HistoryWords

NOON = time(12)

TOLD = "told_due_on"
"""The fact of an act's history that keeps the last day for the reply, as the requester was told it."""


def write_history(
    foi_request: FoiRequest,
    act: str,
    *,
    by: StaffMember | None,
    at: datetime,
    by_requester: bool = False,
    from_stage: str = "",
    to_stage: str = "",
    concerning: object = None,
    facts: dict | None = None,
    words: str = "",
) -> HistoryEntry:
    """Add one row: what was done, by whom, when it happened (`at`) and, by the computer's clock, when it was recorded.

    `facts` are codes and dates, never a person's words; those go into `words`, which can be erased.
    """
    kinds = HistoryEntry.ActorKind
    salt = HistoryWords.new_salt() if words else ""
    entry = HistoryEntry.objects.create(
        foi_request=foi_request,
        act=act,
        actor_kind=kinds.STAFF if by else kinds.REQUESTER if by_requester else kinds.PRODUCT,
        actor=by,
        from_stage=from_stage,
        to_stage=to_stage,
        object_kind=concerning._meta.model_name if concerning is not None else "",
        object_id=concerning.pk if concerning is not None else None,
        facts=facts or {},
        words_digest=HistoryWords.digest(words, salt) if words else "",
        happened_at=at,
        recorded_at=timezone.now(),
    )
    if words:
        HistoryWords.objects.create(entry=entry, text=words, salt=salt)
    return entry


def moment_of_day(day: date, *, at: datetime) -> datetime:
    """When something of a day happened that is recorded at `at`: then, or at noon of an earlier day."""
    if day == timezone.localdate(at):
        return at
    return timezone.make_aware(datetime.combine(day, NOON), timezone.get_default_timezone())
