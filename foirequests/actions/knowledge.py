"""What the office knows that reading a request needs, gathered from the codes room: codes and the register."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import lru_cache

from codes.actions.code_reading import lexicons
from codes.actions.published import published_matches_of
from codes.domain.code_matching import code_hits, ranked
from codes.domain.marked import MarkedText
from codes.domain.passages import Passage, Placed
from codes.domain.published import PublishedMatch
from codes.domain.suggestions import NotRecorded, SuggestedCode
from codes.domain.unrecorded import concept_hits, missing
from foirequests.domain.reading import kinds
from foirequests.domain.reading.read import Knowledge
from foirequests.domain.reading.values import QuestionRead, RequestRead


def office_knowledge() -> Knowledge:
    """The codes of the claims lists and what the claims database does not record, as the office has them now."""
    codes, concepts = lexicons()
    marked = lru_cache(maxsize=1)(lambda text: MarkedText(text, codes.book))

    def codes_of(text: str) -> Callable[[Passage], Iterable[SuggestedCode]]:
        hits = Placed(code_hits(marked(text), codes))
        return lambda within: ranked(hits.within(within))

    def not_recorded_of(text: str) -> Callable[[Passage], Iterable[NotRecorded]]:
        hits = Placed(concept_hits(marked(text), concepts))
        return lambda within: missing(hits.within(within), text)

    return Knowledge(codes_of=codes_of, not_recorded_of=not_recorded_of)


def with_published(read: RequestRead, text: str) -> RequestRead:
    """What was read of the text, and for each question that a reply answers what of the register it asks for."""
    answered = [question for question in read.questions if question.regime.value in kinds.ANSWERED]
    found = published_matches_of(question.passage.of(text) for question in answered)
    matched = {question.number: matches for question, matches in zip(answered, found, strict=True)}
    questions = (_with_matches(question, matched.get(question.number, ())) for question in read.questions)
    return replace(read, questions=tuple(questions))


def _with_matches(question: QuestionRead, matches: Iterable[PublishedMatch]) -> QuestionRead:
    """The question with its matches, whose passages are those of the whole request."""
    before = question.passage.start
    placed = (
        replace(match, passages=tuple(Passage(before + start, before + end) for start, end in match.passages))
        for match in matches
    )
    return replace(question, published=tuple(placed))
