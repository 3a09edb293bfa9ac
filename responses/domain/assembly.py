"""From what was decided on the questions to the parts of the reply, in order.

What comes back names blocks of the library and the values that fill them: the words are the office's own approved
wording. A reply to one question without refusal has the blocks of `outline.outline`; with several questions each
answer stands under its number. Sources: FOIA sections 1, 16 and 17; EIR regulations 5, 9 and 14.
"""

from collections.abc import Mapping

from responses.domain.answer_parts import likely, parts_of_answer, said_once
from responses.domain.decisions import NOT_CONFIRMED, NOT_HELD, Decision
from responses.domain.ground_parts import withholds
from responses.domain.outline import ANSWER_FIRST_FROM, ending_of, opening_of, outline
from responses.domain.planned import DECISIONS, Plan, PlannedPart

OF_ALL: Mapping[str, str] = {
    "re-use": "licence",
    "offer-by-code": "advice",
    "referral-nhs-england": "referral",
}
"""Blocks that are said once for all questions, and what they do."""

CLOCK = "clock"
"""The source of what stands in the letter because of its day: the apology of a late reply."""


_ENDING_OF_THE_OTHER_LAW = {"foi": "review-of-environmental-part", "eir": "review-of-part-under-the-act"}
"""How to complain about the part of a request that falls under the other law than the request itself."""


def planned_parts(plan: Plan) -> tuple[PlannedPart, ...]:
    """The parts of the reply, in order. Before 1 March 2023 the order of the January 2023 letter, and nothing else."""
    if plan.on < ANSWER_FIRST_FROM:
        slugs = outline([likely(plan, each) for each in plan.decisions], on=plan.on, regime=plan.regime)
        return tuple(PlannedPart(slug) for slug in slugs)
    opening = opening_of(plan.regime, late=plan.late, corrects=plan.corrects)
    parts = [PlannedPart(slug, source=CLOCK if slug == "apology-late" else "") for slug in opening]
    is_mixed = any(decision.regime != plan.regime for decision in plan.decisions)
    if is_mixed:
        parts.append(PlannedPart("another-regime", source=DECISIONS))
    shared: list[str] = []
    for decision in plan.decisions:
        parts += parts_of_answer(plan, decision)
        shared += said_once(plan, decision)
    if plan.is_of_several:
        parts.append(PlannedPart("about-this-letter", source=DECISIONS))
    for slug in dict.fromkeys(shared):
        parts.append(PlannedPart(slug, role=OF_ALL.get(slug, ""), source=DECISIONS))
    for regime in dict.fromkeys(decision.regime for decision in plan.decisions if refuses(decision)):
        slug = "refusal-notice-environmental" if regime == "eir" else "refusal-notice"
        parts.append(PlannedPart(slug, source=DECISIONS))
    parts += [PlannedPart(slug) for slug in ending_of(plan.regime)]
    if is_mixed:
        parts.append(PlannedPart(_ENDING_OF_THE_OTHER_LAW[plan.regime], source=DECISIONS))
    return tuple(parts)


def refuses(decision: Decision) -> bool:
    """Whether the reply is a notice of refusal for this question (FOIA section 17, EIR regulation 14)."""
    is_exception = decision.regime == "eir" and decision.held == NOT_HELD
    is_denied = decision.held == NOT_CONFIRMED and bool(decision.outcome)
    return is_exception or is_denied or any(withholds(ground) for ground in decision.grounds)
