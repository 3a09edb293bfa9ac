"""Codes and unrecorded concepts of each question, from its own words first and from those that it points to."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from codes.domain.passages import Passage
from codes.domain.suggestions import NotRecorded, SuggestedCode
from foirequests.domain.reading import kinds, services
from foirequests.domain.reading.parts import Part
from foirequests.domain.reading.searched import Searched

_HAVE_CODES = (services.CLAIMS, services.LEARNING)
"""Services whose information stands under codes of claims."""

_POINTS_BACK = frozenset({"these", "those", "them", "such", "they", "their", "same"})
"""Words by which a question asks more about what the one before asked."""

_POINTS_AT_ALL = "above"
"""The word by which it asks more about all that stand before."""


def _nothing(_text: str) -> Callable[[Passage], tuple]:
    return lambda _within: ()


@dataclass(frozen=True)
class Knowledge:
    """What the office knows that reading needs. Each looks through a text once and then answers for any passage of it.

    `codes_of` suggests codes of the claims lists, `not_recorded_of` finds what the claims database has no field for.
    """

    codes_of: Callable[[str], Callable[[Passage], Iterable[SuggestedCode]]] = _nothing
    not_recorded_of: Callable[[str], Callable[[Passage], Iterable[NotRecorded]]] = _nothing


class CodesRead:
    """What the office's knowledge says of the parts of one request; asked for them in order."""

    def __init__(self, searched: Searched, knows: Knowledge, narrative: tuple[Passage, ...]) -> None:
        """`narrative` is what the letter says beside its questions: the last place to look."""
        self._searched, self._narrative = searched, narrative
        self._codes = cache(knows.codes_of(searched.text))  # the same context bears on many questions
        self._not_recorded = knows.not_recorded_of(searched.text)
        self._before: list[tuple[SuggestedCode, ...]] = []

    def of(self, part: Part, service: str) -> tuple[tuple[SuggestedCode, ...], tuple[NotRecorded, ...]]:
        """Codes, and what is not recorded; nothing for parts that no figures of claims answer."""
        if part.regime.value not in (*kinds.ANSWERED, kinds.INVALID) or service not in _HAVE_CODES:
            return (), ()
        codes = self._codes_of(part)
        self._before.append(codes)
        missing = tuple(self._not_recorded(part.found.passage)) if service == services.CLAIMS else ()
        return codes, missing

    def _codes_of(self, part: Part) -> tuple[SuggestedCode, ...]:
        codes = tuple(self._codes(part.found.passage))
        if codes:
            return codes
        words = {word.folded for word in self._searched.words_in(part.found.passage)}
        if pointed_at := self._pointed_at(words):
            return pointed_at
        around = (tuple(self._codes(passage)) for passage in (*part.found.context, *self._narrative))
        return next(filter(None, around), ())

    def _pointed_at(self, words: set[str]) -> tuple[SuggestedCode, ...]:
        """The codes of the question before, or of all before, when the words point there."""
        if _POINTS_AT_ALL in words:
            every = {(code.list_name, code.label): code for codes in self._before for code in codes}
            return tuple(every.values())
        return self._before[-1] if self._before and words & _POINTS_BACK else ()
