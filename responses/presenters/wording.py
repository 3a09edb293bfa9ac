"""The wording library in words: states, dates, gaps, what a proposal replaces."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from accounts.models import Role, StaffMember
from foirequests.presenters.days import Tag, day_words, moment_words
from responses.actions.wording import dates_of, wording_on_screen
from responses.domain import placeholders
from responses.domain.wording_periods import Span, before_retirement, days_of_use
from responses.domain.wording_words import GapChanges
from responses.models import TextBlock, TextBlockVersion


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
            "review_by": f"To be looked at again by {day_words(block.review_by)}" if block.review_by else "",
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
    rows = [
        {"key": "When to use it", "value": block.guidance or "No guidance yet"},
        {"key": "Legal basis", "value": block.legal_basis or "None named"},
        {"key": "Looked after by", "value": block.owner or "Nobody named"},
        {"key": "To be looked at again by", "value": day_words(block.review_by) if block.review_by else "No day named"},
        {"key": "Name in outlines", "value": block.slug},
    ]
    if block.retired_from is None:
        return rows
    rows.append({"key": "Retired", "value": f"From {day_words(block.retired_from)} on"})
    if block.replaced_by is not None:
        url = reverse("wording_block", args=[block.replaced_by.slug])
        rows.append({"key": "Replaced by", "value": block.replaced_by.title, "url": url})
    return rows


def approver_of(proposer: StaffMember) -> str:
    """Who approves what this person proposes."""
    return "somebody else" if proposer.holds(Role.DEPUTY_DIRECTOR) else "the deputy director"


HOW_VERSIONS_FOLLOW = (
    "The words of a version never change. To change them, propose a new version.",
    "A version can be used from its first day to its last, after the deputy director has approved it; or somebody else"
    " has, when the deputy director proposed it.",
    "When a newer version begins, letters use the newer one, even if the older has no last day. If the newer one ends"
    " first, the older is used again.",
    "A letter that was issued keeps the words it was issued with.",
)
"""For people who wonder which version a letter gets."""


def block_tags(block: TextBlock) -> list[Tag]:
    """What the versions of a block amount to (`TextBlockQuerySet.with_states`), the most important first."""
    tags = []
    if block.is_retired:
        tags.append(Tag("Retired", "neutral"))
    if block.is_in_force:
        tags.append(Tag("In force", "good"))
    if block.is_to_review:
        tags.append(Tag("Due for review", "warning"))
    if block.is_coming:
        tags.append(Tag("New version begins later" if block.is_in_force else "Begins later", "info"))
    if block.is_proposed:
        tags.append(Tag("New version waits for approval" if tags else "Waits for approval", "warning"))
    if not tags:
        tags.append(Tag("Expired", "neutral") if block.is_expired else Tag("Declined", "neutral"))
    return tags


def version_tag(version: TextBlockVersion, spans: Iterable[Span], today: date) -> Tag:
    """Where one version stands today; `spans` are its days of use, up to the day on which its block was retired."""
    if version.declined_at is not None:
        return Tag("Declined", "neutral")
    expired = version.valid_until is not None and version.valid_until < today
    if version.approved_at is None:
        return Tag("Expired before it was approved", "neutral") if expired else Tag("Waits for approval", "warning")
    if any(span.first <= today <= (span.last or today) for span in spans):
        return Tag("In force", "good")
    if any(span.first > today for span in spans):
        return Tag("Begins later", "info")
    if version.block.is_retired_on(today):
        return Tag("Retired", "neutral")
    return Tag("Expired", "neutral") if expired else Tag("Replaced by newer wording", "neutral")


def version_cards(versions: Iterable[TextBlockVersion], today: date) -> list[dict[str, Any]]:
    """All versions of a block, newest first, as the block's page shows them."""
    versions = list(versions)
    approved = [dates_of(version) for version in versions if version.approved_at is not None]
    cards = []
    for version in versions:
        spans = days_of_use(dates_of(version), [each for each in approved if each.number != version.number])
        spans = before_retirement(spans, version.block.retired_from)
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
                    *review_rows(version),
                    *([{"key": "Used", "lines": use_lines(spans)}] if version.approved_at else []),
                    {"key": "Source", "value": version.source or "not recorded"},
                    {"key": "Reason", "value": version.reason or "not recorded"},
                    {"key": "Proposed", "value": by_words(version.proposed_by, version.proposed_at)},
                    *meant_rows(version),
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


def review_rows(version: TextBlockVersion) -> list[dict[str, Any]]:
    """The day by which somebody looks at it again, when the version names one."""
    if version.review_by is None:
        return []
    return [{"key": "To be looked at again by", "value": day_words(version.review_by)}]


def meant_rows(version: TextBlockVersion) -> list[dict[str, Any]]:
    """What whoever proposed the version said of its gaps."""
    here = placeholders.find(version.body)
    changes = GapChanges(
        lost=tuple(name for name in version.gaps_meant if name not in here),
        unknown=tuple(name for name in version.gaps_meant if name in here),
    )
    lines = [f"{words}." for _name, words in gap_questions(changes)]
    return [{"key": "Said of its gaps", "lines": lines}] if lines else []


def use_lines(spans: Iterable[Span]) -> list[str]:
    """When letters use a version, a sentence for each stretch of days."""
    lines = []
    for span in spans:
        if span.taken_over_by:
            begins = f"until version {span.taken_over_by} takes over after {day_words(span.last)}"
        else:
            begins = f"until {day_words(span.last)}" if span.last else "until a newer version begins"
        lines.append(f"From {day_words(span.first)} {begins}.")
    return lines or ["Never: newer wording covers all of its days, or it was retired before."]


def gap_rows(body: str) -> list[dict[str, str]]:
    """The gaps of a text: name, what belongs there, and who fills it."""
    return [
        {"name": f"(({name}))", "label": placeholders.label(name), "filled_by": filledby_words(name)}
        for name in placeholders.find(body)
    ]


def gap_questions(changes: GapChanges) -> list[tuple[str, str]]:
    """What is asked about the gaps of new words: each name, and what a tick says of it."""
    lost = [(name, f"This wording no longer needs: {name} ({placeholders.label(name)})") for name in changes.lost]
    return lost + [(name, f"{name} is a new gap, which officers fill in") for name in changes.unknown]


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
