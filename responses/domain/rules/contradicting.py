"""Sentences that say something else of the review and the regulator than the law does: L-G07 to L-G09."""

import re
from collections.abc import Iterator

from codes.domain.number_words import NUMBER_IN_WORDS, number_named
from responses.domain.letter import MONTHS
from responses.domain.review_window import EIR_REVIEW_DAYS
from responses.domain.rules.facts import CORRECTED_REPLY
from responses.domain.rules.reading import Reading
from responses.domain.rules.rule import ERROR, WARNING, Problem
from responses.domain.rules.words import any_of

_DATE = rf"\d{{1,2}}(?:st|nd|rd|th)? (?:{'|'.join(MONTHS).casefold()}) \d{{4}}|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}"
_ASK = r"(?:ask|asking|apply|applying|request|requests|write|complain|seek|requested|asked)"
_REVIEW = r"(?:review|reconsider\w*)"
_LAST_DAYS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:last|final|latest) (?:date|day)\b.{{0,60}}\b{_REVIEW}\b.{{0,60}}?({_DATE})",
        rf"\b{_REVIEW}\b.{{0,60}}\b(?:last|final|latest) (?:date|day)\b.{{0,40}}?({_DATE})",
        rf"\b{_ASK}\b.{{0,60}}\b{_REVIEW}\b.{{0,80}}?\b(?:by|until|before|than|end of) (?:\w+ )?({_DATE})",
        rf"\b(?:by|until|before|than|end of) (?:\w+ )?({_DATE}).{{0,60}}\b{_ASK}\b.{{0,60}}\b{_REVIEW}\b",
        rf"\b{_ASK}\b.{{0,40}}\b(?:by|until|before|than) (?:\w+ )?({_DATE}).{{0,60}}\b{_REVIEW}\b",
    )
)
_OUR_TIME = any_of(
    r"we (?:will|shall|aim|expect|try|hope|normally|usually)",
    r"you will (?:\w+ )?(?:have|get|receive|hear)",
    r"(?:the|its) outcome",
    r"of receiving your (?:letter|request|complaint)",
    r"(?:answered|completed|carried out|finished|made) within",
)
"""Words of the time that we have to answer, and of what we do: no last day for the requester."""
_TO_ASK = re.compile(rf"\b{_ASK}\b.{{0,80}}\b{_REVIEW}\b|\b{_REVIEW}\b.{{0,40}}\b{_ASK}\b")
_PERIOD = re.compile(rf"\b(\d{{1,3}}|{NUMBER_IN_WORDS}) (calendar |working )?(days|weeks?|months?)\b")
_TAKEN_BACK = re.compile(
    r"\b(?:ignore|disregard|overlook)\b.{0,60}\b(?:review|complain\w*|complaints?|commissioner|regulator)\b"
    r"|\b(?:review|commissioner|regulator|complaints?)\b.{0,40}\b(?:does not|do not|no longer) (?:apply|applies|exist)"
)
_ANOTHER_BODY = re.compile(r"\b(?:complain(?:ts?|ing)?|appeals?)\b.{0,60}\b(?:ombudsman|care quality commission|cqc)\b")


def another_last_day(reading: Reading) -> Iterator[Problem]:
    """A day to ask by that somebody typed: the right one is worked out on the day of issue, and printed from its gap.

    A corrected reply can say which day the letter that it corrects gave.
    """
    severity = WARNING if reading.facts.kind == CORRECTED_REPLY else ERROR
    right = {text.casefold() for text in reading.letter.moments.values()}
    for key, sentence in _sentences(reading):
        if _OUR_TIME.search(sentence) or not re.search(_REVIEW, sentence):
            continue
        days = [found[1] for pattern in _LAST_DAYS if (found := pattern.search(sentence))]
        if any(day not in right for day in days):
            words = f"Take this last day out, the letter prints the right one by itself: “{sentence}”"
            yield Problem(words, part=key, severity=severity)


def another_time_than_the_law(reading: Reading) -> Iterator[Problem]:
    """A time to ask us to reconsider other than regulation 11(2) gives."""
    for key, sentence in _sentences(reading):
        if not _TO_ASK.search(sentence) or _OUR_TIME.search(sentence) or "commissioner" in sentence:
            continue
        for number, kind, unit in _PERIOD.findall(sentence):
            if (number_named(number), kind, unit) != (EIR_REVIEW_DAYS, "working ", "days"):
                words = f"The Regulations allow {EIR_REVIEW_DAYS} working days to ask us to reconsider: “{sentence}”"
                yield Problem(words, part=key, severity=ERROR)


def right_taken_back(reading: Reading) -> Iterator[Problem]:
    """A sentence that tells the reader not to heed what the letter says of their rights."""
    for key, sentence in _sentences(reading):
        if _TAKEN_BACK.search(sentence):
            words = f"This may take back what the letter says of the review or the regulator: “{sentence}”"
            yield Problem(words, part=key, severity=WARNING)


def another_body(reading: Reading) -> Iterator[Problem]:
    """A sentence that sends complaints to a body that does not decide them."""
    for key, sentence in _sentences(reading):
        if _ANOTHER_BODY.search(sentence):
            words = f"Complaints about a reply go to the {reading.facts.regulator.names[0]}: “{sentence}”"
            yield Problem(words, part=key, severity=WARNING)


def _sentences(reading: Reading) -> Iterator[tuple[str, str]]:
    """Each sentence of the letter with the key of its part."""
    for each in reading.parts:
        for sentence in each.alone.sentences:
            yield each.part.key, sentence
