"""Where the lists stand in a workbook, as a person says it: tab, heading row and columns."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from codes.domain.code_lists import LISTS
from codes.domain.errors import WorkbookRefused

ROLES = {"label": "Label", "number": "Code number", "description": "Description"}


@dataclass(frozen=True)
class Sheet:
    """One tab as read: its cells as text, and what is hidden on it. Rows and columns count from 1."""

    title: str
    cells: tuple[tuple[str, ...], ...]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    rows_read: int = 0
    cut_short: bool = False

    @property
    def width(self) -> int:
        """The number of columns."""
        return max((len(row) for row in self.cells), default=0)


@dataclass(frozen=True)
class ListMapping:
    """Where one list stands: tab, heading row (0: none) and columns, counted from 1."""

    tab: str
    header_row: int
    label: int
    number: int | None = None
    description: int | None = None


def mapping_from_json(raw: object) -> dict[str, ListMapping]:
    """A mapping from JSON: `{"specialty": {"tab": "Sheet1", "header_row": 3, "label": "B", "number": "A"}}`.

    Columns are letters or numbers counted from 1. Raises WorkbookRefused with what is wrong.
    """
    if not isinstance(raw, Mapping):
        raise WorkbookRefused("The mapping has to name the lists: specialty, cause, injury.")
    strange = [str(name) for name in raw if name not in LISTS]
    if strange:
        raise WorkbookRefused(f"The mapping names a list that does not exist: {', '.join(strange)}.")
    return {name: _mapping_of(LISTS[name], each) for name, each in raw.items()}


def mapping_to_json(mapping: Mapping[str, ListMapping]) -> dict[str, dict[str, object]]:
    """The mapping as JSON, readable by `mapping_from_json`."""
    return {
        name: {key: value for key, value in vars(each).items() if value is not None} for name, each in mapping.items()
    }


def column_letters(column: int) -> str:
    """`A` for 1, `AA` for 27."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _mapping_of(title: str, raw: object) -> ListMapping:
    if not isinstance(raw, Mapping) or not raw.get("tab") or not raw.get("label"):
        raise WorkbookRefused(f"{title}: the mapping needs a tab and the column of the label.")
    strange = set(raw) - {"tab", "header_row", "label", "number", "description"}
    if strange:
        raise WorkbookRefused(f"{title}: the mapping has something unknown: {', '.join(sorted(map(str, strange)))}.")
    header_row = raw.get("header_row", 1)
    if not re.fullmatch(r"[0-9]{1,4}", str(header_row)):
        raise WorkbookRefused(f"{title}: the heading row is a number, 0 for none.")
    columns = {role: _column_asked(title, raw.get(role)) for role in ROLES}
    return ListMapping(str(raw["tab"]), int(header_row), columns["label"], columns["number"], columns["description"])


def column_number(letters: str) -> int:
    """1 for `A`, 27 for `AA`."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _column_asked(title: str, raw: object) -> int | None:
    if raw is None or raw == "":
        return None
    words = str(raw).strip().upper()
    if re.fullmatch(r"[1-9][0-9]{0,2}", words):
        return int(words)
    if re.fullmatch(r"[A-Z]{1,2}", words):
        return column_number(words)
    raise WorkbookRefused(f"{title}: “{raw}” is not a column. Use its letter, like B.")


def checked_mapping(where: ListMapping, shown: Sequence[Sheet], title: str) -> ListMapping:
    """The mapping when the visible tabs have such a place; raises WorkbookRefused and says what is not there."""
    sheet = next((each for each in shown if each.title == where.tab), None)
    if sheet is None:
        raise WorkbookRefused(f"{title}: the workbook has no visible tab called “{where.tab}”.")
    for column in (where.label, where.number, where.description):
        if column is not None and column > sheet.width:
            raise WorkbookRefused(f"{title}: the tab “{where.tab}” has no column {column_letters(column)}.")
    if where.header_row > len(sheet.cells):
        raise WorkbookRefused(f"{title}: the tab “{where.tab}” has no row {where.header_row}.")
    return where


def cell_at(row: Sequence[str], column: int | None) -> str:
    """The cell of a row in a column counted from 1; empty where there is none."""
    return row[column - 1] if column and column <= len(row) else ""
