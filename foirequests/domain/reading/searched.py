"""A text in which each table of phrases is looked for once, however many of its passages are asked about."""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from typing import Any

from codes.domain.passages import Passage
from foirequests.domain.reading.cue_tables import OF_REQUESTS
from foirequests.domain.reading.phrase_tables import PhraseTable
from foirequests.domain.reading.phrases import Hit
from foirequests.domain.reading.words import Word, words_of, words_within


class Searched:
    """A text with its words, and what was found in it."""

    def __init__(self, text: str) -> None:
        self.text, self.whole = text, Passage(0, len(text))
        self.words = words_of(text)
        self._hits: dict[PhraseTable, tuple[Hit, ...]] = {}
        self._begins: dict[PhraseTable, list[int]] = {}
        self._read: dict[Callable[[Searched], Any], Any] = {}

    def hits(self, table: PhraseTable, *passages: Passage) -> tuple[Hit, ...]:
        """The phrases of the table that stand in the passages, passage by passage."""
        if table not in self._hits:
            self._look_for(table)
        found = self._hits[table]
        if len(passages) == 1 and passages[0] is self.whole:
            return found
        return tuple(hit for passage in passages for hit in self._within(passage, found, self._begins[table]))

    def once(self, reading: Callable[["Searched"], Any]) -> Any:
        """What a reading of the whole text gives, worked out once however many questions ask for it."""
        if reading not in self._read:
            self._read[reading] = reading(self)
        return self._read[reading]

    def _look_for(self, table: PhraseTable) -> None:
        found = OF_REQUESTS.find(self.words) if table in OF_REQUESTS else {table: table.find(self.words)}
        self._hits |= found
        self._begins |= {each: [hit.passage.start for hit in hits] for each, hits in found.items()}

    @staticmethod
    def _within(passage: Passage, hits: tuple[Hit, ...], begins: list[int]) -> Iterator[Hit]:
        """The hits that stand in the passage; they are in the order in which they begin."""
        for hit in hits[bisect_left(begins, passage.start) : bisect_left(begins, passage.end)]:
            if hit.passage.end <= passage.end:
                yield hit

    def words_in(self, *passages: Passage) -> tuple[Word, ...]:
        """The words that stand in the passages, passage by passage."""
        return words_within(self.words, *passages)
