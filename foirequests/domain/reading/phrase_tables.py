"""Tables of phrases and how they are found in a text.

A table is a file of `cues/`: a line `[code weight]`, then its phrases, one a line; lines that begin with `#` are for
readers. A code that begins with `-` blocks: where one of its phrases stands, no phrase of that code counts (`-` alone:
no phrase at all).

Finding looks at each word once and tries the few phrases that can begin there, so its time grows with the text only.
Which they are is worked out once for each word of the language; a phrase with gaps is tried only where all its words
stand near enough.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from operator import attrgetter
from pathlib import Path

from codes.domain.passages import Passage
from foirequests.domain.reading.phrases import SHORTEST_BEGINNING, Hit, Phrase, readings
from foirequests.domain.reading.words import Word

CUES = Path(__file__).parent / "cues"
_MOST_WORDS_KNOWN = 50_000  # words of which an index remembers what they begin: more than a language of requests has

_Entry = tuple[int, Phrase]  # the number of its table, and the phrase


@dataclass(frozen=True, slots=True)
class _Begun:
    """The phrases that a word may begin: whatever stands after it, and by the word after it."""

    alone: tuple[_Entry, ...]
    by_following: dict[str, list[_Entry]]


class PhraseTable:
    """The phrases of one table, made ready once."""

    @classmethod
    def named(cls, name: str) -> "PhraseTable":
        """The table of that name in `cues/`."""
        return cls((CUES / f"{name}.txt").read_text(encoding="utf-8"))

    def __init__(self, written: str) -> None:
        """Raises `ValueError` for a phrase that begins with a gap, ends with a gap or an optional word, or has a
        beginning of a word shorter than two letters."""
        self.phrases = tuple(_phrases_of(written))
        self._index = _Index([self])

    def find(self, words: Sequence[Word], *, as_one_sentence: bool = False) -> tuple[Hit, ...]:
        """Every phrase that stands in the words and is not blocked, in order.

        `as_one_sentence`: whatever marks stand between the words.
        """
        return _unblocked(hit for _, hit in self._index.standing(words, as_one_sentence))


class PhraseTables:
    """Several tables that are looked for together, at hardly more than the cost of one."""

    def __init__(self, *tables: PhraseTable) -> None:
        self._tables, self._index = tables, _Index(tables)

    def __contains__(self, table: PhraseTable) -> bool:
        return table in self._tables

    def find(self, words: Sequence[Word]) -> dict[PhraseTable, tuple[Hit, ...]]:
        """What each table's `find` gives."""
        found: list[list[Hit]] = [[] for _ in self._tables]
        for number, hit in self._index.standing(words):
            found[number].append(hit)
        return {table: _unblocked(hits) for table, hits in zip(self._tables, found, strict=True)}


class _Index:
    """The phrases of tables by what they begin with."""

    def __init__(self, tables: Sequence[PhraseTable]) -> None:
        self._by_pair: dict[str, dict[str, list[_Entry]]] = defaultdict(lambda: defaultdict(list))
        self._by_word: dict[str, list[_Entry]] = defaultdict(list)
        self._by_stem: dict[str, list[_Entry]] = defaultdict(list)
        self._by_number: list[_Entry] = []
        self._begun: dict[str, _Begun | None] = {}
        for number, table in enumerate(tables):
            for phrase in table.phrases:
                self._add((number, phrase))

    def _add(self, entry: _Entry) -> None:
        first, second = entry[1].slots[0], entry[1].may_follow
        for word in first.exact:
            for following in second:
                self._by_pair[word][following].append(entry)
            if not second:
                self._by_word[word].append(entry)
        for key in {stem[:SHORTEST_BEGINNING] for stem in first.stems}:
            self._by_stem[key].append(entry)
        if first.number:
            self._by_number.append(entry)

    def standing(self, words: Sequence[Word], as_one_sentence: bool = False) -> Iterator[tuple[int, Hit]]:
        """Every phrase that stands in the words, blocked or not, with the number of its table."""
        known, said = self._begun, [word.folded for word in words]
        for start, stop in [(0, len(said))] if as_one_sentence else _sentences(words):
            for at in range(start, stop):
                folded = said[at]
                begun = known[folded] if folded in known else self._begun_by(folded)
                if begun is None:
                    continue
                following = begun.by_following.get(said[at + 1], ()) if at + 1 < stop else ()
                for number, phrase in (*begun.alone, *following) if following else begun.alone:
                    if phrase.first_in_sentence and at > start:
                        continue
                    last = phrase.last(said, at, stop)
                    if last is not None:
                        passage = Passage(words[at].start, words[last].end)
                        yield number, Hit(phrase.code, phrase.weight, phrase.written, passage)

    def _begun_by(self, word: str) -> _Begun | None:
        """The phrases that the word may begin; None for most words."""
        stems = self._by_stem.get(word[:SHORTEST_BEGINNING], ())
        alone = (
            *self._by_word.get(word, ()),
            *(each for each in stems if word not in each[1].slots[0].exact and each[1].slots[0].takes(word)),
            *(self._by_number if word[0].isdigit() else ()),
        )
        by_following = self._by_pair.get(word, {})
        begun = _Begun(alone, by_following) if alone or by_following else None
        if len(self._begun) < _MOST_WORDS_KNOWN:
            self._begun[word] = begun
        return begun


def _sentences(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Where each sentence begins and ends: the index of its first word, and that after its last."""
    stop = 0
    for _, sentence in groupby(words, key=attrgetter("sentence")):
        start, stop = stop, stop + sum(1 for _ in sentence)
        yield start, stop


def _phrases_of(written: str) -> Iterator[Phrase]:
    code, weight = "", 0
    for line in filter(None, map(str.strip, written.splitlines())):
        if line.startswith("["):
            code, number = line.strip("[]").split()
            weight = int(number)
        elif not line.startswith("#"):
            yield from readings(code, weight, line)


def _unblocked(found: Iterable[Hit]) -> tuple[Hit, ...]:
    hits = list(found)
    blocks: dict[str, list[Passage]] = defaultdict(list)
    for hit in hits:
        if hit.code.startswith("-"):
            blocks[hit.code[1:]].append(hit.passage)
    if not blocks:
        return tuple(hits)
    reach = {code: _Reach(passages) for code, passages in blocks.items()}

    def blocked(hit: Hit) -> bool:
        return any(reach[code].covers(hit.passage.start) for code in ("", hit.code) if code in reach)

    return tuple(hit for hit in hits if not hit.code.startswith("-") and not blocked(hit))


class _Reach:
    """How far passages reach, to ask quickly whether a place lies in one of them."""

    def __init__(self, passages: list[Passage]) -> None:
        ordered = sorted(passages)
        self._starts = [passage.start for passage in ordered]
        self._ends = list(accumulate((passage.end for passage in ordered), max))

    def covers(self, place: int) -> bool:
        index = bisect_right(self._starts, place) - 1
        return index >= 0 and place < self._ends[index]
