"""Proposed wording in words: each in full, what it replaces and changes, for whoever approves or declines it."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from foirequests.presenters.days import day_words
from responses.actions.wording import wording_on_screen
from responses.domain.changes import difference
from responses.domain.letter import Part
from responses.models import TextBlock, TextBlockVersion
from responses.presenters.wording import by_words, date_rows, gap_rows, meant_rows, review_rows

CHANGES = {"added": "Added", "removed": "Removed", "changed": "Changed"}


def proposal_cards(
    proposals: Iterable[TextBlockVersion],
    in_force: Mapping[int, TextBlockVersion],
    *,
    top_heading: int,
    ticked: Collection[str] = (),
    refusals: Mapping[int, str] | None = None,
) -> list[dict[str, Any]]:
    """Each proposal in full.

    `in_force` is what each block has today, `ticked` the ids to be ticked again, `refusals` why the reader may not
    approve some of them.
    """
    return [
        _proposal_card(version, in_force.get(version.block_id), top_heading)
        | {"is_ticked": str(version.pk) in ticked, "refusal": (refusals or {}).get(version.pk, "")}
        for version in proposals
    ]


def grouped_by_kind(cards: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Proposals under the kind of their block, in the order in which kinds stand in a letter, each with its number."""
    cards = list(cards)
    groups = []
    number = 0
    for kind in TextBlock.Kind:
        inside = [card for card in cards if card["version"].block.kind == kind]
        for card in inside:
            card["id"] = f"id_versions_{number}"
            number += 1
        if inside:
            groups.append({"id": f"kind-{kind}", "heading": kind.label, "cards": inside})
    return groups


def _proposal_card(version: TextBlockVersion, old: TextBlockVersion | None, top_heading: int) -> dict[str, Any]:
    return {
        "version": version,
        "title": version.title,
        "about": f"{version.title}, version {version.number}",
        "html": wording_on_screen(version.body, top_heading=top_heading),
        "facts": [
            *date_rows(version),
            *review_rows(version),
            {"key": "Source", "value": version.source or "not recorded"},
            {"key": "Reason", "value": version.reason or "not recorded"},
            *([{"key": "Legal basis", "value": version.legal_basis}] if version.legal_basis else []),
            {"key": "Proposed", "value": by_words(version.proposed_by, version.proposed_at)},
            *meant_rows(version),
        ],
        "gaps": gap_rows(version.body),
        "replaces": replacement_words(version, old),
        "changes": changes_between(old, version) if old else None,
    }


def replacement_words(version: TextBlockVersion, old: TextBlockVersion | None) -> str:
    """What approving a proposal does to the wording that is in force today."""
    if old is None:
        return "New: the library has no wording in force for this."
    if version.valid_from > old.valid_from or (version.valid_from == old.valid_from and version.number > old.number):
        return (
            f"From {day_words(version.valid_from)} letters use it instead of version {old.number}, which stays in the"
            " library. Letters issued before keep their words."
        )
    return f"It begins before version {old.number}, which letters go on using from {day_words(old.valid_from)}."


def changes_between(old: TextBlockVersion, new: TextBlockVersion) -> list[dict[str, Any]]:
    """What differs between two versions, paragraph by paragraph, without what is the same."""
    before, after = (Part(key="wording", kind="block", body=version.body) for version in (old, new))
    return [
        {"fate": each.fate, "name": CHANGES[each.fate], "before": each.before, "after": each.after, "runs": each.runs}
        for each in difference([before], [after])
        if each.fate != "same"
    ]
