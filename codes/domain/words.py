"""The words of a text: where each stands and what it is compared by.

A word is a run of letters or a run of digits. Capitals, accents, apostrophes and leading noughts make no difference:
“Siân”, “SIAN”; “O’Brien”, “OBrien”; “FOI_0012”, “foi 12”.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

LONGEST_WORD = 60
"""Characters of a word that count: longer ones are no words that anybody types, and indexes have limits."""

_MARKS = "\u0300-\u036f"  # accents that stand after their letter where no letter has them built in
_APOSTROPHES = "'’‘ʼ`´"
_LETTERS = rf"[^\W\d_]+(?:[{_MARKS}]+[^\W\d_]*)*"
_WORD = re.compile(rf"{_LETTERS}(?:[{_APOSTROPHES}]{_LETTERS})*|\d+")
_WITHOUT_ACCENT = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
"""Letters that Unicode does not take apart into a plain letter and an accent."""


class Word(NamedTuple):
    """A word of a text: as it is compared, and where it stands in the text."""

    folded: str
    start: int
    end: int


def tidy(text: str) -> str:
    """The text with each accented letter as one character."""
    return unicodedata.normalize("NFC", text)


def spelt_words_of(text: str) -> list[str]:
    """The words of a text as they are spelt, in their order, without their places."""
    return _WORD.findall(text)


def placed_words_of(text: str) -> Iterator[re.Match]:
    """The words of a text as they are spelt, each with its place, in their order."""
    return _WORD.finditer(text)


def words_of(text: str) -> Iterator[Word]:
    """The words of a text, in their order; their places are places of this very text, tidy or not."""
    for found in placed_words_of(text):
        if folded := fold(found[0]):
            start, end = found.span()
            yield Word(folded, start, end)


def folded_words_of(text: str) -> list[str]:
    """The words of a text as they are compared, in their order, without their places."""
    return list(filter(None, map(fold, spelt_words_of(text))))


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """A word as words are compared: small letters without accents and apostrophes, numbers without leading noughts."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold()).translate(_WITHOUT_ACCENT)
    kept = "".join(letter for letter in plain if letter.isalnum())[:LONGEST_WORD]
    return kept.lstrip("0") or "0" if kept.isdigit() else kept
