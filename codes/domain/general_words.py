"""Words that stand in requests about anything at all, and so mean nothing by themselves."""

from collections.abc import Collection

from codes.domain.tokens import PASSED_OVER
from codes.domain.words import folded_words_of

EVERYDAY = frozenset({
    "act", "all", "also", "amount", "annum", "any", "been", "between", "breakdown", "broken", "case", "cases", "claim",
    "claimed", "claims", "cost", "costs", "data", "dear", "down", "each", "every", "figure", "figures", "financial",
    "following", "freedom", "held", "hold", "hospital", "hospitals", "information", "know", "last", "like", "made",
    "many", "most", "much", "nhs", "number", "numbers", "over", "paid", "past", "per", "period", "provide", "received",
    "regards", "request", "resolution", "since", "tell", "thank", "thanks", "total", "trust", "trusts", "want", "year",
    "yearly", "years",
})  # fmt: skip
"""Words of requests about anything: neither do two requests that share no other ask for the same, nor mean these a
code."""


def telling_words(text: str) -> list[str]:
    """The words of a text that say what it is about, as words are compared, each once; none where all are general."""
    words = dict.fromkeys(folded_words_of(text))
    return [word for word in words if len(word) > 1 and word not in EVERYDAY and word not in PASSED_OVER]


def stands_in_many(text: str, others: Collection[Collection[str]], *, fewest: int, share: float) -> bool:
    """Whether all telling words of a text stand in so large a share of `others`, the folded words of other texts.

    Fewer than `fewest` others tell nothing.
    """
    telling = telling_words(text)
    if len(others) < fewest or not telling:
        return False
    having = sum(all(word in words for word in telling) for words in others)
    return having > share * len(others)
