"""What rules look at: the letter as a whole, one of its questions, or one ground of a refusal."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from foirequests.domain.clock import EIR, FOI
from responses.domain import clock_letters
from responses.domain.provisions import COST_GROUNDS
from responses.domain.rules import facts as kinds
from responses.domain.rules.answers import Answer, GroundReading
from responses.domain.rules.reading import Reading

type_of_reading = Callable[[Reading], Iterable[Any]]


def _letters(*those: str, regime: str = "") -> type_of_reading:
    return lambda reading: (reading,) if _is_of(reading, those, regime) else ()


def _is_of(reading: Reading, those: Iterable[str], regime: str) -> bool:
    return reading.facts.kind in those and regime in ("", reading.facts.regime)


def _answers(test: Callable[[Answer], bool]) -> type_of_reading:
    return lambda reading: [answer for answer in reading.answers if test(answer)]


def _neither(reading: Reading) -> list[Answer]:
    return [answer for answer in reading.reasoned if answer.is_neither]


def _grounds(test: Callable[[GroundReading], bool]) -> type_of_reading:
    return lambda reading: [ground for ground in reading.grounds if test(ground)]


def _complaint(reading: Reading) -> tuple[Reading, ...]:
    """Letters that say how to complain: those that answer, and notices of the clock that refuse something.

    The outcome of a review has its own rules for it; section 17(6) needs no notice at all.
    """
    is_answer = reading.facts.kind in kinds.REPLIES
    needs_none = bool(reading.grounds) and all(ground.code == "s17(6)" for ground in reading.grounds)
    return (reading,) if (is_answer and not needs_none) or reading.is_refusal_notice else ()


_OTHERWISE_KNOWN = ("s21", "s22")

ASPECTS: Mapping[str, type_of_reading] = {
    "letter": lambda reading: (reading,),
    "reply": _letters(*kinds.REPLIES),
    "complaint": lambda reading: _complaint(reading) if reading.facts.kind != kinds.REVIEW_OUTCOME else (),
    "answer": lambda reading: reading.answers or _neither(reading),
    "supply": _answers(lambda answer: answer.is_supplied),
    "partial": _answers(lambda answer: answer.is_partial),
    "not_held": _answers(lambda answer: answer.is_not_held),
    "neither": _neither,
    "denial": _grounds(lambda each: each.ground.denies),
    "exemption": _grounds(lambda each: each.is_exemption and each.code != "reg12(4)(a)"),
    "reasoned": _grounds(lambda each: each.is_exemption and each.code not in ("s21", "reg12(4)(a)")),
    "weighed": _grounds(lambda each: each.is_exemption and each.weighs and each.code not in _OTHERWISE_KNOWN),
    "absolute": _grounds(lambda each: each.is_exemption and each.is_absolute and each.code != "s21"),
    "by_opinion": _grounds(lambda each: each.ground.needs_opinion),
    "cost": _grounds(lambda each: each.code in COST_GROUNDS),
    "vexatious": _grounds(lambda each: each.code in ("s14(1)", "s14(2)")),
    "repeated": _grounds(lambda each: each.code == "s14(2)"),
    "accessible": _grounds(lambda each: each.code == "s21"),
    "to_be_published": _grounds(lambda each: each.code == "s22" and not each.ground.denies),
    "clarification": _letters(clock_letters.CLARIFICATION),
    "extension": _letters(clock_letters.EXTENSION, regime=FOI),
    "extension_eir": _letters(clock_letters.EXTENSION, regime=EIR),
    "fees": _letters(clock_letters.FEES),
    "lapse": _letters(clock_letters.LAPSE),
    "transfer": _letters(clock_letters.TRANSFER),
    "acknowledgement": _letters(clock_letters.ACKNOWLEDGEMENT),
    "review_acknowledgement": _letters(kinds.REVIEW_ACKNOWLEDGEMENT),
    "review_outcome": _letters(kinds.REVIEW_OUTCOME),
}
"""Each aspect, and its subjects in a letter."""
