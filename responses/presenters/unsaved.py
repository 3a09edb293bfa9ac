"""What was typed and not saved, beside what the draft has."""

from collections.abc import Iterable, Mapping
from typing import Any

from responses.domain import placeholders
from responses.domain.drafting import LONGEST_PART
from responses.domain.letter import Part
from responses.forms.drafting import Typing, digest
from responses.presenters.drafting import paragraph_changes, part_title

REMOVED = "This part has been removed from the letter since. It would go in as a new paragraph."


def unsaved_rows(typing: Typing, *, parts: Iterable[Part], values: Mapping[str, str]) -> list[dict[str, Any]]:
    """One entry for each text that differs from what the draft has; a paragraph that is in it already is none."""
    by_key = {part.key: part for part in parts}
    rows = []
    if typing.body is not None:
        part = by_key.get(typing.part)
        if part is None:
            rows += _new(typing.body, by_key.values(), note=REMOVED)
        elif digest(part.body) != digest(typing.body):
            rows.append(_changed(part_title(part), part.body, typing.body))
    for name, text in (typing.values or {}).items():
        if digest(values.get(name, "")) != digest(text):
            label = placeholders.label(name)
            rows.append(_changed(label[:1].upper() + label[1:], values.get(name, ""), text))
    return rows + (_new(typing.added, by_key.values()) if typing.added else [])


def _new(text: str, parts: Iterable[Part], *, note: str = "") -> list[dict[str, Any]]:
    if any(digest(part.body) == digest(text) for part in parts):
        return []
    return [{"title": "New paragraph", "note": note, "words": text, "changes": []}]


def _changed(title: str, saved: str, typed: str) -> dict[str, Any]:
    is_short = len(saved) <= LONGEST_PART and len(typed) <= LONGEST_PART
    changes = paragraph_changes(saved, typed) if is_short else []
    return {"title": title, "note": "", "words": typed, "changes": changes}
