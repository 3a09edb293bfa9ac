"""What becomes of a block beside its words: confirmed as still right, retired, replaced, brought back."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import Role, StaffMember
from responses.actions.wording_in_drafts import current_wording, tell_of_changed_wording
from responses.actions.wording_search import index_blocks
from responses.domain.errors import NotPermitted, Refused, Stale
from responses.models import TextBlock, TextBlockChange

Act = TextBlockChange.Act


@transaction.atomic
def confirm_wording(block: TextBlock, *, review_by: date, reason: str, by: StaffMember, at: datetime) -> None:
    """Say that the wording is still right, and by which day somebody looks at it again.

    Raises:
        Refused: no reason, the day is not in the future, or the block is retired.
        NotPermitted: `by` is no deputy director.
        Stale: somebody else confirmed it since `block` was read.
    """
    reason = _checked(by, reason, "Enter what you looked at, and what it rests on.")
    if review_by <= timezone.localdate(at):
        raise Refused("Choose a day in the future.")
    if block.retired_from is not None:
        raise Refused("This wording is retired, so there is nothing to confirm.")
    _move(block, review_by=review_by)
    _write(block, Act.CONFIRMED, {"review_by": review_by.isoformat()}, reason, by=by, at=at)


@transaction.atomic
def retire_block(
    block: TextBlock, *, reason: str, by: StaffMember, at: datetime, replaced_by: TextBlock | None = None
) -> None:
    """Let no letter use the block from today on, and tell the owners of open letters that hold it.

    Letters that were issued keep their words; one that was cleared with it cannot be issued any more.

    Raises:
        Refused: no reason, it is retired already, or what replaces it is not in force today.
        NotPermitted: `by` is no deputy director.
        Stale: somebody else changed the block since `block` was read.
    """
    reason, today = _checked(by, reason, "Enter why it is retired."), timezone.localdate(at)
    if block.retired_from is not None:
        raise Refused("This wording is retired already.")
    if replaced_by is not None and (replaced_by.pk == block.pk or replaced_by.is_retired_on(today)):
        raise Refused("Choose other wording, which is not retired itself.")
    if replaced_by is not None and current_wording(replaced_by, today) is None:
        raise Refused(f"“{replaced_by.title}” is not in force today, so it cannot replace anything.")
    _move(block, retired_from=today, replaced_by=replaced_by)
    facts = {"retired_from": today.isoformat()} | ({"replaced_by": replaced_by.slug} if replaced_by else {})
    _write(block, Act.RETIRED, facts, reason, by=by, at=at)
    tell_of_changed_wording(at=at)


@transaction.atomic
def bring_back_block(block: TextBlock, *, reason: str, by: StaffMember, at: datetime) -> None:
    """Let letters use a retired block again, in the version that its dates give.

    Raises:
        Refused: no reason, or it is not retired.
        NotPermitted: `by` is no deputy director.
        Stale: somebody else changed the block since `block` was read.
    """
    reason = _checked(by, reason, "Enter why it is brought back.")
    if block.retired_from is None:
        raise Refused("This wording is not retired.")
    _move(block, retired_from=None, replaced_by=None)
    _write(block, Act.BROUGHT_BACK, {}, reason, by=by, at=at)


def _checked(by: StaffMember, reason: str, without: str) -> str:
    if not by.holds(Role.DEPUTY_DIRECTOR):
        raise NotPermitted("Only the deputy director does this.")
    if not reason.strip():
        raise Refused(without)
    return reason.strip()


def _move(block: TextBlock, **changes: object) -> None:
    """Change the block where it is still as it was read."""
    as_read = {"review_by": block.review_by, "retired_from": block.retired_from}
    if TextBlock.objects.filter(pk=block.pk, **as_read).update(**changes) != 1:
        raise Stale("Somebody else changed this wording at the same moment. Look at it again.")
    for name, value in changes.items():
        setattr(block, name, value)
    index_blocks([block.pk])


def _write(block: TextBlock, act: str, facts: dict, reason: str, *, by: StaffMember, at: datetime) -> None:
    TextBlockChange.objects.create(block=block, act=act, facts=facts, reason=reason, by=by, at=at)
