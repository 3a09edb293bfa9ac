"""Judges a file before it is read as a Word document (see `codes.package_safety`)."""

from typing import BinaryIO
from xml.etree.ElementTree import Element

from codes.package_safety import MEGABYTE, PackageKind, refuse_unless_package
from responses.domain.errors import Refused

DOCUMENT = "word/document.xml"
LARGEST = 5 * MEGABYTE
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


def refuse_unless_document(file: BinaryIO) -> None:
    """Judge a file by its bytes and its parts, without parsing it; raises Refused."""
    refuse_unless_package(file, DOCUMENT_KIND)


def _judge_names(names: set[str]) -> None:
    if "xl/workbook.xml" in names:
        raise Refused("This is an Excel workbook, whatever its name says. Choose a Word document (.docx).")


def _weigh(element: Element) -> int:
    """A link of the words is nothing that Word fetches; everything else from outside the file is."""
    is_outside = element.tag == _RELATIONSHIP and element.get("TargetMode", "").casefold() == "external"
    if is_outside and not element.get("Type", "").endswith("/hyperlink"):
        raise Refused(
            "The document takes something from outside of itself: a template, a picture or another file. Copy its text"
            " into a new document, save that and bring it."
        )
    return 0


DOCUMENT_KIND = PackageKind(
    refusal=Refused,
    program="Word",
    name="document",
    expected="file of wording",
    format="Word document",
    suffix=".docx",
    main_part=DOCUMENT,
    old_suffixes=".doc, .xls",
    largest_file=LARGEST,
    largest_unpacked=20 * MEGABYTE,
    most_parts=100,
    most_elements=200_000,  # lxml needs some 2 microseconds for each; a library of a hundred blocks has 20,000
    most_things=0,
    too_much="The document has far more in it than a library of wording. Copy its text into a new document.",
    judge_names=_judge_names,
    weigh=_weigh,
)
