"""From what was decided on the questions to the parts of the reply, in order.

What comes back names blocks of the library and the values that fill them: the words are the office's own approved
wording. A reply to one question without refusal has the blocks of `outline.outline`; with several questions each
answer stands under its number. Sources: FOIA sections 1, 16 and 17; EIR regulations 5, 9 and 14.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from responses.domain.decisions import (
    HELD,
    NOT_CONFIRMED,
    NOT_HELD,
    PART_HELD,
    REFUSED,
    Decision,
    Ground,
)
from responses.domain.ground_parts import parts_of_ground, values_of_ground, withholds
from responses.domain.outline import (
    ANSWER_FIRST_FROM,
    LikelyOutcome,
    answers_of,
    ending_of,
    opening_of,
    outline,
)
from responses.domain.planned import DECISIONS, PlannedPart, clause, sentence
from responses.domain.tables import Table

LONGEST_RESTATED = 140
"""Characters of a question as it is restated above its answer."""

OWN_ROLES: Mapping[str, str] = {
    "information-below": "outcome",
    "part-held": "outcome",
    "not-held": "outcome",
    "not-held-environmental": "outcome",
    "attribute-not-recorded": "outcome",
}
"""Blocks of an outline that answer one question; the others are said once for all of them."""

OF_ALL: Mapping[str, str] = {
    "re-use": "licence",
    "offer-by-code": "advice",
    "referral-nhs-england": "referral",
}
_MASKING = re.compile(r"withheld|section|regulation|fewer than|less than|suppress", re.IGNORECASE)
COST_GROUNDS = ("s12(1)", "s12(2)")
CLOCK = "clock"
"""The source of what stands in the letter because of its day: the apology of a late reply."""


@dataclass(frozen=True)
class Asked:
    """One question as the outline looks at it: its words, its service area, what no database records of it."""

    number: int
    text: str = ""
    service: str = ""
    missing_attribute: str = ""


@dataclass(frozen=True)
class PlacedTable:
    """A table of the letter; `is_estimate` when it shows the cost of section 12."""

    table: Table
    is_estimate: bool = False


@dataclass(frozen=True)
class Plan:
    """What a reply is assembled from.

    `tables` are the tables of the letter by their keys (`table:4`). `late` when it leaves after the due date,
    `corrects` when it replaces an issued letter.
    """

    decisions: Sequence[Decision]
    on: date
    regime: str = "foi"
    asked: Mapping[int, Asked] = field(default_factory=dict)
    tables: Mapping[str, PlacedTable] = field(default_factory=dict)
    late: bool = False
    corrects: bool = False

    @property
    def is_of_several(self) -> bool:
        """Whether more than one question is answered, so that each answer says which it is."""
        return len(self.decisions) > 1

    def asked_in(self, decision: Decision) -> Asked:
        """The question that a decision is about."""
        return self.asked.get(decision.question) or Asked(decision.question, decision.text)


def planned_parts(plan: Plan) -> tuple[PlannedPart, ...]:
    """The parts of the reply, in order. Before 1 March 2023 the order of the January 2023 letter, and nothing else."""
    if plan.on < ANSWER_FIRST_FROM:
        slugs = outline([_likely(plan, each) for each in plan.decisions], on=plan.on, regime=plan.regime)
        return tuple(PlannedPart(slug) for slug in slugs)
    opening = opening_of(plan.regime, late=plan.late, corrects=plan.corrects)
    parts = [PlannedPart(slug, source=CLOCK if slug == "apology-late" else "") for slug in opening]
    if any(decision.regime != plan.regime for decision in plan.decisions):
        parts.append(PlannedPart("another-regime", source=DECISIONS))
    shared: list[str] = []
    for decision in plan.decisions:
        parts += _answer(plan, decision)
        shared += _said_once(plan, decision)
    for slug in dict.fromkeys(shared):
        parts.append(PlannedPart(slug, role=OF_ALL.get(slug, ""), source=DECISIONS))
    if any(refuses(decision) for decision in plan.decisions):
        slug = "refusal-notice-environmental" if plan.regime == "eir" else "refusal-notice"
        parts.append(PlannedPart(slug, source=DECISIONS))
    return (*parts, *(PlannedPart(slug) for slug in ending_of(plan.regime)))


def refuses(decision: Decision) -> bool:
    """Whether the reply is a notice of refusal for this question (FOIA section 17, EIR regulation 14)."""
    is_exception = decision.regime == "eir" and decision.held == NOT_HELD
    is_denied = decision.held == NOT_CONFIRMED and bool(decision.outcome)
    return is_exception or is_denied or any(withholds(ground) for ground in decision.grounds)


def _answer(plan: Plan, decision: Decision) -> Iterator[PlannedPart]:
    """The parts of one question: its number, the outcome, what is given, why the rest is not, and what would help."""
    number = decision.question
    if plan.is_of_several:
        values = {"question_number": str(number), "question_restated": restated(plan.asked_in(decision).text)}
        yield PlannedPart("question-heading", number, "question", values=values)
    yield from _outcome(plan, decision)
    if gives(decision):
        yield from _given(plan, decision)
    for ground in _grounds(decision):
        if ground.provision.code in COST_GROUNDS:
            yield from _cost(plan, decision, ground)
        yield from parts_of_ground(ground, number)
    yield from _help(decision)


def gives(decision: Decision) -> bool:
    """Whether some information is given."""
    return decision.held in (HELD, PART_HELD) and decision.outcome != REFUSED


def _grounds(decision: Decision) -> tuple[Ground, ...]:
    return tuple(ground for ground in decision.grounds if withholds(ground))


def _outcome(plan: Plan, decision: Decision) -> Iterator[PlannedPart]:
    """The one line that says whether the information is held and what became of the question."""
    grounds = _grounds(decision)
    slug, source, values = _outcome_slug(plan, decision), "", _values(plan, decision)
    if slug in _REFUSING_THE_REQUEST.values():
        ground = next(each for each in grounds if each.provision.code in _REFUSING_THE_REQUEST)
        source, values = ground.key, values | values_of_ground(ground)
    if decision.held == NOT_CONFIRMED:
        values["provisions"] = _cited_by(decision)
    if slug:
        yield PlannedPart(slug, decision.question, "outcome", source, values)


_REFUSING_THE_REQUEST: Mapping[str, str] = {
    "s12(1)": "cost-limit",
    "s12(2)": "cost-limit-to-find-out",
    "s14(1)": "vexatious-request",
    "s14(2)": "repeated-request",
}


def _outcome_slug(plan: Plan, decision: Decision) -> str:
    grounds = _grounds(decision)
    environmental = "-environmental" if decision.regime == "eir" else ""
    if decision.held == NOT_CONFIRMED and (grounds or decision.outcome):
        return f"neither-confirm-nor-deny{environmental}"
    for ground in grounds:
        if ground.provision.code in _REFUSING_THE_REQUEST:
            return _REFUSING_THE_REQUEST[ground.provision.code]
    if any(ground.provision.code == "reg12(4)(a)" for ground in grounds):
        return "not-held-environmental"
    if decision.held == HELD and (grounds or decision.outcome == REFUSED):
        return "held-and-given-in-part" if gives(decision) else "held-and-withheld"
    if decision.held == PART_HELD and decision.outcome:
        return "part-held-and-given" if gives(decision) else "part-held-and-withheld"
    if decision.held == HELD and decision.tables and not decision.answer.strip():
        return "information-in-tables"
    return next((slug for slug in _outlined(plan, decision) if slug in OWN_ROLES), "")


def _given(plan: Plan, decision: Decision) -> Iterator[PlannedPart]:
    """The information: in words, unless the line on the outcome has them, then in tables; what was taken out."""
    number = decision.question
    if decision.answer.strip() and _outcome_slug(plan, decision) not in ("information-below", "part-held"):
        yield PlannedPart("answer", number, "answer", values={"information": decision.answer})
    yield from _tables(plan, decision, is_estimate=False)
    if decision.details.get("removed", "").strip():
        slug = "removed-environmental" if decision.regime == "eir" else "removed"
        values = {"removed": clause(decision.details["removed"]), "provisions": _cited_by(decision)}
        yield PlannedPart(slug, number, "removed", values=values)
    if masked := masked_figures(plan, decision):
        slug = "masked-figures-environmental" if decision.regime == "eir" else "masked-figures"
        yield PlannedPart(slug, number, "removed", DECISIONS, values={"masked_figures": masked})


def _tables(plan: Plan, decision: Decision, *, is_estimate: bool) -> Iterator[PlannedPart]:
    for key in decision.tables:
        placed = plan.tables.get(key)
        if placed is not None and placed.is_estimate == is_estimate:
            role = "estimate" if is_estimate else "table"
            yield PlannedPart("", decision.question, role, key, table=placed.table)


def masked_figures(plan: Plan, decision: Decision) -> str:
    """One line for each table and sign that keeps a small number back: how many figures, and what the sign means."""
    lines = []
    for key in decision.tables:
        placed = plan.tables.get(key)
        for sign, meaning in placed.table.symbols if placed and not placed.is_estimate else ():
            count = sum(cell.strip() == sign for row in placed.table.rows for cell in row)
            if count and _MASKING.search(meaning):
                figures = "1 figure is" if count == 1 else f"{count} figures are"
                lines.append(sentence(f"In “{placed.table.caption}” {figures} shown as {sign}: {clause(meaning)}"))
    return "\n".join(lines)


def _cost(plan: Plan, decision: Decision, ground: Ground) -> Iterator[PlannedPart]:
    """The estimate of section 12, its table, and what could be provided (section 16)."""
    values = values_of_ground(ground)
    yield PlannedPart("cost-estimate", decision.question, "estimate", ground.key, values)
    yield from _tables(plan, decision, is_estimate=True)
    nothing = not values.get("narrower") and values.get("nothing_narrower_because")
    slug = "nothing-within-the-limit" if nothing else "within-the-limit"
    yield PlannedPart(slug, decision.question, "advice", ground.key, {"narrower": "", **values})


def _help(decision: Decision) -> Iterator[PlannedPart]:
    """What is held nearby and who else may hold it (FOIA section 16, EIR regulation 9), where somebody has said so."""
    said, environmental = decision.details, "-environmental" if decision.regime == "eir" else ""
    for ground in _grounds(decision):
        if ground.provision.code == "s14(1)" and ground.details.get("history_of_requests", "").strip():
            yield PlannedPart("vexatious-reasons", decision.question, "refusal", ground.key, values_of_ground(ground))
    if said.get("nearest_held", "").strip():
        values = {"nearest_held": sentence(said["nearest_held"])}
        yield PlannedPart(f"nearest-held{environmental}", decision.question, "advice", values=values)
    if said.get("other_body", "").strip():
        contact = clause(said.get("other_body_contact", ""))
        values = {"other_body": clause(sentence(said["other_body"])), "other_body_contact": contact}
        yield PlannedPart("another-body", decision.question, "referral", values=values)


def _values(plan: Plan, decision: Decision) -> dict[str, str]:
    """What a decision fills in the line on its outcome.

    Of one question an officer may still type what is not decided; of several, only its own decision fills the gap.
    """
    said = decision.details
    is_decided = bool(decision.outcome)
    told = {
        "information": decision.answer,
        "information_held": said.get("information_held", ""),
        "information_not_held": clause(said.get("not_held_part", "")),
        "places_searched": clause(said.get("places_searched", "")),
        "missing_attribute": plan.asked_in(decision).missing_attribute,
    }
    if is_decided and decision.held == NOT_HELD:
        told["information_not_held"] = told["information_not_held"] or "the information that you asked for"
    if decision.tables and not decision.answer:
        told["information"] = f"It is in the table{'s' if len(decision.tables) > 1 else ''} below."
    return told if plan.is_of_several else {name: text for name, text in told.items() if text}


def _cited_by(decision: Decision) -> str:
    return listed([values_of_ground(ground)["provision"] for ground in _grounds(decision)])


def listed(names: Iterable[str]) -> str:
    """`section 40(2), section 41 and section 43(2)`, each once."""
    *most, last = dict.fromkeys(names) or [""]
    return f"{', '.join(most)} and {last}" if most else last


def restated(question: str) -> str:
    """A question shortly, in one line: its beginning, to the end of a word."""
    words = " ".join(question.split())
    if len(words) <= LONGEST_RESTATED:
        return words
    return words[:LONGEST_RESTATED].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def _said_once(plan: Plan, decision: Decision) -> list[str]:
    """Background, advice and licence that an outline has for this outcome, once for all questions."""
    slugs = [slug for slug in _outlined(plan, decision) if slug not in OWN_ROLES]
    if _grounds(decision) and not gives(decision):
        return []
    return slugs


def _outlined(plan: Plan, decision: Decision) -> tuple[str, ...]:
    return answers_of([_likely(plan, decision)], regime=decision.regime)


def _likely(plan: Plan, decision: Decision) -> LikelyOutcome:
    asked = plan.asked_in(decision)
    return LikelyOutcome(decision.held, asked.service, bool(asked.missing_attribute))
