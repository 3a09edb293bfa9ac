"""Approving and declining proposed wording: the second pair of eyes, and what approved wording has to be."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from accounts.models import Role, StaffMember
from codes.models.organisation import office_on
from responses.actions.clearance_route import absences_on
from responses.actions.link_states import are_checked, links_of_versions
from responses.actions.links import ask_for_checks
from responses.actions.wording import approved_before, check_wording, dates_of
from responses.actions.wording_search import index_blocks
from responses.domain.errors import NotPermitted, Refused
from responses.domain.wording_approval import check_may_approve
from responses.domain.wording_periods import days_of_use
from responses.domain.wording_words import check_gaps, gap_changes, not_meant
from responses.models import TextBlock, TextBlockVersion

FACTS = ("title", "owner", "legal_basis", "guidance", "review_by")
"""What a version hands on to its block when it is approved."""


@transaction.atomic
def approve_wording(versions: Iterable[TextBlockVersion], *, by: StaffMember, at: datetime) -> int:
    """Make proposed wording usable, tick by tick; returns how many were approved now. Its links are then looked at.

    What somebody else has approved or declined in the meantime stays as they decided. Either everything that is left
    is approved, or nothing.

    Raises:
        NotPermitted: `by` may not approve one of them: no deputy director, or they proposed it (`wording_approval`).
        Refused: one would never be used: it has expired, its block is retired, or a version that begins later covers
            all of its days. Or its words are not fit to be printed, or have lost a gap of what is in use by now.
    """
    newly: list[TextBlockVersion] = []
    versions = sorted(versions, key=lambda version: (version.block_id, version.number))
    refusals = why_not_approve(versions, by, day=timezone.localdate(at))
    if refusal := next(filter(None, refusals.values()), ""):
        raise NotPermitted(refusal)
    blocks = _held_blocks(versions)
    for version in versions:
        version.block = blocks[version.block_id]
        waits = TextBlockVersion.objects.proposed().filter(pk=version.pk)
        if waits.exists():
            _check_words_of(version, at=at)
        if waits.update(approved_by=by, approved_at=at):
            _check_would_be_used(version, today=timezone.localdate(at))
            _hand_on_facts(version)
            newly.append(version)
    if are_checked():
        ask_for_checks(links_of_versions(newly, office_on(timezone.localdate(at))), at=at)
    return len(newly)


@transaction.atomic
def decline_wording(version: TextBlockVersion, *, reason: str, by: StaffMember, at: datetime) -> None:
    """Decline proposed wording, with the reason.

    Who may approve it may decline it, and a deputy director also what they proposed themselves.

    Raises:
        NotPermitted: `by` is neither.
        Refused: no reason, or it is no longer a proposal.
    """
    if refusal := why_not_decline(version, by, day=timezone.localdate(at)):
        raise NotPermitted(refusal)
    if not reason.strip():
        raise Refused("Enter the reason for declining it.")
    declined = (
        TextBlockVersion.objects.proposed()
        .filter(pk=version.pk)
        .update(declined_by=by, declined_at=at, declined_reason=reason.strip())
    )
    if declined != 1:
        raise Refused("Somebody else has decided about this wording already.")


def why_not_approve(versions: Iterable[TextBlockVersion], person: StaffMember, *, day: date) -> dict[int, str]:
    """For each version (by id) why the person may not approve it; empty words where they may. Two queries."""
    directors = frozenset(StaffMember.objects.holding(Role.DEPUTY_DIRECTOR).values_list("pk", flat=True))
    here = directors.difference(absences_on(day, roles=[Role.DEPUTY_DIRECTOR])[Role.DEPUTY_DIRECTOR])
    refusals = {}
    for version in versions:
        try:
            check_may_approve(
                person=person.pk, roles=person.roles, proposer=version.proposed_by_id, directors=directors, here=here
            )
        except NotPermitted as refusal:
            refusals[version.pk] = str(refusal)
        else:
            refusals[version.pk] = ""
    return refusals


def why_not_decline(version: TextBlockVersion, person: StaffMember, *, day: date) -> str:
    """Why the person may not decline the version; empty words where they may."""
    if person.holds(Role.DEPUTY_DIRECTOR) or not why_not_approve([version], person, day=day)[version.pk]:
        return ""
    return "Only the deputy director declines wording."


def waiting_for_a_second(person: StaffMember, *, day: date) -> list[TextBlockVersion]:
    """Proposals of a deputy director that the person, who is none, may approve on that day."""
    if person.holds(Role.DEPUTY_DIRECTOR) or not person.holds(Role.CLEARER):
        return []
    of_directors = StaffMember.objects.holding(Role.DEPUTY_DIRECTOR).values("pk")
    waiting = list(TextBlockVersion.objects.to_decide(day).filter(proposed_by__in=of_directors))
    refusals = why_not_approve(waiting, person, day=day) if waiting else {}
    return [version for version in waiting if not refusals[version.pk]]


def waiting_numbers(*, day: date) -> dict[str, int]:
    """How much waits for approval, and how much of that a deputy director proposed, so that another person decides."""
    of_directors = Q(proposed_by__in=StaffMember.objects.holding(Role.DEPUTY_DIRECTOR).values("pk"))
    numbers = {"waiting": Count("pk"), "of_directors": Count("pk", filter=of_directors)}
    return TextBlockVersion.objects.to_decide(day).aggregate(**numbers)


def _held_blocks(versions: Iterable[TextBlockVersion]) -> dict[int, TextBlock]:
    """The blocks as they stand now, held, so that two approvals, or one and a retirement, see what the other does."""
    held = TextBlock.objects.select_for_update().filter(pk__in={each.block_id for each in versions})
    return {block.pk: block for block in held.order_by("pk")}


def _check_words_of(version: TextBlockVersion, *, at: datetime) -> None:
    """Whether the words are fit to be used, whenever and however they were proposed.

    What comes with the product was written beside what it follows, so its gaps are what they are meant to be.
    """
    try:
        check_wording(version.body)
        before = approved_before(version.block, version.valid_from, at=at)
        if version.proposed_by_id is not None and before is not None:
            check_gaps(not_meant(gap_changes(version.body, before.body), version.gaps_meant))
    except Refused as refused:
        raise Refused(
            f"{_named(version)} cannot be used as it is. {refused} Decline it and propose it anew."
        ) from refused


def _check_would_be_used(version: TextBlockVersion, *, today: date) -> None:
    name = _named(version)
    if version.valid_until is not None and version.valid_until < today:
        raise Refused(f"{name} expired before it was approved, so no letter could use it.")
    if version.block.retired_from is not None:
        raise Refused(f"{name} belongs to wording that is retired. Bring that back first.")
    others = version.block.versions.approved().exclude(pk=version.pk)
    spans = days_of_use(dates_of(version), [dates_of(other) for other in others])
    if not any(span.last is None or span.last >= today for span in spans):
        raise Refused(f"{name} would never be used: approved wording that begins later, or is newer, covers its days.")


def _hand_on_facts(version: TextBlockVersion) -> None:
    """The block takes title, owner, legal basis and guidance of its newest approved version."""
    if not version.block.versions.approved().filter(number__gt=version.number).exists():
        TextBlock.objects.filter(pk=version.block_id).update(**{name: getattr(version, name) for name in FACTS})
        index_blocks([version.block_id])


def _named(version: TextBlockVersion) -> str:
    return f"“{version.title}” (version {version.number})"
