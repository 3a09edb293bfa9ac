"""Saying that something has arrived: a request (L-A1 to L-A5), a request for internal review (L-RA1 to L-RA3)."""

import re
from collections.abc import Iterator
from datetime import date

from responses.domain.letter import MONTHS, letter_date
from responses.domain.rules.complaint import OTHER_PERSON
from responses.domain.rules.reading import Reading
from responses.domain.rules.rule import ERROR, Problem, Rule

_DAY = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})\b", re.IGNORECASE)
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_WITHIN = re.compile(rf"\bwithin (\d{{1,4}}|{'|'.join(_NUMBERS)}) (working day|day|week|month)s?\b")
_CALENDAR_DAYS = {"week": 7, "month": 28}
"""At least so many days are in one."""
_WORKING_DAYS = 20
"""The time for a reply (section 10(1), regulation 5(2))."""
_CONTACT = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+|\b0\d{2,4} ?\d{3}")


def _reference(reading: Reading) -> Iterator[Problem]:
    if not reading.words.prints_text(reading.facts.reference):
        yield Problem("Give our reference.")


def _received(reading: Reading) -> Iterator[Problem]:
    if not reading.words.prints_text(letter_date(reading.facts.received_on)):
        yield Problem("Print the day of receipt.")


def _due(reading: Reading) -> Iterator[Problem]:
    due_on = reading.facts.due_on
    if not (reading.words.prints_text(letter_date(due_on)) if due_on else reading.words.print("due_on")):
        yield Problem("Print the last day for the reply.")


def _contact(reading: Reading) -> Iterator[Problem]:
    if not (reading.words.match(_CONTACT) or reading.words.print("authority_email")):
        yield Problem("Say whom the requester can write to with a question.")


def _no_later(reading: Reading) -> Iterator[Problem]:
    due_on = reading.facts.due_on
    for said in days_in(reading.words.text):
        if due_on and said > due_on:
            yield Problem(
                f"The letter promises {letter_date(said)}; the last day for the reply is {letter_date(due_on)}."
            )

    longest = (due_on - reading.facts.received_on).days if due_on else 0
    for number, unit in _WITHIN.findall(reading.words.flat) if due_on else ():
        said_days = _number(number) * _CALENDAR_DAYS.get(unit, 1)
        if _number(number) > _WORKING_DAYS if unit == "working day" else said_days > longest:
            yield Problem(f"The letter promises a reply within {number} {unit}s: that is later than the last day.")


def _number(said: str) -> int:
    return int(said) if said.isdigit() else 1 + _NUMBERS.index(said)


def days_in(text: str) -> list[date]:
    """The days that stand in the text, as letters print them."""
    found = []
    for number, month, year in _DAY.findall(text):
        month_number = MONTHS.index(month.capitalize()) + 1
        if 1 <= int(number) <= 28 or _exists(int(year), month_number, int(number)):
            found.append(date(int(year), month_number, int(number)))
    return found


def _exists(year: int, month: int, number: int) -> bool:
    try:
        date(year, month, number)
    except ValueError:
        return False
    return True


def _review_received(reading: Reading) -> Iterator[Problem]:
    asked_on = reading.facts.review_asked_on
    if not (
        reading.words.prints_text(letter_date(asked_on)) if asked_on else reading.words.print("review_requested_on")
    ):
        yield Problem("Print the day on which we received the request for review.")


def _review_due(reading: Reading) -> Iterator[Problem]:
    due_on = reading.facts.review_due_on
    if not (reading.words.prints_text(letter_date(due_on)) if due_on else reading.words.print("review_due_on")):
        yield Problem("Print the day by which the review is answered.")


def _other_person(reading: Reading) -> Iterator[Problem]:
    if not reading.words.match(OTHER_PERSON):
        yield Problem("Say that the reviewer took no part in the reply.")


RULES = (
    Rule("L-A1", ERROR, "FOIA s.16; Code of Practice, part 4", "acknowledgement", _reference),
    Rule("L-A2", ERROR, "FOIA s.10(1), (6); EIR reg.5(2)", "acknowledgement", _received),
    Rule("L-A3", ERROR, "FOIA s.10(1); EIR reg.5(2)", "acknowledgement", _due),
    Rule("L-A4", ERROR, "FOIA s.16; EIR reg.9", "acknowledgement", _contact),
    Rule("L-A5", ERROR, "FOIA s.10(1); EIR reg.5(2)", "acknowledgement", _no_later),
    Rule("L-RA1", ERROR, "Code of Practice, part 5", "review_acknowledgement", _review_received),
    Rule("L-RA2", ERROR, "Code of Practice, part 5", "review_acknowledgement", _review_due),
    Rule("L-RA3", ERROR, "Code of Practice, part 5", "review_acknowledgement", _other_person),
)
