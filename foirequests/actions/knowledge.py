"""What the office knows that reading a request needs, gathered from the codes room."""

from collections.abc import Callable, Iterable
from functools import lru_cache

from codes.actions.code_reading import lexicons
from codes.domain.code_matching import code_hits, ranked
from codes.domain.marked import MarkedText
from codes.domain.passages import Passage, Placed
from codes.domain.suggestions import NotRecorded, SuggestedCode
from codes.domain.unrecorded import concept_hits, missing
from foirequests.domain.reading.read import Knowledge


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
