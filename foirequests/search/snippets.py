"""The place in a text at which the words of a search stand, to be shown under what was found."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from string import ascii_letters

from codes.domain.words import fold, placed_words_of, spelt_words_of, tidy
from codes.stems import stem
from foirequests.domain.search_words import Wanted

WORDS_BEFORE = 8
WORDS_SHOWN = 30
LOOKED_AHEAD = 500
"""Words after the first match among which a better place is looked for."""

_PLAIN_LETTERS = frozenset(ascii_letters)


_Match = tuple[int, str]
"""Where a wanted word stands, counted in words from the beginning of its text, and which one it is."""


@dataclass(frozen=True)
class Piece:
    """A piece of a text, and whether it is one of the words that were looked for."""

    text: str
    is_match: bool


@dataclass(frozen=True)
class Passage:
    """A place in a text, and how many different words of the search stand there."""

    pieces: tuple[Piece, ...]
    words: int


class Looker:
    """Looks for the words of one search in one text after another; a word that comes again is not read again."""

    def __init__(self, wanted: Wanted) -> None:
        self._stems = {stem(word) for phrase in wanted.phrases for word in phrase}
        self._begun = wanted.phrases[-1][-1] if wanted.may_go_on else None
        self._initials = {stemmed[:1] for stemmed in self._stems}  # no stem begins with another letter than its word
        self._known: dict[str, str | None] = {}

    @property
    def most_words(self) -> int:
        """As many different words as a passage can have."""
        return len(self._stems)

    def passage(self, text: str) -> Passage | None:
        """About thirty words around the first place that has the most of the words; None where none of them is."""
        text = tidy(text)
        matches = self._matches(spelt_words_of(text))
        if not matches:
            return None
        best = 0
        if _different(matches, best) < self.most_words:
            best = max(range(len(matches)), key=lambda number: (_different(matches, number), -number))
        return Passage(tuple(self._pieces(text, matches[best][0])), _different(matches, best))

    def _matches(self, spelt: list[str]) -> list[_Match]:
        """Those of the words that are wanted, as far as they are looked for."""
        known = self._known
        for word in set(spelt).difference(known):
            known[word] = self._read(word)
        matches = [(place, match) for place, word in enumerate(spelt) if (match := known[word])]
        return [(place, match) for place, match in matches if place < matches[0][0] + LOOKED_AHEAD]

    def _read(self, spelt: str) -> str | None:
        """Which of the wanted words this one is, or None."""
        if spelt[0] in _PLAIN_LETTERS and spelt[0].lower() not in self._initials:
            return None  # most words: they need not be folded
        folded = fold(spelt)
        if folded[:1] not in self._initials:
            return None
        stemmed = stem(folded)
        if stemmed in self._stems:
            return stemmed
        return stem(self._begun) if self._begun and folded.startswith(self._begun) else None

    def _pieces(self, text: str, first: int) -> Iterator[Piece]:
        """The text around its word number `first`, the wanted words each a piece of its own."""
        start = max(0, first - WORDS_BEFORE)
        shown = list(islice(placed_words_of(text), start, start + WORDS_SHOWN + 1))
        is_end = len(shown) <= WORDS_SHOWN
        shown = shown[:WORDS_SHOWN]
        at, stop = (0 if start == 0 else shown[0].start()), shown[-1].end()
        if start:
            yield Piece("… ", is_match=False)
        for word in shown:
            if self._known[word[0]]:
                if at < word.start():
                    yield Piece(text[at : word.start()], is_match=False)
                yield Piece(word[0], is_match=True)
                at = word.end()
        rest = text[at:] if is_end and len(text) - stop < 3 else f"{text[at:stop]} …"
        if rest:
            yield Piece(rest, is_match=False)


def _different(matches: list[_Match], number: int) -> int:
    """How many different words a passage shows that begins before this match."""
    end = matches[number][0] + WORDS_SHOWN - WORDS_BEFORE
    return len({match for place, match in matches[number : number + WORDS_SHOWN] if place < end})
