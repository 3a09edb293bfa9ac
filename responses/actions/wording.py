"""The library's life: wording is proposed, and usable after the deputy director has approved it."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from accounts.models import Role, StaffMember
from responses.domain.drafting import check_body
from responses.domain.errors import NotPermitted, Refused
from responses.models import TextBlock, TextBlockVersion


@transaction.atomic
def propose_wording(
    *,
    slug: str,
    kind: str,
    title: str,
    body: str,
    valid_from: date,
    at: datetime,
    by: StaffMember | None,
    valid_until: date | None = None,
    continues: bool = False,
    source: str = "",
    reason: str = "",
    owner: str = "",
    legal_basis: str = "",
    guidance: str = "",
) -> TextBlockVersion:
    """A new version of a block (or a new block), waiting for approval. Valid on both days named.

    Raises:
        Refused: an empty or overlong body, a malformed gap, or days in the wrong order.
        NotPermitted: `by` holds neither role; None stands for wording that comes with the product.
    """
    if by is not None and not by.holds(Role.OFFICER, Role.DEPUTY_DIRECTOR):
        raise NotPermitted("You do not hold the role that this needs.")
    body = check_body(body)
    if not title.strip():
        raise Refused("Enter a title.")
    if valid_until is not None and valid_until < valid_from:
        raise Refused("The last day of validity lies before the first.")
    block, _made = TextBlock.objects.update_or_create(
        slug=slug,
        defaults={
            "kind": kind,
            "title": title.strip(),
            "owner": owner,
            "legal_basis": legal_basis,
            "guidance": guidance,
        },
    )
    newest = block.versions.aggregate(newest=Max("number"))["newest"] or 0
    return TextBlockVersion.objects.create(
        block=block,
        number=newest + 1,
        body=body,
        continues_paragraph=continues,
        valid_from=valid_from,
        valid_until=valid_until,
        source=source,
        reason=reason,
        proposed_by=by,
        proposed_at=at,
    )


@transaction.atomic
def approve_wording(versions: Iterable[TextBlockVersion], *, by: StaffMember, at: datetime) -> int:
    """Make proposed wording usable, tick by tick; returns how many were approved now.

    Raises:
        NotPermitted: `by` is no deputy director.
    """
    if not by.holds(Role.DEPUTY_DIRECTOR):
        raise NotPermitted("Only the deputy director approves wording.")
    approved = 0
    for version in versions:
        approved += TextBlockVersion.objects.proposed().filter(pk=version.pk).update(approved_by=by, approved_at=at)
    return approved


@transaction.atomic
def decline_wording(version: TextBlockVersion, *, reason: str, by: StaffMember, at: datetime) -> None:
    """Decline proposed wording, with the reason.

    Raises:
        NotPermitted: `by` is no deputy director.
        Refused: no reason, or it is no longer a proposal.
    """
    if not by.holds(Role.DEPUTY_DIRECTOR):
        raise NotPermitted("Only the deputy director declines wording.")
    if not reason.strip():
        raise Refused("Enter the reason for declining it.")
    declined = (
        TextBlockVersion.objects.proposed()
        .filter(pk=version.pk)
        .update(declined_by=by, declined_at=at, declined_reason=reason.strip())
    )
    if declined != 1:
        raise Refused("Somebody else has decided about this wording already.")
