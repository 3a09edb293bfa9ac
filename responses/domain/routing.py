"""Which steps have to clear a letter, in order, and why: by what it decided, by the case, and by the office's setting.

Sources: section 36(2) and (5) FOIA (the qualified person's opinion); section 45 Code of Practice, part 5 (the outcome
of an internal review); which other letters go up is the office's own dated setting.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from codes.domain.office_settings import ClearanceRouting
from responses.domain.decisions import NOT_CONFIRMED, decisions_in
from responses.domain.provisions import cited
from responses.domain.qualified_person import rests_on_opinion

CLEARER, DEPUTY_DIRECTOR, QUALIFIED_PERSON = "clearer", "deputy_director", "qualified_person"
STEPS: Mapping[str, str] = {CLEARER: "Clearer", DEPUTY_DIRECTOR: "Deputy director"}
"""The steps that a person takes by clearing; the qualified person's is satisfied by the recorded opinion."""

OF_A_REVIEW = "review_outcome"

FLAGS: Mapping[str, str] = {
    "press": "The request is of interest to the press.",
    "parliament": "The request comes from or is for a member of parliament.",
    "inquest": "The request touches an inquest, an inquiry or a trial.",
    "sensitive": "The request is on a sensitive subject.",
}
"""Flags of a case that can send its letters up, as the reading of a request names them."""


@dataclass(frozen=True)
class Step:
    """One step of a route: `name` is one of `STEPS` or `QUALIFIED_PERSON`, `why` one or more sentences."""

    name: str
    why: tuple[str, ...]

    @property
    def is_taken_by_clearing(self) -> bool:
        """Whether somebody takes the step by clearing the letter."""
        return self.name in STEPS


@dataclass(frozen=True)
class Standing:
    """Where a letter stands on its route: its steps, by step who cleared it (id), and what the opinion does not cover.

    `cleared` knows only clearances of the very text that the letter has now.
    """

    steps: tuple[Step, ...]
    cleared: Mapping[str, int]
    lacking: tuple[str, ...] = ()

    @property
    def open_steps(self) -> tuple[Step, ...]:
        """The steps that somebody still has to take, in order."""
        return tuple(step for step in self.steps if step.is_taken_by_clearing and step.name not in self.cleared)

    @property
    def next_step(self) -> Step | None:
        """The step that the letter waits for; none once all are taken."""
        return next(iter(self.open_steps), None)

    @property
    def asks_two(self) -> bool:
        """Whether two people clear the letter."""
        return sum(1 for step in self.steps if step.is_taken_by_clearing) > 1


def route_of(
    kind: str,
    decisions: Iterable[Mapping[str, Any]],
    *,
    flags: Collection[str],
    told_early: bool,
    rules: ClearanceRouting,
) -> tuple[Step, ...]:
    """The steps that have to clear a letter of this kind, in order; the opinion of a qualified person comes first.

    `decisions` are those of the letter, as it keeps them; `flags` those of the case that an officer accepted;
    `told_early` whether the deputy director was told of the case early.
    """
    decisions = tuple(decisions)
    used = _provisions_used(decisions)
    by_opinion = _provisions_used(decisions, with_opinion=True)
    opinion = [f"It relies on {cited(code)}{where}." for code, where in by_opinion if rests_on_opinion(code)]
    steps = [Step(QUALIFIED_PERSON, tuple(dict.fromkeys(opinion)))] if opinion else []
    if kind == OF_A_REVIEW:
        why = "A deputy director who had no part in the decision approves the outcome of an internal review."
        return (*steps, Step(DEPUTY_DIRECTOR, (why,)))
    steps.append(Step(CLEARER, ("Somebody other than its drafter clears every letter.",)))
    if up := _why_up(decisions, used, flags=flags, told_early=told_early, rules=rules):
        steps.append(Step(DEPUTY_DIRECTOR, up))
    return tuple(steps)


def _why_up(
    decisions: Iterable[Mapping[str, Any]],
    used: Iterable[tuple[str, str]],
    *,
    flags: Collection[str],
    told_early: bool,
    rules: ClearanceRouting,
) -> tuple[str, ...]:
    """Why the deputy director clears the letter too; empty when they need not."""
    why = [f"It relies on {cited(code)}{where}." for code, where in used if _is_among(code, rules.provisions)]
    if rules.denials == "yes":
        why += [f"It neither confirms nor denies (question {number})." for number in _denied(decisions)]
    if told_early and rules.told_early == "yes":
        why.append("The deputy director was told of this case early.")
    why += [words for flag, words in FLAGS.items() if flag in flags and flag in rules.flags]
    return tuple(dict.fromkeys(why))


def _provisions_used(decisions: Iterable[Mapping[str, Any]], *, with_opinion: bool = False) -> list[tuple[str, str]]:
    """The codes that the letter relies on, each with where: ` (question 2)`, or nothing for an act of the clock.

    `with_opinion` leaves out the grounds that need no opinion of the qualified person.
    """
    decisions = tuple(decisions)
    used = [
        (code, f" (question {decision.question})")
        for decision in decisions_in(decisions)
        for ground in decision.grounds
        if ground.needs_opinion or not with_opinion
        for code in dict.fromkeys((ground.provision.code, ground.cites))
    ]
    for act in decisions:
        if "question" not in act:
            used += [(code, "") for code in act.get("facts", {}).get("exemptions", ())]
    return used


def _denied(decisions: Iterable[Mapping[str, Any]]) -> list[int]:
    """The numbers of the questions of which the letter neither confirms nor denies that the information is held."""
    return [
        decision.question
        for decision in decisions_in(decisions)
        if decision.held == NOT_CONFIRMED or any(ground.denies for ground in decision.grounds)
    ]


def _is_among(code: str, provisions: Iterable[str]) -> bool:
    """Whether a code is one of the provisions or a part of one: `s36(2)(c)` is a part of `s36`."""
    return any(code == each or code.startswith(f"{each}(") for each in provisions)
