"""One phrase in the tokens of a text: in its own order or any, with few words between."""

from collections.abc import Hashable
from dataclasses import dataclass

from codes.domain.passages import Passage
from codes.domain.tokens import Token

WORDS_BETWEEN = 2
"""Words, little ones apart, that may stand between those of a phrase, all gaps together."""

LITTLE_WORDS_BETWEEN = 5
"""Little words that may stand in one gap."""

FURTHER_WORD = 0.04
OTHER_ORDER = 0.05
MENDED_SLIP = 0.08
"""What a place loses for each word between those of the phrase, for another order, and for a slip in spelling."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where a text has a phrase: which tokens, and how well they fit, from 0 to 1."""

    meaning: Hashable
    tokens: tuple[int, ...]
    score: float
    passage: Passage

    @property
    def first(self) -> int:
        """The first token's number."""
        return self.tokens[0]

    @property
    def last(self) -> int:
        """The last token's number."""
        return self.tokens[-1]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A phrase ready to be looked for: for each of its places the keys that fill it."""

    number: int
    meaning: Hashable
    weight: float
    slots: tuple[frozenset[str], ...]
    anchor: int
    keeps_order: bool
    between: int = WORDS_BETWEEN
    capitals: str = ""


def match(text: str, tokens: list[Token], at: int, pattern: Pattern) -> Hit | None:
    """The phrase around its anchor, in its own order or, if that may be, in any."""
    places = _in_order(tokens, at, pattern)
    cost = 0.0
    if places is None and len(pattern.slots) > 1 and not pattern.keeps_order:
        places, cost = _in_any_order(tokens, at, pattern), OTHER_ORDER
    if places is None:
        return None
    ordered = tuple(sorted(places))
    start, end = tokens[ordered[0]].start, tokens[ordered[-1]].end
    if pattern.capitals and text[start:end] != pattern.capitals:
        return None
    between = sum(not tokens[n].is_little for n in range(ordered[0], ordered[-1] + 1)) - len(ordered)
    unsure = sum(not tokens[n].is_sure for n in ordered)
    score = pattern.weight - cost - FURTHER_WORD * max(0, between) - MENDED_SLIP * bool(unsure)
    return Hit(pattern.meaning, ordered, max(score, 0.0), Passage(start, end))


def _in_order(tokens: list[Token], at: int, pattern: Pattern) -> list[int] | None:
    places, left = [at], pattern.between
    for step, slots in ((1, pattern.slots[pattern.anchor + 1 :]), (-1, pattern.slots[: pattern.anchor][::-1])):
        here = at
        for slot in slots:
            there, passed = _next(tokens, here, step, slot, left)
            if there is None:
                return None
            left -= passed
            places.append(there)
            here = there
    return places


def _next(tokens: list[Token], here: int, step: int, slot: frozenset[str], left: int) -> tuple[int | None, int]:
    """The nearest token that fills a place, and how many words were passed over to it."""
    passed = little = 0
    sentence, n = tokens[here].sentence, here + step
    while 0 <= n < len(tokens) and tokens[n].sentence == sentence:
        if tokens[n].key in slot:
            return n, passed
        if tokens[n].is_little:
            little += 1
        else:
            passed += 1
        if passed > left or little > LITTLE_WORDS_BETWEEN:
            return None, passed
        n += step
    return None, passed


def _in_any_order(tokens: list[Token], at: int, pattern: Pattern) -> list[int] | None:
    """Each place filled by the token next to those found so far, on either side."""
    places, left, first, last = [at], WORDS_BETWEEN - 1, at, at
    for number, slot in enumerate(pattern.slots):
        if number == pattern.anchor:
            continue
        after, passed_after = _next(tokens, last, 1, slot, left)
        before, passed_before = _next(tokens, first, -1, slot, left)
        if after is None and before is None:
            return None
        if before is None or (after is not None and passed_after <= passed_before):
            last, left = after, left - passed_after
            places.append(after)
        else:
            first, left = before, left - passed_before
            places.append(before)
    return places
