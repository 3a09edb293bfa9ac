"""The library's life: wording is proposed, and usable after the deputy director has approved it."""

import re
from collections.abc import Collection, Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts.models import Role, StaffMember
from codes.models.organisation import office_on
from foirequests.domain.workflow import check_role
from responses import rendering
from responses.actions.letters import letter_on_screen
from responses.actions.link_states import are_checked, links_of_versions
from responses.actions.links import ask_for_checks
from responses.actions.wording_search import index_blocks
from responses.domain import wording_words
from responses.domain.errors import NotPermitted, Refused
from responses.domain.letter import Letter, Part, assemble
from responses.domain.wording_periods import Dates, days_of_use
from responses.domain.wording_words import check_gaps, gap_changes, not_meant
from responses.models import TextBlock, TextBlockVersion

FACTS = ("title", "owner", "legal_basis", "guidance", "review_by")
"""What a version hands on to its block when it is approved."""


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
    review_by: date | None = None,
    gaps_meant: Collection[str] = (),
    made_from: TextBlockVersion | None = None,
) -> TextBlockVersion:
    """A new version of a block (or a new block), waiting for approval. Valid on both days named.

    `gaps_meant` are gaps that go with it, or are new with it, on purpose; `made_from` is the version whose words were
    changed, where that is another than the one it follows.

    Raises:
        Refused: an empty or overlong body, a malformed gap, an unfit link, a character that letters cannot print, days
            in the wrong order; from a person also: no source or reason, a first day in the past, a day for looking at
            it again that is not after the first, a gap that was lost or that nobody knows and that is not said to be
            meant, or the same waiting already.
        NotPermitted: `by` holds neither role; None stands for wording that comes with the product.
    """
    if by is not None:
        check_role(by.roles, Role.OFFICER, Role.DEPUTY_DIRECTOR)
    body = check_wording(body)
    facts = {
        "title": title.strip(),
        "owner": owner,
        "legal_basis": legal_basis,
        "guidance": guidance,
        "review_by": review_by,
    }
    if not facts["title"]:
        raise Refused("Enter a title.")
    if kind not in TextBlock.Kind.values:
        raise Refused("Choose where in a letter the wording belongs.")
    if valid_until is not None and valid_until < valid_from:
        raise Refused("The last day of validity lies before the first.")
    if review_by is not None and review_by <= valid_from:
        raise Refused("The day for looking at it again lies after the first day of validity.")
    if by is not None:
        _check_proposal_of_a_person(valid_from, source, reason, at)
    # Locks the block, so that two proposals at once get two numbers.
    block, _made = TextBlock.objects.select_for_update().get_or_create(slug=slug, defaults={"kind": kind, **facts})
    if by is not None and block.versions.proposed().filter(body=body, valid_from=valid_from, **facts).exists():
        raise Refused("The same wording is waiting for approval already.")
    before = {each.pk: each.body for each in (version_before(block, valid_from, at=at), made_from) if each is not None}
    changes = gap_changes(body, *before.values())
    if by is not None:
        check_gaps(not_meant(changes, gaps_meant))
    newest = block.versions.aggregate(newest=Max("number"))["newest"] or 0
    version = TextBlockVersion.objects.create(
        block=block,
        number=newest + 1,
        body=body,
        continues_paragraph=continues,
        gaps_meant=[name for name in changes.names if name in gaps_meant],
        valid_from=valid_from,
        valid_until=valid_until,
        source=source.strip(),
        reason=reason.strip(),
        proposed_by=by,
        proposed_at=at,
        **facts,
    )
    index_blocks([block.pk])
    return version


def check_wording(body: str) -> str:
    """The body as it is kept.

    Raises:
        Refused: it is empty or too long, has something that looks like a gap and is none, a link that not everybody
            can open, or a character that the letters' fonts cannot print.
    """
    body = wording_words.check_wording(body)
    strange = rendering.unprintable_characters(_sample(body))
    if strange:
        raise Refused(f"Our letter font cannot print {', '.join(str(each) for each in strange)}.")
    return body


@transaction.atomic
def approve_wording(versions: Iterable[TextBlockVersion], *, by: StaffMember, at: datetime) -> int:
    """Make proposed wording usable, tick by tick; returns how many were approved now. Its links are then looked at.

    What somebody else has approved or declined in the meantime stays as they decided. Either everything that is left
    is approved, or nothing.

    Raises:
        NotPermitted: `by` is no deputy director.
        Refused: one would never be used: it has expired, its block is retired, or a version that begins later covers
            all of its days. Or its words are not fit to be printed, or have lost a gap of what is in use by now.
    """
    if not by.holds(Role.DEPUTY_DIRECTOR):
        raise NotPermitted("Only the deputy director approves wording.")
    newly: list[TextBlockVersion] = []
    versions = sorted(versions, key=lambda version: (version.block_id, version.number))
    # Holds the blocks, so that two approvals at once see each other's words.
    list(TextBlock.objects.select_for_update().filter(pk__in={each.block_id for each in versions}).order_by("pk"))
    for version in versions:
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


def approved_before(block: TextBlock, valid_from: date, *, at: datetime) -> TextBlockVersion | None:
    """The approved version that words valid from a day on follow: the one that letters use by then, else the newest."""
    versions = TextBlockVersion.objects.filter(block=block)
    in_use = versions.usable_on(max(valid_from, timezone.localdate(at))).filter(block=block).first()
    return in_use or versions.approved().order_by("-number").first()


def version_before(block: TextBlock, valid_from: date, *, at: datetime) -> TextBlockVersion | None:
    """The same, or the newest proposal where nothing was approved yet; None for a block without either."""
    proposals = TextBlockVersion.objects.filter(block=block).proposed().order_by("-number")
    return approved_before(block, valid_from, at=at) or proposals.first()


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


def _named(version: TextBlockVersion) -> str:
    return f"“{version.title}” (version {version.number})"


def dates_of(version: TextBlockVersion) -> Dates:
    """The version's number and dates, for the domain."""
    return Dates(version.number, version.valid_from, version.valid_until)


def _check_proposal_of_a_person(valid_from: date, source: str, reason: str, at: datetime) -> None:
    if not source.strip():
        raise Refused("Enter where the words come from.")
    if not reason.strip():
        raise Refused("Enter the reason for the new wording.")
    if valid_from < timezone.localdate(at):
        raise Refused("The first day of validity cannot lie before today: letters issued earlier keep their wording.")


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


def new_slug(title: str) -> str:
    """A slug for a new block, from its title, that no block has yet.

    Raises:
        Refused: the title has no letter or digit that a slug could be made of.
    """
    stem = re.sub(r"[^a-z0-9]+", "-", title.casefold())[:60].strip("-")
    if not stem:
        raise Refused("Enter a title with letters or digits.")
    stem = stem if stem[0].isalpha() else f"block-{stem}"
    taken = set(TextBlock.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    return next(slug for slug in (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken)


def wording_on_screen(body: str, *, top_heading: int) -> str:
    """The words as a letter would show them, with their gaps marked; headings begin at `top_heading`."""
    return letter_on_screen(_sample(body), top_heading=top_heading)


def _sample(body: str) -> Letter:
    """A letter of these words alone."""
    return assemble(parts=(Part(key="wording", kind="block", body=body),), values={}, layout="plain", title="Wording")
