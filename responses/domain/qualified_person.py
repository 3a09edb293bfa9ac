"""The opinion of the qualified person that section 36 of FOIA rests on: whether what was recorded covers the letter.

Source: FOIA section 36(2), (3) and (5): the exemption is engaged only in the reasonable opinion of a qualified person;
for statistical information without one (section 36(4)).
The opinion is formed before the letter; late opinions are accepted at an internal review, whose letter comes later.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from responses.domain.decisions import Ground, Opinion, decisions_in
from responses.domain.letter import letter_date
from responses.domain.missing import missing_of
from responses.domain.provisions import cited

_OF_THE_OPINION = frozenset(("opinion", "likelihood"))


def rests_on_opinion(code: str) -> bool:
    """Whether a provision is engaged by the opinion of a qualified person."""
    return code == "s36" or code.startswith("s36(")


def opinions_lacking(
    mappings: Iterable[Mapping[str, Any]], *, day: date, opinions: Collection[Opinion] = ()
) -> tuple[str, ...]:
    """What no recorded opinion covers, in plain words; empty when opinions cover all that a letter of `day` relies on.

    `mappings` are the letter's decisions and acts, as it keeps them. An opinion covers a ground when it names its limb
    and the same likelihood, covers section 36(3) if the ground denies (`missing_of`), and was given not later than the
    letter. An act of the clock (an extension under section 17(2)) has no ground of its own: one of the `opinions` that
    are recorded for the case has to cover each limb that it names.
    """
    mappings = tuple(mappings)
    of_grounds = (
        f"{ground.provision.opening_citation} (question {decision.question}): {words}."
        for decision in decisions_in(mappings)
        for ground in decision.grounds
        if ground.needs_opinion
        for words in _lacking(ground, day)
    )
    in_time = tuple(each for each in opinions if each.given_on <= day)
    of_acts = (
        f"S{cited(code)[1:]}: no opinion of the qualified person covers it. Record one in the draft of the reply."
        for code in opinions_named(mappings)
        if not any(_covers(each, code) for each in in_time)
    )
    return (*of_grounds, *of_acts)


def opinions_named(mappings: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """The codes of section 36 that an act of the clock, among what a letter keeps of its decisions, relies on."""
    named = (code for act in mappings if "act" in act for code in act.get("facts", {}).get("exemptions", ()))
    return tuple(dict.fromkeys(code for code in named if rests_on_opinion(code)))


def _covers(opinion: Opinion, code: str) -> bool:
    """Whether the opinion is about this limb, or about a limb of this provision."""
    if code == "s36(3)":
        return opinion.denies
    return any(limb == code or limb.startswith(f"{code}(") for limb in opinion.limbs)


def _lacking(ground: Ground, day: date) -> list[str]:
    found = [each.words for each in missing_of(ground) if each.name in _OF_THE_OPINION]
    if ground.opinion is not None and ground.opinion.given_on > day:
        found.append(f"The qualified person’s opinion is of {letter_date(ground.opinion.given_on)}, after the letter")
    return [f"{words[:1].lower()}{words[1:]}" for words in found]
