"""The small Markdown of wording: paragraphs, bullets, numbered lists, headings, bold and links, and nothing else.

Wording is parsed first; gaps are found in the finished words and filled with data, so that no value can turn into
markup, a link or another gap. The result is a tree of plain nodes that the letter templates print.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import ClassVar
from urllib.parse import quote, urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token

from responses.domain import placeholders

MOST_LINES_TOGETHER, LONGEST_SHORT_LINE = 10, 60
"""Lines that stay on one page, and characters of each: more would leave a hole at the foot of the page."""
_BLANK_LINE = re.compile(r"\n[ \t]*\n+")


@dataclass(frozen=True)
class Words:
    """Literal text."""

    kind: ClassVar[str] = "words"
    text: str


@dataclass(frozen=True)
class Break:
    """A new line in the same paragraph."""

    kind: ClassVar[str] = "break"


@dataclass(frozen=True)
class Bold:
    """Strong words."""

    kind: ClassVar[str] = "bold"
    inlines: tuple["Inline", ...]


@dataclass(frozen=True)
class Link:
    """A link; `note` is its number among the printed notes, 0 without one."""

    kind: ClassVar[str] = "link"
    href: str
    inlines: tuple["Inline", ...]
    note: int = 0


@dataclass(frozen=True)
class Gap:
    """A placeholder: empty `text` while unfilled. Filled gaps of the case become `Words`; those of the moment stay."""

    kind: ClassVar[str] = "gap"
    name: str
    text: str = ""

    @property
    def label(self) -> str:
        """What belongs there, in plain words."""
        return placeholders.label(self.name)

    @property
    def of_the_moment(self) -> bool:
        """Whether the day of issue fills it."""
        return self.name in placeholders.MOMENT_GAPS


@dataclass(frozen=True)
class Run:
    """Words of a part that goes on in the paragraph of another."""

    kind: ClassVar[str] = "run"
    key: str
    inlines: tuple["Inline", ...]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph."""

    kind: ClassVar[str] = "paragraph"
    inlines: tuple["Inline", ...]

    @property
    def is_of_short_lines(self) -> bool:
        """Whether its lines were ended by hand and are short and few, as those of a postal address: it stays whole.

        Two lines stay together in any paragraph.
        """
        lines = [0]
        for inline in self.inlines:
            if isinstance(inline, Break):
                lines.append(0)
            elif isinstance(inline, Words):
                lines[-1] += len(inline.text)
        return 2 < len(lines) <= MOST_LINES_TOGETHER and max(lines) <= LONGEST_SHORT_LINE

    @property
    def leads_in(self) -> bool:
        """Whether it ends with a colon: what it leads to, as an address, begins on the same page."""
        last = self.inlines[-1] if self.inlines else None
        return isinstance(last, Words) and last.text.rstrip().endswith(":")


@dataclass(frozen=True)
class Heading:
    """A heading: `level` as typed (`##` is 2), then as printed (1 to 6)."""

    kind: ClassVar[str] = "heading"
    level: int
    inlines: tuple["Inline", ...]


@dataclass(frozen=True)
class Listing:
    """A list with bullets or numbers; `tight` items hold one paragraph each."""

    kind: ClassVar[str] = "list"
    numbered: bool
    start: int
    items: tuple[tuple["Block", ...], ...]


@dataclass(frozen=True)
class Quotation:
    """Another person's words, restated paragraph by paragraph."""

    kind: ClassVar[str] = "quotation"
    blocks: tuple["Block", ...]


Inline = Words | Break | Bold | Link | Gap | Run
Block = Paragraph | Heading | Listing | Quotation


def tidy(text: str) -> str:
    """The text as it can be printed: composed characters, plain line ends and spaces, no invisible format characters.

    Invisible ones (zero-width marks, direction overrides) never reach paper; they could make a letter read otherwise
    than it was cleared.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept = []
    for character in text:
        if character.isascii():
            kept.append(" " if character == "\t" else character)
            continue
        category = unicodedata.category(character)
        if category in ("Zl", "Zp"):
            kept.append("\n")
        elif category == "Zs" and character != "\N{NO-BREAK SPACE}":
            kept.append(" ")
        elif category != "Cf":
            kept.append(character)
    return "".join(kept)


def is_safe_address(href: str) -> bool:
    """Whether a link may lead there: a full http or https address, or a mailbox."""
    if not href.isprintable() or any(character in href for character in ' "<>\\'):
        return False
    try:
        parts = urlsplit(href)
    except ValueError:
        return False
    if parts.scheme == "mailto":
        return "@" in parts.path
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _may_be_link(href: str) -> bool:
    """Whether the parser may take this for a link: safe as it stands, or once its gaps are filled."""
    first = placeholders.split(href)[:1]
    if first and isinstance(first[0], placeholders.Gap):
        return True
    if href.startswith("mailto:"):
        return True
    return is_safe_address(placeholders.GRAMMAR.sub("x", href))


def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"html": False, "linkify": False, "typographer": False})
    parser.enable(
        ["heading", "list", "newline", "emphasis", "link", "autolink", "text_join", "balance_pairs", "fragments_join"]
    )
    parser.validateLink = _may_be_link
    return parser


_PARSER = _parser()


@lru_cache(maxsize=256)
def parse(body: str) -> tuple[Block, ...]:
    """Wording as blocks with its gaps unfilled. What the small Markdown does not know stays literal text."""
    return _blocks(_PARSER.parse(tidy(body)))


def fill(blocks: tuple[Block, ...], values: Mapping[str, str]) -> tuple[Block, ...]:
    """The blocks with their gaps filled by data; unfilled ones stay gaps.

    A blank line in a value begins a new paragraph; one that is nothing but `((request))` becomes a quotation.
    """
    filled: list[Block] = []
    for block in blocks:
        filled += _filled_block(block, values)
    return tuple(filled)


def _blocks(tokens: list[Token]) -> tuple[Block, ...]:
    blocks: list[Block] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        end = _closing(tokens, at)
        inside = tokens[at + 1 : end]
        if token.type == "paragraph_open":
            blocks.append(Paragraph(_inlines(inside[0].children or [])))
        elif token.type == "heading_open":
            blocks.append(Heading(max(2, int(token.tag[1])), _inlines(inside[0].children or [])))
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            numbered = token.type == "ordered_list_open"
            blocks.append(Listing(numbered, int(token.attrs.get("start", 1)), _items(inside)))
        at = end + 1
    return tuple(blocks)


def _items(tokens: list[Token]) -> tuple[tuple[Block, ...], ...]:
    items: list[tuple[Block, ...]] = []
    at = 0
    while at < len(tokens):
        end = _closing(tokens, at)
        items.append(_blocks(tokens[at + 1 : end]))
        at = end + 1
    return tuple(items)


def _closing(tokens: list[Token], at: int) -> int:
    """The index of the token that closes the one at `at`."""
    depth = 0
    for index in range(at, len(tokens)):
        depth += tokens[index].nesting
        if depth == 0:
            return index
    return len(tokens) - 1


def _inlines(tokens: list[Token]) -> tuple[Inline, ...]:
    inlines: list[Inline] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        end = _closing(tokens, at)
        inside = tokens[at + 1 : end]
        if token.type == "text":
            inlines += [
                Gap(piece.name) if isinstance(piece, placeholders.Gap) else Words(piece.text)
                for piece in placeholders.split(token.content)
            ]
        elif token.type in ("softbreak", "hardbreak"):
            inlines.append(Break())
        elif token.type == "strong_open":
            inlines.append(Bold(_inlines(inside)))
        elif token.type == "em_open":
            inlines += [Words(token.markup), *_inlines(inside), Words(token.markup)]
        elif token.type == "link_open":
            inlines.append(Link(str(token.attrs["href"]), _inlines(inside)))
        at = end + 1
    return tuple(inlines)


def _filled_block(block: Block, values: Mapping[str, str]) -> list[Block]:
    if isinstance(block, Listing):
        return [replace(block, items=tuple(item for each in block.items for item in _filled_items(each, values)))]
    if isinstance(block, Quotation):
        return [Quotation(fill(block.blocks, values))]
    if isinstance(block, Paragraph) and len(block.inlines) == 1 and isinstance(block.inlines[0], Gap):
        gap = block.inlines[0]
        if placeholders.is_filled(gap.name, values) and not gap.of_the_moment:
            told = [Paragraph(_lines(text)) for text in _BLANK_LINE.split(tidy(values[gap.name]).strip())]
            return [Quotation(tuple(told))] if gap.name == "request" else list(told)
    if isinstance(block, Paragraph):
        return _filled_paragraph(block, values)
    return [replace(block, inlines=_filled_inlines(block.inlines, values))]


def _filled_paragraph(block: Paragraph, values: Mapping[str, str]) -> list[Block]:
    """The paragraph, filled; a blank line in a value begins another one, in which the words after the gap go on."""
    paragraphs: list[tuple[Inline, ...]] = [()]
    for inline in block.inlines:
        pieces = [_filled_inlines((inline,), values)]
        if isinstance(inline, Gap) and not inline.of_the_moment and placeholders.is_filled(inline.name, values):
            pieces = [_lines(text) for text in _BLANK_LINE.split(tidy(values[inline.name]).strip())]
        paragraphs[-1] += pieces[0]
        paragraphs += pieces[1:]
    return [Paragraph(inlines) for inlines in paragraphs]


def _filled_items(item: tuple[Block, ...], values: Mapping[str, str]) -> Iterator[tuple[Block, ...]]:
    """An item of a list, filled; one that is nothing but a gap becomes an item for each line of its value."""
    only = item[0].inlines if len(item) == 1 and isinstance(item[0], Paragraph) else ()
    gap = only[0] if len(only) == 1 and isinstance(only[0], Gap) else None
    if gap is None or gap.of_the_moment or not placeholders.is_filled(gap.name, values):
        # The lines of one item stand together, also those that were typed with a blank line between them.
        yield (replace(item[0], inlines=_filled_inlines(only, values)),) if only else fill(item, values)
        return
    for line in tidy(values[gap.name]).split("\n"):
        if line.strip():
            yield (Paragraph((Words(line.strip()),)),)


def _filled_inlines(inlines: tuple[Inline, ...], values: Mapping[str, str]) -> tuple[Inline, ...]:
    filled: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Gap) and placeholders.is_filled(inline.name, values):
            text = tidy(values[inline.name]).strip()
            filled += [replace(inline, text=text)] if inline.of_the_moment else _lines(text)
        elif isinstance(inline, Link):
            href = _filled_address(inline.href, values)
            inside = _filled_inlines(inline.inlines, values)
            filled += [replace(inline, href=href, inlines=inside)] if href else inside
        elif isinstance(inline, (Bold, Run)):
            filled.append(replace(inline, inlines=_filled_inlines(inline.inlines, values)))
        else:
            filled.append(inline)
    return tuple(filled)


def _lines(text: str) -> tuple[Inline, ...]:
    """Literal text, with its line ends kept."""
    inlines: list[Inline] = []
    for line in (line.strip() for line in text.split("\n")):
        if line:
            inlines += [Break(), Words(line)] if inlines else [Words(line)]
    return tuple(inlines)


def _filled_address(href: str, values: Mapping[str, str]) -> str:
    """A link's address with its gaps filled: a value at the start is an address, any other is quoted as part of one.

    Empty when a gap is open or when the result is no safe address; then the words print without a link.
    """
    pieces: list[str] = []
    for piece in placeholders.split(href):
        if isinstance(piece, placeholders.Words):
            pieces.append(piece.text)
        elif not placeholders.is_filled(piece.name, values):
            return ""
        else:
            value = tidy(values[piece.name]).strip()
            pieces.append(quote(value, safe="@" if "".join(pieces).startswith("mailto:") else "") if pieces else value)
    address = "".join(pieces)
    return address if is_safe_address(address) else ""
