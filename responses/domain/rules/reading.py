"""A letter read for the rules: its own words, what it answers, and the grounds on which it refuses."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from foirequests.domain.clock import EIR
from responses.domain import clock_letters
from responses.domain.decisions import Decision, decisions_in
from responses.domain.letter import Letter
from responses.domain.reviewed_grounds import decided_anew
from responses.domain.rules.answers import Answer, GroundReading
from responses.domain.rules.facts import REPLIES, REVIEW_OUTCOME, CaseFacts
from responses.domain.rules.words import PartWords, Words, own_words


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
    def answers(self) -> tuple[Answer, ...]:
        """The questions that this letter answers: a reply all of them, no other letter any."""
        if self.facts.kind in REPLIES:
            return tuple(Answer(self, decision) for decision in self.decisions)
        return ()

    @cached_property
    def reasoned(self) -> tuple[Answer, ...]:
        """The questions whose grounds this letter has to reason.

        The outcome of a review reasons what the review itself decided; of the rest it says only whether the complaint
        is upheld.
        """
        if self.facts.kind == REVIEW_OUTCOME:
            anew = [decided_anew(decision, self.facts.reviewed_grounds) for decision in self.decisions]
            return tuple(Answer(self, decision) for decision in anew if decision.grounds)
        return self.answers

    @cached_property
    def grounds(self) -> tuple[GroundReading, ...]:
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
