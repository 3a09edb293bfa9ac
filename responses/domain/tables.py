"""A table of a letter as a value: what is printed, cell by cell, with the words that explain it."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

_NUMBER = re.compile(r"-?([0-9]{1,3}(,[0-9]{3})+|[0-9]+)(\.[0-9]+)?")
MOST_DIGITS = 15
"""Of a number that a spreadsheet keeps exactly."""


@dataclass(frozen=True)
class Table:
    """A table as it is printed: every cell is text.

    `columns` head the columns; the first cell of each row heads the row. `unit` is what the figures count (claims,
    pounds). `notes` are footnotes in order. `symbols` are pairs of a sign that stands in a cell (`*`) and what it
    means; a sign without a meaning explains nothing. Rows are as long as `columns`.

    Raises ValueError for a table without caption or columns, or with a row of another length.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    unit: str = ""
    notes: tuple[str, ...] = ()
    symbols: tuple[tuple[str, str], ...] = ()

    def __post_init__(self):
        if not self.caption.strip():
            raise ValueError("A table needs a caption.")
        if not self.columns:
            raise ValueError("A table needs a column.")
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("Each row of a table has a cell for each column.")

    @property
    def lines(self) -> tuple[str, ...]:
        """The table in plain lines, for comparing and for search: caption, then each row with its headings, notes."""
        told = [f"{self.caption} ({self.unit})" if self.unit else self.caption]
        for first, *cells in self.rows:
            named = zip(self.columns[1:], cells, strict=True)
            told.append("; ".join([first, *(f"{column}: {text}" for column, text in named)]))
        told += [f"{sign} {meaning}" for sign, meaning in self.symbols]
        told += [f"Note {number}: {note}" for number, note in enumerate(self.notes, 1)]
        return tuple(told)

    def to_mapping(self) -> dict[str, Any]:
        """The table as plain lists and dicts; `from_mapping` gives an equal table."""
        return asdict(self)

    @classmethod
    def from_mapping(cls, stored: Mapping[str, Any]) -> "Table":
        """The table that `to_mapping` wrote, also after a journey through JSON."""
        return cls(
            caption=stored["caption"],
            columns=tuple(stored["columns"]),
            rows=tuple(tuple(row) for row in stored["rows"]),
            unit=stored["unit"],
            notes=tuple(stored["notes"]),
            symbols=tuple((sign, meaning) for sign, meaning in stored["symbols"]),
        )


def figure_in(text: str) -> int | float | None:
    """The number that a cell is when it is nothing but one (`1,204`, `-3.5`): with a sign of money it is words."""
    plain = text.strip().replace("−", "-")
    if not _NUMBER.fullmatch(plain):
        return None
    plain = plain.replace(",", "")
    if len(plain.lstrip("-")) > MOST_DIGITS or (plain.lstrip("-").startswith("0") and plain.lstrip("-")[1:2].isdigit()):
        return None
    return float(plain) if "." in plain else int(plain)
