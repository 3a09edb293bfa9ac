"""Phrases and where a text has them, in its own words: in any inflection, with words between, the other way round.

A phrase is plain words; a slash without blanks is “or”: “swab/instrument left inside/behind”. Little words count only
where they carry the sense (“by staff”, “not told”, “without consent”). A phrase in quotation marks has its words side
by side and in this order, with none but little words between.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby, product
from operator import attrgetter

from codes.domain.patterns import WORDS_BETWEEN, Hit, Pattern, Sentence, match
from codes.domain.tokens import LITTLE, Joined, Keys, Token, tokens_of

MOST_PLACES = 40
"""Places of one phrase in a text that are looked at: more say nothing new."""

IN_ORDER = frozenset({
    "by", "on", "no", "not", "never", "without", "after", "before", "during", "from", "against", "too", "than", "off",
    "out", "under", "over",
})  # fmt: skip
"""Words that tie a phrase to its order."""

MUST_BE_CAPITALS = frozenset({
    "ED", "PE", "GUM", "CES", "AE", "AIDS", "WARD", "PET", "PIP", "SHO",
})  # fmt: skip
"""Abbreviations that are words or names in small letters."""


_LETTERS_APART = re.compile(r"\b(\w) ?(?:[&+]|and) ?(\w)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Phrase:
    """Words to look for and what they stand for; `weight` from 0 to 1 says how much they mean it."""

    text: str
    meaning: Hashable
    weight: float = 1.0


@dataclass(slots=True)
class _Anchored:
    """The patterns that are looked for by one key, in their order.

    `needed` has for each pattern of several places the keys of its rarest other place: where a sentence has none of
    these, the `alone` are left, the patterns of one place.
    """

    patterns: list[Pattern] = field(default_factory=list)
    alone: list[Pattern] = field(default_factory=list)
    needed: set[str] = field(default_factory=set)

    def add(self, pattern: Pattern) -> None:
        """One more."""
        self.patterns.append(pattern)
        if pattern.others:
            self.needed |= pattern.others[0]
        else:
            self.alone.append(pattern)

    def among(self, keys: set[str]) -> list[Pattern]:
        """Those whose every place has a word among these keys."""
        if self.needed.isdisjoint(keys):
            return self.alone
        return [each for each in self.patterns if not any(map(keys.isdisjoint, each.others))]


@dataclass
class PhraseBook:
    """Many phrases, found together in one pass. `spelling` is given the words of all phrases and mends slips."""

    keys: Keys
    _patterns: dict[str, _Anchored] = field(default_factory=lambda: defaultdict(_Anchored))
    _joined: Joined = field(init=False)
    _mend: Callable[[str], str] | None = None
    _ordering: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self._joined = Joined(self.keys)

    @classmethod
    def of(
        cls,
        phrases: Iterable[Phrase],
        keys: Keys,
        spelling: Callable[[Iterable[str]], Callable[[str], str]] | None = None,
        reads_like: "PhraseBook | None" = None,
    ) -> "PhraseBook":
        """A book of these phrases; `reads_like` another one, when both are to look through the same tokens."""
        book = cls(keys, _ordering=frozenset(keys.of(word) for word in IN_ORDER))
        compiled = [pattern for phrase in phrases for pattern in book._compile(phrase)]
        common: dict[str, int] = defaultdict(int)
        for _, slots in compiled:
            for slot in slots:
                for key in slot:
                    common[key] += 1
        for number, (phrase, slots) in enumerate(compiled):
            book._add(number, phrase, slots, common)
        if reads_like:
            book._joined, book._mend = reads_like._joined, reads_like._mend
        elif spelling:
            book._mend = spelling(_words_in(phrase.text for phrase, _ in compiled))
        return book

    def tokens_of(self, text: str) -> list[Token]:
        """The tokens of a text as this book reads them."""
        return tokens_of(text, self.keys, joined=self._joined, mend=self._mend)

    def hits(self, text: str, tokens: list[Token]) -> list[Hit]:
        """Every place where the text has a phrase, the best for each phrase and place."""
        return self.hits_in(sentences_of(text, tokens))

    def hits_in(self, sentences: Iterable[Sentence]) -> list[Hit]:
        """The same, of the sentences of a text, which several books may look through."""
        found: dict[tuple[Hashable, tuple[int, ...]], Hit] = {}
        for hit in self._matches(sentences):
            key = (hit.meaning, hit.tokens)
            if key not in found or found[key].score < hit.score:
                found[key] = hit
        return list(found.values())

    def _matches(self, sentences: Iterable[Sentence]) -> Iterator[Hit]:
        places: dict[int, int] = defaultdict(int)
        for said in sentences:
            possible = self._possible(said)
            for at in range(said.first, said.stop) if possible else ():
                patterns = possible.get(said.keys[at])
                if patterns is None:
                    continue
                near: dict[int, set[str]] = {}
                for pattern in patterns:
                    is_far = pattern.others and not _is_near(said, at, pattern, near)
                    if is_far or places[pattern.number] == MOST_PLACES:
                        continue
                    hit = match(said, at, pattern)
                    if hit is not None:
                        places[pattern.number] += 1
                        yield hit

    def _possible(self, said: Sentence) -> dict[str, list[Pattern]]:
        """The patterns whose every place has a word in the sentence: few of all there are."""
        keys, possible = set(said.keys[said.first : said.stop]), {}
        for key in keys & self._patterns.keys():
            if patterns := self._patterns[key].among(keys):
                possible[key] = patterns
        return possible

    def _compile(self, phrase: Phrase) -> list[tuple[Phrase, tuple[frozenset[str], ...]]]:
        """The phrase's places; alternatives of more than one word make phrases of their own."""
        text = _LETTERS_APART.sub(r"\1&\2", phrase.text.replace("(s)", "s").replace('"', ""))
        choices = [list(self._choices(chunk)) for chunk in text.split()]
        wholes = {tuple(slot for part in chosen for slot in part) for chosen in product(*choices)}
        return [(phrase, slots) for slots in sorted(wholes, key=repr) if slots]

    def _choices(self, chunk: str) -> Iterable[tuple[frozenset[str], ...]]:
        singles: set[str] = set()
        for alternative in chunk.split("/"):
            tokens = tokens_of(alternative, self.keys)
            if len(tokens) == 1 and alternative.casefold() not in LITTLE:
                singles.add(tokens[0].key)
            elif len(tokens) > 1:
                yield tuple(frozenset({token.key}) for token in tokens)
        if singles:
            yield (frozenset(singles),)
        elif all(len(tokens_of(each, self.keys)) <= 1 for each in chunk.split("/")):
            yield ()

    def _add(self, number: int, phrase: Phrase, slots: tuple[frozenset[str], ...], common: dict[str, int]) -> None:
        anchor, *rarest = sorted(range(len(slots)), key=lambda at: sum(common[key] for key in slots[at]))
        others = tuple(slots[at] for at in rarest)
        is_quoted = phrase.text.startswith('"')
        keeps_order = is_quoted or any(self._ties(slot) for slot in slots)
        capitals = phrase.text if phrase.text in MUST_BE_CAPITALS else ""
        between = 0 if is_quoted else WORDS_BETWEEN
        pattern = Pattern(number, phrase.meaning, phrase.weight, slots, anchor, others, keeps_order, between, capitals)
        for key in slots[anchor]:
            self._patterns[key].add(pattern)
        self._joined.add(key for slot in slots for key in slot)
        if len(slots) == 2 and not keeps_order:
            self._add_joined(number, phrase)

    def _ties(self, slot: frozenset[str]) -> bool:
        return self._ordering.issuperset(slot)

    def _add_joined(self, number: int, phrase: Phrase) -> None:
        """“needle stick” is also found as “needlestick”."""
        words = phrase.text.casefold().split()
        if len(words) == 2:
            key = self.keys.of("".join(words))
            slots = (frozenset({key}),)
            self._patterns[key].add(Pattern(number, phrase.meaning, phrase.weight, slots, 0, (), False))


def sentences_of(text: str, tokens: list[Token]) -> Iterator[Sentence]:
    """The sentences of a text with these tokens."""
    keys, little = [token.key for token in tokens], [token.is_little for token in tokens]
    first = 0
    for _, sentence in groupby(tokens, key=attrgetter("sentence")):
        stop = first + sum(1 for _ in sentence)
        yield Sentence(text, tokens, keys, little, first, stop)
        first = stop


def _is_near(said: Sentence, at: int, pattern: Pattern, near: dict[int, set[str]]) -> bool:
    """Whether each place of the pattern has a word near its anchor: seldom where a sentence is long.

    `near` keeps the words there, by how many places the pattern has.
    """
    places = len(pattern.slots)
    keys = near.get(places)
    if keys is None:
        keys = near[places] = said.near(at, places)
    return not any(map(keys.isdisjoint, pattern.others))


def longest(hits: Iterable[Hit]) -> list[Hit]:
    """The hits that no longer phrase covers: “wrong site surgery” leaves nothing to “surgery”."""
    hits = sorted(hits, key=lambda hit: -len(hit.tokens))
    by_token: dict[int, list[frozenset[int]]] = defaultdict(list)
    kept: list[Hit] = []
    for hit in hits:
        own = frozenset(hit.tokens)
        if any(own < other for other in by_token[hit.first]):
            continue
        kept.append(hit)
        for at in own:
            by_token[at].append(own)
    return kept


def _words_in(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for word in text.casefold().replace("/", " ").split() if word.isalpha()}
