"""Letters that stop or end the clock: L-Q1 to L-Q6 (questions), L-F1 to L-F5 (fees), L-L1 (lapse), L-RD1 and L-RD2.

A late question stops nothing, but may still be needed: then it says that it is late. A late fees notice has no effect.
"""

import re
from collections.abc import Iterator
from datetime import date

from foirequests.domain.clock import EIR
from responses.domain.letter import letter_date
from responses.domain.rules.acknowledging import days_in
from responses.domain.rules.care import APOLOGY
from responses.domain.rules.reading import Reading
from responses.domain.rules.rule import ERROR, Problem, Rule

COUNTED_WORDS = ("stands still", "do not count", "does not count")
"""How a letter says that the clock waits."""

_PAY_BY = re.compile(r"\bpa(?:y|id|yment)\b[^.]{0,80}\b(?:by|before|until)\b")
_REFUSES = re.compile(r"\brefus(?:e|al)\w*|\b(?:declin|reject)\w*|\bturn(?:ed|ing)? (?:it |this |your request )?down\b")


def prints_day(reading: Reading, gap: str, expected: date | None) -> bool:
    """Whether the letter prints the gap, with the day that the clock says where that is known."""
    if not reading.words.print(gap):
        return False
    return expected is None or reading.words.prints_text(letter_date(expected))


def after_last_day(reading: Reading) -> str:
    """When the last day for the notice was, in a sentence; empty while it is in time."""
    last = reading.facts.notice_by
    if last is None or reading.facts.leaves_on <= last:
        return ""
    return f"The last day was {letter_date(last)}."


def _unclear(reading: Reading) -> Iterator[Problem]:
    if not reading.words.print("unclear"):
        yield Problem("Say what is not clear in the request.")


def _options(reading: Reading) -> Iterator[Problem]:
    if not reading.words.print("clarification_options"):
        yield Problem("Say what would make the request clear, and offer choices.")


def _clock(reading: Reading) -> Iterator[Problem]:
    if not reading.words.say("20 working days"):
        yield Problem("Say that 20 working days begin when the answer comes.")


def _lapses(reading: Reading) -> Iterator[Problem]:
    if not prints_day(reading, "clarify_by", reading.facts.clarify_by):
        yield Problem("Print the day after which the request lapses.")


def _question_in_time(reading: Reading) -> Iterator[Problem]:
    if (last := after_last_day(reading)) and not reading.words.match(APOLOGY):
        yield Problem(f"We had to ask within 20 working days, and stop nothing by asking now: apologise. {last}")


def _refuses_nothing(reading: Reading) -> Iterator[Problem]:
    if reading.facts.regime == EIR:
        if not (reading.words.cite("reg12(4)(c)") and reading.words.cite("reg9")):
            yield Problem("Under the Regulations this is a refusal: cite regulation 9 and regulation 12(4)(c).")
    elif said := reading.words.match(_REFUSES):
        part = reading.words.where(lambda words: words.say(said))
        yield Problem(f"A question about a request refuses nothing under the Act: take “{said}” out.", part=part)


def _fee(reading: Reading) -> Iterator[Problem]:
    if not reading.words.print("fee", "fee_for"):
        yield Problem("State the fee and what it is for.")


def _how_to_pay(reading: Reading) -> Iterator[Problem]:
    if not reading.words.print("how_to_pay"):
        yield Problem("Say how the fee can be paid.")


def _pay_by(reading: Reading) -> Iterator[Problem]:
    if not prints_day(reading, "pay_by", reading.facts.pay_by):
        yield Problem("Print the last day to pay.")
    last = reading.facts.pay_by
    for sentence in filter(_PAY_BY.search, reading.words.sentences) if last else ():
        if sooner := [day for day in days_in(sentence) if reading.facts.leaves_on < day < last]:
            yield Problem(
                f"The fee can be paid until {letter_date(last)}, and not only until {letter_date(sooner[0])}."
            )


def _waits(reading: Reading) -> Iterator[Problem]:
    if not reading.words.say(*COUNTED_WORDS):
        yield Problem("Say that the time for the reply stands still until the fee is paid.")


def _fee_in_time(reading: Reading) -> Iterator[Problem]:
    if last := after_last_day(reading):
        yield Problem(
            "A fees notice has to be given within the time for the reply. After it the information is owed without a"
            f" fee. {last}"
        )


def _lapse(reading: Reading) -> Iterator[Problem]:
    if not reading.words.say("new request"):
        yield Problem("Say that a late answer is a new request.")


def _transferred(reading: Reading) -> Iterator[Problem]:
    if not reading.words.print("transferred_to"):
        yield Problem("Name the authority that answers now.")


def _agreed(reading: Reading) -> Iterator[Problem]:
    if not reading.words.say("agreed"):
        yield Problem("Say that the requester agreed to the transfer.")


RULES = (
    Rule("L-Q1", ERROR, "FOIA s.1(3), s.16; EIR reg.9(2)", "clarification", _unclear),
    Rule("L-Q2", ERROR, "FOIA s.16; EIR reg.9(2)", "clarification", _options),
    Rule("L-Q3", ERROR, "FOIA s.10(6)(b); EIR reg.9(4)", "clarification", _clock),
    Rule("L-Q4", ERROR, "Code of Practice, part 2", "clarification", _lapses),
    Rule("L-Q5", ERROR, "FOIA s.1(3), s.10(1); EIR reg.9(2)(a)", "clarification", _question_in_time),
    Rule("L-Q6", ERROR, "FOIA s.1(3); EIR reg.9, reg.12(4)(c), reg.14", "clarification", _refuses_nothing),
    Rule("L-F1", ERROR, "FOIA s.9; EIR reg.8", "fees", _fee),
    Rule("L-F2", ERROR, "FOIA s.9; EIR reg.8", "fees", _how_to_pay),
    Rule("L-F3", ERROR, "FOIA s.9(2); EIR reg.8(5)", "fees", _pay_by),
    Rule("L-F4", ERROR, "FOIA s.10(2); EIR reg.8(6)", "fees", _waits),
    Rule("L-F5", ERROR, "FOIA s.9(1), s.10(1); EIR reg.8(4)", "fees", _fee_in_time),
    Rule("L-L1", ERROR, "Code of Practice, part 2; FOIA s.9(2)", "lapse", _lapse),
    Rule("L-RD1", ERROR, "Code of Practice, part 2; EIR reg.10", "transfer", _transferred),
    Rule("L-RD2", ERROR, "Code of Practice, part 2; EIR reg.10", "transfer", _agreed),
)
