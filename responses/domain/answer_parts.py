"""The parts of a letter that answer one question: the outcome, what is given, why the rest is not, what would help.

Sources: FOIA sections 1, 11, 12, 16 and 17; EIR regulations 5, 9 and 14.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from responses.domain.decisions import HELD, NOT_CONFIRMED, NOT_HELD, PART_HELD, REFUSED, Decision, Ground
from responses.domain.ground_parts import parts_of_ground, values_of_ground, withholds
from responses.domain.outline import LikelyOutcome, answers_of
from responses.domain.planned import DECISIONS, Plan, PlannedPart, clause, sentence
from responses.domain.provisions import COST_GROUNDS, LIFT_THE_DUTY

QUESTION_HEADING = "question-heading"
"""The wording that stands above the answer to one of several questions."""

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

_OWN_NUMBER = re.compile(
    r"(?:\(?(?P<number>\d{1,3})[.):]+|(?:q|question|part) ?(?P<q>\d{1,3})[.):–-]*"
    r"|[-–—•*·▪◦]|\(?(?:[a-z]|[ivx]{1,5})\)|(?-i:[a-z]\.))[ ](?:[-–:][ ])?(?=\S)",
    re.IGNORECASE,
)
"""How requesters begin an item of a list: `1.`, `(2)`, `Q3:`, `Question 4 -`, `a)`, a bullet."""

_MASKING = re.compile(r"withheld|section|regulation|fewer than|less than|suppress", re.IGNORECASE)


def parts_of_answer(plan: Plan, decision: Decision) -> Iterator[PlannedPart]:
    """The parts of one question: its number, the outcome, what is given, why the rest is not, and what would help."""
    number = decision.question
    if plan.is_of_several:
        values = {"question_number": str(number), "question_restated": restated(plan.asked_in(decision).text, number)}
        yield PlannedPart(QUESTION_HEADING, number, "question", values=values)
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
    if decision.held == NOT_CONFIRMED and (grounds or decision.outcome) and not _leaves_it_open(grounds):
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


def _leaves_it_open(grounds: Iterable[Ground]) -> bool:
    """Whether the law does not oblige us to say if it is held, so that nothing is denied (sections 12(2) and 14)."""
    codes = {ground.provision.code for ground in grounds}
    return bool(codes) and codes <= LIFT_THE_DUTY


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
    if said.get("nearest_held", "").strip():
        values = {"nearest_held": sentence(said["nearest_held"])}
        yield PlannedPart(f"nearest-held{environmental}", decision.question, "advice", values=values)
    if said.get("other_body", "").strip():
        contact = clause(said.get("other_body_contact", ""))
        values = {"other_body": sentence(said["other_body"]).rstrip("."), "other_body_contact": contact}
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


def restated(question: str, number: int) -> str:
    """A question shortly, in one line: its beginning, to the end of a word.

    The requester's own number for it is left out where it is the same, and so is the mark of a list: the letter says
    the number before it.
    """
    words = " ".join(question.split())
    if own := _OWN_NUMBER.match(words):
        of_theirs = own["number"] or own["q"]
        words = words[own.end() :] if of_theirs in (None, str(number)) else words
    if len(words) <= LONGEST_RESTATED:
        return words
    return words[:LONGEST_RESTATED].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def said_once(plan: Plan, decision: Decision) -> list[str]:
    """Background, advice and licence that an outline has for this outcome, once for all questions."""
    slugs = [slug for slug in _outlined(plan, decision) if slug not in OWN_ROLES]
    if _grounds(decision) and not gives(decision):
        return []
    return slugs


def _outlined(plan: Plan, decision: Decision) -> tuple[str, ...]:
    return answers_of([likely(plan, decision)], regime=decision.regime)


def likely(plan: Plan, decision: Decision) -> LikelyOutcome:
    """What is decided, or expected by triage, as an outline looks at it."""
    asked = plan.asked_in(decision)
    return LikelyOutcome(decision.held, asked.service, bool(asked.missing_attribute))
