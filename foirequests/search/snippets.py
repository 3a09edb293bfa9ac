"""The place in a text at which the words of a search stand, to be shown under what was found."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from codes.domain.words import fold, spelt_words_of, tidy
from codes.stems import stem
from foirequests.domain.search_words import Wanted

WORDS_BEFORE = 8
WORDS_SHOWN = 30
LOOKED_AHEAD = 500
"""Words after the first match among which a better place is looked for."""


_Seen = tuple[re.Match, str | None]
"""A word as it stands in a text, and which of the wanted ones it is."""


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
        words = spelt_words_of(text)
        seen: list[_Seen] = []
        for word in words:
            seen.append((word, self._match(word[0])))
            if seen[-1][1]:
                break
        else:
            return None
        first = len(seen) - 1
        seen += self._matched(words, WORDS_SHOWN)
        if _different(seen, first) < self.most_words:
            seen += self._matched(words, LOOKED_AHEAD - WORDS_SHOWN)
            places = [place for place, (_word, match) in enumerate(seen) if match]
            first = max(places, key=lambda place: (_different(seen, place), -place))
        start = max(0, first - WORDS_BEFORE)
        return Passage(tuple(_pieces(text, seen, start)), _different(seen, first))

    def _matched(self, words: Iterator[re.Match], number: int) -> list[_Seen]:
        return [(word, self._match(word[0])) for word in islice(words, number)]

    def _match(self, spelt: str) -> str | None:
        """Which of the wanted words this one is, or None."""
        if spelt not in self._known:
            self._known[spelt] = self._read(fold(spelt))
        return self._known[spelt]

    def _read(self, folded: str) -> str | None:
        if folded[:1] not in self._initials:
            return None
        stemmed = stem(folded)
        if stemmed in self._stems:
            return stemmed
        return stem(self._begun) if self._begun and folded.startswith(self._begun) else None


def _different(seen: list[_Seen], first: int) -> int:
    shown = seen[first : first + WORDS_SHOWN - WORDS_BEFORE]
    return len({match for _word, match in shown if match})


def _pieces(text: str, seen: list[_Seen], start: int) -> list[Piece]:
    shown = seen[start : start + WORDS_SHOWN]
    at, stop = (0 if start == 0 else shown[0][0].start()), shown[-1][0].end()
    ends_there = len(seen) == start + len(shown) and len(text) - stop < 3
    pieces = [Piece("… ", is_match=False)] if start else []
    for word, match in shown:
        if match:
            pieces += [Piece(text[at : word.start()], is_match=False), Piece(word[0], is_match=True)]
            at = word.end()
    pieces.append(Piece(text[at:] if ends_there else f"{text[at:stop]} …", is_match=False))
    return [piece for piece in pieces if piece.text]
