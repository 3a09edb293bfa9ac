"""What was decided on each question, in plain words, for somebody who reads the letter and not the record."""

from collections.abc import Iterable
from typing import Any

from responses.domain import decisions as values
from responses.domain.decisions import Decision, Ground
from responses.domain.letter import letter_date

HELD = {
    values.HELD: "We hold it",
    values.PART_HELD: "We hold part of it",
    values.NOT_HELD: "We do not hold it",
    values.NOT_CONFIRMED: "We neither confirm nor deny that we hold it",
}
OUTCOMES = {
    values.GRANTED: "Given in full",
    values.PART: "Given in part",
    values.REFUSED: "Refused",
    values.NOT_HELD: "Nothing to give",
}
BALANCES = {
    values.MAINTAINING: "The public interest: in keeping to it",
    values.DISCLOSURE: "The public interest: in disclosing",
}


def decided_rows(decisions: Iterable[Decision]) -> list[dict[str, Any]]:
    """One row for each question: what it asks, and what was decided, line by line."""
    return [
        {"key": f"Question {decision.question}", "question": decision.text, "lines": _lines(decision)}
        for decision in decisions
    ]


def _lines(decision: Decision) -> list[str]:
    lines = [HELD.get(decision.held, "Whether we hold it is not decided")]
    if decision.outcome:
        lines.append(OUTCOMES.get(decision.outcome, decision.outcome.replace("_", " ").capitalize()))
    for ground in decision.grounds:
        lines += _ground(ground)
    return lines


def _ground(ground: Ground) -> list[str]:
    citation = ground.provision.citation
    named = f"{citation[:1].upper()}{citation[1:]}" + (f" ({ground.provision.name})" if ground.provision.name else "")
    applied = f"{named}, applied to {ground.information}" if ground.information else named
    lines = [f"{applied}, to neither confirm nor deny" if ground.denies else applied]
    if ground.provision.weighs_public_interest:
        lines.append(BALANCES.get(ground.balance, "The public interest: not decided"))
    if ground.opinion:
        likely = values.LIKELIHOODS.get(ground.opinion.likelihood, ground.opinion.likelihood)
        given = f"given on {letter_date(ground.opinion.given_on)}"
        lines.append(f"Opinion of {ground.opinion.person}, {ground.opinion.office}, {given}: it {likely} follow")
    return lines
