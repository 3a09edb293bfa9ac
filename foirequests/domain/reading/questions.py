"""A request as numbered questions, each with where it stands; everything else is told as left out."""

from dataclasses import dataclass, field

from codes.domain.passages import Passage
from foirequests.domain.reading.asks import Sentence, is_dimension, is_general, leads_to_details, read_sentence
from foirequests.domain.reading.blocks import Block, blocks
from foirequests.domain.reading.messages import read_message, rest_of
from foirequests.domain.reading.sentences import sentences
from foirequests.domain.reading.words import Word, words_of, words_within

_GOES_ON = frozenset({
    "at", "between", "broken", "by", "during", "excluding", "for", "from", "in", "including", "over", "per", "since",
    "until", "where", "within",
})  # fmt: skip
"""Words with which an item begins that limits or divides what the item before asks for."""

_MOST_WORDS_OF_A_LIMIT = 8
_MOST_LEADS = 10


@dataclass(frozen=True)
class QuestionFound:
    """Where a question stands, what it asks without its number or bullet, and the words around it that bear on it.

    `context` are stretches outside `passage`: what leads to the list that it is an item of, what is said of all.
    """

    passage: Passage
    text: str
    context: tuple[Passage, ...] = ()


@dataclass(frozen=True)
class Split:
    """A request taken apart. `letter` is what of the text was read: no quoted mail, no greeting, no signature.

    `narrative` is what the letter says beside its questions; `left_out` all of the text that is no question.
    """

    questions: tuple[QuestionFound, ...]
    letter: tuple[Passage, ...]
    narrative: tuple[Passage, ...]
    left_out: tuple[Passage, ...]


@dataclass
class _Question:
    start: int
    end: int
    text_start: int
    strength: int
    paragraph: int = 0
    general: bool = False
    item: bool = False
    context: list[Passage] = field(default_factory=list)


def split(text: str, whole: Passage | None = None, words: tuple[Word, ...] | None = None) -> Split:
    """The questions of a request, in order; none when it asks for nothing.

    A list under “broken down by” is part of its question, and so is what follows “for each”. Sentences that speak of
    the reply (acknowledge, send by e-mail), that thank or that only wonder aloud are no questions.
    """
    whole = whole or Passage(0, len(text))
    message = read_message(text, whole)
    splitting = _Splitting(text, words_of(text) if words is None else words)
    for block in blocks(text, message.read):
        splitting.take(block)
    found = splitting.questions()
    passages = tuple(question.passage for question in found)
    narrative = tuple(
        part
        for stretch in message.read
        for part in rest_of(text, stretch, tuple(p for p in passages if p.is_within(stretch)))
    )
    return Split(found, message.read, narrative, rest_of(text, whole, passages))


class _Splitting:
    """Goes through the blocks of a request and puts its questions together."""

    def __init__(self, text: str, words: tuple[Word, ...]) -> None:
        self._text, self._words, self._paragraph = text, words, 0
        self._found: list[_Question] = []
        self._list: list[Block] = []
        self._lead: Sentence | None = None
        self._lead_made = False

    def take(self, block: Block) -> None:
        """One more block, in the order of the text."""
        if block.style:
            self._list.append(block)
            return
        self._close_list()
        self._lead, self._lead_made = None, False
        self._paragraph += 1
        for passage in sentences(self._text, block.passage):
            sentence = read_sentence(self._text, passage, self._words_in(passage))
            self._lead_made = self._take_sentence(sentence)
            self._lead = sentence

    def questions(self) -> tuple[QuestionFound, ...]:
        """All questions, once every block was taken."""
        self._close_list()
        specific = any(not self._only_leads(question) for question in self._found)
        leading = [question for question in self._found if specific and self._only_leads(question)]
        kept = [question for question in self._found if not (specific and self._only_leads(question))]
        leads = [Passage(question.start, question.end) for question in leading[:_MOST_LEADS]]
        return tuple(self._as_found(question, leads) for question in kept)

    def _only_leads(self, question: _Question) -> bool:
        """Whether it only says that something will be asked, or wonders without a question mark."""
        asks = self._text[question.start : question.end].rstrip().endswith("?")
        return question.general or (question.strength == 1 and not asks)

    def _as_found(self, question: _Question, leads: list[Passage]) -> QuestionFound:
        passage = Passage(question.start, question.end)
        words = " ".join(self._text[question.text_start : question.end].split()).rstrip(" ;,")
        words = words.removesuffix(" and").removesuffix(" or").rstrip(" ;,")
        context = sorted({*question.context, *leads})
        return QuestionFound(passage, words, tuple(c for c in context if not c.is_within(passage)))

    def _take_sentence(self, sentence: Sentence) -> bool:
        """Whether the sentence began a question of its own."""
        current = self._found[-1] if self._found else None
        if sentence.procedure:
            return False
        if sentence.more and current:
            self._go_on(sentence.passage, current)
            return False
        if not sentence.ask:
            return False
        general = is_general(self._text, sentence, self._words_in(sentence.passage))
        if current and not general and not current.general and not self._begins_anew(sentence, current):
            current.end = sentence.passage.end
            current.strength = max(current.strength, sentence.ask)
            return False
        start = sentence.passage.start
        self._found.append(_Question(start, sentence.passage.end, start, sentence.ask, self._paragraph, general))
        return True

    def _begins_anew(self, sentence: Sentence, current: _Question) -> bool:
        if current.item:
            return sentence.ask > 1 or sentence.also
        return sentence.ask > 1 and (current.strength > 1 or current.paragraph != self._paragraph)

    def _go_on(self, passage: Passage, current: _Question) -> None:
        """Something said of the question before; of every item when it follows a list."""
        if not current.item:
            current.end = passage.end
            return
        for question in self._found:
            if question.item:
                question.context.append(passage)

    def _close_list(self) -> None:
        items, self._list = self._list, []
        if not items:
            return
        lead_words = self._words_in(self._lead.passage) if self._lead else ()
        asking = [item for item in items if self._asks(item)]
        details = leads_to_details(lead_words) and len(asking) < len(items)
        if details or all(is_dimension(self._words_in(item.passage, item.text_start)) for item in items):
            self._add_details(items)
        elif (self._lead and self._lead.ask) or 2 * len(asking) > len(items):
            self._add_items(items)
        elif asking:
            self._add_items(asking)

    def _asks(self, item: Block) -> bool:
        """Whether an item asks, in its own words or, where those only lead on, in the list within it."""
        own = Passage(item.text_start, max(item.own.end, item.text_start))
        if own.of(self._text).rstrip().endswith(":"):
            own = Passage(own.start, max(item.passage.end, own.start))
        if is_dimension(self._words_in(own)):
            return False
        return any(
            read_sentence(self._text, passage, self._words_in(passage)).ask > 1
            for passage in sentences(self._text, own)
        )

    def _add_details(self, items: list[Block]) -> None:
        if self._found:
            self._go_on(Passage(items[0].passage.start, items[-1].passage.end), self._found[-1])

    def _add_items(self, items: list[Block]) -> None:
        context = [self._lead.passage] if self._lead else []
        if self._lead_made and self._lead and not self._lead.passage.of(self._text).endswith("?"):
            self._found.pop()
        for number, item in enumerate(items):
            if number and self._continues(item):
                self._found[-1].end = item.passage.end
                continue
            place = (item.passage.start, item.passage.end, item.text_start)
            self._found.append(_Question(*place, strength=3, item=True, context=list(context)))

    def _continues(self, item: Block) -> bool:
        """Whether an item only goes on with the one before: “- between 2015 and 2020”."""
        words = self._words_in(item.passage, item.text_start)
        return 0 < len(words) <= _MOST_WORDS_OF_A_LIMIT and words[0].folded in _GOES_ON and not self._asks(item)

    def _words_in(self, passage: Passage, start: int | None = None) -> tuple[Word, ...]:
        """The words of the passage, from `start` if given."""
        return words_within(self._words, Passage(passage.start if start is None else start, passage.end))
