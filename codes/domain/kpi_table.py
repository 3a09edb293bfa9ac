"""Reading key performance indicators and strategic risks out of a page that was pasted.

The page is text with tables (lines of cells between `|`, or cells between tabs as a browser copies them), under a
heading for each group. Small raised numbers come along as plain digits: `Target2` is “Target” with footnote 2. Such a
digit is taken for a mark only where the page has a footnote of that number; a figure is left as it is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from codes.domain.errors import Refused

INTERNAL, PUBLISHED = "internal", "published"
LONGEST_PAGE = 200_000
PARTS = "abcdefghij"

_MARK = re.compile(r"(?<=[A-Za-z.)])(\d{1,2})(?=[\s.,;:)]|$)")
_FOOTNOTE = re.compile(r"(\d{1,2})\s+(?=[A-Z])(.+)")
_BULLET = re.compile(r"\s*[\u2981\u2022\u25cf\u00b7]\s*")
_RULE = re.compile(r":?-{2,}:?")
_PERIOD = re.compile(r"\b(20\d\d)\s*[\u2013/-]\s*(\d{2}(?:\d{2})?)\s+strategic period", re.IGNORECASE)
_LONGEST_HEADING = 60


class TableRefused(Refused):
    """A page that cannot be read as such tables; the message says where and what to do."""


@dataclass(frozen=True)
class KpiRow:
    """One indicator, or one part of it (`part` a, b, c where the indicator has several bullets, `lead` before them).

    `target` is text as printed (“No overspend, underspend within 5%”); `footnotes` are whole sentences.
    """

    number: int
    part: str
    group: str
    lead: str
    text: str
    area: str
    target: str
    footnotes: tuple[str, ...] = ()

    @property
    def visibility(self) -> str:
        """`internal` where the page keeps the target back, else `published`."""
        return INTERNAL if self.target.casefold() == INTERNAL else PUBLISHED

    @property
    def printed_number(self) -> str:
        """`7b`, as people speak of it."""
        return f"{self.number}{self.part}"


@dataclass(frozen=True)
class RiskRow:
    """One strategic risk and what is done about it."""

    period: str
    risk: str
    actions: str


@dataclass(frozen=True)
class KpiPage:
    """What such a page states."""

    kpis: tuple[KpiRow, ...]
    risks: tuple[RiskRow, ...]
    footnotes: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class _Table:
    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def read_kpi_page(text: str) -> KpiPage:
    """The indicators and risks of a pasted page.

    Raises:
        TableRefused: there is no such table in it, a row lacks something, or a number stands twice.
    """
    if len(text) > LONGEST_PAGE:
        raise TableRefused(f"The text is too long: paste the page with the table, at most {LONGEST_PAGE:,} characters.")
    lines = text.splitlines()
    footnotes = {
        int(found[1]): found[2].strip() for line in lines if not _cells(line) and (found := _FOOTNOTE.fullmatch(line))
    }
    found_period = _PERIOD.search(text)
    period = f"{found_period[1]}–{found_period[2]}" if found_period else ""
    kpis: list[KpiRow] = []
    risks: list[RiskRow] = []
    for table in _tables(lines):
        if table.columns and "kpi no" in table.columns[0].casefold():
            kpis += _kpis_of(table, footnotes)
        elif table.columns and "strategic risk" in table.columns[0].casefold():
            risks += _risks_of(table, period)
    if not kpis and not risks:
        raise TableRefused(
            "No table of indicators or risks was found. Paste the page as it stands: the headings are "
            "“Annual KPI No | Annual KPI | Area | Target” or “Strategic risk | Actions we take”."
        )
    _check_numbers(kpis)
    return KpiPage(tuple(kpis), tuple(risks), tuple(sorted(footnotes.items())))


def _cells(line: str) -> tuple[str, ...]:
    """The cells of a table's line; none when it is no such line."""
    if line.strip().startswith("|"):
        return tuple(cell.strip() for cell in line.strip().strip("|").split("|"))
    return tuple(cell.strip() for cell in line.split("\t")) if "\t" in line.strip() else ()


def _tables(lines: list[str]) -> Iterator[_Table]:
    heading, columns, rows = "", (), []
    for number, line in enumerate(lines, start=1):
        cells = _cells(line)
        if cells and all(_RULE.fullmatch(cell) for cell in cells):
            continue
        if cells and not columns:
            columns = cells
        elif cells:
            rows.append((number, cells))
        elif line.strip():
            if columns:
                yield _Table(heading, columns, tuple(rows))
                heading, columns, rows = "", (), []
            heading = line.strip() if len(line.strip()) <= _LONGEST_HEADING else heading
    if columns:
        yield _Table(heading, columns, tuple(rows))


def _kpis_of(table: _Table, footnotes: dict[int, str]) -> Iterator[KpiRow]:
    if len(table.columns) != 4:
        raise TableRefused(
            f"The table under “{table.heading}” has {len(table.columns)} columns instead of four: "
            "the number, the indicator, its area and its target."
        )
    of_columns = tuple(note for column in table.columns for note in _without_marks(column, footnotes)[1])
    for line, cells in table.rows:
        if len(cells) != 4:
            raise TableRefused(f"Line {line}: the row has {len(cells)} cells instead of four.")
        number, wording, area, target = cells
        if not number.isdecimal() or not 0 < int(number) < 1000:
            raise TableRefused(f"Line {line}: “{number[:40]}” is not the number of an indicator.")
        wording, own = _without_marks(wording, footnotes)
        target, of_target = _without_marks(target, footnotes)
        for name, said in (("wording", wording), ("area", area), ("target", target)):
            if not said:
                raise TableRefused(f"Line {line}: KPI {number} has no {name}.")
        row = KpiRow(int(number), "", table.heading, "", wording, area, target, (*own, *of_target, *of_columns))
        yield from _parts_of(row)


def _parts_of(row: KpiRow) -> Iterator[KpiRow]:
    """The row itself, or one for each of its bullets."""
    lead, *bullets = (piece.strip() for piece in _BULLET.split(row.text))
    if not bullets:
        yield row
        return
    for part, bullet in zip(PARTS, filter(None, bullets), strict=False):
        yield replace(row, part=part, lead=lead, text=bullet)


def _risks_of(table: _Table, period: str) -> Iterator[RiskRow]:
    for line, cells in table.rows:
        if len(cells) != 2 or not all(cells):
            raise TableRefused(f"Line {line}: a risk has two cells, the risk and the actions taken.")
        yield RiskRow(period, cells[0], cells[1])


def _without_marks(cell: str, footnotes: dict[int, str]) -> tuple[str, tuple[str, ...]]:
    """The cell without the marks of footnotes, and the footnotes that they point to."""
    notes: list[str] = []

    def drop(found: re.Match) -> str:
        if int(found[1]) not in footnotes:
            return found[0]
        notes.append(footnotes[int(found[1])])
        return ""

    return _MARK.sub(drop, cell).strip(), tuple(notes)


def _check_numbers(kpis: list[KpiRow]) -> None:
    seen: set[str] = set()
    for row in kpis:
        if row.printed_number in seen:
            raise TableRefused(f"KPI {row.printed_number} stands twice in the text. Each number is used once a year.")
        seen.add(row.printed_number)
