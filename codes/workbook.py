"""Reads and writes the CNST codes workbook: the only openpyxl in the room."""

import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from defusedxml.common import DefusedXmlException
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from codes.domain.code_list_mapping import Sheet
from codes.domain.code_lists import LISTS, CodeRow
from codes.domain.errors import WorkbookRefused
from codes.workbook_safety import HOW_TO_SAVE, refuse_unless_workbook

MOST_SHEETS = 30
MOST_ROWS = 5_000
MOST_COLUMNS = 60
# What openpyxl and the standard library raise on parts that are not what they should be. SyntaxError is the parent of
# both XML parsers' errors.
BROKEN_PARTS = (
    InvalidFileException,
    DefusedXmlException,
    zipfile.BadZipFile,
    zlib.error,
    SyntaxError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    EOFError,
    OSError,
    NotImplementedError,
    OverflowError,
    AssertionError,
)
OUR_COLUMNS = ("Confidence", "Basis", "Scheme", "Sources", "Also spelt", "Words that requesters use", "Note")
WIDTHS = (34, 14, 13, 34, 26, 60, 34, 34, 60)


def read_sheets(file: BinaryIO) -> tuple[Sheet, ...]:
    """The tabs of a workbook as text; raises WorkbookRefused, with what to do, for anything else.

    `file` is seekable and is read from its start.
    """
    refuse_unless_workbook(file)
    file.seek(0)
    try:
        book = load_workbook(file, data_only=True, keep_links=False)
        if len(book.worksheets) > MOST_SHEETS:
            raise WorkbookRefused(f"The workbook has more than {MOST_SHEETS} tabs. The code lists have three.")
        return tuple(_sheet(worksheet) for worksheet in book.worksheets)
    except WorkbookRefused:
        raise
    except BROKEN_PARTS as error:
        raise WorkbookRefused(f"The workbook is damaged and cannot be read. {HOW_TO_SAVE}") from error


def write_public_workbook(rows: Iterable[CodeRow], place: Path, *, title: str, status: str) -> None:
    """Write rows as a workbook of three tabs that `read_sheets` reads back, with confidence and sources."""
    rows = tuple(rows)
    book = Workbook()
    book.remove(book.active)
    book.properties.title, book.properties.creator = title, "FOI Desk"
    for name, heading in LISTS.items():
        sheet = book.create_sheet(heading)
        sheet.append([f"{title}: {heading.lower()}. {status}"])
        sheet.append([heading, "Code number", *OUR_COLUMNS])
        for row in rows:
            if row.list_name == name:
                sheet.append(_written(row))
        _dress(sheet)
    book.save(place)


def _sheet(worksheet: Worksheet) -> Sheet:
    last_row = min(worksheet.max_row, MOST_ROWS)
    last_column = min(worksheet.max_column, MOST_COLUMNS)
    read = worksheet.iter_rows(min_row=1, max_row=last_row, max_col=last_column, values_only=True)
    cells = [tuple(_text(value) for value in row) for row in read]
    while cells and not any(cells[-1]):
        cells.pop()
    rows = frozenset(at for at, row in worksheet.row_dimensions.items() if row.hidden)
    return Sheet(
        title=worksheet.title,
        cells=tuple(cells),
        hidden=worksheet.sheet_state != "visible",
        hidden_rows=rows,
        hidden_columns=frozenset(_hidden_columns(worksheet)),
        rows_read=last_row,
        cut_short=worksheet.max_row > MOST_ROWS,
    )


def _hidden_columns(worksheet: Worksheet) -> Iterable[int]:
    for dimension in worksheet.column_dimensions.values():
        if dimension.hidden and dimension.min:
            yield from range(dimension.min, min(dimension.max or dimension.min, MOST_COLUMNS) + 1)


def _text(value: object) -> str:
    """A cell as text: outer spaces and control characters gone, inner spaces single, line breaks kept."""
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    lines = (" ".join("".join(each for each in line if each.isprintable()).split()) for line in str(value).splitlines())
    return "\n".join(line for line in lines if line)


def _written(row: CodeRow) -> list[str]:
    return [
        row.label,
        row.number,
        row.confidence,
        row.basis,
        row.scheme,
        "\n".join(row.sources),
        "\n".join(map(_with_note, row.spellings)),
        "\n".join(map(_with_note, row.requester_words)),
        row.note,
    ]


def _with_note(synonym: tuple[str, str]) -> str:
    text, note = synonym
    return f"{text} ({note})" if note else text


def _dress(sheet: Worksheet) -> None:
    sheet.freeze_panes = "A3"
    for cell in (*sheet[1], *sheet[2]):
        cell.font = Font(bold=True)
    for at, width in enumerate(WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
