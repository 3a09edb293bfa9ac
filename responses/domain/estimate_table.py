"""A table of the letter that shows an estimate of cost: making it, and whether it says what decision and case say.

The requester can check only what is printed, so hours, cost, minutes and numbers of records are to be the same in the
table and on the decision. Sources: FOIA section 12; SI 2004/3244 regulation 4.
"""

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from fractions import Fraction

from foirequests.domain.cost_limit import Estimate
from foirequests.domain.cost_words import HEADINGS, number_words, pounds_words, table_rows
from responses.domain.amounts import MINUTES, amount_in, figures_in
from responses.domain.stated_cost import ROUNDED_HOURS, ROUNDED_POUNDS, ROUNDED_SHARE
from responses.domain.tables import Table

_TOTAL = re.compile(r"\b(?:total|together|altogether|sum)\b", re.IGNORECASE)
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")
_HEADS = {
    "hours": re.compile(r"\bhours?\b|\bhrs?\b", re.IGNORECASE),
    "minutes": re.compile(r"\bmin(?:ute)?s?\b", re.IGNORECASE),
    "pounds": re.compile(r"£|\bcosts?\b|\bpounds?\b", re.IGNORECASE),
    "people": re.compile(r"\bpeople\b|\bstaff\b", re.IGNORECASE),
    "number": re.compile(r"\bnumbers?\b|\bunits?\b|\bfiles?\b|\brecords?\b|\bclaims?\b|\bcases?\b", re.IGNORECASE),
}
"""What a column holds, by its heading; the first that fits."""


@dataclass(frozen=True)
class _Row:
    """One row: its heading, and the figures that it has, by what they are."""

    name: str
    figures: Mapping[str, Fraction]

    @property
    def is_total(self) -> bool:
        """Whether it adds the others up."""
        return bool(_TOTAL.search(self.name))

    @property
    def hours(self) -> Fraction | None:
        """The hours that its numbers and minutes come to; None where it lacks one of them."""
        if not {"number", "minutes"} <= self.figures.keys():
            return None
        return self.figures["number"] * self.figures["minutes"] * self.figures.get("people", 1) / 60


def differences(table: Table, details: Mapping[str, str]) -> tuple[str, ...]:
    """What the table says otherwise than the decision, each in plain words; none for a table that shows no estimate."""
    columns = _columns(table)
    if not {"hours", "minutes", "pounds"} & columns.keys():
        return ()
    rows = [_row(cells, columns) for cells in table.rows]
    return (*_of_rows(rows), *_of_steps(rows, details), *_of_sums(rows, details))


def table_of(found: Estimate) -> Table:
    """The table in which a letter shows an estimate of the case."""
    return Table(caption="Estimate of the cost of complying", columns=HEADINGS, rows=table_rows(found))


def shows(table: Table, found: Estimate) -> bool:
    """Whether the figures of the table are those of the estimate, line by line; its words may be others."""
    fresh = table_of(found)
    kinds = _columns(table).keys() & _columns(fresh).keys()
    return _lines_of(table, kinds) == _lines_of(fresh, kinds)


def _lines_of(table: Table, kinds: Set[str]) -> list[list[tuple[str, Fraction]]]:
    columns = _columns(table)
    rows = [_row(cells, columns) for cells in table.rows]
    told = [
        sorted((kind, row.figures[kind]) for kind in kinds & row.figures.keys()) for row in rows if not row.is_total
    ]
    return sorted(told)


def _columns(table: Table) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, heading in enumerate(table.columns[1:], 1):
        kind = next((kind for kind, pattern in _HEADS.items() if pattern.search(heading)), "")
        if kind:
            found.setdefault(kind, place)
    return found


def _row(cells: tuple[str, ...], columns: Mapping[str, int]) -> _Row:
    told = {kind: _FIGURE.search(cells[place]) for kind, place in columns.items()}
    return _Row(cells[0], {kind: Fraction(found[0].replace(",", "")) for kind, found in told.items() if found})


def _of_rows(rows: list[_Row]) -> Iterator[str]:
    for row in rows:
        comes_to, told = row.hours, row.figures.get("hours")
        if comes_to is not None and told is not None and _differ(comes_to, told):
            yield f"“{row.name}” in the table comes to {number_words(comes_to)} hours, not {number_words(told)}"


def _of_steps(rows: list[_Row], details: Mapping[str, str]) -> Iterator[str]:
    activities = details.get("activities", "")
    minutes = {Fraction(each.replace(",", "")) for each in MINUTES.findall(activities)}
    counted = {*figures_in(details.get("records", "")), *figures_in(activities)}
    for row in (row for row in rows if not row.is_total):
        told, number = row.figures.get("minutes"), row.figures.get("number")
        if minutes and told is not None and told not in minutes:
            yield f"“{row.name}” in the table takes {number_words(told)} minutes, which the decision does not say"
        if details.get("records", "").strip() and told is not None and number is not None and number not in counted:
            yield f"“{row.name}” in the table is for {number_words(number)}, which the decision does not say"


def _of_sums(rows: list[_Row], details: Mapping[str, str]) -> Iterator[str]:
    hours, pounds = (amount_in(details.get(name, "")) for name in ("hours", "pounds"))
    for told in _sums(rows, "hours") if hours else ():
        if _differ(hours, told):
            yield f"The table comes to {number_words(told)} hours, the decision to {number_words(hours)}"
    for told in _sums(rows, "pounds") if pounds else ():
        if abs(pounds - told) > ROUNDED_POUNDS:
            yield f"The table comes to {pounds_words(told)}, the decision to {pounds_words(pounds)}"


def _sums(rows: list[_Row], kind: str) -> list[Fraction]:
    """What the totals say, and what the rows come to."""
    totals = [row.figures[kind] for row in rows if row.is_total and kind in row.figures]
    each = [row.figures[kind] for row in rows if not row.is_total and kind in row.figures]
    return list(dict.fromkeys([*totals, *([sum(each, Fraction())] if each else [])]))


def _differ(one: Fraction, other: Fraction) -> bool:
    return abs(one - other) > max(ROUNDED_HOURS, one * ROUNDED_SHARE)
