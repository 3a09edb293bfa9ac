"""The opinion of the qualified person that section 36 of FOIA rests on: whether what was recorded covers the letter.

Source: FOIA section 36(2), (3) and (5): the exemption is engaged only in the reasonable opinion of a qualified person.
The opinion is formed before the letter; late opinions are accepted at an internal review, whose letter comes later.
"""

from collections.abc import Iterable
from datetime import date

from responses.domain.decisions import LIKELIHOODS, Decision, Ground
from responses.domain.letter import letter_date
from responses.domain.provisions import cited


def rests_on_opinion(code: str) -> bool:
    """Whether a provision is engaged by the opinion of a qualified person."""
    return code == "s36" or code.startswith("s36(")


def opinions_lacking(decisions: Iterable[Decision], *, day: date) -> tuple[str, ...]:
    """What no recorded opinion covers, in plain words; empty when opinions cover all that a letter of `day` relies on.

    An opinion covers a ground when it names its limb and the same likelihood, covers section 36(3) if the ground
    denies, and was given not later than the letter.
    """
    return tuple(
        f"{_named(ground, decision)}: {lacking}"
        for decision in decisions
        for ground in decision.grounds
        if rests_on_opinion(ground.provision.code)
        for lacking in _lacking(ground, day)
    )


def _lacking(ground: Ground, day: date) -> list[str]:
    opinion = ground.opinion
    if opinion is None:
        return ["the opinion of the qualified person is not recorded."]
    found = []
    if opinion.given_on > day:
        found.append(f"the qualified person’s opinion is of {letter_date(opinion.given_on)}, later than the letter.")
    code = ground.provision.code
    if not any(code == limb or code.startswith(f"{limb}(") for limb in opinion.limbs):
        found.append(f"the qualified person’s opinion does not cover {cited(code)}.")
    likelihood = ground.details.get("likelihood", "")
    if likelihood and likelihood != opinion.likelihood:
        held = LIKELIHOODS.get(opinion.likelihood, opinion.likelihood)
        found.append(f"the qualified person’s opinion is that it {held} follow, and the letter says otherwise.")
    if ground.denies and not opinion.denies:
        found.append("the qualified person’s opinion does not cover neither confirming nor denying (section 36(3)).")
    return found


def _named(ground: Ground, decision: Decision) -> str:
    citation = cited(ground.provision.code)
    return f"{citation[:1].upper()}{citation[1:]} (question {decision.question})"
