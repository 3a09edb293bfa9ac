"""The opinion of the qualified person that section 36 of FOIA rests on: whether what was recorded covers the letter.

Source: FOIA section 36(2), (3) and (5): the exemption is engaged only in the reasonable opinion of a qualified person.
The opinion is formed before the letter; late opinions are accepted at an internal review, whose letter comes later.
"""

from collections.abc import Iterable
from datetime import date

from responses.domain.decisions import Decision, Ground
from responses.domain.letter import letter_date
from responses.domain.missing import missing_of

_OF_THE_OPINION = frozenset(("opinion", "likelihood"))


def rests_on_opinion(code: str) -> bool:
    """Whether a provision is engaged by the opinion of a qualified person."""
    return code == "s36" or code.startswith("s36(")


def opinions_lacking(decisions: Iterable[Decision], *, day: date) -> tuple[str, ...]:
    """What no recorded opinion covers, in plain words; empty when opinions cover all that a letter of `day` relies on.

    An opinion covers a ground when it names its limb and the same likelihood, covers section 36(3) if the ground
    denies (`missing_of`), and was given not later than the letter.
    """
    return tuple(
        f"{ground.provision.opening_citation} (question {decision.question}): {words}."
        for decision in decisions
        for ground in decision.grounds
        if rests_on_opinion(ground.provision.code)
        for words in _lacking(ground, day)
    )


def _lacking(ground: Ground, day: date) -> list[str]:
    found = [each.words for each in missing_of(ground) if each.name in _OF_THE_OPINION]
    if ground.opinion is not None and ground.opinion.given_on > day:
        found.append(f"The qualified person’s opinion is of {letter_date(ground.opinion.given_on)}, after the letter")
    return [f"{words[:1].lower()}{words[1:]}" for words in found]
