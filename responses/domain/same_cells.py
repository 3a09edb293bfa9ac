"""The same cell in two tables: heads, units and figures made alike, and what differs between them.

Two cells are the same when the heads of row and column and the unit are, however they are typed: `2021-22` is
`2021/22`, `Number of claims` counts claims, `1,204` is 1204. What a sign stands for (`*`: fewer than five) is withheld.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from responses.domain.tables import Table

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
_UNITS = {"£": "pounds", "gbp": "pounds", "%": "per cent", "percent": "per cent", "percentage": "per cent"}
_COUNTED = re.compile(r"^(?:number|no\.?|count|total number) of (?:the )?")
_TWO_YEARS = re.compile(r"\b((?:19|20)\d\d)\s*[-/]\s*(?:20)?(\d\d)\b")
_FIGURE = re.compile(r"^[£$€]?\s*(-?\d[\d, \u00a0\u202f]*(?:\.\d+)?)\s*(%|k|m|bn|million|billion)?$")
_TIMES = {"k": 10**3, "m": 10**6, "million": 10**6, "bn": 10**9, "billion": 10**9}
_DAY = r"(\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]+ \d{4})"
_AS_AT = re.compile(rf"\b(?:as (?:at|of|on)|position (?:at|on)|extracted on|correct (?:at|on)) (?:the )?{_DAY}", re.I)
_MASKED = re.compile(r"^(?:[*#†‡§]+|[<>≤≥]\s*\d+|fewer than \w+|less than \w+|suppressed|withheld|redacted)$", re.I)


@dataclass(frozen=True)
class Cell:
    """One cell by the heads of its row and column, as they are printed."""

    row: str
    column: str
    words: str

    @property
    def name(self) -> str:
        """`Orthopaedics, 2021/22`."""
        return f"{self.row}, {self.column}"


@dataclass(frozen=True)
class Difference:
    """One cell that says something else in an earlier table than in this one."""

    name: str
    earlier: str
    now: str


@dataclass(frozen=True)
class Compared:
    """What became of the cells that two tables share: how many there are, and those that differ.

    `figures` differ in what they say; `masked` were given earlier and are masked now; `unmasked` the other way round.
    """

    shared: int
    figures: tuple[Difference, ...] = ()
    masked: tuple[Difference, ...] = ()
    unmasked: tuple[Difference, ...] = ()


def compared(earlier: Table, now: Table) -> Compared:
    """What the cells say that both tables have; none are shared when the units differ."""
    if unit_alike(earlier.unit) != unit_alike(now.unit):
        return Compared(0)
    theirs, ours = _cells(earlier), _cells(now)
    shared = [(theirs[heads], cell) for heads, cell in ours.items() if heads in theirs]
    figures, masked, unmasked = [], [], []
    for old, new in shared:
        was_masked, is_masked = _is_masked(old.words, earlier), _is_masked(new.words, now)
        difference = Difference(new.name, old.words, new.words)
        if was_masked != is_masked:
            (masked if is_masked else unmasked).append(difference)
        elif not is_masked and figure_alike(old.words) != figure_alike(new.words):
            figures.append(difference)
    return Compared(len(shared), tuple(figures), tuple(masked), tuple(unmasked))


def as_at(table: Table) -> str:
    """The day that a table's figures are of, as its caption or notes print it; empty when they do not say."""
    for words in (table.caption, *table.notes):
        if found := _AS_AT.search(words):
            return found[1]
    return ""


def head_alike(words: str, signs: Iterable[str] = ()) -> str:
    """A head without what people type differently: case, dashes, spaces, "&", signs and marks of footnotes."""
    plain = unicodedata.normalize("NFKC", words).translate(_DASHES).casefold()
    for sign in signs:
        plain = plain.removesuffix(sign.casefold())
    plain = re.sub(r"[*†‡§:.]+$|\s*\[\d+\]$", "", plain.strip()).replace("&", " and ")
    plain = _TWO_YEARS.sub(r"\1/\2", plain)
    return _COUNTED.sub("", " ".join(plain.split()))


def unit_alike(words: str) -> str:
    """A unit without what people write differently: `Number of claims` is `claims`, `£` is pounds."""
    plain = head_alike(words)
    return _UNITS.get(plain, plain)


def figure_alike(words: str) -> Decimal | str:
    """What a cell says: its number, or its words without case and spaces."""
    plain = unicodedata.normalize("NFKC", words).translate(_DASHES).strip().casefold()
    if found := _FIGURE.match(plain):
        try:
            number = Decimal(re.sub(r"[,\s]", "", found[1]))
        except InvalidOperation:
            return plain
        return number * _TIMES.get(found[2] or "", 1)
    return " ".join(plain.split())


def _cells(table: Table) -> dict[tuple[str, str], Cell]:
    """The cells by their heads; heads that stand twice name no cell."""
    found: dict[tuple[str, str], Cell] = {}
    doubled = set()
    for heads, cell in _named(table):
        if heads in found:
            doubled.add(heads)
        found[heads] = cell
    return {heads: cell for heads, cell in found.items() if heads not in doubled}


def _named(table: Table) -> Iterator[tuple[tuple[str, str], Cell]]:
    signs = [sign for sign, _meaning in table.symbols]
    columns = [head_alike(column, signs) for column in table.columns]
    for row in table.rows:
        head = head_alike(row[0], signs)
        for place in range(1, len(row)):
            if row[place].strip():
                yield (head, columns[place]), Cell(row[0].strip(), table.columns[place].strip(), row[place].strip())


def _is_masked(words: str, table: Table) -> bool:
    """Whether a sign or words stand where a figure would."""
    return words in {sign for sign, _meaning in table.symbols} or bool(_MASKED.match(words))
