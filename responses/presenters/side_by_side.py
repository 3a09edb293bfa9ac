"""Two letters side by side, as a page shows them."""

from collections.abc import Iterable
from typing import Any

from responses.domain import placeholders
from responses.domain.letter import Letter, Part
from responses.domain.side_by_side import Pair, Side, TableSide, side_by_side
from responses.presenters.drafting import compared_parts

CHANGES, WHOLE = "changes", "whole"
SHOWN = ((CHANGES, "Changes only"), (WHOLE, "The whole text"))
NAMES = {
    "same": "The same in both",
    "added": "Only in the second",
    "removed": "Only in the first",
    "changed": "Changed",
}


def pairs_between(old: Letter, new: Letter, *, show: str, of_two_cases: bool = False) -> list[dict[str, Any]]:
    """What stands beside each other in two letters; what is the same is left out unless the whole text is shown.

    Of letters in two cases the wording alone is compared: who wrote, when, and to whom differ by their nature.
    """
    pairs = side_by_side(*(_parts(letter, wording_alone=of_two_cases) for letter in (old, new)))
    return [_pair(pair) for pair in pairs if show == WHOLE or pair.fate != "same"]


def _parts(letter: Letter, *, wording_alone: bool) -> list[Part]:
    facts = [] if wording_alone else [part for part in compared_parts(letter) if not part.key.startswith("part-")]
    bodies = [
        _shown(part) if wording_alone else placeholders.fill(part.body, letter.values_for(part))
        for part in letter.parts
    ]
    return facts + [
        Part(key=f"part-{part.key}", kind="paragraph", body=body, table=part.table)
        for part, body in zip(letter.parts, bodies, strict=True)
    ]


def _shown(part: Part) -> str:
    """The words of a part with the gaps named that the case fills: those differ from case to case."""
    named = {name: f"[{placeholders.label(name)}]" for name in placeholders.find(part.body)}
    return placeholders.fill(part.body, {**named, **part.values})


def _pair(pair: Pair) -> dict[str, Any]:
    return {
        "fate": pair.fate,
        "name": NAMES[pair.fate],
        "before": _side(pair.before),
        "after": _side(pair.after),
    }


def _side(side: Side | None) -> dict[str, Any] | None:
    if side is None:
        return None
    return {"runs": side.runs, "table": _table(side.table) if side.table else None}


def _table(side: TableSide) -> dict[str, Any]:
    table = side.table
    return {
        "caption": table.caption,
        "columns": table.columns,
        "rows": [_cells(row, number, side.changed) for number, row in enumerate(table.rows)],
        "notes": [*([f"Unit: {table.unit}"] if table.unit else []), *table.notes, *_meanings(table.symbols)],
    }


def _cells(row: Iterable[str], number: int, changed: frozenset[tuple[int, int]]) -> list[dict[str, Any]]:
    return [{"text": words, "is_changed": (number, place) in changed} for place, words in enumerate(row)]


def _meanings(symbols: Iterable[tuple[str, str]]) -> list[str]:
    return [f"{sign} {meaning}" for sign, meaning in symbols]
