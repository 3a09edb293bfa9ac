"""A letter as HTML, as a tagged PDF and as the text of an e-mail: one tree, one template. The one user of WeasyPrint,
with `letter_document` and `kept_texts`, which spare it work.

Rendering is a function of the letter alone: the same letter filled for the same day makes the same bytes, in every
process. No address is fetched but our own fonts and the office's logo file.
"""

import hashlib
import threading
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pydyf
from django.template.loader import render_to_string
from weasyprint import CSS
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from responses.domain.errors import Refused
from responses.domain.letter import Letter
from responses.domain.tables import Table
from responses.formatting import (
    Block,
    Bold,
    Gap,
    Heading,
    Inline,
    Link,
    Listing,
    Paragraph,
    Quotation,
    Run,
    Words,
    fill,
    parse,
    tidy,
)  # fmt: skip
from responses.kept_texts import texts_kept
from responses.letter_document import LetterDocument
from responses.letter_fonts import SCRIPTS, WEIGHTS, font_file, printable_characters, static_file
from responses.pdf_speed import compressed_as_usual, keep_bytes, without_collecting
from responses.pdf_tags import mark_table_headers
from responses.plain_text import plain_text
from responses.printed_tables import Grid, grid_of, on_paper

TEXT_WIDTHS = {"plain": 164.5, "letterhead": 160}
"""Millimetres of the text on paper, by layout, as `letter-print.css` has them."""
_POINTS_IN_MM = 72 / 25.4
_FONT = "letter-font:"
_FONTS = frozenset(f"{_FONT}{script}-{weight}" for script in SCRIPTS for weight in WEIGHTS)
_LOGO = "letter-logo:office"
_ONE_AT_A_TIME = threading.Lock()


class UnprintableCharacters(Refused):
    """The letter has characters that none of our fonts can print."""


class LetterHasGaps(Refused):
    """The letter still has gaps and was not asked for as a preview."""


class LogoChanged(Refused):
    """The logo file is not there, or it is no longer the file that was cleared with the letter."""


@dataclass(frozen=True)
class Section:
    """The blocks of one part, for the template; `key` marks it on the screen, `beside` is what a page shows with it."""

    key: str
    edited: bool
    blocks: tuple[Block | Grid, ...]
    beside: tuple[str, ...] = ()


@dataclass(frozen=True)
class Note:
    """One printed note: the address of a link, for readers on paper."""

    number: int
    address: str


@dataclass(frozen=True)
class Unprintable:
    """A character that none of our fonts has: its name in Unicode, and the part's key or the fact that it stands in."""

    character: str
    name: str
    where: str

    def __str__(self):
        return f"{self.character} ({self.name})" if self.character.isprintable() else self.name


class Press:
    """The fonts and the style sheet that letters are printed with. Costly to make: a process keeps one."""

    def __init__(self):
        self.font_config = FontConfiguration()
        sheets = [static_file(f"css/{name}.css").read_text("utf-8") for name in ("letter", "letter-print")]
        self.stylesheet = CSS(string="\n".join(sheets), url_fetcher=_OwnFilesOnly(), font_config=self.font_config)


def letter_html(
    letter: Letter,
    *,
    screen: bool,
    top_heading: int = 2,
    mark_moments: bool = False,
    logo_url: str = "",
    beside: Mapping[str, str] | None = None,
) -> str:
    """The letter as a fragment of HTML: for paper, or for the screen with parts marked and headings from `top_heading`.

    `mark_moments` marks what the day of issue fills, for the drafter and the clearer. `logo_url` is where a browser
    finds the office's logo; without one the screen shows none. `beside` is HTML of the page by the key of a part, which
    the screen shows after that part.
    """
    context = _context(letter, top_heading) if screen else _paper_context(letter)
    context |= {"screen": screen, "mark_moments": mark_moments}
    if screen:
        context["logo"] = logo_url
        context["sections"] = _with_beside(context["sections"], letter, beside or {})
    return render_to_string("letters/letter.html", context)


def table_html(table: Table) -> str:
    """One table as a letter prints it, for the page on which it is entered."""
    return render_to_string("letters/table.html", {"table": grid_of(table, 1), "screen": True})


def letter_text(letter: Letter) -> str:
    """The letter as plain text for an e-mail, taken from the HTML that paper is printed from.

    A layout that prints no notes has the addresses of its links in brackets after their words.
    """
    return plain_text(letter_html(letter, screen=False), with_addresses=letter.layout == "plain")


def letter_pdf(letter: Letter, *, preview: bool = False, press: Press | None = None) -> bytes:
    """The letter as a tagged PDF, the same bytes for the same letter.

    Raises LetterHasGaps, unless it is a preview, which says on every page that it is a draft; UnprintableCharacters;
    LogoChanged. `press` stands in for the process-wide one (the benchmark compares the two).
    """
    if not letter.is_complete and not preview:
        raise LetterHasGaps("The letter still has gaps, so there is no final PDF of it yet.")
    if unprintable := unprintable_characters(letter):
        raise UnprintableCharacters(f"Our letter font cannot print {', '.join(str(one) for one in unprintable)}.")
    context = _paper_context(letter) | {"title": tidy(letter.title), "preview": preview}
    document = render_to_string("letters/document.html", context)
    with _ONE_AT_A_TIME, without_collecting(), texts_kept(), compressed_as_usual():
        press = press or _the_press()
        return LetterDocument(document, url_fetcher=_OwnFilesOnly(_logo_of(letter))).write_pdf(
            stylesheets=[press.stylesheet],
            font_config=press.font_config,
            finisher=_finish,
            pdf_variant="pdf/ua-1",
            pdf_identifier=hashlib.sha256(document.encode()).hexdigest()[:32].encode(),
        )


def _finish(_document: Any, pdf: pydyf.PDF) -> None:
    """What is done to a PDF that WeasyPrint has made, before it is written."""
    mark_table_headers(pdf)
    keep_bytes(pdf)


def page_count(content: bytes) -> int:
    """How many pages a rendered letter has."""
    with pikepdf.open(BytesIO(content)) as document:
        return len(document.pages)


def unprintable_characters(letter: Letter) -> list[Unprintable]:
    """The characters of the letter that our fonts cannot print, each once, where it first stands."""
    printable = printable_characters()
    found: dict[str, Unprintable] = {}
    for where, text in _printed(letter):
        for character in text:
            if character not in printable and character not in found and character != "\n":
                name = unicodedata.name(character, f"U+{ord(character):04X}")
                found[character] = Unprintable(character, name, where)
    return list(found.values())


@cache
def _the_press() -> Press:
    return Press()


def _context(letter: Letter, top_heading: int) -> dict[str, Any]:
    """What the letter's template needs on paper and on the screen; headings begin at `top_heading`."""
    sections = _sections(letter)
    with_subject = letter.layout == "letterhead"
    sections = _levelled(sections, top_heading + with_subject)
    notes: dict[str, int] = {}
    if letter.layout == "letterhead":
        sections = [replace(section, blocks=_noted(section.blocks, notes)) for section in sections]
    logo = letter.letterhead.logo if letter.letterhead else ""
    return {
        "letter": letter,
        "sections": sections,
        "notes": [Note(number, address.removeprefix("mailto:")) for address, number in notes.items()],
        "subject_heading": f"h{top_heading}",
        "logo": _LOGO if logo else "",
        "issued_on": Gap("issued_on", letter.moments.get("issued_on", "")),
        "screen": False,
        "mark_moments": False,
    }


def _paper_context(letter: Letter) -> dict[str, Any]:
    """What the letter's template needs to print it, with the widths of the columns of its tables."""
    context = _context(letter, 1)
    room = TEXT_WIDTHS[letter.layout] * _POINTS_IN_MM
    context["sections"] = [replace(each, blocks=_with_widths(each.blocks, room)) for each in context["sections"]]
    return context


def _with_widths(blocks: tuple[Block | Grid, ...], room: float) -> tuple[Block | Grid, ...]:
    return tuple(on_paper(each, room) if isinstance(each, Grid) else each for each in blocks)


def _sections(letter: Letter) -> list[Section]:
    """The parts as filled blocks; a part that continues has given its first paragraph to the part before it."""
    sections: list[Section] = []
    tables = 0
    for part in letter.parts:
        blocks: tuple[Block | Grid, ...] = fill(parse(part.body), letter.filled_for(part))
        before = sections[-1] if sections else None
        if part.continues and before and blocks and _are_paragraphs(before.blocks[-1:] + blocks[:1]):
            joined = (*before.blocks[-1].inlines, Words(" "), Run(part.key, blocks[0].inlines))
            sections[-1] = replace(before, blocks=(*before.blocks[:-1], Paragraph(joined)))
            blocks = blocks[1:]
        if part.table:
            tables += 1
            blocks = (*blocks, grid_of(part.table, tables))
        if blocks:
            sections.append(Section(part.key, part.edited, blocks))
    return sections


def _with_beside(sections: list[Section], letter: Letter, beside: Mapping[str, str]) -> list[Section]:
    """The sections with what the page shows after each part; a part that prints no section of its own belongs to the
    one before it, so that nothing is left out."""
    places = {section.key: place for place, section in enumerate(sections)}
    found: list[list[str]] = [[] for _section in sections]
    place = 0
    for part in letter.parts:
        place = places.get(part.key, place)
        if found and part.key in beside:
            found[place].append(beside[part.key])
    return [replace(section, beside=tuple(those)) for section, those in zip(sections, found, strict=True)]


def _are_paragraphs(blocks: tuple[Block | Grid, ...]) -> bool:
    return len(blocks) == 2 and all(isinstance(block, Paragraph) for block in blocks)


def _levelled(sections: list[Section], top: int) -> list[Section]:
    """Headings as they are printed: the first level is `top`, and no level is left out on the way down."""
    last = top - 1
    levelled = []
    for section in sections:
        blocks = []
        for block in section.blocks:
            if isinstance(block, Heading):
                last = min(top + block.level - 2, last + 1, 6)
                block = replace(block, level=last)
            blocks.append(block)
        levelled.append(replace(section, blocks=tuple(blocks)))
    return levelled


def _noted(blocks: tuple[Block | Grid, ...], notes: dict[str, int]) -> tuple[Block | Grid, ...]:
    """The blocks with their links numbered; `notes` gains each address once."""
    noted: list[Block | Grid] = []
    for block in blocks:
        if isinstance(block, Listing):
            noted.append(replace(block, items=tuple(_noted(item, notes) for item in block.items)))
        elif isinstance(block, Quotation):
            noted.append(Quotation(_noted(block.blocks, notes)))
        elif isinstance(block, Grid):
            noted.append(block)
        else:
            noted.append(replace(block, inlines=_noted_inlines(block.inlines, notes)))
    return tuple(noted)


def _noted_inlines(inlines: tuple[Inline, ...], notes: dict[str, int]) -> tuple[Inline, ...]:
    noted: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Link) and not _says_its_address(inline):
            noted.append(replace(inline, note=notes.setdefault(inline.href, len(notes) + 1)))
        elif isinstance(inline, Bold | Run):
            noted.append(replace(inline, inlines=_noted_inlines(inline.inlines, notes)))
        else:
            noted.append(inline)
    return tuple(noted)


def _says_its_address(link: Link) -> bool:
    """Whether the words of a link are its address, so that paper needs no note."""
    words = "".join(_words_of(link.inlines)).strip()
    return words in (link.href, link.href.removeprefix("mailto:"), link.href.rstrip("/"))


def _words_of(inlines: tuple[Inline, ...]) -> Iterator[str]:
    for inline in inlines:
        if isinstance(inline, Words | Gap):
            yield inline.text
        elif isinstance(inline, Bold | Link | Run):
            yield from _words_of(inline.inlines)


def _words_in(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Listing):
            for item in block.items:
                yield from _words_in(item)
        elif isinstance(block, Quotation):
            yield from _words_in(block.blocks)
        else:
            yield from _words_of(block.inlines)


def _printed(letter: Letter) -> Iterator[tuple[str, str]]:
    """Everything that the letter prints, with the part's key or the fact's name."""
    for part in letter.parts:
        for words in _words_in(fill(parse(part.body), letter.filled_for(part))):
            yield part.key, words
        if part.table:
            for text in grid_of(part.table, 0).texts:
                yield part.key, tidy(text)
    if letter.layout == "plain":
        return
    head, signature = letter.letterhead, letter.signature
    facts: dict[str, Iterable[str]] = {
        "reference": [letter.reference, letter.received_on],
        "addressee": letter.addressee,
        "salutation": [letter.salutation],
        "subject": [letter.subject],
        "letterhead": [head.authority, *head.address, head.telephone, head.email, head.website] if head else [],
        "signature": [signature.closing, signature.name, signature.role] if signature else [],
        "attachments": [attachment.name for attachment in letter.attachments],
    }
    for where, texts in facts.items():
        for text in texts:
            yield where, tidy(text)


class _OwnFilesOnly(URLFetcher):
    """Gives WeasyPrint our fonts and the letter's own logo; every other address stops the rendering."""

    def __init__(self, logo: bytes = b""):
        super().__init__(allowed_protocols=())
        self._logo = logo

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """The bytes of one of our own files; raises FatalURLFetchingError for anything else."""
        if url in _FONTS:
            return URLFetcherResponse(url, font_file(url.removeprefix(_FONT)).read_bytes())
        if url == _LOGO and self._logo:
            return URLFetcherResponse(url, self._logo)
        raise FatalURLFetchingError(f"Letters fetch nothing from {url}.")


def _logo_of(letter: Letter) -> bytes:
    """The bytes of the office's logo; empty when it has none. Read before WeasyPrint starts, which hides errors."""
    if not letter.letterhead or not letter.letterhead.logo:
        return b""
    path, pinned = Path(letter.letterhead.logo), letter.letterhead.logo_sha256
    try:
        content = path.read_bytes()
    except OSError as error:
        raise LogoChanged(f"The office's logo file {path.name} cannot be read.") from error
    if pinned and hashlib.sha256(content).hexdigest() != pinned:
        raise LogoChanged(f"The office's logo file {path.name} is not the one that this letter was made with.")
    return content
