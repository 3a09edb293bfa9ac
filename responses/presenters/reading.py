"""A reading of a request as JSON and as plain text: for the command line, and for comparing triage with others."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from codes.domain.passages import Passage
from codes.domain.published import PublishedMatch
from foirequests.domain.reading.periods import period_words
from foirequests.domain.reading.values import Cue, QuestionRead, RequestRead
from responses.domain.precedents import SimilarCase


@dataclass(frozen=True)
class Triage:
    """All advice on a text: what was read, earlier cases like it, what is published, and the blocks of a reply."""

    text: str
    read: RequestRead
    similar: tuple[SimilarCase, ...] = ()
    published: tuple[PublishedMatch, ...] = ()
    outline: tuple[str, ...] = ()


def as_json(triage: Triage) -> dict[str, Any]:
    """The advice in values of JSON. Every `evidence` stands in the text word for word, and is empty where the reason is
    that something is absent; `passages` are all places, in characters (from, to)."""
    text, read = triage.text, triage.read
    return {
        "questions": [_question(text, question) for question in read.questions],
        "regime": read.regime.value,
        "service": read.service.value,
        "flags": [{"kind": flag.value, "why": flag.why, **_evidence(text, flag.passages)} for flag in read.flags],
        "similar": [_similar(text, case) for case in triage.similar],
        "published": [_published(text, match) for match in triage.published],
        "outline": list(triage.outline),
        "left_out": [stretch.of(text) for stretch in read.left_out],
        "trouble": read.trouble,
    }


def as_lines(triage: Triage) -> Iterator[str]:
    """The advice for a person to read."""
    text, read = triage.text, triage.read
    if read.trouble:
        yield f"Note: {read.trouble}"
    for question in read.questions:
        yield ""
        yield f"Question {question.number}: {question.text}"
        yield from (f"  {line}" for line in _lines_of(text, question))
    yield ""
    yield from (_line("Look out for", text, flag) for flag in read.flags)
    yield from (f"Similar case: {case.reference}, {case.subject} ({case.score:.2f})" for case in triage.similar)
    yield from (f"Published: {match.title} ({_words(text, match.passages)})" for match in triage.published)
    yield f"Outline: {', '.join(triage.outline) or 'none'}"


def _question(text: str, question: QuestionRead) -> dict[str, Any]:
    period = question.period
    return {
        "text": question.text,
        "regime": question.regime.value,
        "service": question.service.value,
        "holder": question.holder,
        "codes": [
            {"list": code.list_name, "description": code.label, "score": round(code.score, 3)}
            | _evidence(text, code.passages)
            for code in question.codes
        ],
        "not_recorded": [
            {"concept": missing.concept, "named": missing.named, "suggested_body": missing.body}
            | {"nearest": [{"list": name, "description": label} for name, label in missing.nearest]}
            | _evidence(text, missing.passages)
            for missing in question.not_recorded
        ],
        "measures": [cue.value for cue in question.measures],
        "breakdowns": [cue.value for cue in question.breakdowns],
        "period": period
        and {"from": period.first, "to": period.last, "counted": period.counted, **_evidence(text, period.passages)},
        "year_basis": question.year_basis and question.year_basis.value,
        "formats": [cue.value for cue in question.formats],
        "published": [_published(text, match) for match in question.published],
        "reasons": [
            {"kind": kind, "value": cue.value, "why": cue.why, **_evidence(text, cue.passages)}
            for kind, cue in _cues(question)
        ],
    }


def _cues(question: QuestionRead) -> Iterator[tuple[str, Cue]]:
    yield "regime", question.regime
    yield "service", question.service
    yield from (("measure", cue) for cue in question.measures)
    yield from (("breakdown", cue) for cue in question.breakdowns)
    if question.year_basis:
        yield "year_basis", question.year_basis
    yield from (("format", cue) for cue in question.formats)


def _similar(text: str, case: SimilarCase) -> dict[str, Any]:
    return {
        "reference": case.reference,
        "subject": case.subject,
        "score": case.score,
        "outcomes": list(case.outcomes),
        "exemptions": list(case.exemptions),
        "review": list(case.review),
        "outline": [block.slug for block in case.blocks],
        **_evidence(text, case.passages),
    }


def _published(text: str, match: PublishedMatch) -> dict[str, Any]:
    return {
        "title": match.title,
        "address": match.address,
        "proposal": match.proposal,
        "score": round(match.score, 3),
        "why": match.why,
        **_evidence(text, match.passages),
    }


def _lines_of(text: str, question: QuestionRead) -> Iterator[str]:
    yield _line("Law", text, question.regime)
    yield _line("Service", text, question.service)
    for code in question.codes:
        yield f"Code: {code.list_name}, {code.label}, {code.score:.2f} ({_words(text, code.passages)})"
    for missing in question.not_recorded:
        body = f"; ask {missing.body}" if missing.body else ""
        yield f"Not recorded: {missing.named}{body} ({_words(text, missing.passages)})"
    yield from (_line("Counts", text, cue) for cue in question.measures)
    yield from (_line("By", text, cue) for cue in question.breakdowns)
    if question.period:
        period = question.period
        years = period_words(period.first, period.last, period.counted)
        yield f"Time: {years} ({_words(text, period.passages)})"
    if question.year_basis:
        yield _line("Year of", text, question.year_basis)
    yield from (_line("Format", text, cue) for cue in question.formats)


def _line(name: str, text: str, cue: Cue) -> str:
    words = f" ({_words(text, cue.passages)})" if cue.passages else ""
    return f"{name}: {cue.value}. {cue.why}{words}"


def _words(text: str, passages: Iterable[Passage]) -> str:
    words = dict.fromkeys(" ".join(passage.of(text).split()) for passage in passages)
    return ", ".join(f"“{each}”" for each in words)


def _evidence(text: str, passages: Sequence[Passage]) -> dict[str, Any]:
    return {
        "evidence": passages[0].of(text) if passages else "",
        "passages": [[passage.start, passage.end] for passage in passages],
    }
