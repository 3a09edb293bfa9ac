"""Files that are no code workbook, whatever their name says: each refused with words that say what to do."""

import io
import random
import struct
import time
import zipfile

import pytest

from codes.domain.code_list_reading import read_lists
from codes.domain.errors import WorkbookRefused
from codes.workbook import read_sheets
from codes.workbook_safety import MEGABYTE, refuse_size
from tests.codes.workbooks import replacing_part, with_part, workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def archive(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in parts.items():
            zipped.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def with_password_flag() -> bytes:
    data = bytearray(workbook())
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        flags = struct.unpack_from("<H", data, at + 8)[0]
        struct.pack_into("<H", data, at + 8, flags | 1)
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "The file is empty"),
        (b"%PDF-1.7\n", "a PDF, whatever its name says"),
        (b"specialty,cause\nObstetrics,", "not an Excel workbook"),
        (b"<html><table>", "a web page"),
        (b"MZ\x90\0", "a program"),
        (OLE, "old Excel or Office file"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "protected with a password"),
        (workbook()[:2000], "cut short or damaged"),
        (workbook()[:-30], "cut short or damaged"),
        (b"PK\x03\x04" + b"\0" * 400, "cut short or damaged"),
        (archive(readme=b"hello"), "ZIP archive and not an Excel workbook"),
        (with_part("word/document.xml", b"<w/>"), "a Word document"),
        (with_part("xl/workbook.bin", b"x"), "binary workbook"),
        (with_part("xl/vbaProject.bin", b"x"), "carries macros"),
        (with_part("xl/macros/VBAPROJECT/vbaProject.bin", b"x"), "carries macros"),
        (
            replacing_part("[Content_Types].xml", b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
            "the kind that carries macros",
        ),
        (with_part("xl/externalLinks/externalLink1.xml", b"<x/>"), "takes values from other files"),
        (with_part("xl/big.xml", b"\0" * (21 * 1024 * 1024)), "would unpack to 21 MB"),
        (replacing_part("xl/theme/theme1.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'), "no Excel writes"),
        (replacing_part("xl/workbook.xml", b"<workbook><not closed"), "damaged and cannot be read"),
        (replacing_part("xl/worksheets/sheet1.xml", b"\xff\xfe\xff"), "damaged and cannot be read"),
        (with_password_flag(), "ZIP archive with a password"),
        (workbook({f"Tab {n}": [["x"]] for n in range(31)}), "more than 30 tabs"),
        (archive(**{f"part{n}": b"" for n in range(501)}), "has 501 parts"),
    ],
)
def test_what_is_no_code_workbook_is_refused_in_plain_words(data, message):
    with pytest.raises(WorkbookRefused, match=message):
        read_sheets(io.BytesIO(data))


SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData>%s</worksheet>'
LINK = b'<hyperlinks><hyperlink ref="A1:XFD1048576" location="x"/></hyperlinks>'


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("xl/worksheets/sheet1.xml", SHEET % (b"<row>" + b"<c/>" * 2_000_000 + b"</row>", b"")),
        ("xl/worksheets/sheet1.xml", SHEET % (b'<row hidden="1"/>' * 500_000, b"")),
        ("xl/worksheets/sheet1.xml", SHEET % (b"", b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')),
        ("xl/worksheets/sheet1.xml", SHEET % (b"", b"<mergeCells>" + b'<mergeCell ref="A:C"/>' * 9 + b"</mergeCells>")),
        ("xl/worksheets/sheet1.xml", SHEET % (b"", LINK)),
        ("xl/worksheets/sheet1.xml", (SHEET % (b"<row/>" * 300_000, b"")).decode().encode("utf-16")),
        ("xl/styles.xml", b"<styleSheet>" + b"<x/>" * 300_000),
    ],
)
def test_a_small_file_that_would_take_minutes_and_gigabytes_is_refused_within_seconds(name, content):
    started = time.monotonic()
    with pytest.raises(WorkbookRefused, match="far more cells than a code list"):
        read_sheets(io.BytesIO(replacing_part(name, content)))
    assert time.monotonic() - started < 10


def test_a_file_of_100_megabytes_is_refused_by_its_size_alone():
    with pytest.raises(WorkbookRefused, match="The file is 100 MB. A code workbook is at most 5 MB"):
        refuse_size(100 * MEGABYTE)


def test_a_sheet_that_claims_a_million_rows_is_read_as_far_as_the_limit():
    def far(book):
        book["Injury"]["A1048576"] = "Far away"

    reading = read_lists(read_sheets(io.BytesIO(workbook(dress=far)))).insist()
    assert [row.label for row in reading.lists["injury"].rows] == ["Fatality", "Cancer"]
    assert "The tab “Injury” goes on past row 5,000; only the rows to there were read." in reading.findings


def test_markup_and_formulas_in_a_label_stay_words():
    tabs = {
        "Specialty": [["Specialty"], ["<script>alert(1)</script>"], ["{{ secret }}"]],
        "Cause": [["Cause"], ["Wrong Diagnosis"]],
        "Injury": [["Injury"], ["((requester))"]],
    }
    reading = read_lists(read_sheets(io.BytesIO(workbook(tabs)))).insist()
    assert reading.rows[0].label == "<script>alert(1)</script>"


@pytest.mark.parametrize("seed", range(60))
def test_a_workbook_with_bytes_changed_is_read_or_refused_and_nothing_else(seed):
    chance = random.Random(seed)
    data = bytearray(workbook())
    for _ in range(chance.choice((1, 3, 20, 200))):
        data[chance.randrange(4, len(data))] = chance.randrange(256)
    try:
        read_lists(read_sheets(io.BytesIO(bytes(data))))
    except WorkbookRefused as refused:
        assert str(refused)


@pytest.mark.parametrize("seed", range(40))
def test_a_part_with_bytes_changed_is_read_or_refused_and_nothing_else(seed):
    chance = random.Random(seed)
    with zipfile.ZipFile(io.BytesIO(workbook())) as whole:
        name = chance.choice([each for each in whole.namelist() if each.startswith("xl/")])
        part = bytearray(whole.read(name))
    for _ in range(chance.choice((1, 2, 5))):
        part[chance.randrange(len(part))] = chance.choice(b"<>\"'/=0a& ")
    try:
        read_lists(read_sheets(io.BytesIO(replacing_part(name, bytes(part)))))
    except WorkbookRefused as refused:
        assert str(refused)
