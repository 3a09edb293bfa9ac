"""Which files the office takes in, judged by what is in them and not by what they are called."""

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath

from foirequests.domain.errors import Refused


@dataclass(frozen=True)
class FileType:
    """A kind of file: its media type, the endings that go with it, and its name in words."""

    media_type: str
    endings: tuple[str, ...]
    words: str


PDF = FileType("application/pdf", ("pdf",), "PDF")
WORD = FileType("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ("docx",), "Word")
EXCEL = FileType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ("xlsx",), "Excel")
CSV = FileType("text/csv", ("csv",), "CSV")
TEXT = FileType("text/plain", ("txt",), "plain text")
PNG = FileType("image/png", ("png",), "PNG picture")
JPEG = FileType("image/jpeg", ("jpg", "jpeg"), "JPEG picture")
MAIL = FileType("message/rfc822", ("eml",), "e-mail")
OUTLOOK = FileType("application/vnd.ms-outlook", ("msg",), "Outlook message")
ALL = (PDF, WORD, EXCEL, CSV, TEXT, PNG, JPEG, MAIL, OUTLOOK)

ALLOWED = "PDF, Word (docx), Excel (xlsx), CSV, text, PNG, JPEG, or a saved e-mail (eml, msg)"
LONGEST_NAME = 150

_MAIL_HEADER = re.compile(r"^(From|To|Subject|Date|Received|Return-Path|MIME-Version|Message-ID|Delivered-To):", re.I)
# The second for a version or a method that Python does not know, the third for names that are no text.
_BROKEN_PACKAGES = (zipfile.BadZipFile, NotImplementedError, ValueError)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def type_of(name: str, content: bytes) -> FileType:
    """The kind of a file, found in its bytes; its name has to agree.

    Raises:
        Refused: the file is empty, of a kind that is not taken in, carries macros, or its name says something else.
    """
    if not content:
        raise Refused(f"“{name}” is empty.")
    ending = PurePosixPath(name.casefold()).suffix.lstrip(".")
    expected = next((kind for kind in ALL if ending in kind.endings), None)
    if expected is None:
        raise Refused(f"“{name}” is not a kind of file that can be kept here. Use {ALLOWED}.")
    if expected in (CSV, TEXT, MAIL):
        matches = _is_text(content) and (expected is not MAIL or _is_mail(content))
    else:
        matches = _found_in(content, name) is expected
    if not matches:
        raise Refused(
            f"“{name}” is named as if it were {expected.words}, but what is in it is something else. Save it again in"
            " the right format, and choose it again."
        )
    return expected


def safe_name(name: str) -> str:
    """A name without folders, control characters and quotes, cut to `LONGEST_NAME` before its ending."""
    last = re.split(r"[/\\]", name)[-1]
    kept = "".join(letter for letter in last if letter.isprintable() and letter not in '<>:"|?*').strip(" .")
    stem, dot, ending = kept.rpartition(".")
    if not dot:
        return kept[:LONGEST_NAME] or "file"
    return f"{stem[: LONGEST_NAME - len(ending) - 1] or 'file'}.{ending}"


def _found_in(content: bytes, name: str) -> FileType | None:
    if content.startswith(b"%PDF-"):
        return PDF
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith(_OLE):
        return OUTLOOK if "__properties_version1.0".encode("utf-16-le") in content else None
    if content.startswith(b"PK"):
        return _office_document(content, name)
    return None


def _office_document(content: bytes, name: str) -> FileType | None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            members = package.namelist()
    except _BROKEN_PACKAGES:
        raise Refused(f"“{name}” cannot be opened. It may have been cut off on the way.") from None
    if any(member.casefold().endswith("vbaproject.bin") for member in members):
        raise Refused(f"“{name}” carries macros. Save it without them, and choose it again.")
    if "[Content_Types].xml" not in members:
        return None
    if "word/document.xml" in members:
        return WORD
    return EXCEL if "xl/workbook.xml" in members else None


def _is_text(content: bytes) -> bool:
    if b"\x00" in content:
        return False
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    strange = sum(1 for letter in text if not letter.isprintable() and letter not in "\r\n\t\f")
    markup = text.lstrip()[:200].casefold().startswith(("<!doctype", "<html", "<?xml"))
    return strange <= len(text) // 1000 and not markup


def _is_mail(content: bytes) -> bool:
    head = content[:2000].decode("latin-1").lstrip()
    return any(_MAIL_HEADER.match(line) for line in head.splitlines()[:20])
