"""Reading one request: its questions, each with regime, service, codes and shape of the data, and its flags.

Pure: what the office knows is handed in, and so is the day. Longer texts are read in their first part only, and say so.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from foirequests.domain.reading import kinds, regimes, services
from foirequests.domain.reading.data_shape import shape_of
from foirequests.domain.reading.flags import flags_of
from foirequests.domain.reading.legible import legible
from foirequests.domain.reading.messages import without_quote_marks
from foirequests.domain.reading.parts import Part, parts_of
from foirequests.domain.reading.questions import split
from foirequests.domain.reading.read_codes import CodesRead, Knowledge
from foirequests.domain.reading.regimes import Given
from foirequests.domain.reading.searched import Searched
from foirequests.domain.reading.values import Cue, QuestionRead, RequestRead
from foirequests.domain.reading.welsh import is_mostly_welsh

MOST_QUESTIONS = 60
"""More than any request has; a text that gives more is a mistake, and its end is for an officer's eyes."""

IN_WELSH = "Most of it is in Welsh, which triage hardly reads. Somebody who reads Welsh should read it."
TOO_MANY = f"Only the first {MOST_QUESTIONS} questions were read. Read the rest yourself."


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
    searched = Searched(without_quote_marks(text))
    taken_apart = split(searched.text, words=searched.words)
    if len(taken_apart.questions) > MOST_QUESTIONS:
        taken_apart = replace(taken_apart, questions=taken_apart.questions[:MOST_QUESTIONS])
        trouble = _and(trouble, TOO_MANY)
    in_welsh = is_mostly_welsh(searched.words)
    if in_welsh:
        trouble = _and(trouble, IN_WELSH)
    asked_until = max((stretch.end for stretch in taken_apart.letter), default=0)
    given = Given(has_name, has_address, regimes.pseudonym_after(searched, asked_until), in_welsh)
    parts = parts_of(searched, taken_apart, given)
    read_codes = CodesRead(searched, knows, taken_apart.narrative)
    questions = tuple(_questions(searched, parts, read_codes, received_on))
    return RequestRead(
        questions=questions,
        regime=regimes.overall([part.regime for part in parts]),
        service=services.service_of(searched, [part.found.passage for part in parts]),
        flags=flags_of(searched, questions, taken_apart.letter),
        left_out=taken_apart.left_out,
        trouble=trouble,
    )


def _questions(
    searched: Searched, parts: Iterable[Part], read_codes: CodesRead, received_on: date
) -> Iterator[QuestionRead]:
    for number, part in enumerate(parts, start=1):
        own, context = part.found.passage, part.found.context
        service = services.service_of(searched, [own], context)
        shape = shape_of(searched, own, context, received_on=received_on, about_claims=service.value == services.CLAIMS)
        codes, not_recorded = read_codes.of(part, service.value)
        yield QuestionRead(
            number=number,
            passage=own,
            text=part.found.text,
            regime=part.regime,
            service=service,
            holder=services.holder_of(service.value),
            codes=codes,
            not_recorded=not_recorded,
            **vars(shape),
        )


def _and(trouble: str, more: str) -> str:
    return f"{trouble} {more}" if trouble else more
