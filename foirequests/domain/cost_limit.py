"""The cost limit of FOIA section 12: what complying would cost, counted as the fees regulations let an authority count.

Source: Freedom of Information and Data Protection (Appropriate Limit and Fees) Regulations 2004, SI 2004/3244:
regulation 4(3) names the four activities that count, 4(4) the flat rate for a person's hour, regulation 5 says when
requests are taken together. Amounts are exact fractions; nothing is rounded before it is shown.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from foirequests.domain.errors import Refused

ACTIVITIES = {
    "determine": "Determining whether it holds the information",
    "locate": "Locating the information, or a document which may contain it",
    "retrieve": "Retrieving the information, or a document which may contain it",
    "extract": "Extracting the information from a document containing it",
}
"""The only activities that count (regulation 4(3)), in the words of the regulation."""

NOT_COUNTABLE = (
    (r"redact|black(?:ing|ed)? out|anonymis", "Redaction"),
    (r"exempt(?:ion)?s?\b", "Deciding whether an exemption applies"),
    (r"public.interest", "Weighing the public interest"),
    (r"consult(?:ing|ation)", "Consulting others"),
    (r"drafting|writ(?:e|ing) (?:the|a) (?:reply|letter|response)", "Drafting the reply"),
    (r"clearance|clearing|sign(?:ing)?.?off|approv(?:al|ing)", "Clearing the reply"),
    (r"sending|postage|photocop|printing", "Copying and sending"),
    (r"quality.?(?:check|assur)", "Checking the result"),
)
"""Work that takes time and does not count, by the words that give it away."""

MOST_LINES = 50
MOST_UNITS, MOST_MINUTES, MOST_PEOPLE = 10_000_000, 10_000, 100
DIMENSIONS = {"years": ("year", "years"), "trusts": ("trust", "trusts"), "codes": ("code", "codes")}
"""What a request can be narrowed by."""


class CostRefused(Refused):
    """A line that cannot be counted; the message says which and why."""


@dataclass(frozen=True)
class CostLine:
    """Work on so many units of one kind: `units` times `minutes` times `people`.

    `basis` says where the minutes come from (the sample). `is_fixed`: the work stays the same when less is asked for.
    `reference` names the request that it belongs to, where several are taken together.
    """

    activity: str
    unit: str
    units: int
    minutes: Fraction
    people: int
    basis: str
    is_fixed: bool = False
    reference: str = ""

    @property
    def all_minutes(self) -> Fraction:
        """Working minutes of everybody."""
        return self.units * self.minutes * self.people


@dataclass(frozen=True)
class CostLimit:
    """The appropriate limit, and what an hour of a person's work costs, in pounds."""

    pounds: int
    pounds_an_hour: int


@dataclass(frozen=True)
class Estimate:
    """What the lines come to."""

    lines: tuple[CostLine, ...]
    limit: CostLimit

    @property
    def minutes(self) -> Fraction:
        """Working minutes of all lines."""
        return sum((line.all_minutes for line in self.lines), Fraction(0))

    @property
    def hours(self) -> Fraction:
        """Working hours of all lines."""
        return self.minutes / 60

    @property
    def pounds(self) -> Fraction:
        """The cost, at the flat rate."""
        return self.hours * self.limit.pounds_an_hour

    @property
    def is_over(self) -> bool:
        """Whether it would exceed the limit; to reach it exactly is not to exceed it."""
        return self.pounds > self.limit.pounds

    @property
    def hours_allowed(self) -> Fraction:
        """Working hours that the limit pays for."""
        return Fraction(self.limit.pounds, self.limit.pounds_an_hour)


@dataclass(frozen=True)
class Narrower:
    """A request for less that would fit: what to ask for, and the hours that it would take."""

    words: str
    hours: Fraction


def check_line(line: CostLine) -> CostLine:
    """The line as it is counted.

    Raises:
        CostRefused: the activity does not count, numbers are out of range, or the basis is missing.
    """
    if line.activity not in ACTIVITIES:
        raise CostRefused(
            f"“{line.activity}” does not count towards the cost limit. Only determining whether the information is "
            "held, locating, retrieving and extracting it count (regulation 4(3))."
        )
    for pattern, name in NOT_COUNTABLE:
        if re.search(pattern, line.unit, re.IGNORECASE):
            raise CostRefused(
                f"{name} does not count towards the cost limit: only determining whether the information is held, "
                "locating, retrieving and extracting it count (regulation 4(3)). Leave that time out."
            )
    if not line.unit.strip():
        raise CostRefused("Say what is counted: claims, files, e-mails.")
    if not 1 <= line.units <= MOST_UNITS:
        raise CostRefused(f"Number of units: enter a whole number from 1 to {MOST_UNITS:,}.")
    if not 0 < line.minutes <= MOST_MINUTES:
        raise CostRefused(f"Minutes for each: enter a number up to {MOST_MINUTES:,}.")
    if not 1 <= line.people <= MOST_PEOPLE:
        raise CostRefused(f"People: enter a whole number from 1 to {MOST_PEOPLE}.")
    if not line.basis.strip():
        raise CostRefused(
            "Say what the minutes are based on, for example “sample of 20 files on 3 March”: an estimate has to be "
            "sensible, realistic and supported by evidence."
        )
    return line


def estimate(lines: Sequence[CostLine], limit: CostLimit) -> Estimate:
    """What the lines come to, those of several requests taken together.

    Raises:
        CostRefused: a line cannot be counted, or there are too many.
    """
    if len(lines) > MOST_LINES:
        raise CostRefused(f"An estimate can have up to {MOST_LINES} lines.")
    return Estimate(tuple(check_line(line) for line in lines), limit)


def narrower_requests(found: Estimate, asked_for: dict[str, int]) -> tuple[Narrower, ...]:
    """Requests for less that would fit: fewer years, trusts or codes, each alone, the most of it that fits.

    `asked_for` says how many of each the request covers. Lines shrink in proportion, those that are fixed do not.
    Where no single step is enough, the least of one is combined with fewer of another. Empty when it fits already.
    """
    if not found.is_over:
        return ()
    fixed = sum((line.all_minutes for line in found.lines if line.is_fixed), Fraction(0))
    room, moving = found.hours_allowed * 60 - fixed, found.minutes - fixed
    asked = {name: number for name, number in asked_for.items() if name in DIMENSIONS and number > 1}
    if room <= 0 or not moving:
        return ()
    alone = [
        _narrower({name: (fits, number)}, fixed, moving)
        for name, number in asked.items()
        if (fits := _most_that_fits(number, moving, room))
    ]
    return tuple(alone) or tuple(
        _narrower({one: (1, asked[one]), other: (fits, asked[other])}, fixed, moving)
        for one in asked
        for other in asked
        if one != other and (fits := _most_that_fits(asked[other], moving / asked[one], room))
    )


def _most_that_fits(number: int, moving: Fraction, room: Fraction) -> int:
    """How many of `number` fit when all of them take `moving` minutes; never all of them."""
    return min(number - 1, int(room * number / moving))


def _narrower(steps: dict[str, tuple[int, int]], fixed: Fraction, moving: Fraction) -> Narrower:
    words, minutes = [], moving
    for name, (fits, number) in steps.items():
        one, many = DIMENSIONS[name]
        words.append(f"{fits} {one if fits == 1 else many} instead of {number}")
        minutes = minutes * fits / number
    return Narrower(" and ".join(words), (fixed + minutes) / 60)
