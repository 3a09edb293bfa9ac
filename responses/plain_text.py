"""A letter's HTML as the text of an e-mail: paragraphs apart, list items marked, tables in lines."""

import re
from html.parser import HTMLParser

from responses.printed_tables import lines_of


def plain_text(html: str, *, with_addresses: bool) -> str:
    """The words of the HTML as plain text; `with_addresses` writes the address of a link behind its words."""
    reader = _Reader(with_addresses=with_addresses)
    reader.feed(html)
    reader.close()
    return reader.text


class _Reader(HTMLParser):
    """Reads a letter's HTML piece by piece."""

    _BLOCKS = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "caption", "table"))
    _CELLS = frozenset(("th", "td"))

    def __init__(self, *, with_addresses: bool):
        super().__init__(convert_charrefs=True)
        self._with_addresses = with_addresses
        self._paragraphs: list[tuple[str, str]] = []
        self._words: list[str] = []
        self._lists: list[list[int | None]] = []
        self._mark = ""
        self._links: list[tuple[str, int]] = []
        self._rows: list[list[str]] = []

    @property
    def text(self) -> str:
        """What was read; items of a list stand on neighbouring lines, everything else is parted by an empty line."""
        lines: list[str] = []
        for mark, words in self._paragraphs:
            if lines and not (mark and self._is_item(lines[-1])):
                lines.append("")
            lines.append(mark + words)
        return "\n".join(lines) + "\n"

    @staticmethod
    def _is_item(line: str) -> bool:
        return re.match(r"• |\d+\. ", line) is not None

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag in self._BLOCKS:
            self._flush()
        if tag in ("ul", "ol"):
            self._flush()
            self._lists.append([int(attributes.get("start", 1)) if tag == "ol" else None])
        elif tag == "li":
            number = self._lists[-1][0]
            self._mark = "• " if number is None else f"{number}. "
            self._lists[-1][0] = None if number is None else number + 1
        elif tag == "tr":
            self._rows.append([])
        elif tag in self._CELLS:
            self._words = []
        elif tag == "br":
            self._words.append("\n")
        elif tag == "a":
            self._links.append((attributes.get("href", ""), len(self._words)))

    def handle_endtag(self, tag):
        if tag in self._CELLS:
            self._rows[-1].append(" ".join("".join(self._words).split()))
            self._words = []
        elif tag == "table":
            self._paragraphs.append(("", "\n".join(lines_of(self._rows))))
            self._rows, self._words = [], []
        elif tag in self._BLOCKS:
            self._flush()
        elif tag in ("ul", "ol"):
            self._lists.pop()
        elif tag == "a":
            href, start = self._links.pop()
            address = href.removeprefix("mailto:")
            if self._with_addresses and "".join(self._words[start:]).strip() not in (address, href):
                self._words.append(f" <{address}>")

    def handle_data(self, data):
        self._words.append(re.sub(r"\s+", " ", data))

    def _flush(self):
        words = re.sub(r" *\n *", "\n", "".join(self._words)).strip()
        if words:
            self._paragraphs.append((self._mark, re.sub(r" {2,}", " ", words)))
            self._mark = ""
        self._words = []
