"""Reading amounts as people type them: `1,200`, `£450`, `23.5 hours`, `1,200 claim files`.

What is kept is what letters print: thousands parted by commas, no sign of money, no unit.
"""

import re
from dataclasses import dataclass
from fractions import Fraction

from foirequests.domain.cost_limit import MOST_MINUTES, MOST_UNITS
from responses.domain.errors import Refused

# Longer numbers than anybody counts are none: Python refuses to read those of thousands of digits.
_PLAIN = r"(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,12})(?:\.\d{1,12})?"
_AMOUNT = re.compile(r"£?\s*(\d{1,12}|\d{1,3}(?:[, ]\d{3}){1,3})(\.\d{1,2})?")
_FIGURE = re.compile(rf"(?<![\w.,£-]){_PLAIN}(?![\w%])")
_SIGNED = re.compile(r"(?<![\w)])[-−]\s*£?\s*\d")
MINUTES = re.compile(rf"(?<![\w.,])({_PLAIN}) ?(?:minutes?|mins?)\b", re.IGNORECASE)
"""Minutes as a line of work says them: `5 minutes`, `2.5 mins`."""


@dataclass(frozen=True)
class Unit:
    """What a number counts: its words in a message, an example, and the most that is believed."""

    words: str
    example: str
    most: int
    pattern: str


HOURS = Unit("hours", "23.5", 1_000_000, r"hours?|hrs?")
POUNDS = Unit("pounds", "587.50", 25_000_000, r"pounds?|gbp")


def kept_amount(typed: str, unit: Unit) -> str:
    """A number as it is kept and printed: `£1200` is `1,200`, `587.5` pounds are `587.50`.

    Raises:
        Refused: it is no number, not more than nothing, or more than anybody believes.
    """
    plain = re.sub(rf"\s*(?:{unit.pattern})$", "", typed.strip(), flags=re.IGNORECASE)
    found = _AMOUNT.fullmatch(plain)
    if not found:
        raise Refused(f"Enter a number of {unit.words}, for example {unit.example}")
    whole, part = int(re.sub(r"\D", "", found[1])), found[2] or ""
    amount = Fraction(f"{whole}{part}")
    if not 0 < amount <= unit.most:
        raise Refused(f"Enter a number of {unit.words} above 0 and up to {unit.most:,}")
    pence = part.ljust(3, "0") if unit is POUNDS and part else part
    return f"{whole:,}{pence}"


def amount_in(kept: str) -> Fraction | None:
    """The number that a kept answer says; None where it says none."""
    found = _AMOUNT.fullmatch(kept.strip())
    return Fraction(re.sub(r"[£, ]", "", found[0])) if found else None


def figures_in(words: str) -> tuple[Fraction, ...]:
    """The plain numbers in words, in their order: references such as FOI_0007, money and percentages are none."""
    return tuple(Fraction(each.replace(",", "")) for each in _FIGURE.findall(words))


def check_records(typed: str) -> None:
    """See that an answer says how many records there are.

    Raises:
        Refused: it has no number, one that is not above nothing, or one that nobody believes.
    """
    counted = figures_in(typed)
    if not counted or _SIGNED.search(typed):
        raise Refused("Enter how many of what, for example 1,200 claim files")
    if not all(0 < each <= MOST_UNITS for each in counted):
        raise Refused(f"Enter a number of records from 1 to {MOST_UNITS:,}")


def check_work(typed: str) -> None:
    """See that the minutes in lines of work can be minutes; lines without any are a matter of what is missing.

    Raises:
        Refused: minutes are not above nothing, or more than anybody believes.
    """
    told = [Fraction(each.replace(",", "")) for each in MINUTES.findall(typed)]
    if re.search(r"(?<![\w)])[-−]\s*\d[\d.,]* ?(?:minutes?|mins?)\b", typed, re.IGNORECASE) or not all(
        0 < each <= MOST_MINUTES for each in told
    ):
        raise Refused(f"Enter minutes above 0 and up to {MOST_MINUTES:,} for each record")
