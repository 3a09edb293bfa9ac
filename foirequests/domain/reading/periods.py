"""The time that a question is about, out of its words: “2018/19 to 2022/23”, “the last five years”, “since 2016”."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from codes.domain.passages import Passage
from foirequests.domain.reading.values import Period
from foirequests.domain.reading.words import fold

FINANCIAL, CALENDAR = "financial", "calendar"
EARLIEST, LATEST = 1948, 2100
"""Years that a question about the health service can mean."""

_NEAR = 80  # characters between two years that one stretch shows together
_YEAR = re.compile(
    r"(?<![\d/_.-])(?:(?P<opens>1 april )|(?P<closes>31 march ))?"
    r"(?P<first>(?:19|20)\d\d)(?:\s?[/-]\s?(?P<second>(?:19|20)?\d\d))?(?![a-z\d/_]|\.\d)"
)
_NO_PERIOD_BEFORE = re.compile(
    r"(?:act|regulations?|order|code|rules|foia?|eirs?|dpa|gdpr|freedom of information|gwybodaeth|ref\w{0,7}"
    r"|published|revised)"
    r"(?: of)?[\s(,]{1,3}$"
    r"|\b(?:date of birth|d\.?o\.?b|(?:i|he|she) was born)\b[^;?!\n]{0,24}$"
)
"""A year after these is that of a law, a document or a birth."""

_LOOK_BACK = 44  # characters before a year in which one of these stands
_NO_PERIOD_AFTER = re.compile(r"\s(?:act|regulations?|nice|guidance|edition|order)\b")
_OPEN_AFTER = re.compile(r"\s?(?:onwards?|to date|to the present|to present|to now|until now|up to now)\b")
_SINCE = re.compile(r"\b(?:since|from|after|starting|back to)(?:[^.;?!]{0,22})$")
_UNTIL = re.compile(r"\b(?:until|up to|before|prior to|till)(?:[^.;?!]{0,14})$")
_NUMBERS = {
    **{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10},
    **{"eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20},
}
_LAST = re.compile(
    r"\b(?:last|past|previous|preceding|most recent)\s(?:(?P<number>\d{1,3}|" + "|".join(_NUMBERS) + r")\s)?"
    r"(?P<full>(?:full|complete|completed)\s)?(?P<counted>financial\s|calendar\s|fiscal\s)?"
    r"(?:full\s|complete\s)?(?P<unit>years?|yrs?|months?)\b"
)
_THIS = re.compile(r"\bthis (?P<counted>financial |calendar )?year\b")


@dataclass(frozen=True)
class _Year:
    """A year as the text has it: `first` to `last` calendar years, and where it stands."""

    first: int
    last: int
    financial: bool
    start: int
    end: int
    opens: bool = False
    closes: bool = False


def period_in(text: str, within: Passage, *, received_on: date) -> Period | None:
    """The period that the passage names, or None. A financial year is called by the year in which it begins.

    “The last five financial years” are the five that had ended on the day of receipt; “the last five years”, when
    nothing says how they are counted, run back from that day and so touch six calendar years.
    """
    folded = fold(within.of(text))
    years = [year for year in _years(folded)]
    found = _named(folded, years) if years else _running(folded, received_on)
    if found is None:
        return None
    first, last, counted, stretches = found
    return Period(first, last, counted, tuple(Passage(within.start + a, within.start + b) for a, b in stretches))


def period_words(first: int | None, last: int | None, counted: str | None) -> str:
    """The years of a period as people write them: `2021/22 to 2025/26`, `from 2016`, `2018 to 2020, calendar years`."""
    begins, ends = _year_words(first, counted), _year_words(last, counted)
    kind = f", {counted} years" if counted and counted != FINANCIAL else ""
    if begins and ends:
        return (f"{begins} to {ends}" if begins != ends else begins) + kind
    if begins:
        return f"from {begins}{kind}"
    return f"until {ends}{kind}" if ends else "no years named"


def _year_words(year: int | None, counted: str | None) -> str:
    if year is None:
        return ""
    return f"{year}/{(year + 1) % 100:02}" if counted == FINANCIAL else str(year)


def _years(folded: str) -> Iterator[_Year]:
    for found in _YEAR.finditer(folded):
        before = folded[max(0, found.start() - _LOOK_BACK) : found.start()]
        if _NO_PERIOD_BEFORE.search(before) or _NO_PERIOD_AFTER.match(folded, found.end()):
            continue
        year = _one(found)
        if year and EARLIEST <= year.first <= year.last <= LATEST:
            yield year


def _one(found: re.Match) -> _Year | None:
    first, written = int(found["first"]), found["second"]
    place = (found.start("first"), found.end())
    if not written:
        opens, closes = bool(found["opens"]), bool(found["closes"])
        return _Year(first, first, False, found.start(), found.end(), opens, closes)
    second = int(written) if len(written) == 4 else first - first % 100 + int(written)
    if second < first:
        second += 100  # 1999/00
    if second == first + 1 and (len(written) == 2 or "/" in found.group()):
        return _Year(first, first, True, *place)
    return _Year(first, second, False, *place) if second > first else None


def _named(folded: str, years: list[_Year]) -> tuple[int | None, int | None, str, list[tuple[int, int]]]:
    financial = any(year.financial for year in years) or "financial year" in folded
    first, last = min(year.first for year in years), max(year.last for year in years)
    if years[0].opens and years[-1].closes and last > first:
        financial, last = True, last - 1
    open_end, open_start = _ends_open(folded, years)
    counted = FINANCIAL if financial else CALENDAR if "calendar year" in folded else ""
    return None if open_start else first, None if open_end else last, counted, _stretches(years)


def _ends_open(folded: str, years: list[_Year]) -> tuple[bool, bool]:
    """Whether the period has no last year, and whether it has no first."""
    latest = max(years, key=lambda year: year.last)
    if _OPEN_AFTER.match(folded, latest.end):
        return True, False
    if len(years) > 1 or latest.first != latest.last:
        return False, False
    before = folded[max(0, latest.start - 40) : latest.start]
    return bool(_SINCE.search(before)), bool(_UNTIL.search(before))


def _stretches(years: list[_Year]) -> list[tuple[int, int]]:
    stretches: list[tuple[int, int]] = []
    for year in years:
        if stretches and year.start - stretches[-1][1] <= _NEAR:
            stretches[-1] = (stretches[-1][0], year.end)
        else:
            stretches.append((year.start, year.end))
    return stretches[:4]


def _running(folded: str, received_on: date) -> tuple[int, int, str, list[tuple[int, int]]] | None:
    """A period told from the day of receipt: the last so many years."""
    found = _LAST.search(folded) or _THIS.search(folded)
    if found is None:
        return None
    place = [(found.start(), found.end())]
    written = (found["counted"] or "").strip()
    counted = FINANCIAL if written in (FINANCIAL, "fiscal") else written
    this = received_on.year if counted != FINANCIAL else _financial_year(received_on)
    if found.re is _THIS:
        return this, this, counted, place
    number = _number(found["number"])
    if found["unit"].startswith("month"):
        number = max(1, -(-number // 12))
    whole = bool(counted or found["full"])
    return max(EARLIEST, this - number), this - 1 if whole or not found["number"] else this, counted, place


def _number(written: str | None) -> int:
    if not written:
        return 1
    return int(written) if written.isdigit() else _NUMBERS[written]


def _financial_year(day: date) -> int:
    """The year in which the financial year of the day began: on 1 April."""
    return day.year if (day.month, day.day) >= (4, 1) else day.year - 1
