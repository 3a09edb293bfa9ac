"""Reads and writes Word documents of wording: the only python-docx in the product.

What is read is a closed list: paragraphs, runs, words, tabs and line breaks. Everything else that could hold words
(tables, text boxes, comments, tracked changes, fields) is refused by name, so that nothing is lost unseen.
"""

import io
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any, BinaryIO

from docx import Document
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from codes.workbook import BROKEN_PARTS
from responses.domain import wording_paragraphs as paragraphs
from responses.domain.errors import Refused
from responses.word_numbering import list_mark
from responses.word_safety import DOCUMENT_KIND, refuse_unless_document

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_DAMAGED = f"The document is damaged and cannot be read. {DOCUMENT_KIND.how_to_save}"

_PASSED_OVER = {
    "bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd", "lastRenderedPageBreak", "sectPr",
    "pPr", "rPr", "softHyphen",
}  # fmt: skip
_TRACKED = {"ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge"}
_LOST = {
    "commentRangeStart": "a comment", "commentRangeEnd": "a comment", "commentReference": "a comment",
    "tbl": "a table", "drawing": "a picture or a text box", "pict": "a picture or a text box",
    "AlternateContent": "a picture or a text box", "object": "an object from another program",
    "sdt": "a form field", "fldSimple": "a field that Word fills in by itself",
    "fldChar": "a field that Word fills in by itself", "instrText": "a field that Word fills in by itself",
    "footnoteReference": "a footnote", "endnoteReference": "an endnote", "sym": "a symbol from a special font",
    "oMath": "a formula", "oMathPara": "a formula", "altChunk": "another document", "subDoc": "another document",
}  # fmt: skip
_TRACKED_WORDS = (
    "The document has tracked changes, and what it says depends on them. In Word choose Review, Accept, Accept All"
    " Changes (reject first what is not meant), save it and bring it again."
)


def written_document(text: str, *, title: str, day: date) -> bytes:
    """The text of `wording_document.written` as a Word document."""
    document = Document()
    _dress(document)
    known = document.core_properties
    known.title, known.author, known.last_modified_by, known.comments = title, "FOI Desk", "FOI Desk", ""
    known.created = known.modified = datetime.combine(day, time(), UTC).replace(tzinfo=None)
    styles = {kind: document.styles[name] for kind, name in _STYLES.items()}
    style = document.styles["Title"]
    for paragraph in paragraphs.paragraphs_of(text):
        document.add_paragraph(paragraph.text, style=styles.get(paragraph.kind, style))
        style = None
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def read_document(file: BinaryIO) -> str:
    """The text that `wording_document.read` reads, from a Word document; `file` is seekable and read from its start.

    Raises:
        Refused: it is no Word document or a dangerous one, or has anything whose words would be lost; says what to do.
    """
    refuse_unless_document(file)
    file.seek(0)
    try:
        document = Document(file)
        _refuse_words_elsewhere(document)
        return paragraphs.text_of(_paragraphs(document))
    except Refused:
        raise
    except (OpcError, RecursionError, *BROKEN_PARTS) as error:
        raise Refused(_DAMAGED) from error


# --- Writing --------------------------------------------------------------------------------------------------------

_STYLES = {
    paragraphs.BEGINNING: "Heading 2",
    paragraphs.MARK: "Fact",
    paragraphs.FACT: "Fact",
    paragraphs.END: "Fact",
}


def _dress(document: Any) -> None:
    """British spelling, and a small grey hand for what is said about the wording."""
    styles = document.styles
    for language in styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
    styles["Normal"].font.name, styles["Normal"].font.size = "Arial", Pt(11)
    styles["Title"].font.size = Pt(20)
    fact = styles.add_style("Fact", 1)
    fact.base_style, fact.font.size, fact.font.color.rgb = styles["Normal"], Pt(9), RGBColor(0x42, 0x55, 0x63)
    fact.paragraph_format.space_after = Pt(2)
    fact.paragraph_format.keep_with_next = True


# --- Reading --------------------------------------------------------------------------------------------------------


def _local(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _refuse_words_elsewhere(document: Any) -> None:
    """Tracked changes anywhere, and words in the heads and feet of pages."""
    for element in document.element.iter():
        name = _local(element)
        if name in _TRACKED or name.endswith("Change"):
            raise Refused(_TRACKED_WORDS)
    for related in document.part.rels.values():
        if not related.is_external and related.reltype.endswith(("/header", "/footer")):
            words = "".join(each.text or "" for each in related.target_part.element.iter(qn("w:t"))).strip()
            if words:
                raise Refused(
                    f"The head or foot of its pages says “{_short(words)}”, which would be lost. Delete it in the"
                    " document, or copy it into the wording, save the document and bring it again."
                )


def _paragraphs(document: Any) -> Iterator[str]:
    before = ""
    counted: dict[str, int] = {}
    for element in document.element.body:
        if _local(element) == "p":
            words = "".join(_words_in(element, document, before))
            mark = list_mark(element, document, counted) if words.strip() else ""
            if mark is None:
                raise Refused(
                    f"“{_short(words)}” is numbered by Word with letters or in a form of its own, and the number would"
                    " be lost. Type the number, or make the list one of dots or of plain numbers."
                )
            before = words if words.strip() else before
            yield mark + words
        elif _local(element) not in _PASSED_OVER:
            raise _lost(element, before)


def _words_in(element: Any, document: Any, before: str) -> Iterator[str]:
    """The words of a paragraph, or of a link in it; refuses everything that is not a word."""
    said = ""
    for child in element:
        name = _local(child)
        if name == "r":
            words = "".join(_words_of_run(child, said or before))
            said += words
            yield words
        elif name == "hyperlink":
            words = "".join(_words_in(child, document, said or before))
            _refuse_other_address(child, document, words)
            said += words
            yield words
        elif name and name not in _PASSED_OVER:
            raise _lost(child, said or before)


def _words_of_run(run: Any, before: str) -> Iterator[str]:
    words = ""
    for child in run:
        name = _local(child)
        if name == "t":
            words += child.text or ""
        elif name in ("tab", "ptab"):
            words += "\t"
        elif name == "cr" or (name == "br" and child.get(qn("w:type"), "textWrapping") == "textWrapping"):
            words += "\n"
        elif name == "noBreakHyphen":
            words += "-"
        elif name and name != "br" and name not in _PASSED_OVER:
            raise _lost(child, words or before)
    if words.strip():
        _refuse_struck_or_hidden(run, words)
    yield words


def _refuse_struck_or_hidden(run: Any, words: str) -> None:
    for name, what in (
        ("strike", "struck through"), ("dstrike", "struck through"), ("vanish", "hidden"), ("specVanish", "hidden"),
    ):  # fmt: skip
        for mark in run.findall(f"{qn('w:rPr')}/{qn(f'w:{name}')}"):
            if mark.get(qn("w:val"), "1") not in ("0", "false", "off"):
                raise Refused(
                    f"The words “{_short(words)}” are {what}. Delete them where they are not meant, or show them as"
                    " plain words, save the document and bring it again."
                )


def _refuse_other_address(link: Any, document: Any, words: str) -> None:
    """A link that shows its own address is words; another would lose its address."""
    key = link.get(qn("r:id"))
    related = document.part.rels.get(key) if key else None
    if related is None or not related.is_external:
        return
    if _address(related.target_ref) != _address(words):
        raise Refused(
            f"The words “{_short(words)}” lead to the address {_short(related.target_ref)}, which they do not show, so"
            " that it would be lost. Remove the link and write [words](address) instead."
        )


def _address(words: str) -> str:
    plain = re.sub(r"^(?:https?://|mailto:)", "", words.strip().casefold())
    return plain.rstrip("/).,;")


def _lost(element: Any, before: str) -> Refused:
    name = _local(element)
    what = _LOST.get(name, "something that is not plain words")
    where = f" behind “{_short(before)}”" if before.strip() else " at its beginning"
    if what == "a comment":
        return Refused(
            f"The document has a comment{where}. Write what it says behind “remark:” of the wording that it is about,"
            " delete all comments (in Word: Review, Delete), save the document and bring it again."
        )
    return Refused(
        f"The document has {what}{where}, and its words would be lost. Write them as plain words, delete it, save the"
        " document and bring it again."
    )


def _short(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= 60 else f"{plain[:60]}…"
