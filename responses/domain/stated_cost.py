"""Whether the estimate of a section 12 refusal, as it is stated, carries the refusal.

The cost has to exceed the appropriate limit, at the flat rate for an hour, and has to follow from the records and the
minutes that the requester is shown. Sources: FOIA section 12(1) to (3); SI 2004/3244 regulations 3 and 4.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from foirequests.domain.cost_limit import CostLimit
from foirequests.domain.cost_words import number_words, pounds_words
from responses.domain.amounts import MINUTES, amount_in, figures_in

ROUNDED_POUNDS = 1
"""By how many pounds a sum may differ from its hours at the rate: somebody rounded."""
ROUNDED_HOURS, ROUNDED_SHARE = Fraction(1, 2), Fraction(1, 20)
"""By how much stated hours may differ from the steps: half an hour, or a twentieth of them."""

_STEP_END = re.compile(r"[\n;]+|(?<=[a-z)])\.\s+(?=[A-Z])")
_ASIDE = re.compile(r"\([^()]*\)")
_PEOPLE = re.compile(r"(?<![\w.,])(\d{1,3}) people\b", re.IGNORECASE)
_HOURS = re.compile(r"(?<![\w.,])\d[\d.,]* ?(?:hours?|hrs?)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d(?:[/–-]\d\d(?:\d\d)?)?\b")


@dataclass(frozen=True)
class CostProblem:
    """What is wrong with a stated estimate: the field that mends it, and why, in plain words.

    `is_certain` is False where the words can be read in more than one way, so that a person has to look.
    """

    name: str
    words: str
    is_certain: bool = True


def problems_of(details: Mapping[str, str], limit: CostLimit | None) -> tuple[CostProblem, ...]:
    """What is wrong with the figures; empty answers are missing, not wrong. `limit` is None where nobody knows it."""
    return tuple(_problems(details, limit))


def hours_of_steps(records: str, activities: str) -> Fraction | None:
    """The hours that the steps come to: records, times minutes, times people. None where it cannot be told.

    A step that counts no records of its own is done for all of them. What stands in brackets explains and is not read.
    """
    counted, minutes = _counted(records), Fraction(0)
    steps = [step for step in _STEP_END.split(_ASIDE.sub("", activities)) if figures_in(step)]
    for step in steps:
        told = [Fraction(each.replace(",", "")) for each in MINUTES.findall(step)]
        units = _counted(_PEOPLE.sub("", _HOURS.sub("", MINUTES.sub("", step)))) or counted
        if not told or len(units) != 1:
            return None
        people = _PEOPLE.search(step)
        minutes += units[0] * sum(told) * (int(people[1]) if people else 1)
    return minutes / 60 if steps else None


def _counted(words: str) -> tuple[Fraction, ...]:
    """The numbers of things in words: years are none where anything else is counted."""
    plain = _ASIDE.sub("", words)
    return figures_in(_YEAR.sub("", plain)) or figures_in(plain)


def _problems(details: Mapping[str, str], limit: CostLimit | None) -> Iterator[CostProblem]:
    typed = {name: details.get(name, "").strip() for name in ("hours", "pounds", "records", "activities")}
    hours, pounds = amount_in(typed["hours"]), amount_in(typed["pounds"])
    for name, amount in (("hours", hours), ("pounds", pounds)):
        if typed[name] and not amount:
            yield CostProblem(name, f"“{typed[name]}” is no number of {name}: enter one, such as 23.5")
    if typed["records"] and not any(figures_in(typed["records"])):
        yield CostProblem("records", "Say how many records would have to be looked at, as a number")
    if typed["activities"] and not MINUTES.search(typed["activities"]):
        yield CostProblem("activities", "Say how many minutes each step takes for each record")
    if limit is not None:
        yield from _against_the_limit(hours, pounds, limit)
    yield from _of_the_steps(typed, hours, limit)


def _against_the_limit(hours: Fraction | None, pounds: Fraction | None, limit: CostLimit) -> Iterator[CostProblem]:
    if hours and pounds and abs(hours * limit.pounds_an_hour - pounds) > ROUNDED_POUNDS:
        at_the_rate = f"{number_words(hours)} hours at £{limit.pounds_an_hour} an hour"
        sums = f"{pounds_words(hours * limit.pounds_an_hour)}, not {pounds_words(pounds)}"
        yield CostProblem("pounds", f"{at_the_rate} come to {sums}")
    costs = [cost for cost in (pounds, hours and hours * limit.pounds_an_hour) if cost]
    if costs and min(costs) <= limit.pounds:
        yield CostProblem("hours", _within(min(costs), limit))


def _of_the_steps(typed: Mapping[str, str], hours: Fraction | None, limit: CostLimit | None) -> Iterator[CostProblem]:
    if not (hours and typed["records"] and MINUTES.search(typed["activities"])):
        return
    told = hours_of_steps(typed["records"], typed["activities"])
    if told is None:
        words = "Look whether records and minutes come to the hours: write each step as “1,200 files, 2 minutes each”"
        yield CostProblem("activities", words, is_certain=False)
    elif abs(told - hours) > max(ROUNDED_HOURS, told * ROUNDED_SHARE):
        words = f"The records and minutes come to {number_words(told)} hours, not {number_words(hours)}"
        yield CostProblem("activities", words)
    elif limit is not None and hours * limit.pounds_an_hour > limit.pounds >= told * limit.pounds_an_hour:
        yield CostProblem("activities", _within(told * limit.pounds_an_hour, limit))


def _within(cost: Fraction, limit: CostLimit) -> str:
    estimate = f"{number_words(cost / limit.pounds_an_hour)} hours or {pounds_words(cost)}"
    allowed = f"{number_words(Fraction(limit.pounds, limit.pounds_an_hour))} hours or £{limit.pounds:,}"
    return f"The estimate comes to {estimate}, which is within the limit of {allowed}: section 12 does not apply"
