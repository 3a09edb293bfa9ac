"""The stems of words: “falls”, “falling” and “fall” are one word to a search. English, by the Snowball algorithm.

Both databases are handed stems, so that they find the same, whatever dictionaries they have or lack.
"""

from functools import lru_cache
from threading import Lock

import snowballstemmer

from foirequests.domain.search_words import tidy, words_of

_STEMMER = snowballstemmer.stemmer("english")
_ONE_AT_A_TIME = Lock()  # a stemmer keeps its place in itself


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of a folded word; a number is its own."""
    with _ONE_AT_A_TIME:
        return _STEMMER.stemWord(word)


def words_to_index(text: str, *, most_bytes: int) -> list[str]:
    """The folded words of a text, as many as fit into `most_bytes` of UTF-8: an index takes no endless text."""
    words, left = [], most_bytes
    for word in words_of(tidy(text)):
        left -= len(word.folded.encode()) + 1
        if left < 0:
            break
        words.append(word.folded)
    return words
