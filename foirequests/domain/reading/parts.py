"""The parts of a request, each with its regime: its questions, and what beside them is of a kind of its own."""

from collections.abc import Iterator
from dataclasses import dataclass

from codes.domain.passages import Passage
from foirequests.domain.reading.kinds import ANSWERED, FOI, INVALID
from foirequests.domain.reading.questions import QuestionFound, Split
from foirequests.domain.reading.regimes import (
    Given,
    asks_of_its_own,
    kind_beside,
    regime_of,
    regime_of_no_question,
    speaks_for,
)
from foirequests.domain.reading.searched import Searched
from foirequests.domain.reading.sentences import trimmed
from foirequests.domain.reading.values import Cue

_WIDEST_SPACE = 200  # characters of space between words that still stand beside each other


@dataclass(frozen=True)
class Part:
    """A question, or other words of a kind of their own (a complaint that a request stands in), with its regime."""

    found: QuestionFound
    regime: Cue


def parts_of(searched: Searched, split: Split, given: Given) -> tuple[Part, ...]:
    """The parts in the order in which they stand; one at least, invalid when nothing is asked for."""
    if not split.questions:
        return (_whole(searched, split, given),)
    asked = [_question(searched, split, found, given) for found in split.questions]
    asked = [_with_its_story(searched, split, part) for part in _joined(searched, asked)]
    kinds = {part.regime.value for part in asked}
    beside = [part for part in _beside(searched, split) if part.regime.value not in kinds]
    return tuple(sorted([*asked, *beside], key=lambda part: part.found.passage))


def _question(searched: Searched, split: Split, found: QuestionFound, given: Given) -> Part:
    around = tuple({*split.narrative, *found.context})
    return Part(found, regime_of(searched, found.passage, around, given))


def _joined(searched: Searched, parts: list[Part]) -> Iterator[Part]:
    """The parts, a bare “what do I do next?” joined to the complaint or claim that it ends."""
    last: Part | None = None
    for part in parts:
        bare = part.regime.value == FOI and not asks_of_its_own(searched, part.found.passage)
        if last and bare and last.regime.value not in (*ANSWERED, INVALID):
            passage = Passage(last.found.passage.start, part.found.passage.end)
            last = Part(_found(searched, passage, last.found.context), last.regime)
            continue
        if last:
            yield last
        last = part
    if last:
        yield last


def _with_its_story(searched: Searched, split: Split, part: Part) -> Part:
    """A part that is no request for information, with the words beside it that are of the same kind."""
    if part.regime.value in (*ANSWERED, INVALID):
        return part
    passage = part.found.passage
    for stretch in split.narrative:
        between = Passage(min(passage.end, stretch.end), max(passage.start, stretch.start))
        beside = between.end - between.start <= _WIDEST_SPACE and not between.of(searched.text).strip()
        if beside and speaks_for(part.regime.value, searched, stretch):
            passage = Passage(min(stretch.start, passage.start), max(stretch.end, passage.end))
    if passage == part.found.passage:
        return part
    return Part(_found(searched, passage, part.found.context), part.regime)


def _whole(searched: Searched, split: Split, given: Given) -> Part:
    stretches = split.narrative or split.left_out
    passage = Passage(stretches[0].start, stretches[-1].end)
    return Part(_found(searched, passage), regime_of_no_question(searched, stretches, given))


def _beside(searched: Searched, split: Split) -> Iterator[Part]:
    """Paragraphs that ask nothing and are a complaint, a letter of claim ...; neighbours of one kind are one part."""
    last: Part | None = None
    for paragraph in _paragraphs(searched.text, split.narrative):
        regime = kind_beside(searched, paragraph)
        if regime is None:
            continue
        if last and last.regime.value == regime.value and not _asked_between(split, last.found.passage, paragraph):
            paragraph = Passage(last.found.passage.start, paragraph.end)
            regime = kind_beside(searched, paragraph) or regime
        elif last:
            yield last
        last = Part(_found(searched, paragraph), regime)
    if last:
        yield last


def _found(searched: Searched, passage: Passage, context: tuple[Passage, ...] = ()) -> QuestionFound:
    return QuestionFound(passage, " ".join(passage.of(searched.text).split()), context)


def _asked_between(split: Split, first: Passage, second: Passage) -> bool:
    return any(first.end <= question.passage.start < second.start for question in split.questions)


def _paragraphs(text: str, stretches: tuple[Passage, ...]) -> Iterator[Passage]:
    for stretch in stretches:
        start = stretch.start
        for line in stretch.of(text).splitlines(keepends=True):
            end = start + len(line)
            yield from trimmed(text, Passage(start, end))
            start = end
