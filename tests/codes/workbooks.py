"""Workbooks for the tests, good and hostile, made on the spot."""

import io
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from openpyxl import Workbook

PLAIN = {
    "Specialty": [["Specialty"], ["Obstetrics"], ["Ambulance"]],
    "Cause": [["Cause"], ["Wrong Diagnosis"]],
    "Injury": [["Injury"], ["Fatality"], ["Cancer"]],
}


def workbook(tabs: Mapping[str, Iterable[Iterable]] = PLAIN, dress=None) -> bytes:
    """A workbook with these tabs and rows; `dress` may alter it before it is saved."""
    book = Workbook()
    book.remove(book.active)
    for title, rows in tabs.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    if dress:
        dress(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def official(specialties=(), causes=(), injuries=()) -> bytes:
    """An official-looking workbook: code numbers in the first column, labels in the second."""
    lists = {"Specialty": specialties, "Cause": causes, "Injury": injuries}
    return workbook({name: [["Code", name], *values] for name, values in lists.items()})


def with_part(name: str, content: bytes, data: bytes | None = None) -> bytes:
    """A workbook with one more part in its archive."""
    out = io.BytesIO(data or workbook())
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


def replacing_part(name: str, content: bytes) -> bytes:
    """A workbook one of whose parts is another."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook())) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, content if part == name else old.read(part))
    return out.getvalue()


def at(folder: Path, data: bytes, name: str = "codes.xlsx") -> Path:
    """The bytes as a file."""
    place = folder / name
    place.write_bytes(data)
    return place
