"""Reading one request: its questions, each with regime, service, codes and shape of the data, and its flags.

Pure: what the office knows is handed in, and so is the day. Longer texts are read in their first part only, and say so.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from codes.domain.passages import Passage
from codes.domain.suggestions import NotRecorded, SuggestedCode
from foirequests.domain.reading import kinds, regimes, services
from foirequests.domain.reading.data_shape import Stretches, shape_of
from foirequests.domain.reading.flags import flags_of
from foirequests.domain.reading.legible import legible
from foirequests.domain.reading.parts import Part, parts_of
from foirequests.domain.reading.questions import QuestionFound, split
from foirequests.domain.reading.regimes import Given
from foirequests.domain.reading.values import Cue, QuestionRead, RequestRead
from foirequests.domain.reading.welsh import is_mostly_welsh
from foirequests.domain.reading.words import Word, words_of, words_within

MOST_QUESTIONS = 60
"""More than any request has; a text that gives more is a mistake, and its end is for an officer's eyes."""

CLAIMS = "claims_management"
IN_WELSH = "Most of it is in Welsh, which triage hardly reads. Somebody who reads Welsh should read it."
TOO_MANY = f"Only the first {MOST_QUESTIONS} questions were read. Read the rest yourself."


def _nothing(_text: str) -> Callable[[Passage], tuple]:
    return lambda _within: ()


@dataclass(frozen=True)
class Knowledge:
    """What the office knows that reading needs. Each looks through a text once and then answers for any passage of it.

    `codes_of` suggests codes of the claims lists, `not_recorded_of` finds what the claims database has no field for.
    """

    codes_of: Callable[[str], Callable[[Passage], Iterable[SuggestedCode]]] = _nothing
    not_recorded_of: Callable[[str], Callable[[Passage], Iterable[NotRecorded]]] = _nothing


KNOWS_NOTHING = Knowledge()


def read_request(
    text: str, *, received_on: date, knows: Knowledge = KNOWS_NOTHING, has_name: bool = True, has_address: bool = True
) -> RequestRead:
    """All that is understood of a request. `received_on` tells which years “the last five years” are.

    `has_name` and `has_address`: whether the sender's name and an address for the reply are known beside the text.
    A text without words to read gives no question, and says so in `trouble`; any other gives one at least.
    """
    text, trouble = legible(text)
    if not text:
        return RequestRead((), Cue(kinds.INVALID, trouble), Cue("", trouble), trouble=trouble)
    words = words_of(text)
    taken_apart = split(text, words=words)
    parts = parts_of(text, words, taken_apart, Given(has_name, has_address))
    if len(parts) > MOST_QUESTIONS:
        parts, trouble = parts[:MOST_QUESTIONS], " ".join(filter(None, (trouble, TOO_MANY)))
    if is_mostly_welsh(words):
        trouble = " ".join(filter(None, (trouble, IN_WELSH)))
    questions = tuple(_questions(text, words, parts, knows, received_on))
    return RequestRead(
        questions=questions,
        regime=regimes.overall([part.regime for part in parts]),
        service=services.service_of(*_service_words(words, [part.found for part in parts])),
        flags=flags_of(text, words, questions, taken_apart.letter),
        left_out=taken_apart.left_out,
        trouble=trouble,
    )


def _questions(
    text: str, words: tuple[Word, ...], parts: Iterable[Part], knows: Knowledge, received_on: date
) -> Iterator[QuestionRead]:
    codes_in, not_recorded_in = knows.codes_of(text), knows.not_recorded_of(text)
    for number, part in enumerate(parts, start=1):
        found = part.found
        service = services.service_of(*_service_words(words, [found]))
        asked = Stretches(text, words, found.passage, found.context)
        shape = shape_of(asked, received_on=received_on, about_claims=service.value == CLAIMS)
        yield QuestionRead(
            number=number,
            passage=found.passage,
            text=found.text,
            regime=part.regime,
            service=service,
            holder=services.holder_of(service.value),
            codes=tuple(codes_in(found.passage)),
            not_recorded=tuple(not_recorded_in(found.passage)),
            **vars(shape),
        )


def _service_words(words: tuple[Word, ...], found: Iterable[QuestionFound]) -> tuple[tuple[Word, ...], ...]:
    """The words of questions, those that bear on them, and all."""
    found = list(found)
    context = words_within(words, *{passage for each in found for passage in each.context})
    return words_within(words, *(each.passage for each in found)), context, words
