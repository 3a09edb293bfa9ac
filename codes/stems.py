"""The stems of words: “falls”, “falling” and “fall” are one word to triage and to search. English, by Snowball."""

from functools import lru_cache
from threading import Lock

import snowballstemmer

_STEMMER = snowballstemmer.stemmer("english")
_ONE_AT_A_TIME = Lock()  # a stemmer keeps its place in itself


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of a folded word; a number is its own."""
    with _ONE_AT_A_TIME:
        return _STEMMER.stemWord(word)
