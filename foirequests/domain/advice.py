"""Advice on a case, piece by piece: what reading a request said, so that an officer can accept or correct each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from codes.domain.published import S21, S43_CARD, PublishedMatch
from foirequests.domain.reading.values import Cue, NotRecorded, Period, QuestionRead, RequestRead, SuggestedCode

QUESTION, REGIME, SERVICE, HOLDER, CODE = "question", "regime", "service", "holder", "code"
NOT_RECORDED, MEASURE, BREAKDOWN, PERIOD = "not_recorded", "measure", "breakdown", "period"
YEAR_BASIS, FORMAT, FLAG, PUBLISHED = "year_basis", "format", "flag", "published"

KINDS = {
    QUESTION: "Question",
    REGIME: "Law",
    SERVICE: "Service",
    HOLDER: "Who has it",
    CODE: "Code",
    NOT_RECORDED: "Not recorded",
    MEASURE: "What is counted",
    BREAKDOWN: "Broken down by",
    PERIOD: "Time",
    YEAR_BASIS: "Which year",
    FORMAT: "Format",
    FLAG: "Look out for",
    PUBLISHED: "Published",
}
"""What a piece of advice can be about, in the order in which a page shows it."""

WAITING, ACCEPTED, CORRECTED, DISMISSED, ADDED = "waiting", "accepted", "corrected", "dismissed", "added"

DECISIONS = {
    WAITING: "Waiting for an officer",
    ACCEPTED: "Accepted",
    CORRECTED: "Corrected",
    DISMISSED: "Dismissed",
    ADDED: "Added by an officer",
}
"""What became of a piece of advice. One that an officer added was missing: nothing had been said."""

WHOLE = 0
"""The number under which advice on the whole request stands; questions have theirs, from 1."""

LONGEST_VALUE, LONGEST_WHY = 200, 300
MOST_PIECES = 500
"""More than anybody reads; a request that gives more is an attack or a mistake."""

_PROPOSED = (S21, S43_CARD)
"""What of the register is advice: a proposal for the answer. Where an address lacks, somebody completes it first."""

ATTRIBUTES = {
    "procedure": "the type of procedure",
    "diagnosis": "the diagnosis",
    "cancer_type": "the type of cancer",
    "sepsis_type": "the type of sepsis",
    "drug": "the drug",
    "device": "the make of a device",
    "place_of_fall": "the place of a fall",
    "body_part": "the part of the body",
    "ethnicity": "the ethnicity of the patient or claimant",
    "claimant_details": "the circumstances of the patient or claimant",
    "clinician_grade": "the grade of the clinician",
    "care_setting": "the setting of the care",
    "hospital_site": "the hospital within a trust",
    "legal_term": "the legal head of a claim",
}
"""How a letter calls what the database does not record of a claim. Of other concepts, which are no attribute of a
claim (care by an independent provider, the activity of the NHS), the letter has words of its own."""


@dataclass(frozen=True)
class Piece:
    """One piece of advice as it was read.

    `number` is the question's number as it was read (`WHOLE` for the request); `value` a code or a few words; `words`
    the very words of the request and `passages` where they stand (from, to); `details` what else the kind has.
    """

    number: int
    kind: str
    value: str
    words: str = ""
    why: str = ""
    passages: tuple[tuple[int, int], ...] = ()
    score: float | None = None
    details: dict[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> tuple[int, str, str]:
        """What makes two pieces the same advice."""
        return (self.number, self.kind, self.value)


def pieces(read: RequestRead, text: str) -> tuple[Piece, ...]:
    """Everything that was read of the text, each piece once, at most `MOST_PIECES`."""
    found: dict[tuple[int, str, str], Piece] = {}
    for piece in _pieces(read, text):
        found.setdefault(piece.key, piece)
    return tuple(found.values())[:MOST_PIECES]


def attribute_words(concept: str) -> str:
    """How what is not recorded of a claim stands in a sentence: "the type of procedure"; empty for another concept."""
    return ATTRIBUTES.get(concept, "")


def joined(words: Iterable[str]) -> str:
    """Several things in one sentence, each once: "the drug and the diagnosis"."""
    once = list(dict.fromkeys(each for each in words if each))
    return " and ".join([", ".join(once[:-1]), once[-1]]) if len(once) > 1 else "".join(once)


def _pieces(read: RequestRead, text: str) -> Iterator[Piece]:
    yield _of_cue(WHOLE, REGIME, read.regime, text)
    yield _of_cue(WHOLE, SERVICE, read.service, text)
    for flag in read.flags:
        yield _of_cue(WHOLE, FLAG, flag, text)
    for question in read.questions:
        yield from _of_question(question, text)


def _of_question(question: QuestionRead, text: str) -> Iterator[Piece]:
    number = question.number
    where = ((question.passage.start, question.passage.end),)
    yield Piece(number, QUESTION, str(number), question.text, "It asks for something by itself.", where)
    yield _of_cue(number, REGIME, question.regime, text)
    yield _of_cue(number, SERVICE, question.service, text)
    if question.holder:
        why = "The team that usually has it."
        yield Piece(number, HOLDER, question.holder[:LONGEST_VALUE], why=why)
    for code in question.codes:
        yield _of_code(number, code, text)
    for missing in question.not_recorded:
        yield _of_missing(number, missing, text)
    for kind, cues in (
        (MEASURE, question.measures),
        (BREAKDOWN, question.breakdowns),
        (FORMAT, question.formats),
        (YEAR_BASIS, (question.year_basis,) if question.year_basis else ()),
    ):
        for cue in cues:
            yield _of_cue(number, kind, cue, text)
    if question.period:
        yield _of_period(number, question.period, text)
    for match in question.published:
        if match.proposal in _PROPOSED:
            yield _of_published(number, match, text)


def _of_cue(number: int, kind: str, cue: Cue, text: str) -> Piece:
    return Piece(number, kind, cue.value[:LONGEST_VALUE], *_evidence(cue.passages, text, cue.why))


def _evidence(passages, text: str, why: str) -> tuple[str, str, tuple[tuple[int, int], ...]]:
    words = " … ".join(dict.fromkeys(passage.of(text) for passage in passages))
    return words, why[:LONGEST_WHY], tuple((passage.start, passage.end) for passage in passages)


def _of_code(number: int, code: SuggestedCode, text: str) -> Piece:
    words, why, where = _evidence(code.passages, text, "These words name it.")
    value = f"{code.list_name}: {code.label}"[:LONGEST_VALUE]
    details = {"list": code.list_name, "label": code.label}
    return Piece(number, CODE, value, words, why, where, score=code.score, details=details)


def _of_missing(number: int, missing: NotRecorded, text: str) -> Piece:
    words, why, where = _evidence(missing.passages, text, "The claims database has no field for it.")
    details = {
        "concept": missing.concept,
        "named": missing.named,
        "nearest": [list(code) for code in missing.nearest],
        "body": missing.body,
    }
    value = f"{missing.concept}: {missing.named}"[:LONGEST_VALUE]
    return Piece(number, NOT_RECORDED, value, words, why, where, details=details)


def _of_published(number: int, match: PublishedMatch, text: str) -> Piece:
    words, why, where = _evidence(match.passages, text, match.why)
    details = {"proposal": match.proposal, "address": match.address, "item": match.item.key}
    return Piece(number, PUBLISHED, match.title[:LONGEST_VALUE], words, why, where, score=match.score, details=details)


def _of_period(number: int, period: Period, text: str) -> Piece:
    words, why, where = _evidence(period.passages, text, "The time that the question names.")
    details = {"first": period.first, "last": period.last, "counted": period.counted}
    value = f"{period.first or ''}-{period.last or ''}{f' {period.counted}' if period.counted else ''}"
    return Piece(number, PERIOD, value, words, why, where, details=details)
