"""A text in which each table of phrases is looked for once, however many of its passages are asked about."""

from bisect import bisect_left
from operator import attrgetter

from codes.domain.passages import Passage
from foirequests.domain.reading.phrases import Hit, PhraseTable
from foirequests.domain.reading.words import Word, words_of, words_within


class Searched:
    """A text with its words, and what was found in it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = words_of(text)
        self._hits: dict[PhraseTable, tuple[Hit, ...]] = {}

    @property
    def whole(self) -> Passage:
        """All of the text."""
        return Passage(0, len(self.text))

    def hits(self, table: PhraseTable, *passages: Passage) -> tuple[Hit, ...]:
        """The phrases of the table that stand in the passages, passage by passage."""
        if table not in self._hits:
            self._hits[table] = table.find(self.words)
        found = self._hits[table]
        return tuple(hit for passage in passages for hit in _from(found, passage) if hit.passage.end <= passage.end)

    def words_in(self, *passages: Passage) -> tuple[Word, ...]:
        """The words that stand in the passages, passage by passage."""
        return words_within(self.words, *passages)


def _from(hits: tuple[Hit, ...], passage: Passage) -> tuple[Hit, ...]:
    """The hits that begin in the passage; hits stand in the order in which they begin."""
    begin = attrgetter("passage.start")
    return hits[bisect_left(hits, passage.start, key=begin) : bisect_left(hits, passage.end, key=begin)]
