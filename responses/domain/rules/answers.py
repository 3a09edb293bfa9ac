"""One question of a letter and one ground of a refusal, read for the rules: what was decided, and the words for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from foirequests.domain.clock import EIR
from responses.domain import outcomes
from responses.domain.decisions import (
    GRANTED,
    HELD,
    NOT_CONFIRMED,
    NOT_HELD,
    PART,
    PART_HELD,
    Decision,
    Ground,
)
from responses.domain.missing import FORMAL_TEST, needs_weighing
from responses.domain.provisions import ABSOLUTE, LIFT_THE_DUTY, PROCEDURE
from responses.domain.rules.facts import REVIEW_OUTCOME, CaseFacts
from responses.domain.rules.rule import WARNING
from responses.domain.rules.words import Words

if TYPE_CHECKING:
    from responses.domain.rules.reading import Reading

NO_DUTY_TO_SAY = LIFT_THE_DUTY | {"s17(6)"}
"""Grounds that lift the duty to say whether the information is held."""


@dataclass(frozen=True)
class Answer:
    """One question, what was decided on it, and the words that answer it."""

    reading: "Reading"
    decision: Decision

    @property
    def facts(self) -> CaseFacts:
        """The record of the case."""
        return self.reading.facts

    @cached_property
    def words(self) -> Words:
        """The authority's words for this question; all of them where the letter names no questions."""
        if not self.reading.names_questions:
            return self.reading.words
        return self._words_for(self.decision.question)

    @cached_property
    def words_with_shared(self) -> Words:
        """The words for this question and those that are said once for all: advice, where else to ask."""
        if not self.reading.names_questions:
            return self.reading.words
        return self._words_for(self.decision.question, 0)

    @cached_property
    def words_to_guard(self) -> tuple[tuple[Words, str], ...]:
        """The words that could give away what must not be said, with the severity of it (empty: that of the rule).

        Words that belong to no question may speak of another one, where that is answered: a person decides.
        """
        others = any(not Answer(self.reading, each).is_neither for each in self.reading.decisions)
        of_all = WARNING if others else ""
        belongs_to_none = self.facts.kind == REVIEW_OUTCOME and not self.reading.names_questions
        return (self.words, of_all if belongs_to_none else ""), (self.words_with_shared, of_all)

    def _words_for(self, *questions: int) -> Words:
        of_part = self.reading.questions_of_parts
        return Words(tuple(each for each in self.reading.parts if of_part[each.part.key] in questions))

    @cached_property
    def grounds(self) -> tuple["GroundReading", ...]:
        """The grounds of this question, each with its words."""
        return tuple(GroundReading(self, ground) for ground in self.decision.grounds)

    @property
    def outcome(self) -> str:
        """What becomes of the question; where nobody said so, what follows from whether it is held."""
        return self.decision.outcome or outcomes.OUTCOMES.get(self.decision.held, "")

    @property
    def is_supplied(self) -> bool:
        """Whether something is given."""
        return self.decision.held in (HELD, PART_HELD) and self.outcome in (GRANTED, PART)

    @property
    def is_partial(self) -> bool:
        """Whether some is given and some is taken out on a ground that applies to the information itself."""
        return self.is_supplied and any(each.withholds for each in self.grounds)

    @property
    def is_not_held(self) -> bool:
        """Whether some of it, or all, is not held."""
        return self.decision.held in (NOT_HELD, PART_HELD)

    @property
    def is_neither(self) -> bool:
        """Whether it is neither confirmed nor denied that it is held.

        Where the law lifts the duty to say so (sections 12(2) and 14), it is left open without being denied.
        """
        denied = any(each.ground.denies for each in self.grounds)
        return denied or (self.decision.held == NOT_CONFIRMED and not self._lifts_the_duty)

    @property
    def must_say_if_held(self) -> bool:
        """Whether section 1(1)(a) wants a statement here."""
        return bool(self.decision.held) and not self._lifts_the_duty and not self.is_neither

    @property
    def _lifts_the_duty(self) -> bool:
        """Whether a ground leaves open whether it is held, with nothing denied."""
        return any(each.code in NO_DUTY_TO_SAY for each in self.grounds)

    @property
    def refuses(self) -> bool:
        """Whether something is not given on a ground other than that it is not held."""
        grounds = [each for each in self.grounds if each.code not in ("s1(1)(a)", "s17(6)")]
        refused = self.outcome == "refused" or (self.outcome == PART and self.decision.held == HELD)
        return bool(grounds) or self.is_neither or (refused and not self.decision.grounds)


@dataclass(frozen=True)
class GroundReading:
    """One ground of a refusal, and the words that give it."""

    answer: Answer
    ground: Ground

    @property
    def code(self) -> str:
        """The provision's code."""
        return self.ground.provision.code

    @property
    def details(self) -> Mapping[str, str]:
        """The answers to what the law wants for this provision."""
        return self.ground.details

    @property
    def facts(self) -> CaseFacts:
        """The record of the case."""
        return self.answer.facts

    @cached_property
    def words(self) -> Words:
        """The words of the question without those that were made for another of its grounds."""
        others = {each.key for each in self.answer.decision.grounds} - {self.ground.key}
        return Words(tuple(each for each in self.answer.words.parts if each.part.source not in others))

    @cached_property
    def reasons(self) -> Words:
        """Those of them that say why it applies: the weighing of the public interest left out."""
        return Words(tuple(each for each in self.words.parts if each.part.role != "public_interest"))

    @property
    def decided_on(self) -> date:
        """The day on which the refusal leaves."""
        return self.facts.leaves_on

    @property
    def is_exemption(self) -> bool:
        """Whether it is an exemption or exception that is applied to information which we say we hold, or do not."""
        return self.ground.provision.basis != PROCEDURE and not self.ground.denies

    @property
    def withholds(self) -> bool:
        """Whether what it is applied to is taken out of what is given (not so where it can be had elsewhere)."""
        return self.is_exemption and self.code not in ("s21", "s22", *FORMAL_TEST)

    @property
    def weighs(self) -> bool:
        """Whether the public interest has to be weighed, and can be."""
        return needs_weighing(self.ground.provision)

    @property
    def is_absolute(self) -> bool:
        """Whether there is no public interest test."""
        return self.ground.provision.kind == ABSOLUTE

    @property
    def is_environmental(self) -> bool:
        """Whether it stands in the Regulations."""
        return self.ground.provision.regime == EIR

    def is_said(self, *names: str) -> bool:
        """Whether each of these questions has been answered for the ground."""
        return all(self.details.get(name, "").strip() for name in names)
