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
from foirequests.domain.reading.sentences import trimmed
from foirequests.domain.reading.values import Cue
from foirequests.domain.reading.words import Word, words_within


@dataclass(frozen=True)
class Part:
    """A question, or other words of a kind of their own (a complaint that a request stands in), with its regime."""

    found: QuestionFound
    regime: Cue


def parts_of(text: str, words: tuple[Word, ...], split: Split, given: Given) -> tuple[Part, ...]:
    """The parts in the order in which they stand; one at least, invalid when nothing is asked for."""
    if not split.questions:
        return (_whole(text, words, split, given),)
    narrative = words_within(words, *split.narrative)
    asked = [_question(words, narrative, found, given) for found in split.questions]
    asked = [_with_its_story(text, words, split, part) for part in _joined(text, words, asked)]
    kinds = {part.regime.value for part in asked}
    beside = [part for part in _beside(text, words, split) if part.regime.value not in kinds]
    return tuple(sorted([*asked, *beside], key=lambda part: part.found.passage))


def _question(words: tuple[Word, ...], narrative: tuple[Word, ...], found: QuestionFound, given: Given) -> Part:
    context = words_within(words, *found.context)
    around = tuple(sorted({*narrative, *context}, key=lambda word: word.start))
    return Part(found, regime_of(words_within(words, found.passage), around, given))


def _joined(text: str, words: tuple[Word, ...], parts: list[Part]) -> Iterator[Part]:
    """The parts, a bare “what do I do next?” joined to the complaint or claim that it ends."""
    last: Part | None = None
    for part in parts:
        bare = part.regime.value == FOI and not asks_of_its_own(words_within(words, part.found.passage))
        if last and bare and last.regime.value not in (*ANSWERED, INVALID):
            passage = Passage(last.found.passage.start, part.found.passage.end)
            last = Part(QuestionFound(passage, " ".join(passage.of(text).split()), last.found.context), last.regime)
            continue
        if last:
            yield last
        last = part
    if last:
        yield last


def _with_its_story(text: str, words: tuple[Word, ...], split: Split, part: Part) -> Part:
    """A part that is no request for information, with the words beside it that are of the same kind."""
    if part.regime.value in (*ANSWERED, INVALID):
        return part
    passage = part.found.passage
    for stretch in split.narrative:
        between = text[min(passage.end, stretch.end) : max(passage.start, stretch.start)]
        if not between.strip() and speaks_for(part.regime.value, words_within(words, stretch)):
            passage = Passage(min(stretch.start, passage.start), max(stretch.end, passage.end))
    if passage == part.found.passage:
        return part
    found = QuestionFound(passage, " ".join(passage.of(text).split()), part.found.context)
    return Part(found, part.regime)


def _whole(text: str, words: tuple[Word, ...], split: Split, given: Given) -> Part:
    stretches = split.narrative or split.left_out
    passage = Passage(stretches[0].start, stretches[-1].end)
    regime = regime_of_no_question(words_within(words, *stretches), given)
    return Part(QuestionFound(passage, " ".join(passage.of(text).split())), regime)


def _beside(text: str, words: tuple[Word, ...], split: Split) -> Iterator[Part]:
    """Paragraphs that ask nothing and are a complaint, a letter of claim ...; neighbours of one kind are one part."""
    last: Part | None = None
    for paragraph in _paragraphs(text, split.narrative):
        regime = kind_beside(words_within(words, paragraph))
        if regime is None:
            continue
        if last and last.regime.value == regime.value and not _asked_between(split, last.found.passage, paragraph):
            paragraph = Passage(last.found.passage.start, paragraph.end)
            regime = kind_beside(words_within(words, paragraph)) or regime
        elif last:
            yield last
        last = Part(QuestionFound(paragraph, " ".join(paragraph.of(text).split())), regime)
    if last:
        yield last


def _asked_between(split: Split, first: Passage, second: Passage) -> bool:
    return any(first.end <= question.passage.start < second.start for question in split.questions)


def _paragraphs(text: str, stretches: tuple[Passage, ...]) -> Iterator[Passage]:
    for stretch in stretches:
        start = stretch.start
        for line in stretch.of(text).splitlines(keepends=True):
            end = start + len(line)
            yield from trimmed(text, Passage(start, end))
            start = end
