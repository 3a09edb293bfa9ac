"""The wording library in words: states, dates, gaps, what a proposal replaces, where wording is used."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from accounts.models import StaffMember
from foirequests.presenters.days import Tag, day_words, moment_words, number_of
from responses.actions.wording import dates_of, wording_on_screen
from responses.domain import placeholders
from responses.domain.wording_periods import Span, days_of_use
from responses.models import FoiResponse, IssuedLetter, TextBlock, TextBlockVersion, WorkingCopy

SHOWN = 10
"""Letters of each kind that the page of a block names."""

MOST_COUNTED = 1000
"""Letters: a block of every letter stands in all that were ever issued."""

MOST_DRAFTS = 200
"""Drafts, the last saved, that are looked through for a block: their words have no index."""


def library_rows(blocks: Iterable[TextBlock], today: date) -> list[dict[str, Any]]:
    """Each block as a row: title, kind, state, since when."""
    blocks = list(blocks)
    in_force = {
        version.block_id: version for version in TextBlockVersion.objects.usable_on(today).filter(block__in=blocks)
    }
    return [
        {
            "title": block.title,
            "url": reverse("wording_block", args=[block.slug]),
            "about": since_words(in_force[block.pk]) if block.pk in in_force else "",
            "kind": block.get_kind_display(),
            "tags": block_tags(block),
        }
        for block in blocks
    ]


def since_words(version: TextBlockVersion) -> str:
    """Which version is in force, and from when until when."""
    words = f"Version {version.number}, from {day_words(version.valid_from)}"
    return f"{words} to {day_words(version.valid_until)}" if version.valid_until else words


def about_rows(block: TextBlock) -> list[dict[str, Any]]:
    """What the library says about a block."""
    return [
        {"key": "When to use it", "value": block.guidance or "No guidance yet"},
        {"key": "Legal basis", "value": block.legal_basis or "None named"},
        {"key": "Looked after by", "value": block.owner or "Nobody named"},
        {"key": "Name in outlines", "value": block.slug},
    ]


HOW_VERSIONS_FOLLOW = (
    "The words of a version never change. To change them, propose a new version.",
    "A version can be used from its first day to its last, after the deputy director has approved it.",
    "When a newer version begins, letters use the newer one, even if the older has no last day. If the newer one ends"
    " first, the older is used again.",
    "A letter that was issued keeps the words it was issued with.",
)
"""For people who wonder which version a letter gets."""


def block_tags(block: TextBlock) -> list[Tag]:
    """What the versions of a block amount to (`TextBlockQuerySet.with_states`), the most important first."""
    tags = []
    if block.is_in_force:
        tags.append(Tag("In force", "good"))
    if block.is_coming:
        tags.append(Tag("New version begins later" if block.is_in_force else "Begins later", "info"))
    if block.is_proposed:
        tags.append(Tag("New version waits for approval" if tags else "Waits for approval", "warning"))
    if not tags:
        tags.append(Tag("Expired", "neutral") if block.is_expired else Tag("Declined", "neutral"))
    return tags


def version_tag(version: TextBlockVersion, spans: Iterable[Span], today: date) -> Tag:
    """Where one version stands today; `spans` are its days of use."""
    if version.declined_at is not None:
        return Tag("Declined", "neutral")
    expired = version.valid_until is not None and version.valid_until < today
    if version.approved_at is None:
        return Tag("Expired before it was approved", "neutral") if expired else Tag("Waits for approval", "warning")
    if any(span.first <= today <= (span.last or today) for span in spans):
        return Tag("In force", "good")
    if any(span.first > today for span in spans):
        return Tag("Begins later", "info")
    return Tag("Expired", "neutral") if expired else Tag("Replaced by newer wording", "neutral")


def version_cards(versions: Iterable[TextBlockVersion], today: date) -> list[dict[str, Any]]:
    """All versions of a block, newest first, as the block's page shows them."""
    versions = list(versions)
    approved = [dates_of(version) for version in versions if version.approved_at is not None]
    cards = []
    for version in versions:
        spans = days_of_use(dates_of(version), [each for each in approved if each.number != version.number])
        tag = version_tag(version, spans, today)
        cards.append(
            {
                "version": version,
                "heading": f"Version {version.number}",
                "tag": tag.text,
                "tone": tag.tone,
                "html": wording_on_screen(version.body, top_heading=3),
                "facts": [
                    *date_rows(version),
                    *([{"key": "Used", "lines": use_lines(spans)}] if version.approved_at else []),
                    {"key": "Source", "value": version.source or "not recorded"},
                    {"key": "Reason", "value": version.reason or "not recorded"},
                    {"key": "Proposed", "value": by_words(version.proposed_by, version.proposed_at)},
                    *_decision_rows(version),
                ],
                "gaps": gap_rows(version.body),
                "may_decide": tag.tone == "warning",
            }
        )
    return cards


def date_rows(version: TextBlockVersion) -> list[dict[str, Any]]:
    """First and last day, for a summary list."""
    first = day_words(version.valid_from)
    if version.valid_until is None:
        return [{"key": "Valid", "value": f"From {first}, without an end"}]
    return [{"key": "Valid", "value": f"{first} to {day_words(version.valid_until)}, both days included"}]


def use_lines(spans: Iterable[Span]) -> list[str]:
    """When letters use a version, a sentence for each stretch of days."""
    lines = []
    for span in spans:
        if span.taken_over_by:
            begins = f"until version {span.taken_over_by} takes over after {day_words(span.last)}"
        else:
            begins = f"until {day_words(span.last)}" if span.last else "until a newer version begins"
        lines.append(f"From {day_words(span.first)} {begins}.")
    return lines or ["Never: newer wording covers all of its days."]


def gap_rows(body: str) -> list[dict[str, str]]:
    """The gaps of a text: name, what belongs there, and who fills it."""
    return [
        {"name": f"(({name}))", "label": placeholders.label(name), "filled_by": filledby_words(name)}
        for name in placeholders.find(body)
    ]


def filledby_words(name: str) -> str:
    """Who or what fills a gap of this name."""
    if name in placeholders.MOMENT_GAPS:
        return "on the day of issue"
    if name in placeholders.SETTING_GAPS:
        return "from the office’s settings"
    if name in placeholders.CASE_GAPS:
        return "from the case, or by the officer"
    if name in placeholders.GROUND_GAPS or name in placeholders.QUESTION_GAPS:
        return "from what is decided on the question"
    return "by the officer"


def known_gaps() -> list[dict[str, Any]]:
    """Every gap that the product knows, by who fills it: the help beside the form."""
    groups = (
        ("From the case, or by the officer", placeholders.CASE_GAPS),
        ("From what is decided on the question", {**placeholders.QUESTION_GAPS, **placeholders.GROUND_GAPS}),
        ("From the office’s settings", placeholders.SETTING_GAPS),
        ("On the day of issue", placeholders.MOMENT_GAPS),
    )
    return [
        {"heading": heading, "gaps": [{"name": f"(({name}))", "label": label} for name, label in gaps.items()]}
        for heading, gaps in groups
    ]


def use_of(block: TextBlock) -> dict[str, Any]:
    """The letters being drafted that have the block now, and the newest of those issued with it."""
    copies = WorkingCopy.objects.filter(foi_response__in=FoiResponse.objects.open()).order_by("-saved_at")
    last_saved = list(copies.values_list("pk", flat=True)[:MOST_DRAFTS])
    drafts = copies.filter(pk__in=last_saved, parts__icontains=f'"slug": "{block.slug}"')
    drafts = drafts.select_related("foi_response__foi_request")
    drafted, letters = list(drafts[: SHOWN + 1]), IssuedLetter.objects.defer("frozen").select_related("foi_request")
    issued = letters.newest_with_wording_of(block, most=SHOWN)
    number = letters.number_with_wording_of(block, most=MOST_COUNTED + 1)
    return {
        "drafts": [
            {
                "text": f"{copy.foi_response.foi_request.reference}, {copy.foi_response.get_kind_display().lower()}",
                "url": reverse("draft", args=[copy.foi_response.foi_request.reference, copy.foi_response_id]),
            }
            for copy in drafted[:SHOWN]
        ],
        "more_drafts": len(drafted) > SHOWN,
        "looked_through": f"Among the {MOST_DRAFTS} drafts saved last" if len(last_saved) == MOST_DRAFTS else "",
        "letters": [
            {
                "text": f"{letter.foi_request.reference}, issued on {day_words(letter.issued_on)}",
                "url": reverse("letter", args=[letter.foi_request.reference, letter.foi_response_id]),
            }
            for letter in issued
        ],
        "letters_words": f"More than {MOST_COUNTED:,} issued letters"
        if number > MOST_COUNTED
        else number_of(number, "issued letter"),
        "more_letters": number > SHOWN,
    }


def by_words(person: StaffMember | None, moment: datetime) -> str:
    """Who and when; wording without a person came with the product."""
    return f"{person.name}, {moment_words(moment)}" if person else f"Comes with FOI Desk, {moment_words(moment)}"


def _decision_rows(version: TextBlockVersion) -> list[dict[str, Any]]:
    if version.approved_at is not None:
        return [{"key": "Approved", "value": by_words(version.approved_by, version.approved_at)}]
    if version.declined_at is not None:
        return [
            {"key": "Declined", "value": by_words(version.declined_by, version.declined_at)},
            {"key": "Why declined", "value": version.declined_reason},
        ]
    return []
