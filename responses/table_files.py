"""Files of a table: workbooks read for their values alone, and the files that a requester gets. Uses openpyxl.

What is made is a function of the table: the same table makes the same bytes. It names no person, no program's user and
no moment.
"""

import csv
import io
import math
import re
import unicodedata
import zipfile
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import BinaryIO

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from codes.domain.errors import WorkbookRefused
from codes.workbook import BROKEN_PARTS
from codes.workbook_safety import refuse_unless_workbook
from responses.domain.errors import Refused
from responses.domain.table_reading import MOST_COLUMNS, MOST_ROWS, Cells, checked
from responses.domain.tables import Table, figure_in
from responses.domain.unseen import UNSEEN

VERSION = 2
"""Raised when the bytes that are made from a table change."""

CSV_TYPE = "text/csv"
WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "|", "%")
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|[\\_].')
"""What a number format says beside the number: words in quotes, colours and currencies in brackets, blanks."""

_DIGIT, _GROUPS, _SCALES = re.compile(r"[0#?]"), re.compile(r"[0#?],+[0#?]"), re.compile(r"[0#?](,+)(?![0#?,])")
"""A place for a digit; a comma that parts thousands; commas behind the last digit, each for a thousand."""
_CONDITION = re.compile(r"\[[<>=]")
_PIECES = re.compile(r'"[^"]*"|\[[^\]]*\]|[\\_*].|.')
"""What a number format is made of: words in quotes, brackets, a sign behind a stroke, places for digits."""

_MOST_PLACES = 30
"""Digits before or behind the point that a format can ask for, as Excel has it."""

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_DAMAGED = "The workbook is damaged and cannot be read. Open it in Excel and save it as an Excel workbook (.xlsx)."


def read_workbook(file: BinaryIO) -> Cells:
    """The values of a workbook's one sheet, as text as it is shown.

    Raises:
        Refused: it is no workbook, it is hidden in part, it has formulas or more than one sheet, or it is too large.
    """
    try:
        refuse_unless_workbook(file)
        file.seek(0)
        book = load_workbook(file, data_only=False, keep_links=False)
        return _cells_of(book)
    except Refused:
        raise
    except WorkbookRefused as refused:
        raise Refused(str(refused)) from refused
    except BROKEN_PARTS as error:
        raise Refused(_DAMAGED) from error


def csv_bytes(table: Table) -> bytes:
    """The table as comma-separated values in UTF-8.

    It begins with a byte order mark, without which Excel reads £ and é wrongly. A cell that a spreadsheet would take
    for a formula gets an apostrophe before it (CWE-1236). Caption, unit, signs and notes stand behind the figures, so
    that the first line is that of the headings.
    """
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    for row in (table.columns, *table.rows):
        writer.writerow([_harmless(cell) for cell in row])
    explained = _explanations(table)
    if explained:
        writer.writerow([])
        writer.writerows([_harmless(line)] for line in explained)
    return b"\xef\xbb\xbf" + written.getvalue().encode()


def workbook_bytes(table: Table, *, title: str) -> bytes:
    """The table as a workbook of values: numbers where a cell is nothing but a number, text elsewhere, no formula."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Table"
    rows = (table.columns, *table.rows)
    for number, row in enumerate(rows, 1):
        for place, text in enumerate(row, 1):
            _write(sheet, number, place, text, is_text=number == 1 or place == 1)
    for number, line in enumerate(_explanations(table), len(rows) + 2):
        _write(sheet, number, 1, line, is_text=True)
    for place in range(1, len(table.columns) + 1):
        widest = max(len(row[place - 1]) for row in rows)
        sheet.column_dimensions[get_column_letter(place)].width = min(max(widest + 2, 10), 60)
        sheet.cell(1, place).font = Font(bold=True)
        sheet.cell(1, place).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "B2"
    book.properties.title, book.properties.creator = title, "FOI Desk"
    book.properties.lastModifiedBy = None
    written = io.BytesIO()
    book.save(written)
    return _without_moments(written)


def _cells_of(book: Workbook) -> Cells:
    hidden = [sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"]
    if hidden:
        raise Refused(f"The workbook has hidden sheets: {', '.join(hidden)}. Delete them and save it again.")
    sheets = [sheet for sheet in book.worksheets if sheet.max_row > 1 or sheet.max_column > 1]
    if len(sheets) != 1:
        raise Refused(
            "The workbook needs one sheet with a table, and no other. Save that sheet as a workbook of its own."
        )
    if sheets[0].max_row > MOST_ROWS + 50 or sheets[0].max_column > MOST_COLUMNS + 10:
        size = f"{sheets[0].max_row:,} rows and {sheets[0].max_column:,} columns"
        raise Refused(f"The sheet has {size}. A letter has room for {MOST_ROWS} and {MOST_COLUMNS}.")
    _refuse_what_is_not_seen(sheets[0])
    if merged := sorted(map(str, sheets[0].merged_cells.ranges)):
        raise Refused(
            f"The sheet has merged cells: {', '.join(merged[:10])}. Undo that, write in each cell what it says, and"
            " save it."
        )
    return checked([[_shown(cell) for cell in row] for row in sheets[0].iter_rows()])


def _refuse_what_is_not_seen(sheet: Worksheet) -> None:
    rows = sorted(at for at, row in sheet.row_dimensions.items() if row.hidden or row.height == 0)
    if rows:
        raise Refused(f"The sheet has hidden rows: {', '.join(map(str, rows[:10]))}. Show or delete them.")
    columns = sorted(at for at, column in sheet.column_dimensions.items() if column.hidden or column.width == 0)
    if columns:
        raise Refused(f"The sheet has hidden columns: {', '.join(columns[:10])}. Show or delete them.")
    formulas = [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    if formulas:
        raise Refused(
            f"The sheet has formulas: {', '.join(formulas[:10])}. Copy the table and paste it as values, then save it."
        )


def _shown(cell) -> str:
    """A cell's value in words: whole numbers without a point, days with their time if any, percentages as shown."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if hasattr(value, "strftime") and hasattr(value, "year"):
        time = f", {value:%H:%M}" if getattr(value, "hour", 0) or getattr(value, "minute", 0) else ""
        return f"{value.day} {value:%B %Y}{time}"
    if isinstance(value, int | float):
        try:
            return _number(value, str(cell.number_format))
        except ValueError as error:
            raise Refused(
                f"The number in {cell.coordinate} is shown in thousands or millions, depending on how large it is"
                f" (number format {cell.number_format}). Show every number in full, or all alike, and save it."
            ) from error
    return str(value)


def _number(value: float, number_format: str) -> str:
    """A number in the form that its cell shows it in: percent, thousands, leading zeros, decimals; else as it stands.

    A negative number keeps its minus, also where the sheet shows it in brackets or in red. One that is shown in
    thousands or millions is scaled as there, and keeps the words that say so.

    Raises:
        ValueError: the format scales some numbers otherwise than others.
    """
    if not math.isfinite(value):
        return str(value)
    first = number_format.partition(";")[0]
    shown = _QUOTED.sub("", first)
    times, unit = _scale_of(number_format)
    decimals = min(len(re.match(r"[0#?]*", shown.partition(".")[2])[0]), _MOST_PLACES)
    if "%" in shown:
        return f"{_rounded(value, decimals, times=100)}%"
    if number_format != "General" and ("0" in shown or times != 1) and "E" not in shown.upper():
        currency = next((sign for sign in "£$€" if sign in first), "")
        thousands = "," if _GROUPS.search(shown) else ""
        figure = f"{abs(_rounded(value, decimals, times=times)):{thousands}f}"
        whole, point, rest = figure.partition(".")
        if not thousands:
            whole = whole.zfill(min(shown.partition(".")[0].count("0"), _MOST_PLACES))
        sign = "-" if value < 0 and figure.strip("0.,") else ""
        return f"{sign}{currency}{whole}{point}{rest}{unit}"
    return f"{value:.15g}" if isinstance(value, float) and not value.is_integer() else str(int(value))


def _scale_of(number_format: str) -> tuple[Decimal, str]:
    """By what a format multiplies a number before it shows it, and the words behind it that say so (`k`, ` million`).

    Each comma behind the last digit stands for a thousand. Without one nothing is scaled, and words are left out.

    Raises:
        ValueError: its sections scale differently, or what is shown depends on the size of the number.
    """
    sections = number_format.split(";")[:2]  # for numbers above and below nought: nought is nought in any scale
    commas = {
        sum(map(len, _SCALES.findall(shown))) for each in sections if _DIGIT.search(shown := _QUOTED.sub("", each))
    } or {0}
    if commas == {0}:
        return Decimal(1), ""
    if len(commas) > 1 or _CONDITION.search(number_format):
        raise ValueError("The format scales some numbers otherwise than others.")
    return Decimal(1).scaleb(-3 * commas.pop()), _words_behind(sections[0])


def _words_behind(section: str) -> str:
    """The words that a format puts behind its last digit."""
    pieces = _PIECES.findall(section)
    last = max(place for place, piece in enumerate(pieces) if _DIGIT.fullmatch(piece))
    words = [
        piece.strip('"') if piece.startswith('"') else piece.removeprefix("\\")
        for piece in pieces[last + 1 :]
        if piece.startswith(('"', "\\", " "))
    ]
    return "".join(words).rstrip()


def _rounded(value: float, decimals: int, *, times: int | Decimal = 1) -> Decimal:
    """The number with so many decimals, halves away from zero, as a spreadsheet shows it."""
    with localcontext() as exact:
        exact.prec = 400
        return (Decimal(repr(value)) * times).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def _write(sheet: Worksheet, row: int, column: int, text: str, *, is_text: bool) -> None:
    cell = sheet.cell(row, column)
    number = None if is_text else figure_in(text)
    if number is None:
        cell.value, cell.data_type = text, "s"
        return
    cell.value = number
    if "," in text:
        cell.number_format = "#,##0" if isinstance(number, int) else "#,##0.00"


def _explanations(table: Table) -> list[str]:
    caption = f"{table.caption} ({table.unit})" if table.unit else table.caption
    notes = [f"Note {number}: {note}" for number, note in enumerate(table.notes, 1)]
    return [caption, *(f"{sign}: {meaning}" for sign, meaning in table.symbols), *notes]


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; a plain negative number stays one."""
    plain = unicodedata.normalize("NFKC", cell)
    # A program may drop what nobody sees before it reads a cell.
    read = plain.lstrip(f"{UNSEEN} \u00a0\n")
    if plain.startswith(("\t", "\r")) or (read.startswith(_FORMULA_STARTS) and figure_in(cell) is None):
        return f"'{cell}"
    return cell


def _without_moments(book: BinaryIO) -> bytes:
    """The workbook with its parts in order and no time in them, so that the same table makes the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(book) as before, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after:
        for name in sorted(before.namelist()):
            content = before.read(name)
            if name == "docProps/core.xml":
                content = _undated(content)
            after.writestr(zipfile.ZipInfo(name, _LONG_AGO), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _undated(core: bytes) -> bytes:
    """The properties of a workbook without the moments at which it was made and changed."""
    for tag in (b"dcterms:created", b"dcterms:modified"):
        before, opened, rest = core.partition(b"<" + tag)
        if opened:
            core = before + rest.partition(b"</" + tag + b">")[2]
    return core
