"""Small numbers of people in a table: those that stand beside a sign for such numbers, and those that come out of it.

A sign (`*`: fewer than five) promises that every number so small is kept back, and keeps nothing back where a total
gives the number away. Sources: UK GDPR Article 5(1)(f); FOIA section 40(2); ICO Anonymisation guidance on subtraction
(secondary suppression).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from codes.domain.number_words import NUMBER_IN_WORDS, number_named
from responses.domain.tables import Table, figure_in

Numbers = tuple[int, int]
"""The least and the greatest number that a sign can stand for."""

_NUMBER = rf"(\d{{1,3}}|{NUMBER_IN_WORDS})\b(?!\()"
_BELOW = re.compile(rf"(?:(?:fewer|less|smaller|lower) than|under|below|<)\s*{_NUMBER}")
_RANGE = re.compile(rf"(?<![\w(]){_NUMBER}\s*(?:to|and|–|-|—)\s*{_NUMBER}")
_UP_TO = re.compile(rf"\b{_NUMBER} (?:or|and) (?:fewer|less|under|below)|(?:not? more than|up to|≤)\s*{_NUMBER}")
_LAW = re.compile(r"\b(?:sections?|regulations?|articles?|note)\s+\d[\w()]*(?:\s*(?:,|and|or)\s*\d[\w()]*)*")
_TOTAL = re.compile(r"\b(?:total|totals|all|sum|overall)\b", re.IGNORECASE)
_NO_COUNT = re.compile(
    r"%|£|\bper ?cent|\baverages?\b|\bmean\b|\bmedian\b|\brates?\b|\bratio\b|\brank|\bdays\b|\byears\b", re.I
)


@dataclass(frozen=True)
class Small:
    """One cell by the heads of its row and column, and what it says."""

    name: str
    words: str


def kept_back(table: Table) -> Mapping[str, Numbers]:
    """The signs that stand in the table for small numbers, with the numbers that each stands for.

    A sign is read from its explanation; one without any, such as `<5`, says it itself.
    """
    meanings, found = dict(table.symbols), {}
    for sign in dict.fromkeys(cell.strip() for row in table.rows for cell in row[1:]):
        if sign not in meanings and figure_in(sign) is not None:
            continue
        numbers = _numbers_in(meanings.get(sign, "")) or (_numbers_in(sign) if figure_in(sign) is None else None)
        if numbers:
            found[sign] = numbers
    return found


def given_away(table: Table) -> tuple[Small, ...]:
    """The numbers that are printed although the table has a sign for numbers so small."""
    signs = kept_back(table)
    if not signs:
        return ()
    most, least = max(most for _least, most in signs.values()), min(least for least, _most in signs.values())
    return tuple(
        Small(f"{row[0]}, {table.columns[place]}", row[place])
        for row in table.rows
        for place in _counts(table)
        if isinstance(number := figure_in(row[place]), int) and least <= number <= most
    )


def worked_out(table: Table) -> tuple[Small, ...]:
    """The masked numbers that totals of rows and columns tell, wholly or more closely than their sign does.

    The range of each masked number is narrowed by every sum that it stands in until nothing changes; it has to stay as
    wide as what the sign says.
    """
    signs = kept_back(table)
    if not signs:
        return ()
    ranges = _ranges(table, signs)
    masked = {at: ranges[at] for at in ranges if table.rows[at[0]][at[1]].strip() in signs}
    sums = [each for each in _sums(table) if _is_one(each, ranges)] if masked else []
    while any([_narrow(each, ranges) for each in sums]):
        continue
    return tuple(
        Small(f"{table.rows[row][0]}, {table.columns[column]}", table.rows[row][column])
        for (row, column), said in masked.items()
        if ranges[row, column] != said
    )


_At = tuple[int, int]
_Sum = tuple[_At, Sequence[_At]]


def _numbers_in(meaning: str) -> Numbers | None:
    words = _LAW.sub(" ", meaning.casefold())
    if found := _RANGE.search(words):
        least, most = number_named(found[1]), number_named(found[2])
        return (least, most) if least < most else None
    if found := _BELOW.search(words):
        return 1, number_named(found[1]) - 1
    if found := _UP_TO.search(words):
        return 1, number_named(found[1] or found[2])
    return None


def _counts(table: Table) -> list[int]:
    """The columns that can count people: no rates, averages, sums of money."""
    if _NO_COUNT.search(table.unit):
        return []
    return [place for place, head in enumerate(table.columns) if place and not _NO_COUNT.search(head)]


def _ranges(table: Table, signs: Mapping[str, Numbers]) -> dict[_At, Numbers]:
    """What each cell with a whole number, or a sign for one, can be."""
    found: dict[_At, Numbers] = {}
    for row, cells in enumerate(table.rows):
        for column in _counts(table):
            number = figure_in(cells[column])
            if cells[column].strip() in signs:
                found[row, column] = signs[cells[column].strip()]
            elif isinstance(number, int):
                found[row, column] = (number, number)
    return found


def _sums(table: Table) -> Iterator[_Sum]:
    """Each total with its parts, where one column or one row is the total of the others."""
    columns, rows = _counts(table), range(len(table.rows))
    totals = [place for place in columns if _TOTAL.search(table.columns[place])]
    if len(totals) == 1 and len(columns) > 1:
        parts = [place for place in columns if place != totals[0]]
        yield from (((row, totals[0]), [(row, place) for place in parts]) for row in rows)
    last = [row for row in rows if _TOTAL.search(table.rows[row][0])]
    if len(last) == 1 and len(rows) > 1:
        parts = [row for row in rows if row != last[0]]
        yield from (((last[0], place), [(row, place) for row in parts]) for place in columns)


def _is_one(each: _Sum, ranges: Mapping[_At, Numbers]) -> bool:
    """Whether it is a sum indeed: every cell is a number or a sign for one, and the parts can come to the total."""
    total, parts = each
    if not all(at in ranges for at in (total, *parts)):
        return False
    least, most = (sum(ranges[at][side] for at in parts) for side in (0, 1))
    return least <= ranges[total][1] and ranges[total][0] <= most


def _narrow(each: _Sum, ranges: dict[_At, Numbers]) -> bool:
    """Narrow the range of each cell of a sum by the others; whether anything changed."""
    total, parts = each
    least, most = (sum(ranges[at][side] for at in parts) for side in (0, 1))
    wanted = {total: (least, most)}
    for at in parts:
        low, high = ranges[at]
        wanted[at] = (ranges[total][0] - (most - high), ranges[total][1] - (least - low))
    changed = False
    for at, (low, high) in wanted.items():
        narrowed = (max(low, ranges[at][0]), min(high, ranges[at][1]))
        if narrowed != ranges[at] and narrowed[0] <= narrowed[1]:
            ranges[at], changed = narrowed, True
    return changed
