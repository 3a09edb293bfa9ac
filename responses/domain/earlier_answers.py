"""Answers to questions as the guard of precedents reads them: of this draft, and of letters issued before."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from responses.domain import decisions
from responses.domain.decisions import Decision
from responses.domain.letter import Letter
from responses.domain.outcomes import OUTCOMES
from responses.domain.tables import Table

INTERNAL_REVIEW, REGULATOR, TRIBUNAL = "internal review", "regulator", "tribunal"
_HIGHEST_FIRST = (TRIBUNAL, REGULATOR, INTERNAL_REVIEW)
WHOLLY, PARTLY, NOT_OVERTURNED = "wholly", "partly", "not"
GIVEN, IN_PART, WITHHELD, NEITHER, NOT_HELD, OPEN = "given", "part", "withheld", "neither", "not held", ""
"""What became of the information that was asked for; neither confirmed nor denied is a fate of its own."""

ALIKE = 0.5
"""From this likeness on two questions ask for the same kind of information, whatever their codes."""

ALIKE_WITH_SAME_CODES = 0.2
"""With the very same codes, fewer words have to be shared."""

READ_ELSEWHERE = frozenset({"s21"})
"""Grounds that withhold nothing: the information can be had already (FOIA section 21)."""

_FATES = {
    decisions.GRANTED: GIVEN,
    decisions.PART: IN_PART,
    decisions.REFUSED: WITHHELD,
    "not_held": NOT_HELD,
}


@dataclass(frozen=True)
class Ruling:
    """What was said of an earlier reply by those who looked at it again.

    `body` is `INTERNAL_REVIEW`, `REGULATOR` or `TRIBUNAL`; `overturned` one of `WHOLLY`, `PARTLY`, `NOT_OVERTURNED`;
    `codes` the provisions that it is about, empty when it does not say so that it is about all.
    """

    body: str
    overturned: str
    given_on: date | None = None
    codes: frozenset[str] = frozenset()

    def overturns(self, code: str) -> bool:
        """Whether reliance on the provision did not stand, in whole or in part."""
        return self.overturned != NOT_OVERTURNED and (not self.codes or code in self.codes)


@dataclass(frozen=True)
class Answered:
    """One question with what was decided on it and the tables that answer it.

    `more_codes` are provisions that the record of the case names beside those of the decision, as for letters issued
    before decisions stood in them.
    """

    decision: Decision
    tables: tuple[Table, ...] = ()
    more_codes: frozenset[str] = frozenset()

    @property
    def codes(self) -> frozenset[str]:
        """The provisions that the answer leans on."""
        return self.more_codes | {ground.provision.code for ground in self.decision.grounds}

    @property
    def fate(self) -> str:
        """What became of the information; empty while that is open, or when the requester is told where to read it.

        What is held and not refused is given: that is what issuing makes of it.
        """
        decision = self.decision
        if decision.held == decisions.NOT_CONFIRMED:
            return NEITHER
        if decision.held == decisions.NOT_HELD:
            return NOT_HELD
        if self.codes and self.codes <= READ_ELSEWHERE:
            return OPEN
        if decision.outcome in _FATES:
            return _FATES[decision.outcome]
        return WITHHELD if self.codes else _FATES.get(OUTCOMES.get(decision.held, ""), OPEN)


@dataclass(frozen=True)
class Earlier:
    """An earlier question with its answer, as it was issued in the letter of key `letter`.

    `likeness` is the share of the draft's question that it says too, from 0 to 1; `rulings` what was said of it since.
    """

    reference: str
    letter: int
    issued_on: date
    text: str
    answered: Answered
    likeness: float
    rulings: tuple[Ruling, ...] = ()

    def asks_for_the_same(self, question: Decision) -> bool:
        """Whether it asks for the same kind of information: alike words, or the same codes and some of the words."""
        same_codes = bool(question.codes) and set(question.codes) == set(self.answered.decision.codes)
        return self.likeness >= (ALIKE_WITH_SAME_CODES if same_codes else ALIKE)

    def overturned(self, code: str) -> Ruling | None:
        """The ruling that overturned reliance on the provision there, the highest body's before the office's own."""
        found = [ruling for ruling in self.rulings if ruling.overturns(code)]
        return min(found, key=lambda ruling: _HIGHEST_FIRST.index(ruling.body), default=None)


def answers_of(letter: Letter, recorded: Iterable[tuple[int, str, frozenset[str]]] = ()) -> dict[int, Answered]:
    """What a letter answers, by the numbers of the questions.

    `recorded` is what the record of the case says of them (number, outcome, provisions), which stands in where the
    letter keeps no decision of its own. A table that belongs to no question answers the only one, if there is one.
    """
    outcomes = {number: (outcome, codes) for number, outcome, codes in recorded}
    decided = {decision.question: decision for decision in decisions.decisions_in(letter.decisions)}
    only = next(iter(decided)) if len(decided) == 1 else 0
    tables: dict[int, list[Table]] = {}
    for part in letter.parts:
        if part.table is not None:
            tables.setdefault(part.question or only, []).append(part.table)
    found = {}
    for number, decision in decided.items():
        outcome, codes = outcomes.get(number, ("", frozenset()))
        if decision.outcome or decision.grounds:
            outcome, codes = decision.outcome, frozenset()
        found[number] = Answered(replace(decision, outcome=outcome), tuple(tables.get(number, ())), codes)
    return found


def ruling_of_review(
    overturned: str, given_on: date | None, reply: Iterable[Answered], outcome: Iterable[Answered] = ()
) -> Ruling:
    """What an internal review said of a reply, from the reply's answers and those of the letter about its outcome.

    It is about the provisions that the letter about the outcome leans on no more, where that letter says what was
    decided and one of them fell; else about all of them.
    """
    leaning = frozenset().union(*(each.codes for each in reply))
    after = [each for each in outcome if each.codes or each.decision.outcome]
    left = leaning - frozenset().union(*(each.codes for each in after)) if after else frozenset()
    return Ruling(INTERNAL_REVIEW, overturned, given_on, left)
