"""The library's wording: what it has to be, what it follows, and proposing it."""

import re
from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts.models import Role, StaffMember
from foirequests.domain.workflow import check_role
from responses import rendering
from responses.actions.letters import letter_on_screen
from responses.actions.wording_search import index_blocks
from responses.domain import wording_words
from responses.domain.errors import Refused
from responses.domain.letter import Letter, Part, assemble
from responses.domain.wording_periods import Dates
from responses.domain.wording_words import check_gaps, gap_changes, not_meant
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
        "title": _in_one_line(title),
        "owner": _in_one_line(owner),
        "legal_basis": _in_one_line(legal_basis),
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
        source=_in_one_line(source),
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


def approved_before(block: TextBlock, valid_from: date, *, at: datetime) -> TextBlockVersion | None:
    """The approved version that words valid from a day on follow: the one that letters use by then, else the newest."""
    versions = TextBlockVersion.objects.filter(block=block)
    in_use = versions.usable_on(max(valid_from, timezone.localdate(at))).filter(block=block).first()
    return in_use or versions.approved().order_by("-number").first()


def version_before(block: TextBlock, valid_from: date, *, at: datetime) -> TextBlockVersion | None:
    """The same, or the newest proposal where nothing was approved yet; None for a block without either."""
    proposals = TextBlockVersion.objects.filter(block=block).proposed().order_by("-number")
    return approved_before(block, valid_from, at=at) or proposals.first()


def dates_of(version: TextBlockVersion) -> Dates:
    """The version's number and dates, for the domain."""
    return Dates(version.number, version.valid_from, version.valid_until)


def _in_one_line(words: str) -> str:
    """The words without line ends, which a file can bring where the pages have one line."""
    return " ".join(words.split())


def _check_proposal_of_a_person(valid_from: date, source: str, reason: str, at: datetime) -> None:
    if not source.strip():
        raise Refused("Enter where the words come from.")
    if not reason.strip():
        raise Refused("Enter the reason for the new wording.")
    if valid_from < timezone.localdate(at):
        raise Refused("The first day of validity cannot lie before today: letters issued earlier keep their wording.")


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
