"""Reads and writes the CNST codes workbook: the only openpyxl in the room.

A workbook from outside is hostile until proven otherwise: its bytes are judged before anything unpacks them, and what
it would unpack to is judged before anything parses it.
"""

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO
from xml.etree.ElementTree import Element

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from codes.domain.code_list_mapping import Sheet
from codes.domain.code_lists import LISTS, CodeRow
from codes.domain.errors import WorkbookRefused

MEGABYTE = 1024 * 1024
LARGEST_FILE = 5 * MEGABYTE
LARGEST_UNPACKED = 20 * MEGABYTE
MOST_PARTS = 500
MOST_SHEETS = 30
MOST_ELEMENTS = 150_000  # openpyxl needs some 40 microseconds for each; a code workbook has some thousands
MOST_SPREAD_CELLS = 50_000  # merged cells and links, which openpyxl makes one by one
SPREADING = {"mergeCell", "hyperlink"}
BEFORE_XML = b"\xef\xbb\xbf\xff\xfe\0 \r\n\t"
MOST_ROWS = 5_000
MOST_COLUMNS = 60
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
ENCRYPTED_PART = 0x1
HOW_TO_SAVE = "Open it in Excel and save it as an Excel workbook (.xlsx)."
OTHER_KINDS = (
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "a rich text document"),
    (b"<", "a web page or XML file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"MZ", "a program"),
    (b"\x1f\x8b", "a compressed file"),
)
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


def refuse_unless_workbook(file: BinaryIO) -> None:
    """Judge a file by its bytes and its parts, without parsing it; raises WorkbookRefused."""
    refuse_size(file.seek(0, io.SEEK_END))
    _judge_kind(file)
    _judge_parts(file)


def refuse_size(size: int) -> None:
    """Judge a file by its size in bytes; raises WorkbookRefused."""
    if not size:
        raise WorkbookRefused("The file is empty.")
    if size > LARGEST_FILE:
        raise WorkbookRefused(
            f"The file is {size / MEGABYTE:,.0f} MB. A code workbook is at most {LARGEST_FILE // MEGABYTE} MB."
        )


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


def _judge_kind(file: BinaryIO) -> None:
    file.seek(0)
    start = file.read(8)
    if start == OLE:
        file.seek(0)
        if ENCRYPTED_PACKAGE in file.read():
            raise WorkbookRefused("The workbook is protected with a password. Save a copy without one and try again.")
        raise WorkbookRefused(f"This is an old Excel or Office file (.xls, .doc). {HOW_TO_SAVE}")
    if start.startswith(b"PK"):
        return
    for magic, kind in OTHER_KINDS:
        if start.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(magic):
            raise WorkbookRefused(f"This is {kind}, whatever its name says. Choose an Excel workbook (.xlsx).")
    raise WorkbookRefused("This is not an Excel workbook, whatever its name says. Choose a file saved as .xlsx.")


def _judge_parts(file: BinaryIO) -> None:
    """Refuse by the archive's contents, before a part is parsed."""
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
            _judge_amount(parts)
            _judge_names({part.filename for part in parts})
            _judge_contents(archive, parts)
    except zipfile.BadZipFile as error:
        raise WorkbookRefused("The workbook is cut short or damaged. Fetch or save it again.") from error
    except WorkbookRefused:
        raise
    except (zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError) as error:
        raise WorkbookRefused(f"The workbook is damaged and cannot be unpacked. {HOW_TO_SAVE}") from error


def _judge_amount(parts: list[zipfile.ZipInfo]) -> None:
    if any(part.flag_bits & ENCRYPTED_PART for part in parts):
        raise WorkbookRefused("The file is a ZIP archive with a password. Choose an Excel workbook without one.")
    if len(parts) > MOST_PARTS:
        raise WorkbookRefused(f"The workbook has {len(parts):,} parts; a code workbook has at most {MOST_PARTS}.")
    unpacked = sum(part.file_size for part in parts)
    if unpacked > LARGEST_UNPACKED:
        raise WorkbookRefused(
            f"The workbook would unpack to {unpacked / MEGABYTE:,.0f} MB; "
            f"a code workbook unpacks to at most {LARGEST_UNPACKED // MEGABYTE} MB."
        )


def _judge_names(names: set[str]) -> None:
    if any(name.endswith("vbaProject.bin") for name in names):
        raise WorkbookRefused("The workbook carries macros. Save a copy as .xlsx, which has none, and try again.")
    if any(name.startswith("xl/externalLinks/") for name in names):
        raise WorkbookRefused(
            "The workbook takes values from other files. In Excel use Data, Edit links, Break link, and save a copy."
        )
    if "xl/workbook.bin" in names:
        raise WorkbookRefused(f"This is a binary workbook (.xlsb). {HOW_TO_SAVE}")
    if "word/document.xml" in names:
        raise WorkbookRefused("This is a Word document, whatever its name says. Choose an Excel workbook (.xlsx).")
    if "[Content_Types].xml" not in names or "xl/workbook.xml" not in names:
        raise WorkbookRefused("This is a ZIP archive and not an Excel workbook, whatever its name says.")


def _judge_contents(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    if b"macroEnabled" in archive.read("[Content_Types].xml"):
        raise WorkbookRefused("The workbook is of the kind that carries macros. Save a copy as .xlsx and try again.")
    elements = spread = 0
    for part in parts:
        for element in _elements(archive, part):
            elements += 1
            if element.tag.rpartition("}")[2] in SPREADING:
                spread += _cells_in(element.get("ref", ""))
            if elements > MOST_ELEMENTS or spread > MOST_SPREAD_CELLS:
                raise WorkbookRefused(
                    "The workbook has far more cells than a code list. Copy the three lists into a new workbook."
                )


def _elements(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[Element]:
    """The elements of a part in order, up to the place where it stops being XML; none when it is no XML at all."""
    with archive.open(part) as opened:
        looks_like_xml = opened.read(64).lstrip(BEFORE_XML).startswith(b"<")
    if not looks_like_xml:
        return
    with archive.open(part) as opened:
        try:
            for _, element in iterparse(opened, events=("start",), forbid_dtd=True):
                yield element
        except DefusedXmlException as error:
            raise WorkbookRefused(
                "The workbook has parts that no Excel writes (a DOCTYPE). It was not read."
            ) from error
        except ParseError:
            return


def _cells_in(reference: str) -> int:
    """How many cells a reference like A1:C3 spans; ValueError for what is none."""
    first_column, first_row, last_column, last_row = range_boundaries(reference)
    return ((last_column or MOST_SPREAD_CELLS) - (first_column or 1) + 1) * (
        (last_row or MOST_SPREAD_CELLS) - (first_row or 1) + 1
    )


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
