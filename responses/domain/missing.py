"""What is still to be written before a ground, or the decision on a question, can stand in a letter."""

from dataclasses import dataclass, replace

from foirequests.domain.cost_limit import CostLimit
from responses.domain import decision_fields
from responses.domain.decisions import (
    DISCLOSURE,
    HELD,
    MAINTAINING,
    NOT_CONFIRMED,
    NOT_HELD,
    PART,
    PART_HELD,
    REFUSED,
    Decision,
    Ground,
)
from responses.domain.ground_fields import fields_of
from responses.domain.provisions import COST_GROUNDS, LIFT_THE_DUTY, Provision
from responses.domain.stated_cost import problems_of

FORMAL_TEST = frozenset(("s39", "reg12(4)(a)"))
"""Qualified in law, but nothing can be weighed: what is not held, and what is answered under the other law."""


@dataclass(frozen=True)
class Missing:
    """One thing that is lacking: its field, in plain words, the provision that wants it, and the ground (its key)."""

    name: str
    words: str
    wanted_by: str
    ground: str = ""


def needs_weighing(provision: Provision) -> bool:
    """Whether factors on both sides and a balance have to be written (FOIA s.2(2)(b), EIR reg.12(1)(b))."""
    return provision.weighs_public_interest and provision.code not in FORMAL_TEST


def missing_of(ground: Ground, *, limit: CostLimit | None = None) -> tuple[Missing, ...]:
    """What is still to be written for one ground; empty when it is complete.

    It covers the fields of this provision, factors on both sides and where the balance falls, for section 36 an opinion
    of the qualified person whose limb and likelihood are those of the ground, and for section 12 an estimate above
    `limit` (None: only that its figures are figures).
    """
    lacking = []
    if not ground.information.strip():
        wanted_by = "Section 17(1)" if ground.provision.regime == "foi" else "Regulation 14(3)"
        lacking.append(Missing("information", "Say which information it is applied to", wanted_by))
    for each in fields_of(ground.provision, denies=ground.denies):
        if (each.required or each.or_else) and not _is_said(ground, each.name, each.or_else):
            lacking.append(Missing(each.name, each.label, each.wanted_by))
    if ground.denies and not ground.provision.ncnd:
        words = f"{ground.provision.opening_citation} does not allow us to neither confirm nor deny"
        lacking.append(Missing("denies", words, ground.provision.opening_citation))
    lacking += _missing_from_weighing(ground)
    lacking += _missing_from_opinion(ground)
    if ground.provision.code in COST_GROUNDS:
        wrong = (each for each in problems_of(ground.details, limit) if each.is_certain)
        lacking += [Missing(each.name, each.words, "Section 12(1) to (3)") for each in wrong]
    return tuple(Missing(each.name, each.words, each.wanted_by, ground.key) for each in lacking)


def missing_in(decision: Decision, *, limit: CostLimit | None = None) -> tuple[Missing, ...]:
    """What is still to be decided or written for one question, its grounds included; empty when it is complete.

    `limit` is the cost limit of the day, against which an estimate of section 12 is held.
    """
    lacking = []
    if not decision.held:
        lacking.append(Missing("held", "Say whether the information is held", _duty(decision, "Section 1(1)(a)")))
    elif not decision_fields.settled_outcome(decision.held, decision.outcome):
        lacking.append(Missing("outcome", "Say what becomes of the question", _duty(decision, "Section 1(1)(b)")))
    for each in decision_fields.question_fields(decision.held, decision.outcome, regime=decision.regime):
        if each.required and not decision.details.get(each.name, "").strip():
            lacking.append(Missing(each.name, each.label, each.wanted_by))
    lacking += _missing_grounds(decision)
    for ground in decision.grounds:
        lacking += missing_of(ground, limit=limit)
    return tuple(lacking)


def unfinished(decision: Decision, *, limit: CostLimit | None = None) -> tuple[Missing, ...]:
    """What stands in the way of a letter on this question: everything missing, each with the question in its words.

    A question on which nothing was decided beyond what triage found, whether it is held, stands as it is.
    """
    if not is_decided(decision):
        return ()
    citations = {ground.key: f", {ground.provision.citation}," for ground in decision.grounds}
    return tuple(
        replace(each, words=f"Question {decision.question}{citations.get(each.ground, '')} is not complete: {words}")
        for each in missing_in(decision, limit=limit)
        for words in [each.words if each.words.endswith("?") else f"{each.words}."]
    )


def is_decided(decision: Decision) -> bool:
    """Whether anything was decided beyond whether the information is held."""
    return bool(decision.outcome or decision.grounds or decision.details or decision.answer.strip())


def _duty(decision: Decision, foia: str) -> str:
    return foia if decision.regime == "foi" else "Regulation 5(1)"


def _is_said(ground: Ground, *names: str) -> bool:
    return any(ground.details.get(name, "").strip() for name in names if name)


def _missing_from_weighing(ground: Ground) -> list[Missing]:
    if not needs_weighing(ground.provision):
        return []
    wanted_by = "Section 2(2)(b); section 17(3)" if ground.provision.regime == "foi" else "Regulation 12(1)(b)"
    if ground.denies:
        wanted_by = wanted_by.replace("2(2)(b)", "2(1)(b)")
    lacking = []
    if not ground.factors_for(DISCLOSURE):
        lacking.append(Missing("disclosure", "Write what speaks for disclosure", wanted_by))
    if not ground.factors_for(MAINTAINING):
        lacking.append(Missing("maintaining", "Write what speaks for withholding", wanted_by))
    if not ground.balance:
        lacking.append(Missing("balance", "Say where the balance of the public interest falls", wanted_by))
    elif ground.balance == DISCLOSURE:
        words = "The public interest favours disclosure, so this cannot be relied on: take it away and disclose"
        lacking.append(Missing("balance", words, wanted_by))
    return lacking


def _missing_from_opinion(ground: Ground) -> list[Missing]:
    provision, opinion = ground.provision, ground.opinion
    if not ground.needs_opinion:
        return []
    wanted_by = "Section 36(2)"
    if opinion is None:
        return [Missing("opinion", "Choose or record the qualified person’s opinion", wanted_by)]
    lacking = []
    if provision.code not in opinion.limbs:
        words = f"The opinion does not cover {provision.citation}: choose one that does"
        lacking.append(Missing("opinion", words, wanted_by))
    said = ground.details.get("likelihood", "")
    if said and said != opinion.likelihood:
        lacking.append(Missing("likelihood", "Say how likely the effect is as the opinion says it", wanted_by))
    if ground.denies and not opinion.denies:
        words = "The opinion does not cover neither confirming nor denying (section 36(3)): choose one that does"
        lacking.append(Missing("opinion", words, "Section 36(3)"))
    return lacking


def _missing_grounds(decision: Decision) -> list[Missing]:
    wanted_by = "Section 17(1)(b)" if decision.regime == "foi" else "Regulation 14(3)(a)"
    if decision.held == NOT_CONFIRMED:
        leaving_open = [ground.denies or ground.provision.code in LIFT_THE_DUTY for ground in decision.grounds]
        if not any(leaving_open):
            words = "Choose the provision that lets us leave open whether we hold it"
            return [Missing("grounds", words, wanted_by)]
        if not all(leaving_open):
            words = "A provision applied to what we hold gives away that we hold it: take it away"
            return [Missing("grounds", words, "Section 2(1)")]
    elif any(ground.denies for ground in decision.grounds):
        words = "We say whether it is held, so no provision can be used to deny that: take it away"
        return [Missing("grounds", words, "Section 2(1)")]
    elif decision.held == NOT_HELD and decision.grounds:
        return [Missing("grounds", "We do not hold it, so nothing can be refused: take the ground away", wanted_by)]
    elif decision.outcome == REFUSED and decision.held in (HELD, PART_HELD) and not decision.grounds:
        return [Missing("grounds", "Choose the provision on which it is refused", wanted_by)]
    elif decision.outcome == PART and decision.held == HELD and not decision.grounds:
        return [Missing("grounds", "Choose the provision on which a part is withheld", wanted_by)]
    return []
