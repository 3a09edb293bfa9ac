"""Answered in time: what counts, in which quarter, and how the regulator rates the share.

Sources: FOIA section 10; EIR regulations 5(2) and 7; the Information Commissioner's self-assessment toolkit, topic 1
(response rates): 95% and more is good, 90% up to 95% adequate, less is unsatisfactory, by the most recent quarter.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

GOOD, ADEQUATE = Fraction(95, 100), Fraction(90, 100)

STATUTORY_REGIMES = ("foi", "eir")
"""The regimes whose answers are counted: not routine questions, and not people's own data."""


@dataclass(frozen=True)
class Quarter:
    """Three months of the calendar; both days included."""

    first: date
    last: date


def quarter_of(day: date) -> Quarter:
    """The calendar quarter that the day lies in."""
    first = date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
    following = date(first.year + first.month // 10, (first.month + 3 - 1) % 12 + 1, 1)
    return Quarter(first, following - timedelta(days=1))


def answered_in_time(answered_on: date, due_on: date | None) -> bool:
    """Whether an answer was in time: on the due date at the latest, or while the clock stood still."""
    return due_on is None or answered_on <= due_on


@dataclass(frozen=True)
class Timeliness:
    """How many were answered in time and late in a period, and how many are overdue and unanswered at its end."""

    in_time: int
    late: int
    overdue: int

    @property
    def answered(self) -> int:
        """All that were answered."""
        return self.in_time + self.late

    @property
    def share(self) -> Fraction | None:
        """Of those answered, the share in time; None when nothing was answered."""
        return Fraction(self.in_time, self.answered) if self.answered else None

    @property
    def share_with_overdue(self) -> Fraction | None:
        """The same with those overdue and unanswered counted as late: what the first figure leaves out."""
        due = self.answered + self.overdue
        return Fraction(self.in_time, due) if due else None


def rating(share: Fraction) -> str:
    """How the regulator rates a share: `good`, `adequate` or `unsatisfactory`; exactly 95% is good, 90% adequate."""
    if share >= GOOD:
        return "good"
    return "adequate" if share >= ADEQUATE else "unsatisfactory"


def percent_words(share: Fraction) -> str:
    """`94.9%`: cut off after one digit, never rounded up past a mark that was missed."""
    tenths = share.numerator * 1000 // share.denominator
    whole, digit = divmod(tenths, 10)
    return f"{whole}.{digit}%" if digit else f"{whole}%"
