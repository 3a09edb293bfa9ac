"""The public interest test and the qualified person's opinion: L-R5, L-R7, L-22b, and L-K4."""

import re
from collections.abc import Iterator

from responses.domain.decisions import DISCLOSURE, LIKELIHOODS, MAINTAINING
from responses.domain.letter import letter_date
from responses.domain.rules.answers import GroundReading
from responses.domain.rules.rule import ERROR, WARNING, Problem, Rule
from responses.domain.rules.words import says_enough

PUBLIC_INTEREST_TEST = re.compile(
    r"public interest test|public interest in (?:maintaining|disclos|excluding)|balance of (?:the )?public interest"
)
_CONCLUSION = re.compile(
    r"in all the circumstances[^.]{0,200}public interest in maintaining the (?:exemption|exception)s?"
    r"(?:(?!\bnot\b)[^.]){0,200}outweighs?[^.]{0,200}public interest in disclos"
)
_CONCLUSION_ON_CONFIRMING = re.compile(
    r"in all the circumstances[^.]{0,200}public interest in"
    r" (?:(?:maintaining the exclusion of|excluding) the duty to (?:neither )?confirm|neither confirming nor denying)"
    r"(?:(?!\bnot\b)[^.]){0,200}outweighs?[^.]{0,200}public interest in (?:disclosing|confirming) whether"
)
_DELEGATED = re.compile(
    r"\bqualified person's (?:delegate|deputy|representative)\b|\bon behalf of (?:the|our) qualified person\b"
)
LONGEST_HEADING = 45
"""Characters of "In favour of maintaining the exemption:", which alone gives no reason."""
_FOR = re.compile(r"(?:for|in favour of|favours?|favouring|towards?) (?:disclos|confirm|releas|saying)")
_AGAINST = re.compile(
    r"(?:for|in favour of|favours?|favouring|towards?) (?:maintaining|withholding|keeping|neither|refus|excluding)"
    r"|against (?:disclos|confirm|releas|saying)"
)


def weighed(ground: GroundReading) -> Iterator[Problem]:
    """L-R5, L-22b: factors on both sides, and the conclusion in the form of section 2(2)(b) or regulation 12(1)(b)."""
    yield from _weighed(ground, _CONCLUSION, "the public interest in maintaining it outweighs that in disclosure")


def weighed_on_confirming(ground: GroundReading) -> Iterator[Problem]:
    """L-K4: the test of section 2(1)(b), which is about saying whether the information is held."""
    if ground.weighs:
        conclusion = (
            "the public interest in excluding the duty to confirm or deny outweighs that in saying whether we hold it"
        )
        yield from _weighed(ground, _CONCLUSION_ON_CONFIRMING, conclusion)


def _weighed(ground: GroundReading, conclusion: re.Pattern, in_words: str) -> Iterator[Problem]:
    decided, number = ground.ground, ground.answer.decision.question
    both = (decided.factors_for(side) for side in (DISCLOSURE, MAINTAINING))
    if decided.balance != MAINTAINING or not all(any(says_enough(each.words) for each in side) for side in both):
        citation = decided.provision.citation
        words = f"Weigh the public interest in {citation} on the decision: both sides, and where it falls."
        yield Problem(words, question=number)
        return
    if not ground.words.match(conclusion):
        yield Problem(f"Conclude that, in all the circumstances of the case, {in_words}.", question=number)
    if decided.withheld_explanation.strip():
        return
    for side, pattern, speaks in ((DISCLOSURE, _FOR, "for disclosure"), (MAINTAINING, _AGAINST, "for withholding")):
        printed = any(ground.words.prints_text(factor.words) for factor in decided.factors_for(side))
        if not (printed or len(ground.words.sentence_with(pattern)) > LONGEST_HEADING):
            yield Problem(f"Say what speaks {speaks}.", question=number)


def _opinion(ground: GroundReading) -> Iterator[Problem]:
    opinion, number = ground.ground.opinion, ground.answer.decision.question
    if opinion is None:
        yield Problem(
            "Record the opinion of the qualified person: without it section 36 does not apply.", question=number
        )
    elif opinion.given_on > ground.decided_on:
        words = f"The qualified person’s opinion is of {letter_date(opinion.given_on)}, after this letter."
        yield Problem(words, question=number)
    elif ground.code not in opinion.limbs:
        yield Problem(f"The opinion does not cover {ground.ground.provision.citation}.", question=number)
    elif ground.ground.denies and not opinion.denies:
        yield Problem("The opinion does not cover that we neither confirm nor deny.", question=number)
    elif said := ground.words.match(_DELEGATED):
        yield Problem(f"A qualified person cannot have others do it: take “{said}” out.", question=number)
    elif opinion.given_on < ground.facts.received_on:
        words = (
            f"The qualified person’s opinion is of {letter_date(opinion.given_on)}, before the request came: see that"
            " it is about this information."
        )
        yield Problem(words, question=number, severity=WARNING)
    elif lacking := _lacking(ground):
        yield Problem(
            f"What the letter says of the qualified person’s opinion lacks {', '.join(lacking)}.", question=number
        )


def _lacking(ground: GroundReading) -> list[str]:
    opinion, words = ground.ground.opinion, ground.words
    lacking = []
    if not words.say("qualified person"):
        lacking.append("the qualified person")
    elif not (words.prints_text(opinion.office) or words.prints_text(opinion.person)):
        lacking.append(f"who that is ({opinion.office})")
    if not words.prints_text(letter_date(opinion.given_on)):
        lacking.append(f"its date ({letter_date(opinion.given_on)})")
    if not words.say(LIKELIHOODS[opinion.likelihood]):
        lacking.append(f"how likely the effect is (“{LIKELIHOODS[opinion.likelihood]}”)")
    return lacking


RULES = (
    Rule("L-R5", ERROR, "FOIA s.2(2)(b), s.17(3)(b); EIR reg.12(1)(b), reg.14(3)(b)", "weighed", weighed),
    Rule("L-R7", ERROR, "FOIA s.36(2), (5)", "by_opinion", _opinion),
    Rule("L-22b", ERROR, "FOIA s.22(1), s.2(2)(b), s.17(3)(b)", "to_be_published", weighed),
    Rule("L-K4", ERROR, "FOIA s.2(1)(b), s.17(3)(a)", "denial", weighed_on_confirming),
)
