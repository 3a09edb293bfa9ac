"""Judges a file before it is read as a code workbook.

A workbook from outside is hostile until proven otherwise: its bytes are judged before anything unpacks them, and what
it would unpack to is judged before anything parses it.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO
from xml.etree.ElementTree import Element

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse

from codes.domain.code_list_mapping import column_number
from codes.domain.errors import WorkbookRefused

MEGABYTE = 1024 * 1024
LARGEST_FILE = 5 * MEGABYTE
LARGEST_UNPACKED = 20 * MEGABYTE
MOST_PARTS = 500
MOST_ELEMENTS = 150_000  # openpyxl needs some 40 microseconds for each; a code workbook has some thousands
MOST_SPREAD_CELLS = 50_000  # merged cells and links, which openpyxl makes one by one
SPREADING = {"mergeCell", "hyperlink"}
BEFORE_XML = b"\xef\xbb\xbf\xff\xfe\0 \r\n\t"
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
    """How many cells a reference like A1:C3 spans; a whole row or column counts as too many."""
    found = re.fullmatch(r"\$?([A-Z]{1,3})\$?([0-9]{1,7}):\$?([A-Z]{1,3})\$?([0-9]{1,7})", reference.upper())
    if not found:
        return MOST_SPREAD_CELLS + 1 if ":" in reference else 1
    columns = column_number(found[3]) - column_number(found[1])
    return (abs(columns) + 1) * (abs(int(found[4]) - int(found[2])) + 1)
