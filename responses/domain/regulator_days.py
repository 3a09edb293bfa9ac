"""What can be right in the record of a complaint to the regulator: days, steps, the address of a decision."""

from datetime import date

from responses.domain.errors import Refused
from responses.domain.letter import letter_date
from responses.domain.links import WORDS, why_not_public

LONGEST_STEPS = 400
"""Calendar days; notices give some thirty."""


LONGEST_TIME = 731
"""Calendar days from a letter or a decision to the last day that it gives: what is later has a slip in its year."""


def check_day(day: date, *, today: date, earliest: date, since: str) -> None:
    """Raise `Refused` for a day in the future, or before the day of what has to come first, which `since` names."""
    if day > today:
        raise Refused("This day is in the future. Record it when it has come.")
    if day < earliest:
        raise Refused(f"This day is before {since}, which was on {letter_date(earliest)}.")


def check_last_day(last_day: date, *, sent_on: date) -> None:
    """Raise `Refused` when an answer would be due before the letter that wants it was sent, or years after it."""
    if last_day < sent_on:
        raise Refused(f"The answer cannot be due before the letter was sent, on {letter_date(sent_on)}.")
    if (last_day - sent_on).days > LONGEST_TIME:
        raise Refused("The answer cannot be due more than two years after the letter was sent. Check the year.")


def check_new_day(steps_by: date, *, decided_on: date) -> None:
    """Raise `Refused` when steps that a tribunal set have to be taken before it decided, or years after."""
    if steps_by < decided_on:
        raise Refused("The last day for the steps cannot be before the tribunal’s decision.")
    if (steps_by - decided_on).days > LONGEST_TIME:
        raise Refused("The last day for the steps cannot be more than two years after the decision. Check the year.")


def check_steps(steps: str, days: int | None) -> None:
    """Raise `Refused` for steps without a time or a time without steps."""
    if steps and days is None:
        raise Refused("Enter the number of calendar days that the notice gives for the steps.")
    if days is not None and not steps:
        raise Refused("Enter the steps that the notice requires, or leave the number of days empty.")
    if days is not None and not 1 <= days <= LONGEST_STEPS:
        raise Refused(f"The number of calendar days has to be between 1 and {LONGEST_STEPS}.")


def check_published(url: str) -> None:
    """Raise `Refused` for an address that nobody outside could open."""
    if url and (why := why_not_public(url)):
        raise Refused(f"{WORDS[why]}. Enter the whole address, beginning with https://")
