"""Tables as a letter prints them, on paper, on the screen and as the lines of an e-mail."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from responses.domain.tables import Table

LONGEST_LINE = 72
"""Characters of a line of an e-mail; a wider table is told row by row."""

_GAP = "  "
_FIGURE = re.compile(r"[-+−]?[£$€]?[-+−]?\d[\d,]*(\.\d+)?\s*(%|m|bn|k)?", re.IGNORECASE)


@dataclass(frozen=True)
class Cell:
    """What stands in one cell; figures stand on the right."""

    text: str
    is_figure: bool


@dataclass(frozen=True)
class Grid:
    """A table of a letter, ready for the template. `number` counts the tables of the letter in reading order."""

    kind: ClassVar[str] = "table"
    number: int
    caption: str
    unit: str
    columns: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...]
    symbols: tuple[tuple[str, str], ...]

    @property
    def texts(self) -> Iterable[str]:
        """Everything that the table prints, piece by piece."""
        yield from (self.caption, self.unit)
        for row in (self.columns, *self.rows):
            yield from (cell.text for cell in row)
        yield from self.notes
        for sign, meaning in self.symbols:
            yield from (sign, meaning)


def grid_of(table: Table, number: int) -> Grid:
    """The table with its columns of figures marked."""
    signs = frozenset(sign for sign, _meaning in table.symbols)
    figures = [_is_of_figures((row[place] for row in table.rows), signs) for place in range(len(table.columns))]
    figures[0] = False  # it heads the rows

    def cells(texts: Sequence[str]) -> tuple[Cell, ...]:
        return tuple(Cell(text, figure) for text, figure in zip(texts, figures, strict=True))

    return Grid(
        number=number,
        caption=table.caption,
        unit=table.unit,
        columns=cells(table.columns),
        rows=tuple(cells(row) for row in table.rows),
        notes=table.notes,
        symbols=table.symbols,
    )


def lines_of(rows: Sequence[Sequence[str]]) -> list[str]:
    """The rows of a table, its head first, as lines of plain text.

    Columns are aligned where the lines stay short; else each cell has a line that names its row and its column.
    """
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    if sum(widths) + len(_GAP) * (len(widths) - 1) <= LONGEST_LINE:
        figures = [place > 0 and _is_of_figures(row[place] for row in rows[1:]) for place in range(len(widths))]
        return [_aligned(row, widths, figures) for row in rows]
    return _row_by_row(rows)


def _aligned(row: Sequence[str], widths: Sequence[int], figures: Sequence[bool]) -> str:
    cells = [
        text.rjust(width) if figure else text.ljust(width)
        for text, width, figure in zip(row, widths, figures, strict=True)
    ]
    return _GAP.join(cells).rstrip()


def _row_by_row(rows: Sequence[Sequence[str]]) -> list[str]:
    head, *others = rows
    lines: list[str] = []
    for first, *cells in others:
        told = [f"{column} {text}" for column, text in zip(head[1:], cells, strict=True) if text]
        lines.append(f"{first}: {'; '.join(told)}")
    return lines


def _is_of_figures(texts: Iterable[str], signs: frozenset[str] = frozenset()) -> bool:
    """Whether a column holds figures: at least one, and nothing but figures, signs and empty cells beside it."""
    told = [text.strip() for text in texts]
    figures = [text for text in told if _FIGURE.fullmatch(text)]
    others = [text for text in told if text and not _FIGURE.fullmatch(text)]
    return bool(figures) and all(text in signs or len(text) <= 2 for text in others)
