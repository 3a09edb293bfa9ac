"""What was decided on each question in a few lines, for somebody who reads the letter and not the whole record."""

from collections.abc import Iterable
from typing import Any

from foirequests.domain.cost_limit import CostLimit
from responses.domain.decisions import MAINTAINING, Decision, Ground
from responses.domain.missing import is_decided, missing_in, needs_weighing
from responses.domain.provisions import cited
from responses.forms.decisions import HELD_CHOICES
from responses.presenters.decisions import OUTCOME_WORDS, opinion_lines


def decided_rows(
    decisions: Iterable[Decision], *, limit: CostLimit | None, is_judged: bool = True
) -> list[dict[str, Any]]:
    """One entry for each question: its number, what it asks, what was decided line by line, and what is missing.

    `limit` is the cost limit of the day (None: there is no estimate). `is_judged`: whether what a decision lacks stands
    in the way of the letter; nothing is called missing otherwise, nor of a question that stands as triage found it.
    """
    return [
        {
            "key": f"Question {decision.question}",
            "question": decision.text,
            "lines": _lines(decision),
            "missing": [each.words for each in missing_in(decision, limit=limit) if is_judged and is_decided(decision)],
        }
        for decision in decisions
    ]


def _lines(decision: Decision) -> list[str]:
    lines = [HELD_CHOICES[decision.held][0] if decision.held in HELD_CHOICES else "Not decided whether it is held"]
    if decision.outcome in OUTCOME_WORDS and decision.outcome != decision.held:
        lines.append(OUTCOME_WORDS[decision.outcome])
    return lines + [line for ground in decision.grounds for line in _ground(ground)]


def _ground(ground: Ground) -> list[str]:
    named = ground.provision.opening_citation
    named += f" ({ground.provision.name})" if ground.provision.name else ""
    named += f", applied to {ground.information}" if ground.information else ""
    lines = [f"{named}, to neither confirm nor deny under {cited(ground.cites)}" if ground.denies else named]
    if ground.balance and needs_weighing(ground.provision):
        lines.append(f"Public interest: {'for withholding' if ground.balance == MAINTAINING else 'for disclosure'}")
    return lines + (opinion_lines(ground.opinion) if ground.opinion else [])
