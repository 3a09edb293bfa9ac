"""Open letters that hold older wording: finding them, telling their owners, and putting the newer words in."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import StaffMember
from foirequests.actions.notices import in_batches, raise_notice
from foirequests.models import Notice
from responses.actions.draft import rearrange
from responses.domain.errors import NotPermitted, Refused, Stale
from responses.domain.letter import Letter
from responses.domain.wording_updates import Current, updated
from responses.models import FoiResponse, TextBlock, TextBlockVersion, WorkingCopy
from responses.models.responses import OPEN_STAGES

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class NotUpdated:
    """A draft that was left as it is, and why."""

    foi_response: FoiResponse
    why: str


def current_wording(block: TextBlock, day: date) -> TextBlockVersion | None:
    """What letters of the day use in the place of the block: its own newest words, or those of what replaces it.

    None where it was retired without a replacement, or where nothing of it is in force.
    """
    slug = block.slug
    if block.is_retired_on(day):  # Most are not, and the block at hand knows: no query to follow it.
        slug = _used_in_place_of([slug], day)[slug]
    return TextBlockVersion.objects.usable_on(day).filter(block__slug=slug).first()


def as_current(version: TextBlockVersion) -> Current:
    """The version, for the domain."""
    return Current(
        slug=version.block.slug,
        version=version.number,
        title=version.block.title,
        body=version.body,
        continues=version.continues_paragraph,
    )


def parts_with_newer_wording(letter: Letter, day: date) -> frozenset[str]:
    """The keys of the letter's parts whose block has other words in use on the day than the part was made of."""
    pinned = {part.key: (part.slug, part.version) for part in letter.parts if part.kind == "block"}
    stands_for = _used_in_place_of({slug for slug, _number in pinned.values()}, day)
    usable = TextBlockVersion.objects.usable_on(day).filter(block__slug__in=set(stands_for.values()))
    newest = {slug: (slug, number) for slug, number in usable.values_list("block__slug", "number")}
    return frozenset(key for key, held in pinned.items() if newest.get(stands_for[held[0]], held) != held)


def _used_in_place_of(slugs: Collection[str], day: date) -> dict[str, str]:
    """For each block the one that letters of the day use in its place: itself, or what replaces it once it is retired.

    One query for each step from a block to what replaces it, however many blocks.
    """
    stands_for = {slug: slug for slug in slugs}
    retired = TextBlock.objects.filter(retired_from__lte=day, replaced_by__isnull=False)
    replaced_by: dict[str, str] = {}
    asked: set[str] = set()
    while new := set(stands_for.values()) - asked:
        asked |= new
        replaced_by |= dict(retired.filter(slug__in=new).values_list("slug", "replaced_by__slug"))
        stands_for = {slug: replaced_by.get(last, last) for slug, last in stands_for.items()}
    return stands_for


def copies_with_older_words(block: TextBlock, day: date):
    """The working copies of open letters that hold the block in other words than those in use on the day."""
    current = current_wording(block, day)
    older = block.versions.exclude(pk=current.pk if current else None).values_list("pk", flat=True)
    pinned = WorkingCopy.wording.through.objects.filter(textblockversion__in=list(older))
    copies = WorkingCopy.objects.of_open_letters().filter(pk__in=pinned.values("workingcopy"))
    return copies.select_related("foi_response__foi_request__owner", "foi_response__internal_review__reviewer")


@transaction.atomic
def update_draft(
    foi_response: FoiResponse,
    block: TextBlock,
    *,
    seen: int,
    revision: int,
    by: StaffMember,
    at: datetime,
    over: Collection[str] = (),
) -> WorkingCopy:
    """Put the words in use today into a draft that holds older ones of the block, and tell the draft's owner.

    Parts that were changed for this letter stay, save those in `over`. `seen` is the version that the person saw.

    Raises:
        Refused: there are no newer words, others than those seen, or nothing is left to update.
        Stale: somebody saved the draft since `revision`.
        NotPermitted: the letter is in clearance or cleared, or is not `by`'s to draft.
    """
    current = current_wording(block, timezone.localdate(at))
    if current is None:
        raise Refused(f"No wording is in force in the place of “{block.title}”. Take the part out of the letter.")
    if current.pk != seen:
        raise Refused("Other wording is in force by now. Look at it before you put it into a letter.")
    copy = rearrange(
        foi_response,
        lambda parts: updated(parts, block.slug, as_current(current), over=over),
        revision=revision,
        by=by,
        at=at,
    )
    owner = owner_of(foi_response)
    if owner is not None and owner.pk != by.pk:
        today = timezone.localdate(at)
        raise_notice(foi_response.foi_request, Notice.Kind.WORDING_UPDATED, concerns_on=today, at=at, to=owner)
    return copy


def update_drafts(
    chosen: Iterable[tuple[FoiResponse, int, Collection[str]]],
    block: TextBlock,
    *,
    seen: int,
    by: StaffMember,
    at: datetime,
) -> list[NotUpdated]:
    """Update several drafts, each with the revision that was seen and the changed parts to write over.

    Each stands for itself: one that cannot be updated stops no other. Returns those that were left, and why.
    """
    left = []
    for foi_response, revision, over in chosen:
        try:
            update_draft(foi_response, block, seen=seen, revision=revision, over=over, by=by, at=at)
        except Stale:
            left.append(NotUpdated(foi_response, "It was saved since you opened this page. Look at it again."))
        except (NotPermitted, Refused) as refusal:
            left.append(NotUpdated(foi_response, str(refusal)))
    return left


def owner_of(foi_response: FoiResponse) -> StaffMember | None:
    """Who works on the letter: the reviewer of an internal review, else the owner of the case."""
    if foi_response.kind == FoiResponse.Kind.REVIEW_OUTCOME:
        return foi_response.internal_review.reviewer
    return foi_response.foi_request.owner


def tell_of_changed_wording(*, at: datetime) -> int:
    """Tell the owner of each open letter that holds words no longer in use, once for the day on which they changed.

    Asks "changed and not yet told", so a missed hour loses nothing and a second run writes nothing; returns how many
    notices are new.
    """
    today = timezone.localdate(at)
    usable = TextBlockVersion.objects.usable_on(today).values_list("block", "pk", "valid_from")
    in_use = {block: (pk, began) for block, pk, began in usable}
    older = TextBlockVersion.objects.exclude(pk__in=[pk for pk, _began in in_use.values()]).select_related("block")
    changed = {version.pk: _changed_on(version, in_use.get(version.block_id, (0, None))[1], today) for version in older}
    pinned = WorkingCopy.wording.through.objects.filter(
        textblockversion__in=list(changed), workingcopy__foi_response__stage__in=OPEN_STAGES
    )
    rows = pinned.values_list("workingcopy", "textblockversion")
    days: dict[int, set[date]] = {}
    for copy, version in rows:
        days.setdefault(copy, set()).add(changed[version])
    return sum(_tell_owners({key: days[key] for key in batch}, at=at) for batch in in_batches(sorted(days)))


def _tell_owners(days: Mapping[int, set[date]], *, at: datetime) -> int:
    """Tell the owners of these working copies of the days on which their words changed; returns how many are new."""
    copies = WorkingCopy.objects.filter(pk__in=days).defer("parts", "values", "removed")
    copies = copies.select_related("foi_response__foi_request__owner", "foi_response__internal_review__reviewer")
    owners: dict[tuple[int, date], StaffMember | None] = {}
    for copy in copies:
        foi_request = copy.foi_response.foi_request
        for day in sorted(days[copy.pk]):
            owners.setdefault((foi_request.pk, day), owner_of(copy.foi_response) or foi_request.owner)
    told = Notice.objects.filter(foi_request__in={case for case, _day in owners}, kind=Notice.Kind.WORDING_CHANGED)
    new = owners.keys() - set(told.values_list("foi_request", "concerns_on"))
    # What somebody else wrote since we looked stays as it is.
    Notice.objects.bulk_create(
        (
            Notice(
                foi_request_id=case,
                kind=Notice.Kind.WORDING_CHANGED,
                concerns_on=day,
                raised_at=at,
                to=owners[case, day],
            )
            for case, day in sorted(new)
        ),
        ignore_conflicts=True,
    )
    return len(new)


def _changed_on(version: TextBlockVersion, newer_from: date | None, today: date) -> date:
    """The day from which letters no longer use the version."""
    block = version.block
    if block.is_retired_on(today):
        return block.retired_from
    if version.valid_until is not None and version.valid_until < today and newer_from is None:
        return version.valid_until + ONE_DAY
    return newer_from or today
