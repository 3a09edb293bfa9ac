"""Spelling slips mended to words that count: “obstertrics” is read as “obstetrics”, “Stoke” stays Stoke.

SymSpell finds words a letter or two apart. A word of the English dictionary that comes with it is never a slip.
"""

from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from importlib.resources import files

from symspellpy import SymSpell, Verbosity

SHORTEST = 6
"""Letters from which on a word may be a slip of another: shorter ones are too like each other."""

TWO_SLIPS_FROM = 9
"""Letters from which on two of them may be wrong."""


def spelling(words: Iterable[str]) -> Callable[[str], str]:
    """What mends the slips of these words; a word that is right, or like none of them, comes back as it is."""
    known = frozenset(word for word in words if len(word) >= SHORTEST - 1)
    finder = SymSpell(max_dictionary_edit_distance=2, prefix_length=7)
    for word in known:
        finder.create_dictionary_entry(word, 1)
    english = _english()

    @lru_cache(maxsize=20_000)
    def mended(word: str) -> str:
        if not SHORTEST <= len(word) <= 30 or word in known or word in english or not word.isascii():
            return word
        furthest = 2 if len(word) >= TWO_SLIPS_FROM else 1
        found = finder.lookup(word, Verbosity.TOP, max_edit_distance=furthest)
        return found[0].term if found and found[0].term[0] == word[0] else word

    return mended


@cache
def _english() -> frozenset[str]:
    text = files("symspellpy").joinpath("frequency_dictionary_en_82_765.txt").read_text(encoding="utf-8-sig")
    return frozenset(line.split(" ", 1)[0] for line in text.splitlines())
