"""Wording for review as paragraphs, as a word processor has them, and the text of `wording_document` from them.

In the text an empty line ends a paragraph; in a word processor the key Enter does. So a paragraph of the wording is one
paragraph, a line of a list is one, and a fact of the header is one, whatever lines it has. What comes back is joined
again, and what word processors put in by themselves where marks stand is taken out:

- invisible characters (soft hyphens, zero-width blanks) everywhere, non-breaking blanks inside a gap and behind a mark;
- a dash or a dot that stands for the hyphen of a list, dashes that stand for the three hyphens around a header.

Quotation marks, apostrophes, dashes, dots and non-breaking blanks between words are words: they stay as they came, and
whoever takes the file in sees them as changes.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from responses.domain.placeholders import GRAMMAR
from responses.domain.unseen import without_unseen
from responses.domain.wording_document import BEGINS, ENDS, KEYS, RULE, lengthened, unlengthened

ABOUT, BEGINNING, MARK, FACT, WORDS, END = "about", "beginning", "mark", "fact", "words", "end"
"""What a paragraph is: about the file, the line that begins a piece, that of three hyphens, a fact of the header, words
of the wording, the line that ends a piece."""

_DASHES = re.compile(r"[-\u2010-\u2015\u2212]{1,5}")
_BULLET = re.compile(
    r"(?P<indent>[ \t]*)(?:-(?=[ \t]*\u00a0)|[\u2010-\u2015\u2022\u00b7\u25aa\u25cf\u25e6])[ \t\u00a0]+"
)
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]")
_BROKEN_GAP = re.compile(r"\(\([ \t\u00a0]*(\w+)[ \t\u00a0]*\)\)")


@dataclass(frozen=True)
class Paragraph:
    """One paragraph and what it is; line breaks inside it are those that do not end it."""

    text: str
    kind: str = ABOUT


def paragraphs_of(text: str) -> Iterator[Paragraph]:
    """The paragraphs of a text that `wording_document.written` made."""
    kind, held = ABOUT, []
    for line in text.split("\n"):
        if BEGINS.fullmatch(line):
            kind = MARK
            yield Paragraph(line, BEGINNING)
        elif ENDS.fullmatch(line):
            yield from _words("\n".join(held))
            kind, held = ABOUT, []
            yield Paragraph(line, END)
        elif kind == WORDS:
            held.append(line)
        elif kind == FACT and line.startswith(" "):
            held.append(unlengthened(line[1:]))
        elif kind in (MARK, FACT):
            if held:
                yield Paragraph("\n".join(held), FACT)
            if RULE.fullmatch(line):
                kind, held = (FACT if kind == MARK else WORDS), []
                yield Paragraph(line, MARK)
            else:
                held = [line]
        elif line.strip():
            yield Paragraph(line)


def _words(body: str) -> Iterator[Paragraph]:
    was_list = False
    for chunk in re.split(r"\n(?:[ \t]*\n)+", body.strip("\n")):
        held: list[str] = []
        is_list = False
        for line in chunk.split("\n"):
            if _ITEM.match(line):
                if is_list:
                    yield Paragraph("\n".join(held), WORDS)
                    held = []
                elif was_list and not held:
                    yield Paragraph("", WORDS)
                is_list = True
            held.append(line)
        yield Paragraph("\n".join(held), WORDS)
        was_list = is_list


@dataclass
class _Reader:
    """Where in the text the next paragraph stands."""

    kind: str = ABOUT
    lines: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    key: str = ""

    def take(self, text: str) -> None:
        """Put a paragraph behind what there is."""
        if BEGINS.fullmatch(text) or ENDS.fullmatch(text):
            self._end_words()
            self.lines += [text]
            self.kind = MARK if BEGINS.fullmatch(text) else ABOUT
        elif self.kind == WORDS:
            self.words.append(text)
        elif self.kind in (MARK, FACT) and _DASHES.fullmatch(text.strip()):
            self.lines.append("---")
            self.kind = FACT if self.kind == MARK else WORDS
        elif self.kind == FACT:
            self._take_fact(text)
        else:
            self.lines += text.split("\n")

    def finished(self) -> str:
        """The text."""
        self._end_words()
        return "\n".join(self.lines) + "\n"

    def _take_fact(self, text: str) -> None:
        first, *more = text.split("\n")
        key = first.partition(":")[0].strip().casefold()
        if key in KEYS or self.key != "remark":
            self.key = key
            self.lines.append(first)
        else:
            more = [first, *more]
        self.lines += [f" {lengthened(line)}" for line in more]

    def _end_words(self) -> None:
        self.lines += _joined(self.words).split("\n") if self.words else []
        self.words, self.key = [], ""


def text_of(paragraphs: Iterable[str]) -> str:
    """The text that `wording_document.read` reads, from the paragraphs of a document that came back."""
    reader = _Reader()
    for paragraph in paragraphs:
        reader.take(mended(paragraph))
    return reader.finished()


def mended(text: str) -> str:
    """A paragraph without what word processors put into marks by themselves."""
    plain = without_unseen(text)
    plain = _BROKEN_GAP.sub(lambda gap: f"(({gap[1]}))" if GRAMMAR.fullmatch(f"(({gap[1]}))") else gap[0], plain)
    return "\n".join(_with_hyphen(line) for line in plain.split("\n"))


def _with_hyphen(line: str) -> str:
    """A line of a list with the hyphen that begins it."""
    mark = _BULLET.match(line)
    return f"{mark['indent']}- {line[mark.end() :]}" if mark else line


def _joined(paragraphs: list[str]) -> str:
    """Paragraphs of the wording with an empty line between two, and none between the lines of a list."""
    body, in_list, apart = "", False, False
    for paragraph in paragraphs:
        if not paragraph.strip():
            apart = True
            continue
        is_next = bool(_ITEM.match(paragraph)) and in_list and not apart
        body += ("\n" if is_next else "\n\n" if body else "") + paragraph
        in_list, apart = any(_ITEM.match(line) for line in paragraph.split("\n")), False
    return body
