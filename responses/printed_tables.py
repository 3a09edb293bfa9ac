"""Tables as a letter prints them, on paper, on the screen and as the lines of an e-mail."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import ClassVar

from responses.domain.column_widths import Steps, column_widths, keeps_words_whole, steps_of
from responses.domain.tables import Table
from responses.letter_fonts import BOLD, REGULAR, text_width

LONGEST_LINE = 72
"""Characters of a line of an e-mail; a wider table is told row by row."""

SETTINGS = (("", 9.5, 1), ("small", 8.5, 1), ("close", 7.5, 0.5))
"""How a table is set on paper, as the style sheets have it: a name, points of its text, how much of the padding."""
BESIDE_WORDS, BESIDE_FIGURES, BETWEEN = 0.95, 1.25, 0.95
"""Padding of a column in ems, as `letter.css` has it: of words, of figures, and more of words that follow figures."""
_SPARE = 0.05
"""Ems that a column has more than its text, for what kerning and rounding do to it."""

_GAP = "  "
_FIGURE = re.compile(r"[-+−]?[£$€]?[-+−]?\d[\d,]*(\.\d+)?\s*(%|m|bn|k)?", re.IGNORECASE)


@dataclass(frozen=True)
class Cell:
    """What stands in one cell; figures stand on the right."""

    text: str
    is_figure: bool


@dataclass(frozen=True)
class Grid:
    """A table of a letter, ready for the template. `number` counts the tables of the letter in reading order.

    On paper it has one of `SETTINGS` and the widths of its columns, in points.
    """

    kind: ClassVar[str] = "table"
    number: int
    caption: str
    unit: str
    columns: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...]
    symbols: tuple[tuple[str, str], ...]
    setting: str = ""
    widths: tuple[str, ...] = ()

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


def on_paper(grid: Grid, room: float) -> Grid:
    """The table with its setting and the widths of its columns, for a text so many points wide.

    The text is smaller where a word or a number would be broken otherwise.
    """
    for setting, size, closeness in SETTINGS:
        columns = list(_steps(grid, closeness))
        widths = column_widths(columns, room=room / size)
        grid = replace(grid, setting=setting, widths=tuple(f"{width * size:.2f}pt" for width in widths))
        if keeps_words_whole(columns, room=room / size):
            break
    return grid


def _steps(grid: Grid, closeness: float) -> Iterator[Steps]:
    """What each column of the table wants."""
    after_figures = False
    for heading, *cells in zip(grid.columns, *grid.rows, strict=True):
        padding = BESIDE_FIGURES if heading.is_figure else BESIDE_WORDS + BETWEEN * after_figures
        after_figures = heading.is_figure
        yield steps_of(
            heading.text,
            [cell.text for cell in cells],
            padding=padding * closeness + _SPARE,
            bold=partial(text_width, weight=BOLD),
            regular=partial(text_width, weight=REGULAR),
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
