"""A refusal on an exemption or exception: L-R1 to L-R4, L-R6."""

import re
from collections.abc import Iterator

from responses.domain.decisions import LIKELIHOODS
from responses.domain.provisions import ADVERSE_EFFECT, PREJUDICE
from responses.domain.rules.answers import GroundReading
from responses.domain.rules.rule import ERROR, WARNING, Problem, Rule
from responses.domain.rules.weighing import PUBLIC_INTEREST_TEST
from responses.domain.rules.words import any_of, flattened, says_enough

SHORTEST_REASON = 40
"""Characters: less explains nothing about this very information."""

EXEMPT = any_of("(?<!not )exempt(?:ed)?", "(?<!no )exemptions? (?:in|under|at|applies|apply)")
EXCEPTED = any_of("(?<!not )excepted", "(?<!no )exceptions? (?:in|under|at|applies|apply)")
_WOULD_BE_LIKELY = any_of("would be likely")
_WOULD = re.compile(r"\bwould\b(?! be likely| not\b)")
_NO_BREACH = any_of(r"would not (?:breach|contravene|be (?:unlawful|unfair))", r"would (?:breach|contravene) no")
_A_DEFENCE = any_of(
    r"(?:would|do|does|did) (?:have|give us|offer us|provide) (?:a|the|such a) defence",
    r"defence (?:would|does|is likely to) (?:succeed|apply|be available)",
    r"would be (?:a|one|such a) defence here",
)
_FEWEST_DIFFERENT_WORDS = 6
_REASONS = (
    "engagement", "why_confidential", "prejudice", "effect", "enactment", "document", "volume", "complexity",
    "narrower",
)  # fmt: skip
_OWN_PROVISION = re.compile(r"(?:section|regulation) [\d()a-z]+|of the (?:act|regulations)", re.IGNORECASE)


def exempt(ground: GroundReading) -> Iterator[Problem]:
    """L-R1: the fact that it is exempt, or that an exception applies (regulation 5(3) is neither)."""
    pattern, words = (EXCEPTED, "an exception applies") if ground.is_environmental else (EXEMPT, "it is exempt")
    if ground.code != "reg5(3)" and not ground.reasons.match(pattern):
        yield Problem(f"Say of “{_information(ground)}” that {words}.", question=_number(ground))


def cited(ground: GroundReading) -> Iterator[Problem]:
    """L-R2, L-21a: the provision down to its limb."""
    if not ground.words.cite(ground.code):
        yield Problem(f"Name the provision: {ground.ground.provision.citation}.", question=_number(ground))


def _reasoned(ground: GroundReading) -> Iterator[Problem]:
    if ground.ground.withheld_explanation.strip():
        return
    written = " ".join(ground.details.get(name, "").strip() for name in _REASONS).strip()
    if len(written) < SHORTEST_REASON or len(set(flattened(written).split())) < _FEWEST_DIFFERENT_WORDS:
        yield Problem(
            f"Write on the decision why {_citation(ground)} applies to this information.", question=_number(ground)
        )
        return
    said = [each for each in ground.words.parts if each.part.role in ("refusal", "principle", "defence", "opinion", "")]
    printed = " ".join(_OWN_PROVISION.sub("", each.text) for each in said)
    if (
        not any(ground.words.prints_text(ground.details.get(name, "")) for name in _REASONS)
        and len(printed) < SHORTEST_REASON * 3
    ):
        yield Problem(
            f"The letter does not say why {_citation(ground)} applies to this information.", question=_number(ground)
        )


def _harm(ground: GroundReading) -> Iterator[Problem]:
    """What harm, to whom, how likely; the Regulations know only what would happen (regulation 12(5))."""
    if ground.ground.is_statistical:
        yield from _effect(ground)
    basis, number = ground.ground.provision.basis, _number(ground)
    if basis not in (PREJUDICE, ADVERSE_EFFECT) or ground.ground.withheld_explanation.strip():
        return
    if basis == ADVERSE_EFFECT:
        if not says_enough(ground.details.get("effect", "")):
            yield Problem("Write on the decision what adverse effect disclosure would have.", question=number)
        elif likely := ground.reasons.match(_WOULD_BE_LIKELY):
            words = f"Under the Regulations an adverse effect has to be one that would follow, not “{likely}”."
            yield Problem(words, question=number)
        elif not (ground.reasons.match(_WOULD) and ground.words.say("adverse")):
            yield Problem("Say what adverse effect disclosure would have.", question=number)
        return
    if not (ground.is_said("prejudice_to", "likelihood") and says_enough(ground.details.get("prejudice", ""))):
        yield Problem("Write on the decision what harm would follow, to whom, and how likely it is.", question=number)
        return
    likely = bool(ground.reasons.match(_WOULD_BE_LIKELY))
    if ground.details["likelihood"] == "would_be_likely" and not likely:
        yield Problem("Say that the harm “would be likely to” follow, as the decision has it.", question=number)
    elif ground.details["likelihood"] == "would" and (likely or not ground.reasons.match(_WOULD)):
        yield Problem("Say that the harm “would” follow, as the decision has it.", question=number)
    elif not (
        ground.words.prints_text(ground.details["prejudice_to"])
        or ground.words.prints_text(ground.details["prejudice"])
    ):
        yield Problem("Say in the letter what harm would follow, and to whom.", question=number)


def _effect(ground: GroundReading) -> Iterator[Problem]:
    """Section 36(4): for statistics the authority itself says how likely the effect is, and why no opinion is named."""
    number = _number(ground)
    if not ground.is_said("likelihood"):
        yield Problem("Write on the decision how likely the effect is.", question=number)
    elif not ground.reasons.say(LIKELIHOODS[ground.details["likelihood"]]):
        likely = LIKELIHOODS[ground.details["likelihood"]]
        yield Problem(f"Say that the effect “{likely}” follow, as the decision has it.", question=number)
    elif not (ground.reasons.say("statistical") and ground.words.cite("s36(4)")):
        yield Problem(
            "Say that it is statistical information, which section 36(4) frees from the opinion.", question=number
        )


def no_weighing(ground: GroundReading) -> Iterator[Problem]:
    """L-R6, L-T7, L-21d: no public interest test where there is none."""
    named = ground.answer.reading.names_questions
    others = ground.answer.grounds if named else ground.answer.reading.grounds
    for each in ground.words.parts:
        is_its_own = each.part.source == ground.ground.key or not any(other.weighs for other in others)
        flat_match = PUBLIC_INTEREST_TEST.search(" ".join(each.text.casefold().split()))
        if is_its_own and (each.part.role == "public_interest" or flat_match):
            words = f"{_citation(ground).capitalize()} knows no public interest test: take the paragraph out."
            yield Problem(words, part=each.part.key)
            return


def _absolute(ground: GroundReading) -> Iterator[Problem]:
    yield from no_weighing(ground)
    number = _number(ground)
    if ground.code == "s41":
        if not ground.is_said("defence"):
            yield Problem("Write on the decision why there would be no defence of public interest.", question=number)
        elif said := ground.words.match(_A_DEFENCE):
            words = (
                f"With a defence of public interest it would be no actionable breach: “{said}”. Disclose, or mend it."
            )
            yield Problem(words, part=ground.words.where(lambda of_one: of_one.say(said)), question=number)
        elif not (ground.words.say("defence") and ground.words.say("public interest")):
            yield Problem(
                "Say why we would have no defence of public interest to a breach of confidence.", question=number
            )
    if ground.code in ("s40(2)", "reg13(1)"):
        if not ground.is_said("principle", "legitimate_interest"):
            words = (
                "Write on the decision which data protection principle it would breach, and weigh legitimate interests."
            )
            yield Problem(words, question=number)
        elif said := ground.words.match(_NO_BREACH):
            words = f"What breaches no data protection principle is not exempt here: “{said}”. Disclose, or mend it."
            yield Problem(words, part=ground.words.where(lambda of_one: of_one.say(said)), question=number)
        elif not (ground.words.say("principle") and ground.words.say("legitimate interest")):
            words = (
                "Say which data protection principle disclosure would breach, and what became of legitimate interests."
            )
            yield Problem(words, question=number)


def _number(ground: GroundReading) -> int:
    return ground.answer.decision.question


def _citation(ground: GroundReading) -> str:
    return ground.ground.provision.citation


def _information(ground: GroundReading) -> str:
    return ground.ground.information or "what is withheld"


RULES = (
    Rule("L-R1", ERROR, "FOIA s.17(1)(a); EIR reg.14(1)", "exemption", exempt),
    Rule("L-R2", ERROR, "FOIA s.17(1)(b); EIR reg.14(3)(a)", "reasoned", cited),
    Rule("L-R3", WARNING, "FOIA s.17(1)(c); EIR reg.14(3)", "reasoned", _reasoned),
    Rule("L-R4", ERROR, "FOIA s.17(1)(c); EIR reg.12(5)", "reasoned", _harm),
    Rule("L-R6", ERROR, "FOIA s.2(3), s.40, s.41; EIR reg.13", "absolute", _absolute),
)
