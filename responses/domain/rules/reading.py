"""A letter read for the rules: its own words, what it answers, and the grounds on which it refuses."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from foirequests.domain.clock import EIR
from responses.domain import clock_letters, outcomes
from responses.domain.decisions import (
    GRANTED,
    HELD,
    NOT_CONFIRMED,
    NOT_HELD,
    PART,
    PART_HELD,
    Decision,
    Ground,
    decisions_in,
)
from responses.domain.letter import Letter
from responses.domain.missing import FORMAL_TEST, needs_weighing
from responses.domain.provisions import ABSOLUTE, LIFT_THE_DUTY, PROCEDURE
from responses.domain.rules.facts import REPLIES, REVIEW_OUTCOME, CaseFacts
from responses.domain.rules.rule import WARNING
from responses.domain.rules.words import PartWords, Words, own_words

NO_DUTY_TO_SAY = LIFT_THE_DUTY | {"s17(6)"}
"""Grounds that lift the duty to say whether the information is held."""


@dataclass(frozen=True)
class Reading:
    """One letter and what the record knows of its case."""

    letter: Letter
    facts: CaseFacts

    @cached_property
    def parts(self) -> tuple[PartWords, ...]:
        """The authority's own words, part by part."""
        return own_words(self.letter, self.facts.questions.values())

    @cached_property
    def words(self) -> Words:
        """All the authority's own words."""
        return Words(self.parts)

    @cached_property
    def names_questions(self) -> bool:
        """Whether parts say which question they answer; where none does, all words answer every question."""
        return any(part.question for part in self.letter.parts)

    @cached_property
    def questions_of_parts(self) -> Mapping[str, int]:
        """Which question each part answers, by its key; 0 for the whole letter.

        A free paragraph that names no question answers that of the part which it stands behind.
        """
        found, last = {}, 0
        for part in self.letter.parts:
            if part.question or part.kind != "paragraph":
                last = part.question
            found[part.key] = last
        return found

    @cached_property
    def decisions(self) -> tuple[Decision, ...]:
        """What was decided on each question."""
        return decisions_in(self.letter.decisions)

    @cached_property
    def act(self) -> Mapping[str, Any] | None:
        """The act that a letter of the clock does; None for any other letter."""
        return next((each for each in self.letter.decisions if "act" in each), None)

    @cached_property
    def answers(self) -> tuple["Answer", ...]:
        """The questions that this letter answers: a reply all of them, no other letter any."""
        if self.facts.kind in REPLIES:
            return tuple(Answer(self, decision) for decision in self.decisions)
        return ()

    @cached_property
    def reasoned(self) -> tuple["Answer", ...]:
        """The questions whose grounds this letter has to reason.

        The outcome of a review reasons what the review itself decided; of the rest it says only whether the complaint
        is upheld.
        """
        if self.facts.kind == REVIEW_OUTCOME:
            return tuple(Answer(self, decision) for decision in self.decisions if decision.grounds)
        return self.answers

    @cached_property
    def grounds(self) -> tuple["GroundReading", ...]:
        """Every ground that the letter refuses something on."""
        return tuple(ground for answer in self.reasoned for ground in answer.grounds)

    @property
    def is_environmental(self) -> bool:
        """Whether the case falls under the Regulations alone."""
        return self.regimes == {EIR}

    @cached_property
    def regimes(self) -> frozenset[str]:
        """The laws that the letter answers under; more than one when the questions of a request fall under both."""
        named = {answer.decision.regime for answer in self.reasoned if answer.decision.regime}
        if self.facts.kind == REVIEW_OUTCOME:
            named.add(self.facts.regime)  # its other questions stay under the law of the case
        return frozenset(named or {self.facts.regime})

    @cached_property
    def is_refusal_notice(self) -> bool:
        """Whether it has to be a notice under FOIA section 17 or EIR regulation 14.

        Under the Regulations that something is not held is an exception too (regulation 12(4)(a)).
        """
        if self.facts.kind in clock_letters.KINDS:
            return (self.facts.kind, self.facts.regime) in clock_letters.NOTICES_OPEN_TO_REVIEW
        refused = any(answer.refuses for answer in self.answers)
        return refused or any(answer.is_not_held and answer.decision.regime == EIR for answer in self.answers)


@dataclass(frozen=True)
class Answer:
    """One question, what was decided on it, and the words that answer it."""

    reading: Reading
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
