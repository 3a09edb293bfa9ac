"""Judges a file before it is read as a code workbook (see `package_safety`)."""

import re
from typing import BinaryIO
from xml.etree.ElementTree import Element

from codes import package_safety
from codes.domain.code_list_mapping import column_number
from codes.domain.errors import WorkbookRefused
from codes.package_safety import MEGABYTE, PackageKind

MOST_SPREAD_CELLS = 50_000  # merged cells and links, which openpyxl makes one by one
SPREADING = {"mergeCell", "hyperlink"}


def _judge_names(names: set[str]) -> None:
    if any(name.startswith("xl/externalLinks/") for name in names):
        raise WorkbookRefused(
            "The workbook takes values from other files. In Excel use Data, Edit links, Break link, and save a copy."
        )
    if "xl/workbook.bin" in names:
        raise WorkbookRefused(f"This is a binary workbook (.xlsb). {HOW_TO_SAVE}")
    if "word/document.xml" in names:
        raise WorkbookRefused("This is a Word document, whatever its name says. Choose an Excel workbook (.xlsx).")


def _weigh(element: Element) -> int:
    return _cells_in(element.get("ref", "")) if element.tag.rpartition("}")[2] in SPREADING else 0


def _cells_in(reference: str) -> int:
    """How many cells a reference like A1:C3 spans; a whole row or column counts as too many."""
    found = re.fullmatch(r"\$?([A-Z]{1,3})\$?([0-9]{1,7}):\$?([A-Z]{1,3})\$?([0-9]{1,7})", reference.upper())
    if not found:
        return MOST_SPREAD_CELLS + 1 if ":" in reference else 1
    columns = column_number(found[3]) - column_number(found[1])
    return (abs(columns) + 1) * (abs(int(found[4]) - int(found[2])) + 1)


CODE_WORKBOOK = PackageKind(
    refusal=WorkbookRefused,
    program="Excel",
    name="workbook",
    expected="code workbook",
    format="Excel workbook",
    suffix=".xlsx",
    main_part="xl/workbook.xml",
    old_suffixes=".xls, .doc",
    largest_file=5 * MEGABYTE,
    largest_unpacked=20 * MEGABYTE,
    most_parts=500,
    most_elements=150_000,  # openpyxl needs some 40 microseconds for each; a code workbook has some thousands
    most_things=MOST_SPREAD_CELLS,
    too_much="The workbook has far more cells than a code list. Copy the three lists into a new workbook.",
    judge_names=_judge_names,
    weigh=_weigh,
)
HOW_TO_SAVE = CODE_WORKBOOK.how_to_save


def refuse_unless_workbook(file: BinaryIO) -> None:
    """Judge a file by its bytes and its parts, without parsing it; raises WorkbookRefused."""
    package_safety.refuse_unless_package(file, CODE_WORKBOOK)


def refuse_size(size: int) -> None:
    """Judge a file by its size in bytes; raises WorkbookRefused."""
    package_safety.refuse_size(size, CODE_WORKBOOK)
