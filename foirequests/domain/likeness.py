"""How like two requests are, by the telling words that they share."""

import math
from collections.abc import Mapping


def likeness(one: Mapping[str, int], other: Mapping[str, int], weights: Mapping[str, float]) -> float:
    """From 0 to 1: the cosine between two requests, given how often each says each stem.

    Only stems with a weight count. A word that is said often counts a little more than one said once.
    """
    first, second = _weighted(one, weights), _weighted(other, weights)
    shared = sum(first[word] * second[word] for word in first.keys() & second.keys())
    lengths = math.hypot(*first.values()) * math.hypot(*second.values())
    return shared / lengths if lengths else 0.0


def _weighted(said: Mapping[str, int], weights: Mapping[str, float]) -> dict[str, float]:
    return {word: (1 + math.log(said[word])) * weight for word, weight in weights.items() if said.get(word)}
