"""What synonyms are worth without the very texts that they are measured on: for cross-validated figures."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from codes.domain.code_matching import CodeWords
from codes.domain.tokens import Keys, tokens_of


def words_only_in(texts: Iterable[str], others: Iterable[str], codes: Iterable[CodeWords], keys: Keys) -> set[str]:
    """The keys of words that stand in these texts, and neither in the other ones nor in the labels of the lists.

    Only these texts can have taught them. Labels stand for themselves and their other spellings.
    """
    own = (words for code in codes for words in (code.label, *code.spellings))
    return _keys(texts, keys) - _keys(others, keys) - _keys(own, keys)


def without_words(codes: Iterable[CodeWords], words: Collection[str], keys: Keys) -> list[CodeWords]:
    """The codes with these words struck out of every synonym; one that cannot do without such a word is gone."""
    return [
        replace(code, words=_all_without(code.words, words, keys), shipped=_all_without(code.shipped, words, keys))
        for code in codes
    ]


def _all_without(synonyms: Iterable[str], words: Collection[str], keys: Keys) -> tuple[str, ...]:
    return tuple(left for text in synonyms if (left := _without(text, words, keys)))


def _without(text: str, words: Collection[str], keys: Keys) -> str:
    chunks = []
    for chunk in text.split():
        left = [each for each in chunk.split("/") if _keys([each], keys).isdisjoint(words)]
        if not left:
            return ""
        chunks.append("/".join(left))
    return " ".join(chunks)


def _keys(texts: Iterable[str], keys: Keys) -> set[str]:
    return {token.key for text in texts for token in tokens_of(text, keys)}
