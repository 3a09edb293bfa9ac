"""Tables of phrases and how they are found in a text: the plain notation in which every cue of triage is written.

A phrase is words in a row within one sentence. `claim|case` is either word, `settle*` any word that begins so, `?the`
a word that may be missing, `#` a number, `..` up to six words of any kind, and `^` the beginning of a sentence.
A table is a file of `cues/`: a line `[code weight]`, then its phrases, one a line; lines that begin with `#` are for
readers. A code that begins with `-` blocks: where one of its phrases stands, no phrase of that code counts (`-` alone:
no phrase at all).

Finding looks at each word once and tries the few phrases that can begin there, so its time grows with the text only.
Which they are is worked out once for each word of the language, and a phrase with gaps is tried only in a sentence that
has all of its words.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from codes.domain.passages import Passage
from foirequests.domain.reading.words import Word

CUES = Path(__file__).parent / "cues"
LONGEST_GAP = 6
_KEY = 2  # letters by which phrases that begin with `stem*` are looked up; stems are longer
_MOST_WORDS_KNOWN = 50_000  # words of which a table remembers what they begin: more than a language of requests has


class Hit(NamedTuple):
    """A phrase found: what it speaks for, how strongly, and where it stands. `phrase` is it as the table has it."""

    code: str
    weight: int
    phrase: str
    passage: Passage


@dataclass(frozen=True)
class _Slot:
    exact: frozenset[str]
    stems: tuple[str, ...]
    number: bool = False
    optional: bool = False
    takes: Callable[[str], bool] = field(init=False, repr=False, compare=False)
    """Whether a word may stand here; asked so often that whole words alone are asked of their set itself."""

    def __post_init__(self) -> None:
        loose = self.stems or self.number
        object.__setattr__(self, "takes", self._takes if loose else self.exact.__contains__)

    @property
    def is_given(self) -> bool:
        """Whether one of a few whole words has to stand here."""
        return bool(self.exact) and not (self.stems or self.number or self.optional)

    def _takes(self, word: str) -> bool:
        return word in self.exact or (self.number and word[0].isdigit()) or word.startswith(self.stems)


_GAP = _Slot(frozenset(), ())


@dataclass(frozen=True)
class _Phrase:
    code: str
    weight: int
    written: str
    slots: tuple[_Slot, ...]
    first_in_sentence: bool
    is_plain: bool
    """Whether it has a word for each of its places, no gaps, and none that may be missing."""

    needed: tuple[frozenset[str], ...] = ()
    """Of each later place that whole words alone can fill, these words: its sentence must have one of them."""


@dataclass(frozen=True)
class _Begun:
    """The phrases that a word may begin: whatever stands after it, and by the word after it."""

    alone: tuple[_Phrase, ...]
    by_following: dict[str, list[_Phrase]]


class PhraseTable:
    """The phrases of a table, made ready once."""

    @classmethod
    def named(cls, name: str) -> "PhraseTable":
        """The table of that name in `cues/`."""
        return cls((CUES / f"{name}.txt").read_text(encoding="utf-8"))

    def __init__(self, written: str) -> None:
        """Raises `ValueError` for a phrase that begins with a gap, ends with a gap or an optional word, or has a
        beginning of a word shorter than two letters."""
        self._by_pair: dict[str, dict[str, list[_Phrase]]] = defaultdict(lambda: defaultdict(list))
        self._by_word: dict[str, list[_Phrase]] = defaultdict(list)
        self._by_stem: dict[str, list[_Phrase]] = defaultdict(list)
        self._by_number: list[_Phrase] = []
        self._begun: dict[str, _Begun | None] = {}
        code, weight = "", 0
        for line in filter(None, map(str.strip, written.splitlines())):
            if line.startswith("["):
                code, number = line.strip("[]").split()
                weight = int(number)
            elif not line.startswith("#"):
                for phrase in _readings(code, weight, line):
                    self._add(phrase)

    def _add(self, phrase: _Phrase) -> None:
        first, *rest = phrase.slots
        second = rest[0].exact if rest and rest[0].is_given else ()
        for word in first.exact:
            for following in second:
                self._by_pair[word][following].append(phrase)
            if not second:
                self._by_word[word].append(phrase)
        for key in {stem[:_KEY] for stem in first.stems}:
            self._by_stem[key].append(phrase)
        if first.number:
            self._by_number.append(phrase)

    def find(self, words: Sequence[Word], said: dict[int, frozenset[str]] | None = None) -> tuple[Hit, ...]:
        """Every phrase that stands in the words and is not blocked, in order.

        `said` keeps the words of each sentence, by its number, for the tables that look through the same words.
        """
        return _unblocked(list(self._standing(words, {} if said is None else said)))

    def _standing(self, words: Sequence[Word], said: dict[int, frozenset[str]]) -> Iterator[Hit]:
        known = self._begun
        for at, word in enumerate(words):
            folded = word.folded
            begun = known[folded] if folded in known else self._begun_by(folded)
            if begun is None:
                continue
            following = begun.by_following.get(words[at + 1].folded, ()) if at + 1 < len(words) else ()
            for phrase in (*begun.alone, *following):
                if phrase.first_in_sentence and at and words[at - 1].sentence == word.sentence:
                    continue
                if phrase.needed:
                    if word.sentence not in said:
                        said[word.sentence] = _said_around(words, at)
                    if any(map(said[word.sentence].isdisjoint, phrase.needed)):
                        continue
                last = _last(phrase, words, at)
                if last is not None:
                    yield Hit(phrase.code, phrase.weight, phrase.written, Passage(word.start, words[last].end))

    def _begun_by(self, word: str) -> _Begun | None:
        """The phrases that the word may begin; None for most words."""
        stems = self._by_stem.get(word[:_KEY], ())
        alone = (
            *self._by_word.get(word, ()),
            *(each for each in stems if word not in each.slots[0].exact and each.slots[0].takes(word)),
            *(self._by_number if word[0].isdigit() else ()),
        )
        by_following = self._by_pair.get(word, {})
        begun = _Begun(alone, by_following) if alone or by_following else None
        if len(self._begun) < _MOST_WORDS_KNOWN:
            self._begun[word] = begun
        return begun


def weights(hits: Iterable[Hit]) -> dict[str, int]:
    """How strongly the hits speak for each code: each phrase of the table once, however often it stands in the text."""
    once = {(hit.code, hit.phrase): hit.weight for hit in hits}
    total: dict[str, int] = defaultdict(int)
    for (code, _), weight in once.items():
        total[code] += weight
    return dict(total)


def passages_of(hits: Iterable[Hit], code: str, *, most: int = 4) -> tuple[Passage, ...]:
    """Where the strongest phrases for a code stand, in order, none inside another, and not more than `most`."""
    found: list[Passage] = []
    ranked = sorted(
        (hit for hit in hits if hit.code == code), key=lambda hit: (-hit.weight, -_length(hit), hit.passage)
    )
    for hit in ranked:
        overlaps = any(hit.passage.start < other.end and other.start < hit.passage.end for other in found)
        if not overlaps and len(found) < most:
            found.append(hit.passage)
    return tuple(sorted(found))


def _length(hit: Hit) -> int:
    return hit.passage.end - hit.passage.start


def _readings(code: str, weight: int, written: str) -> Iterable[_Phrase]:
    """The phrase, and once more without each word that may be missing at its beginning."""
    first_in_sentence = written.startswith("^")
    slots = [_slot(part) for part in (written.removeprefix("^")).split()]
    if slots[0] is _GAP or slots[-1] is _GAP or slots[-1].optional:
        raise ValueError(f"A phrase begins and ends with a word that is there: {written}")
    for number, slot in enumerate(slots):
        left = tuple(slots[number:])
        is_plain = not any(each is _GAP or each.optional for each in left[1:])
        needed = () if is_plain else tuple(each.exact for each in left[1:] if each.is_given)
        yield _Phrase(code, weight, written, left, first_in_sentence, is_plain, needed)
        if not slot.optional:
            return


def _slot(part: str) -> _Slot:
    if part == "..":
        return _GAP
    choices = part.removeprefix("?").split("|")
    stems = tuple(choice[:-1] for choice in choices if choice.endswith("*"))
    if any(len(stem) < _KEY for stem in stems):
        raise ValueError(f"The beginning of a word is too short: {part}")
    exact = frozenset(choice for choice in choices if not choice.endswith("*") and choice != "#")
    return _Slot(exact, stems, number="#" in choices, optional=part.startswith("?"))


def _said_around(words: Sequence[Word], at: int) -> frozenset[str]:
    """The words of the sentence in which one of them stands."""
    number, sentence = words[at].sentence, attrgetter("sentence")
    begin = bisect_left(words, number, hi=at, key=sentence)
    return frozenset(word.folded for word in words[begin : bisect_right(words, number, lo=at, key=sentence)])


def _last(phrase: _Phrase, words: Sequence[Word], at: int) -> int | None:
    """The index of the last word of a phrase that begins at the index, or None; the shortest reading of a gap."""
    slots = phrase.slots
    if phrase.is_plain:
        last = at + len(slots) - 1
        if last >= len(words) or words[last].sentence != words[at].sentence:
            return None
        for index in range(1, len(slots)):
            if not slots[index].takes(words[at + index].folded):
                return None
        return last
    sentence, reached = words[at].sentence, {at + 1}  # indexes at which the next slot may stand
    for slot in slots[1:]:
        if slot is _GAP:
            reached = {later for index in reached for later in range(index, index + LONGEST_GAP + 1)}
            continue
        taken = {
            index + 1
            for index in reached
            if index < len(words) and words[index].sentence == sentence and slot.takes(words[index].folded)
        }
        reached = taken | reached if slot.optional else taken
        if not reached:
            return None
    return min(reached) - 1


def _unblocked(hits: list[Hit]) -> tuple[Hit, ...]:
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
