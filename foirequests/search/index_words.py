"""The words of a text as an index takes them: both databases are handed stems, so that they find the same."""

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate

from codes.domain.words import folded_words_of, tidy

_SENTENCE_END = re.compile(r"(?<=[.?])\s|\n")


def words_to_index(text: str, *, most_bytes: int) -> list[str]:
    """The folded words of a text, as many as fit into `most_bytes` of UTF-8: an index takes no endless text."""
    return _as_many_as_fit(folded_words_of(tidy(text)), most_bytes)


def words_by_sentence(text: str, *, most_bytes: int) -> list[str]:
    """The same; for very many texts that say much the same, since a sentence that comes again is not read again."""
    sentences = _SENTENCE_END.split(text)
    return _as_many_as_fit([word for sentence in sentences for word in _words_of_sentence(sentence)], most_bytes)


@lru_cache(maxsize=50_000)
def _words_of_sentence(sentence: str) -> tuple[str, ...]:
    return tuple(folded_words_of(tidy(sentence)))


def _as_many_as_fit(words: list[str], most_bytes: int) -> list[str]:
    ends = accumulate(len(word.encode()) + 1 for word in words)
    return words[: bisect_right(list(ends), most_bytes)]
