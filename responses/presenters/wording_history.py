"""The history of a block: every version and every act, newest first, and what differs between any two versions."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from foirequests.presenters.days import day_words, moment_words
from responses.models import TextBlock, TextBlockChange, TextBlockVersion
from responses.presenters.wording_proposals import changes_between

COLUMNS = [{"label": "When"}, {"label": "What"}, {"label": "Who"}, {"label": "Why"}]
FACTS = {
    "title": "Title",
    "legal_basis": "Legal basis",
    "guidance": "When to use it",
    "owner": "Looked after by",
    "source": "Where the words come from",
    "valid_from": "First day",
    "valid_until": "Last day",
    "review_by": "Look at it again by",
    "continues_paragraph": "Runs on in the paragraph before it",
}


def history_rows(block: TextBlock, versions: Iterable[TextBlockVersion]) -> list[list[dict[str, Any]]]:
    """Who proposed, approved, declined, confirmed, retired or brought back what, when and why, newest first."""
    events = []
    for version in versions:
        name = f"Version {version.number}"
        source = f"Source: {version.source}" if version.source else ""
        events.append((version.proposed_at, 0, f"{name} proposed", version.proposed_by, version.reason, source))
        if version.approved_at:
            events.append((version.approved_at, 1, f"{name} approved", version.approved_by, "", ""))
        if version.declined_at:
            events.append(
                (version.declined_at, 1, f"{name} declined", version.declined_by, version.declined_reason, "")
            )
    changes = block.changes.select_related("by")
    titles = dict(
        TextBlock.objects.filter(slug__in=[each.facts.get("replaced_by", "") for each in changes]).values_list(
            "slug", "title"
        )
    )
    events += [(each.at, 2, _change_words(each, titles), each.by, each.reason, "") for each in changes]
    events.sort(key=lambda event: event[:3], reverse=True)
    return [
        [
            {"text": moment_words(at), "header": True},
            {"text": what},
            {"text": who.name if who else "Comes with FOI Desk"},
            {"text": why, "sub": beside},
        ]
        for at, _order, what, who, why, beside in events
    ]


def _change_words(change: TextBlockChange, titles: dict[str, str]) -> str:
    if change.act == TextBlockChange.Act.CONFIRMED:
        day = date.fromisoformat(change.facts["review_by"])
        return f"Confirmed as still right, to be looked at again by {day_words(day)}"
    if change.act == TextBlockChange.Act.RETIRED and "replaced_by" in change.facts:
        slug = change.facts["replaced_by"]
        return f"Retired, replaced by “{titles.get(slug, slug)}”"
    return change.get_act_display()


def comparison(versions: Iterable[TextBlockVersion], old: str, new: str) -> dict[str, Any] | None:
    """What differs between two versions, by the numbers typed; the two newest unless told. None with fewer than two."""
    by_number = {str(version.number): version for version in versions}
    numbers = list(by_number)
    if len(numbers) < 2:
        return None
    second = by_number.get(new) or by_number[numbers[0]]
    first = by_number.get(old) or next(each for each in by_number.values() if each is not second)
    return {
        "old": str(first.number),
        "new": str(second.number),
        "names": [(number, f"Version {number}") for number in numbers],
        "facts": fact_changes(first, second),
        "changes": changes_between(first, second),
    }


def fact_changes(old: TextBlockVersion, new: TextBlockVersion) -> list[dict[str, Any]]:
    """What differs beside the words: each fact with what it was and what it is."""
    rows = []
    for name, label in FACTS.items():
        before, after = (_words(getattr(version, name)) for version in (old, new))
        if before != after:
            rows.append({"key": label, "lines": [f"Version {old.number}: {before}", f"Version {new.number}: {after}"]})
    return rows


def _words(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return day_words(value) if isinstance(value, date) else str(value or "nothing")
