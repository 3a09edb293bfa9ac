"""The plain notation in which every cue of triage is written, and what the phrases found in a text come to.

A phrase is words in a row within one sentence. `claim|case` is either word, `settle*` any word that begins so, `?the`
a word that may be missing, `#` a number, `..` up to six words of any kind, and `^` the beginning of a sentence.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from codes.domain.passages import Passage

LONGEST_GAP = 6
SHORTEST_BEGINNING = 2
"""Letters that the beginning of a word has at least: by them phrases that begin with `stem*` are looked up."""


class Hit(NamedTuple):
    """A phrase found: what it speaks for, how strongly, and where it stands. `phrase` is it as the table has it."""

    code: str
    weight: int
    phrase: str
    passage: Passage


@dataclass(frozen=True)
class Slot:
    """A place of a phrase, and the words that may stand there."""

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


_GAP = Slot(frozenset(), ())


class Needed(NamedTuple):
    """Whole words of which one must stand between `nearest` and `furthest` words after the phrase's first."""

    words: frozenset[str]
    nearest: int
    furthest: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase ready to be looked for. `is_plain`: one word for each of its places, no gaps, none that may be missing.

    `needed` tells of a phrase with gaps, quickly, that it cannot stand where it begins.
    """

    code: str
    weight: int
    written: str
    slots: tuple[Slot, ...]
    first_in_sentence: bool
    is_plain: bool
    needed: tuple[Needed, ...] = ()
    following: tuple[Callable[[str], bool], ...] = field(init=False, repr=False, compare=False)
    """What each place but the first takes, ready to be asked: nothing in triage is asked oftener."""

    may_follow: frozenset[str] = field(init=False, repr=False, compare=False)
    """The words of which one stands after the phrase's first, where these are few; empty where any word may."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "following", tuple(slot.takes for slot in self.slots[1:]))
        object.__setattr__(self, "may_follow", _may_follow(self.slots))

    def last(self, words: Sequence[str], at: int, stop: int) -> int | None:
        """The index of the last word of the phrase where it begins at the index, or None; its shortest reading.

        `words` are those of the text, folded; `stop` is the end of the sentence.
        """
        if self.is_plain:
            if at + len(self.following) >= stop:
                return None
            for takes in self.following:
                at += 1
                if not takes(words[at]):
                    return None
            return at
        for needed, nearest, furthest in self.needed:
            if needed.isdisjoint(words[at + nearest : at + furthest + 1]):
                return None
        return self._last_with_gaps(words, at, stop)

    def _last_with_gaps(self, words: Sequence[str], at: int, stop: int) -> int | None:
        reached = {at + 1}  # indexes at which the next slot may stand
        for slot in self.slots[1:]:
            if slot is _GAP:
                reached = {later for index in reached for later in range(index, index + LONGEST_GAP + 1)}
                continue
            taken = {index + 1 for index in reached if index < stop and slot.takes(words[index])}
            reached = taken | reached if slot.optional else taken
            if not reached:
                return None
        return min(reached) - 1


def readings(code: str, weight: int, written: str) -> Iterator[Phrase]:
    """The phrase, and once more without each word that may be missing at its beginning."""
    first_in_sentence = written.startswith("^")
    slots = [_slot(part) for part in (written.removeprefix("^")).split()]
    if slots[0] is _GAP or slots[-1] is _GAP or slots[-1].optional:
        raise ValueError(f"A phrase begins and ends with a word that is there: {written}")
    for number, slot in enumerate(slots):
        left = tuple(slots[number:])
        is_plain = not any(each is _GAP or each.optional for each in left[1:])
        needed = () if is_plain else tuple(_needed(left))
        yield Phrase(code, weight, written, left, first_in_sentence, is_plain, needed)
        if not slot.optional:
            return


def _slot(part: str) -> Slot:
    if part == "..":
        return _GAP
    choices = part.removeprefix("?").split("|")
    stems = tuple(choice[:-1] for choice in choices if choice.endswith("*"))
    if any(len(stem) < SHORTEST_BEGINNING for stem in stems):
        raise ValueError(f"The beginning of a word is too short: {part}")
    exact = frozenset(choice for choice in choices if not choice.endswith("*") and choice != "#")
    return Slot(exact, stems, number="#" in choices, optional=part.startswith("?"))


def _needed(slots: Sequence[Slot]) -> Iterator[Needed]:
    nearest = furthest = 1
    for slot in slots[1:]:
        if slot is _GAP:
            furthest += LONGEST_GAP
            continue
        if slot.is_given:
            yield Needed(slot.exact, nearest, furthest)
        nearest, furthest = nearest + (not slot.optional), furthest + 1


def _may_follow(slots: Sequence[Slot]) -> frozenset[str]:
    """Past words that may be missing, up to the first that has to stand there."""
    words: frozenset[str] = frozenset()
    for slot in slots[1:]:
        if slot is _GAP or slot.stems or slot.number:
            break
        words |= slot.exact
        if not slot.optional:
            return words
    return frozenset()


def weights(hits: Iterable[Hit]) -> dict[str, int]:
    """How strongly the hits speak for each code: each phrase of the table once, however often it stands in the text."""
    once = {(hit.code, hit.phrase): hit.weight for hit in hits}
    total: dict[str, int] = defaultdict(int)
    for (code, _), weight in once.items():
        total[code] += weight
    return dict(total)


def passages_of(hits: Iterable[Hit], code: str, *, most: int = 4) -> tuple[Passage, ...]:
    """Where the strongest phrases for a code stand, in order, none inside another, and not more than `most`."""
    of_code = [hit for hit in hits if hit.code == code]
    if len(of_code) < 2:
        return tuple(hit.passage for hit in of_code[:most])
    found: list[Passage] = []
    for hit in sorted(of_code, key=lambda hit: (-hit.weight, -_length(hit), hit.passage)):
        overlaps = any(hit.passage.start < other.end and other.start < hit.passage.end for other in found)
        if not overlaps and len(found) < most:
            found.append(hit.passage)
    return tuple(sorted(found))


def _length(hit: Hit) -> int:
    return hit.passage.end - hit.passage.start
