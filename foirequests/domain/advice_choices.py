"""What can stand in the place of advice on the data that are asked for: kinds with a list to choose from, and years."""

import re
from collections.abc import Mapping

from foirequests.domain import advice
from foirequests.domain.errors import Refused
from foirequests.domain.reading.data_shape import ASK, BREAKDOWNS, FORMATS, MEASURES, YEAR_BASES
from foirequests.domain.reading.periods import CALENDAR, EARLIEST, FINANCIAL, LATEST

CHOICES: Mapping[str, Mapping[str, str]] = {
    advice.MEASURE: MEASURES,
    advice.BREAKDOWN: BREAKDOWNS,
    advice.YEAR_BASIS: {**YEAR_BASES, ASK: "not said: the requester is to be asked"},
    advice.FORMAT: FORMATS,
}
"""By kind the codes that can be chosen, each with what it means."""

COUNTED = {"": "not said which", FINANCIAL: "financial years, from April", CALENDAR: "calendar years"}
"""How the years of a period are counted."""

_PERIOD = re.compile(rf"(?P<first>\d{{4}})?-(?P<last>\d{{4}})?(?: (?P<counted>{FINANCIAL}|{CALENDAR}))?")


def check_choice(kind: str, value: str) -> None:
    """Raise `Refused` when a value of a kind with a list is not on it, or a period is none; other kinds take any."""
    if kind in CHOICES and value not in CHOICES[kind]:
        raise Refused(f"Choose from the list what is right: {'; '.join(CHOICES[kind].values())}.")
    if kind == advice.PERIOD:
        period_of(value)


def period_value(first: str, last: str, counted: str) -> str:
    """A period out of what was chosen, as advice keeps it: `2019-2021 financial`; a year that is not named is empty."""
    return f"{first.strip()}-{last.strip()} {counted.strip()}".strip()


def period_of(value: str) -> tuple[int | None, int | None, str]:
    """The first and the last year of a period and how they are counted.

    Raises:
        Refused: no year is named, one is impossible, or the last comes before the first.
    """
    found = _PERIOD.fullmatch(value)
    years = [int(found[name]) if found and found[name] else None for name in ("first", "last")]
    named = [year for year in years if year is not None]
    if found is None or not named:
        raise Refused("Enter the first year, the last, or both, as four digits: 2019.")
    if any(not EARLIEST <= year <= LATEST for year in named):
        raise Refused(f"Enter years from {EARLIEST} to {LATEST}.")
    if named != sorted(named):
        raise Refused("The last year cannot come before the first.")
    return years[0], years[1], found["counted"] or ""
