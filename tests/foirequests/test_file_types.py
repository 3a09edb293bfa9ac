"""Which files are taken in: what is in a file decides, and its name has to agree."""

import io
import zipfile

import pytest

from foirequests.domain import file_types
from foirequests.domain.errors import Refused
from foirequests.domain.file_types import LONGEST_NAME, safe_name, type_of

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 64
OUTLOOK = OLE + "__properties_version1.0".encode("utf-16-le")


def package(*members: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for member in members:
            made.writestr(member, "x")
    return out.getvalue()


WORD = package("[Content_Types].xml", "word/document.xml")
EXCEL = package("[Content_Types].xml", "xl/workbook.xml")
IN_DIRECTORY = WORD.find(b"PK\x01\x02")
OF_A_VERSION_TO_COME = WORD[: IN_DIRECTORY + 6] + b"\xff" + WORD[IN_DIRECTORY + 7 :]
WITH_A_NAME_THAT_IS_NO_TEXT = (WORD[: IN_DIRECTORY + 9] + b"\x08" + WORD[IN_DIRECTORY + 10 :]).replace(b"[C", b"\xffC")
PNG, JPEG, PDF = b"\x89PNG\r\n\x1a\n...", b"\xff\xd8\xff...", b"%PDF-1.7 ..."
MAIL = b"Received: from x\r\nFrom: a@b.example\r\n\r\nHello"


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("reply.pdf", PDF, file_types.PDF),
        ("REPLY.PDF", PDF, file_types.PDF),
        ("letter.docx", WORD, file_types.WORD),
        ("figures.xlsx", EXCEL, file_types.EXCEL),
        ("figures.csv", b"year;claims\r\n2022;14\r\n", file_types.CSV),
        ("note.txt", b"\xef\xbb\xbfSi\xc3\xa2n", file_types.TEXT),
        ("note.txt", b"\x93Quoted\x94 in the old code page, \xe9", file_types.TEXT),
        ("note.txt", b"one\tcolumn\n\fpage\r\n", file_types.TEXT),
        ("scan.png", PNG, file_types.PNG),
        ("scan.jpg", JPEG, file_types.JPEG),
        ("scan.jpeg", JPEG, file_types.JPEG),
        ("mail.eml", MAIL, file_types.MAIL),
        ("mail.eml", b"\r\n\r\nsubject: hello\r\n\r\nHello", file_types.MAIL),
        ("mail.msg", OUTLOOK, file_types.OUTLOOK),
    ],
)
def test_a_file_is_what_its_bytes_say_when_its_name_agrees(name, content, kind):
    assert type_of(name, content) is kind


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("reply.pdf", EXCEL),
        ("reply.pdf", b"%PD"),
        ("figures.xlsx", WORD),
        ("letter.docx", EXCEL),
        ("letter.docx", PDF),
        ("letter.docx", package("word/document.xml")),
        ("figures.xlsx", package("xl/workbook.xml")),
        ("figures.xlsx", package("[Content_Types].xml")),
        ("scan.png", JPEG),
        ("mail.msg", OLE),
        ("figures.csv", b"1;2\0"),
        ("note.txt", b"<!DOCTYPE html><p>"),
        ("note.txt", b"  <HTML>"),
        ("note.txt", b"\xef\xbb\xbf<?xml version='1.0'?>"),
        ("note.txt", b"\x01" + b"x" * 998),
        ("mail.eml", b"Hello, this is no e-mail"),
        ("mail.eml", b"\n" * 3 + b"x\n" * 20 + b"From: too late\n"),
        ("mail.eml", b"From: a@b.example\r\n\0"),
        ("mail.eml", b"x" * 2000 + b"\nFrom: a@b.example"),
    ],
)
def test_a_file_that_is_something_else_than_its_name_says_is_refused(name, content):
    with pytest.raises(Refused, match="what is in it is something else"):
        type_of(name, content)


def test_one_strange_character_in_a_thousand_is_borne_and_no_more():
    assert type_of("note.txt", b"\x01" + b"x" * 999) is file_types.TEXT
    with pytest.raises(Refused):
        type_of("note.txt", b"\x01\x01" + b"x" * 998)


def test_the_twentieth_line_of_a_mail_may_be_its_first_known_header():
    assert type_of("a.eml", b"X-Odd: x\n" * 19 + b"From: a@b.example\n") is file_types.MAIL
    with pytest.raises(Refused):
        type_of("a.eml", b"X-Odd: x\n" * 20 + b"From: a@b.example\n")


def test_the_markup_of_a_page_is_looked_for_at_its_beginning():
    assert type_of("note.txt", b"We write <html> in the middle.") is file_types.TEXT


@pytest.mark.parametrize("name", ["program.exe", "pdf", "picture.gif", "sheet.xls", "page.html", ".pdf", "archive.zip"])
def test_other_kinds_are_named_as_such(name):
    with pytest.raises(Refused, match="not a kind of file that can be kept here. Use PDF, Word"):
        type_of(name, PDF)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("reply.pdf", b"", "is empty"),
        ("letter.docx", WORD[:-30], "cannot be opened"),
        ("letter.docx", OF_A_VERSION_TO_COME, "cannot be opened"),
        ("letter.docx", WITH_A_NAME_THAT_IS_NO_TEXT, "cannot be opened"),
        ("figures.xlsx", package("[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin"), "carries macros"),
    ],
)
def test_a_file_is_refused_in_plain_words(name, content, said):
    with pytest.raises(Refused, match=said):
        type_of(name, content)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("C:\\Users\\me\\reply.pdf", "reply.pdf"),
        ("../../etc/reply.pdf", "reply.pdf"),
        ('a<b>c:"d|e?f*.pdf', "abcdef.pdf"),
        ("line\r\nbreak.pdf", "linebreak.pdf"),
        (" . reply.pdf . ", "reply.pdf"),
        ("reply", "reply"),
        ("", "file"),
        ("...", "file"),
        ("*.pdf", "pdf"),
        ("a" * 200 + ".pdf", "a" * (LONGEST_NAME - 4) + ".pdf"),
        ("a" * 200, "a" * LONGEST_NAME),
    ],
)
def test_a_name_is_made_safe_and_keeps_its_ending(name, safe):
    assert safe_name(name) == safe
    assert len(safe) <= LONGEST_NAME == 150


@pytest.mark.parametrize(("before", "is_mail"), [(1994, True), (1995, False)])
def test_a_header_is_looked_for_in_the_first_two_thousand_bytes(before, is_mail):
    content = b"x" * before + b"\nFrom: a@b.example"
    if is_mail:
        assert type_of("a.eml", content) is file_types.MAIL
        return
    with pytest.raises(Refused):
        type_of("a.eml", content)
