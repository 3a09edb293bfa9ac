"""What can be had elsewhere, or will be published: L-21a to L-21d, L-22a, L-22c (L-22b stands with the weighing)."""

import re
from collections.abc import Iterator

from responses.domain.rules.acknowledging import days_in
from responses.domain.rules.answers import GroundReading
from responses.domain.rules.refusal import cited, no_weighing
from responses.domain.rules.rule import ERROR, WARNING, Problem, Rule
from responses.domain.rules.words import any_of

_ADDRESS = re.compile(r"https?://[^\s()\[\]<>]+")
_FEWEST_WORDS_OF_A_PLACE = 4
"""Of a title with its place; "our website" is none."""
_ACCESSIBLE = any_of(
    r"accessible",
    r"if you cannot (?:open|use|reach|get)",
    r"without (?:cost|charge|an account)",
    r"free of charge",
)
_INTENDED = any_of(
    r"(?:intend(?:ed)?|intention|planned|meant|decided) (?:[\w ]{0,60} )?to publish",
    r"intention of publi\w+",
    r"future publication",
    r"to be published",
)
_PUBLISHING = any_of(r"publish(?:ed|ing)?", r"publication")
_BEFORE = any_of(
    r"when (?:we received )?(?:your|the) request",
    r"before (?:we received )?(?:your|the) request",
    r"(?:when|before) you (?:asked|made)",
    r"at the time of (?:your|the) request",
    r"already",
)
_SINCE = any_of(
    r"(?:have|has|are|is) (?:now|since) (?:decided|agreed|resolved|planning|intending|planned)",
    r"(?<!still )(?:now|since) (?:intend|plan|mean|decided|propose)",
    r"(?:following|in response to|as a result of|prompted by|because of|in (?:the )?light of) your request",
    r"after (?:we received )?your request",
    r"because you asked",
    r"(?:did not|had not|had no|no) (?:[\w']+ )?(?:intend|intended|intention|plan|planned|decided)",
)
"""Said of an intention that came with the request, or after it."""


def _location(ground: GroundReading) -> Iterator[Problem]:
    number = ground.answer.decision.question
    if not ground.is_said("location"):
        yield Problem(
            "Write on the decision where the information is: a direct link, or title and place.", question=number
        )
        return
    where = ground.details["location"]
    addresses = _ADDRESS.findall(where)
    if not addresses and len(where.split()) < _FEWEST_WORDS_OF_A_PLACE:
        words = "Write on the decision exactly where it is: a direct link, or the title and the place."
        yield Problem(words, question=number)
    elif not (
        ground.words.prints_text(where) or (addresses and all(ground.words.prints_text(each) for each in addresses))
    ):
        yield Problem("Give the exact place where the information is.", question=number)


def _access(ground: GroundReading) -> Iterator[Problem]:
    number = ground.answer.decision.question
    if not ground.is_said("access"):
        words = (
            "Write on the decision how you know that this requester can get at it (on line, in a form they can use)."
        )
        yield Problem(words, question=number)
    elif not (ground.words.match(_ACCESSIBLE) or ground.words.prints_text(ground.details["access"])):
        yield Problem("Say that the information is reasonably accessible to this requester.", question=number)


def _intention(ground: GroundReading) -> Iterator[Problem]:
    number = ground.answer.decision.question
    if not ground.is_said("intended_before"):
        words = "Write on the decision what shows that we meant to publish it before the request came."
        yield Problem(words, question=number)
    elif (days := days_in(ground.details["intended_before"])) and min(days) > ground.facts.received_on:
        words = (
            "Show that we meant to publish it before the request came: what stands on the decision is of a later day."
        )
        yield Problem(words, question=number)
    elif later := next((each for each in ground.words.sentences if _came_later(each)), ""):
        words = f"Section 22 is for what we meant to publish when the request came, not since: “{later}”"
        yield Problem(words, part=ground.words.where(lambda found: later in found.sentences), question=number)
    elif not any(_intended_before(each, ground) for each in ground.words.sentences):
        yield Problem(
            "Say that we meant to publish it already when the request came, and what shows it.", question=number
        )


def _came_later(sentence: str) -> bool:
    """Whether a sentence about publishing tells of an intention that we had only since the request."""
    return bool(_PUBLISHING.search(sentence) and _SINCE.search(sentence))


def _intended_before(sentence: str, ground: GroundReading) -> bool:
    """Whether a sentence tells the intention, and that it was there before; what shows it may follow."""
    shown = ground.words.prints_text(ground.details["intended_before"])
    return bool(_INTENDED.search(sentence)) and (shown or bool(_BEFORE.search(sentence)))


def _published_on(ground: GroundReading) -> Iterator[Problem]:
    expected = ground.details.get("publish_on", "").strip()
    if expected and not ground.words.prints_text(expected):
        yield Problem(f"Say when it will be published: {expected}.", question=ground.answer.decision.question)
    elif any(each <= ground.facts.leaves_on for each in days_in(expected)):
        words = f"Section 22 is for what is still to be published; {expected} is past. Say where it can be found."
        yield Problem(words, question=ground.answer.decision.question)


RULES = (
    Rule("L-21a", ERROR, "FOIA s.21, s.17(1)(b)", "accessible", cited),
    Rule("L-21b", ERROR, "FOIA s.21(1), s.16", "accessible", _location),
    Rule("L-21c", WARNING, "FOIA s.21(1), s.16", "accessible", _access),
    Rule("L-21d", ERROR, "FOIA s.2(3)(a)", "accessible", no_weighing),
    Rule("L-22a", ERROR, "FOIA s.22(1)(a), (b)", "to_be_published", _intention),
    Rule("L-22c", ERROR, "FOIA s.22(1)", "to_be_published", _published_on),
)
