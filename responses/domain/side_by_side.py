"""Two letters side by side: paragraph beside paragraph and table beside table, with the words and cells that differ."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from responses.domain.changes import Run, aligned, paragraphs
from responses.domain.letter import Part
from responses.domain.same_cells import head_alike
from responses.domain.tables import Table

_TABLE = "\x1f"
"""Stands before the words of a table, so that no paragraph is taken for one: no typed text holds it."""


@dataclass(frozen=True)
class TableSide:
    """One table, and the places (row, column) of the cells that the other table does not have so."""

    table: Table
    changed: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True)
class Side:
    """What stands in one letter: words with what differs in them, or a table."""

    runs: tuple[Run, ...] = ()
    table: TableSide | None = None


@dataclass(frozen=True)
class Pair:
    """What stands beside each other: `fate` is `same`, `added`, `removed` or `changed`; a missing side is None."""

    fate: str
    before: Side | None
    after: Side | None


def side_by_side(old: Sequence[Part], new: Sequence[Part]) -> tuple[Pair, ...]:
    """The two letters' paragraphs and tables beside each other, in the order of the new one."""
    before, tables_before = _pieces(old)
    after, tables_after = _pieces(new)
    pairs: list[Pair] = []
    for change in aligned(before, after):
        then, now = tables_before.get(change.before), tables_after.get(change.after)
        if change.fate in ("added", "removed"):
            pairs.append(_alone(change.fate, change.before or change.after, then or now))
        elif then and now:
            pairs.append(Pair(change.fate, _beside(then, now), _beside(now, then)))
        elif then or now:  # a paragraph that reads like a table is none
            pairs += [_alone("removed", change.before, then), _alone("added", change.after, now)]
        else:
            runs = change.runs or (Run("same", change.after),)
            pairs.append(Pair(change.fate, Side(_without(runs, "added")), Side(_without(runs, "removed"))))
    return tuple(pairs)


def _pieces(parts: Iterable[Part]) -> tuple[list[str], dict[str, Table]]:
    """The words of a letter's paragraphs and tables in order, and the tables by their words."""
    pieces: list[str] = []
    tables: dict[str, Table] = {}
    for part in parts:
        pieces += paragraphs((part,))
        if part.table is not None:
            words = _TABLE + "\n".join(part.table.lines)
            pieces.append(words)
            tables[words] = part.table
    return pieces, tables


def _alone(fate: str, words: str, table: Table | None) -> Pair:
    side = Side(table=TableSide(table)) if table else Side((Run(fate, words),))
    return Pair(fate, side, None) if fate == "removed" else Pair(fate, None, side)


def _beside(table: Table, other: Table) -> Side:
    there = {
        (head_alike(row[0]), head_alike(column)): words
        for row in other.rows
        for column, words in zip(other.columns, row, strict=True)
    }
    changed = frozenset(
        (number, place)
        for number, row in enumerate(table.rows)
        for place, words in enumerate(row)
        if there.get((head_alike(row[0]), head_alike(table.columns[place]))) != words
    )
    return Side(table=TableSide(table, changed))


def _without(runs: Iterable[Run], fate: str) -> tuple[Run, ...]:
    return tuple(run for run in runs if run.fate != fate)
