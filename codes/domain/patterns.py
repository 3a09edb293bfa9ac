"""One phrase in the tokens of a text: in its own order or any, with few words between."""

import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from codes.domain.passages import Passage
from codes.domain.tokens import Token

WORDS_BETWEEN = 2
"""Words, little ones apart, that may stand between those of a phrase, all gaps together."""

LITTLE_WORDS_BETWEEN = 5
"""Little words that may stand in one gap."""

FURTHER_WORD = 0.06
OTHER_ORDER = 0.05
MENDED_SLIP = 0.08
"""What a place loses for each word between those of the phrase, for another order, and for a slip in spelling."""

_JOINS_ANOTHER = re.compile(r"[,;/&]|\b(?:and|or)\b", re.IGNORECASE)
"""What begins another thing: “wrong diagnosis and delayed treatment” has no delayed diagnosis."""


class Hit(NamedTuple):
    """A place where a text has a phrase: which tokens, and how well they fit, from 0 to 1."""

    meaning: Hashable
    tokens: tuple[int, ...]
    score: float
    passage: Passage

    @property
    def first(self) -> int:
        """The first token's number."""
        return self.tokens[0]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A phrase ready to be looked for: for each of its places the keys that fill it."""

    number: int
    meaning: Hashable
    weight: float
    slots: tuple[frozenset[str], ...]
    anchor: int
    """The place by which it is looked for: that of its rarest words."""

    others: tuple[frozenset[str], ...]
    """The places but the anchor, those of rare words first."""

    keeps_order: bool
    between: int = WORDS_BETWEEN
    capitals: str = ""
    """How a phrase of one word has to be written, where small letters would make another word of it."""


class Sentence(NamedTuple):
    """The tokens of one sentence, from `first` up to, not including, `stop`, among all those of a text.

    `keys` and `little` are those of all tokens, by their numbers: they are asked for much oftener than a token.
    """

    text: str
    tokens: list[Token]
    keys: list[str]
    little: list[bool]
    first: int
    stop: int

    def near(self, at: int, places: int) -> set[str]:
        """The keys that the words of a phrase of so many places may have around one of them: none stand further."""
        reach = WORDS_BETWEEN + (places - 1) * (LITTLE_WORDS_BETWEEN + 1)
        return set(self.keys[max(self.first, at - reach) : min(self.stop, at + reach + 1)])


def match(said: Sentence, at: int, pattern: Pattern) -> Hit | None:
    """The phrase around its anchor, in its own order or, if that may be, in any."""
    if len(pattern.slots) == 1:
        return _match_word(said, at, pattern)
    places, cost = _in_order(said, at, pattern), 0.0
    if places is None and not pattern.keeps_order:
        places, cost = _in_any_order(said, at, pattern), OTHER_ORDER
    if places is None:
        return None
    ordered = tuple(sorted(places))
    start, end = said.tokens[ordered[0]].start, said.tokens[ordered[-1]].end
    if cost and _JOINS_ANOTHER.search(said.text, start, end):
        return None
    is_sure = all(said.tokens[n].is_sure for n in ordered)
    score = pattern.weight - cost - FURTHER_WORD * _words_between(said, ordered) - MENDED_SLIP * (not is_sure)
    return Hit(pattern.meaning, ordered, max(score, 0.0), Passage(start, end))


def _match_word(said: Sentence, at: int, pattern: Pattern) -> Hit | None:
    """A phrase of one word, which the token is by its key."""
    text, token = said.text, said.tokens[at]
    start, end = token.start, token.end
    if pattern.capitals and text[start:end] != pattern.capitals:
        return None
    if text[start - 1 : start].isdigit() and text[end : end + 1].isdigit():
        return None  # letters within a reference: “M19CT012” has no scan
    score = pattern.weight - MENDED_SLIP * (not token.is_sure)
    return Hit(pattern.meaning, (at,), max(score, 0.0), Passage(start, end))


def _in_order(said: Sentence, at: int, pattern: Pattern) -> list[int] | None:
    places, left = [at], pattern.between
    before, after = pattern.slots[: pattern.anchor][::-1], pattern.slots[pattern.anchor + 1 :]
    for slots, is_after in ((after, True), (before, False)):
        here = at
        for slot in slots:
            there, passed = _next(said, here, slot, left, is_after=is_after)
            if there is None:
                return None
            left -= passed
            places.append(there)
            here = there
    return places


def _next(said: Sentence, here: int, slot: frozenset[str], left: int, *, is_after: bool) -> tuple[int | None, int]:
    """The nearest token that fills a place, and how many words were passed over to it."""
    keys, are_little = said.keys, said.little
    passed = little = 0
    for n in range(here + 1, said.stop) if is_after else range(here - 1, said.first - 1, -1):
        if keys[n] in slot:
            return n, passed
        if are_little[n]:
            little += 1
            if little > LITTLE_WORDS_BETWEEN:
                break
        else:
            passed += 1
            if passed > left:
                break
    return None, passed


def _in_any_order(said: Sentence, at: int, pattern: Pattern) -> list[int] | None:
    """Each place filled by the token next to the anchor, on either side; few words but these between them."""
    places, reach = [at], pattern.between + len(pattern.slots)
    for number, slot in enumerate(pattern.slots):
        if number == pattern.anchor:
            continue
        sides = (_next(said, at, slot, reach, is_after=is_after) for is_after in (True, False))
        found = [(passed, place) for place, passed in sides if place is not None and place not in places]
        if not found:
            return None
        places.append(min(found)[1])
    return places if _words_between(said, places) < pattern.between else None


def _words_between(said: Sentence, places: Sequence[int]) -> int:
    """How many words stand between the first and the last of these, little ones and these themselves apart."""
    first, last = min(places), max(places)
    return sum(not said.little[n] and n not in places for n in range(first, last))
