"""What the office knows that reading a request needs, gathered from the codes room."""

from collections.abc import Callable, Iterable

from codes.actions.code_reading import code_lexicon, concept_lexicon
from codes.domain.code_matching import code_hits, ranked
from codes.domain.passages import Passage
from codes.domain.suggestions import NotRecorded, SuggestedCode
from codes.domain.unrecorded import concept_hits, missing
from foirequests.domain.reading.read import Knowledge


def office_knowledge() -> Knowledge:
    """The codes of the claims lists and what the claims database does not record, as the office has them now."""
    return Knowledge(codes_of=_codes_of, not_recorded_of=_not_recorded_of)


def _codes_of(text: str) -> Callable[[Passage], Iterable[SuggestedCode]]:
    hits = code_hits(text, code_lexicon())
    return lambda within: ranked(hits, within=within)


def _not_recorded_of(text: str) -> Callable[[Passage], Iterable[NotRecorded]]:
    hits = concept_hits(text, concept_lexicon())
    return lambda within: missing(hits, text, within=within)
