"""Judges a file before it is read as an Office package: a ZIP archive of XML parts, as Excel and Word save them.

A file from outside is hostile until proven otherwise: its bytes are judged before anything unpacks them, and what it
would unpack to is judged before anything parses it.
"""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO
from xml.etree.ElementTree import Element

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse

MEGABYTE = 1024 * 1024
CONTENT_TYPES = "[Content_Types].xml"
BEFORE_XML = b"\xef\xbb\xbf\xff\xfe\0 \r\n\t"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
ENCRYPTED_PART = 0x1
OTHER_KINDS = (
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "a rich text document"),
    (b"<", "a web page or XML file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"MZ", "a program"),
    (b"\x1f\x8b", "a compressed file"),
)


@dataclass(frozen=True)
class PackageKind:
    """One kind of file: its limits, the words of its refusals, and what is judged besides.

    `name` is what a refusal calls it ("workbook"), `expected` what it should have been ("code workbook"), `format` what
    to choose ("Excel workbook"). `main_part` is the part that each such file has. `largest_file` and `largest_unpacked`
    are bytes. `judge_names` gets the names of all parts, and `weigh` each element; both raise `refusal`, and `weigh`
    returns for how many things made one by one the element stands, `most_things` of which may be in all parts.
    """

    refusal: type[Exception]
    program: str
    name: str
    expected: str
    format: str
    suffix: str
    main_part: str
    old_suffixes: str
    largest_file: int
    largest_unpacked: int
    most_parts: int
    most_elements: int
    most_things: int
    too_much: str
    judge_names: Callable[[set[str]], None]
    weigh: Callable[[Element], int]

    @property
    def how_to_save(self) -> str:
        """What to do with a file of another kind."""
        return f"Open it in {self.program} and save it as {self.an_expected_file} ({self.suffix})."

    @property
    def an_expected_file(self) -> str:
        """With its article: "an Excel workbook"."""
        return f"{'an' if self.format[0] in 'AEIOU' else 'a'} {self.format}"


def refuse_unless_package(file: BinaryIO, kind: PackageKind) -> None:
    """Judge a seekable file by its bytes and its parts, without handing it to a library; raises `kind.refusal`."""
    refuse_size(file.seek(0, io.SEEK_END), kind)
    _judge_start(file, kind)
    _judge_parts(file, kind)


def refuse_size(size: int, kind: PackageKind) -> None:
    """Judge a file by its size in bytes; raises `kind.refusal`."""
    if not size:
        raise kind.refusal("The file is empty.")
    if size > kind.largest_file:
        raise kind.refusal(
            f"The file is {size / MEGABYTE:,.0f} MB. A {kind.expected} is at most {kind.largest_file // MEGABYTE} MB."
        )


def _judge_start(file: BinaryIO, kind: PackageKind) -> None:
    file.seek(0)
    start = file.read(8)
    if start == OLE:
        file.seek(0)
        if ENCRYPTED_PACKAGE in file.read():
            raise kind.refusal(f"The {kind.name} is protected with a password. Save a copy without one and try again.")
        raise kind.refusal(f"This is an old {kind.program} or Office file ({kind.old_suffixes}). {kind.how_to_save}")
    if start.startswith(b"PK"):
        return
    for magic, other in OTHER_KINDS:
        if start.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(magic):
            raise kind.refusal(
                f"This is {other}, whatever its name says. Choose {kind.an_expected_file} ({kind.suffix})."
            )
    raise kind.refusal(
        f"This is not {kind.an_expected_file}, whatever its name says. Choose a file saved as {kind.suffix}."
    )


def _judge_parts(file: BinaryIO, kind: PackageKind) -> None:
    """Refuse by the archive's contents, before a part is parsed."""
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
            _judge_amount(parts, kind)
            names = {part.filename for part in parts}
            if any(name.casefold().endswith("vbaproject.bin") for name in names):
                raise kind.refusal(
                    f"The {kind.name} carries macros. Save a copy as {kind.suffix}, which has none, and try again."
                )
            kind.judge_names(names)
            if not {kind.main_part, CONTENT_TYPES} <= names:
                raise kind.refusal(f"This is a ZIP archive and not {kind.an_expected_file}, whatever its name says.")
            if b"macroEnabled" in archive.read(CONTENT_TYPES):
                raise kind.refusal(
                    f"The {kind.name} is of the kind that carries macros. Save a copy as {kind.suffix} and try again."
                )
            _judge_contents(archive, parts, kind)
    except zipfile.BadZipFile as error:
        raise kind.refusal(f"The {kind.name} is cut short or damaged. Fetch or save it again.") from error
    except kind.refusal:
        raise
    except (zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError) as error:
        raise kind.refusal(f"The {kind.name} is damaged and cannot be unpacked. {kind.how_to_save}") from error


def _judge_amount(parts: list[zipfile.ZipInfo], kind: PackageKind) -> None:
    if any(part.flag_bits & ENCRYPTED_PART for part in parts):
        raise kind.refusal(f"The file is a ZIP archive with a password. Choose {kind.an_expected_file} without one.")
    if len(parts) > kind.most_parts:
        raise kind.refusal(
            f"The {kind.name} has {len(parts):,} parts; a {kind.expected} has at most {kind.most_parts}."
        )
    unpacked = sum(part.file_size for part in parts)
    if unpacked > kind.largest_unpacked:
        raise kind.refusal(
            f"The {kind.name} would unpack to {unpacked / MEGABYTE:,.0f} MB; "
            f"a {kind.expected} unpacks to at most {kind.largest_unpacked // MEGABYTE} MB."
        )


def _judge_contents(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], kind: PackageKind) -> None:
    elements = things = 0
    for part in parts:
        for element in _elements(archive, part, kind):
            elements += 1
            things += kind.weigh(element)
            if elements > kind.most_elements or things > kind.most_things:
                raise kind.refusal(kind.too_much)


def _elements(archive: zipfile.ZipFile, part: zipfile.ZipInfo, kind: PackageKind) -> Iterator[Element]:
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
            raise kind.refusal(
                f"The {kind.name} has parts that no {kind.program} writes (a DOCTYPE). It was not read."
            ) from error
        except ParseError:
            return
