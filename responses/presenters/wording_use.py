"""Where wording is used: open letters and issued ones, and what the open ones would get instead of older words."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any

from django.urls import reverse
from django.utils import timezone

from accounts.models import StaffMember
from foirequests.domain import workflow
from foirequests.presenters.days import day_words, number_of
from responses.actions.draft import check_is_drafter
from responses.actions.letters import parts_of
from responses.actions.wording_in_drafts import as_current, current_wording, owner_of
from responses.domain.changes import difference
from responses.domain.errors import NotPermitted
from responses.domain.letter import Part
from responses.domain.wording_updates import older_parts
from responses.models import FoiResponse, IssuedLetter, TextBlock, TextBlockVersion, WorkingCopy
from responses.presenters.drafting import STAGE_WORDS
from responses.presenters.wording_proposals import CHANGES

SHOWN = 5
"""Letters of each kind that the page of a block names; the rest are on a page of their own."""

MOST_COUNTED = 1000
"""Letters: a block of every letter stands in all that were ever issued."""

DRAFT_COLUMNS = [{"label": "Letter"}, {"label": "Stage"}, {"label": "Wording"}, {"label": "Looked after by"}]
LETTER_COLUMNS = [{"label": "Letter"}, {"label": "Issued"}]


def copies_of(block: TextBlock, *, reader: StaffMember):
    """The working copies of open letters that have the block now and that the reader may open, saved last first."""
    copies = WorkingCopy.objects.holding(block).visible_to(reader).order_by("-saved_at", "-pk")
    return copies.select_related("foi_response__foi_request__owner", "foi_response__internal_review__reviewer")


def letters_of(block: TextBlock):
    """The newest issued letters with the block, as many as are counted."""
    letters = IssuedLetter.objects.newest_with_wording_of(block, most=MOST_COUNTED)
    return letters.defer("frozen").select_related("foi_request")


def use_of(block: TextBlock, *, reader: StaffMember) -> dict[str, Any]:
    """How many open and issued letters have the block, and some of each."""
    copies = copies_of(block, reader=reader)
    drafts = copies.count()
    number = IssuedLetter.objects.number_with_wording_of(block, most=MOST_COUNTED + 1)
    newest = IssuedLetter.objects.newest_with_wording_of(block, most=SHOWN)
    return {
        "drafts": [_draft_link(copy.foi_response) for copy in copies[:SHOWN]],
        "drafts_words": number_of(drafts, "open letter"),
        "letters": [_letter_link(letter) for letter in newest.defer("frozen").select_related("foi_request")],
        "letters_words": letters_words(number),
        "more": max(drafts, number) > SHOWN,
    }


def letters_words(number: int) -> str:
    """How many letters were issued with a block, as far as they are counted."""
    if number > MOST_COUNTED:
        return f"More than {MOST_COUNTED:,} issued letters"
    return number_of(number, "issued letter")


def draft_rows(copies: Iterable[WorkingCopy], block: TextBlock) -> list[list[dict[str, Any]]]:
    """Open letters with the block: stage, version held, who looks after it."""
    return [
        [
            {**_draft_link(copy.foi_response), "header": True},
            dict(zip(("tag", "tone"), STAGE_WORDS[copy.foi_response.stage], strict=True)),
            {"text": _held_words(copy, block)},
            {"text": _owner_words(copy.foi_response)},
        ]
        for copy in copies
    ]


def letter_rows(letters: Iterable[IssuedLetter]) -> list[list[dict[str, Any]]]:
    """Issued letters with the block."""
    return [[{**_letter_link(each), "header": True}, {"text": day_words(each.issued_on)}] for each in letters]


def older_rows(
    copies: Iterable[WorkingCopy], block: TextBlock, current: TextBlockVersion | None, *, reader: StaffMember
) -> list[dict[str, Any]]:
    """Open letters with older words: what each would get, and what keeps it from getting it."""
    versions = {version.number: version for version in block.versions.all()}
    return [_older_row(copy, block, current, versions, reader) for copy in copies]


def _older_row(copy, block, current, versions, reader) -> dict[str, Any]:
    foi_response = copy.foi_response
    newer = as_current(current) if current else None
    held = [part for part in parts_of(copy) if part.kind == "block" and part.slug == block.slug]
    older = older_parts(held, block.slug, newer) if newer else tuple(held)
    return {
        "pk": foi_response.pk,
        "revision": copy.revision,
        **_draft_link(foi_response),
        "subject": foi_response.foi_request.subject,
        "owner": _owner_words(foi_response),
        "stage": dict(zip(("text", "tone"), STAGE_WORDS[foi_response.stage], strict=True)),
        "why_not": _why_not(foi_response, reader) if newer else "",
        "parts": [_part_row(part, newer, versions.get(part.version)) for part in older],
        "is_plain": any(not part.edited for part in older),
    }


def newer_words(part: Part, day: date) -> dict[str, Any] | None:
    """What letters use now in the place of a part of a draft, and what that changes; None when it has those words."""
    block = TextBlock.objects.select_related("replaced_by").filter(slug=part.slug).first() if part.slug else None
    current = current_wording(block, day) if block else None
    if current is None or not older_parts([part], part.slug, as_current(current)):
        return None
    return {
        "seen": current.pk,
        "words": changed_words(current, block, day),
        "changes": _shown(part.body, current.body),
    }


def _part_row(part: Part, newer, pinned: TextBlockVersion | None) -> dict[str, Any]:
    row = {"key": part.key, "version": part.version, "edited": part.edited, "own": [], "changes": []}
    if part.edited and pinned is not None:
        row["own"] = _shown(pinned.body, part.body)
    if newer is not None:
        row["changes"] = _shown(part.body, newer.body)
    return row


@lru_cache(maxsize=64)
def _shown(before: str, after: str) -> tuple[dict[str, Any], ...]:
    """What differs between two texts; most drafts hold the very same words."""
    old, new = (Part(key="wording", kind="block", body=body) for body in (before, after))
    return tuple(
        {"fate": each.fate, "name": CHANGES[each.fate], "before": each.before, "after": each.after, "runs": each.runs}
        for each in difference([old], [new])
        if each.fate != "same"
    )


def _why_not(foi_response: FoiResponse, reader: StaffMember) -> str:
    if foi_response.stage != workflow.DRAFTING:
        words = STAGE_WORDS[foi_response.stage][0].lower()
        return f"It is {words}: it has to be taken back before it can be changed, and cleared again."
    try:
        check_is_drafter(foi_response, by=reader)
    except NotPermitted as refusal:
        return str(refusal)
    return ""


def _draft_link(foi_response: FoiResponse) -> dict[str, str]:
    reference = foi_response.foi_request.reference
    return {
        "text": f"{reference}, {foi_response.get_kind_display().lower()}",
        "url": reverse("draft", args=[reference, foi_response.pk]),
    }


def _letter_link(letter: IssuedLetter) -> dict[str, str]:
    reference = letter.foi_request.reference
    return {
        "text": f"{reference}, issued on {day_words(letter.issued_on)}",
        "url": reverse("letter", args=[reference, letter.foi_response_id]),
    }


def _held_words(copy: WorkingCopy, block: TextBlock) -> str:
    held = [part for part in parts_of(copy) if part.kind == "block" and part.slug == block.slug]
    numbers = ", ".join(f"version {number}" for number in sorted({part.version for part in held}))
    changed = ", changed for this letter" if any(part.edited for part in held) else ""
    return f"{numbers}{changed}".capitalize()


def _owner_words(foi_response: FoiResponse) -> str:
    owner = owner_of(foi_response)
    return owner.name if owner else "Nobody yet"


def changed_words(current: TextBlockVersion | None, block: TextBlock, today: date) -> str:
    """What letters use now, for the head of the page."""
    if current is None:
        retired = f"“{block.title}” was retired on {day_words(block.retired_from)}" if block.retired_from else ""
        return f"{retired or f'No wording of “{block.title}” is in force today'}, and nothing takes its place."
    name = f"version {current.number} of “{current.block.title}”"
    since = day_words(max(current.valid_from, timezone.localdate(current.approved_at)))
    return f"Letters use {name} now, since {since}."
