"""Word documents for the tests, as Word saves them and as nobody should, made on the spot."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from responses.domain.wording_document import written
from responses.domain.wording_files import WordingVersion
from responses.word_files import written_document
from tests.dates import day

PIECE = WordingVersion(
    slug="conclusion",
    version=3,
    kind="closing",
    title="End of the reply",
    body="That is the end of our reply.\n\nYours:\n- sincerely\n- and again ((requester))",
    valid_from=day("Wed 1 March 2023"),
    valid_until=None,
    source="Counsel",
    reason="Clearer",
    guidance="First.\n\nThird.",
    owner="Legal",
)


def of_pieces(*pieces: WordingVersion) -> bytes:
    """A document of these versions, as it goes out."""
    text = written(pieces or (PIECE,), ["Wording for review"])
    return written_document(text, title="Wording", day=day("Wed 1 March 2023"))


def edited(edit: Callable[[Any], None], content: bytes | None = None) -> bytes:
    """A document after somebody changed it."""
    document = Document(io.BytesIO(content or of_pieces()))
    edit(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def said(document: Any, words: str) -> Any:
    """The paragraph that says these words."""
    return next(each for each in document.paragraphs if words in each.text)


def with_xml(xml: str, *, at: str = "the end of our reply") -> bytes:
    """A document into one of whose paragraphs something was put; `xml` says w: for Word's own names."""

    def edit(document: Any) -> None:
        root, _, rest = xml.partition(" ") if " " in xml.partition(">")[0] else xml.partition(">")
        joint = " " if " " in xml.partition(">")[0] else ">"
        said(document, at)._p.append(parse_xml(f"{root} {nsdecls('w', 'r')}{joint}{rest}"))

    return edited(edit)


def with_part(name: str, content: bytes) -> bytes:
    """A document with one more part, or another one under the name of its own."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(of_pieces())) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return out.getvalue()
