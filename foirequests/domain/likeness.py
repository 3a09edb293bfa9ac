"""How much of what a new request says an earlier one says too."""

from collections.abc import Collection, Mapping


def likeness(
    new: Collection[str],
    earlier: Collection[str],
    weights: Mapping[str, float],
    *,
    everyday: Collection[str] = frozenset(),
) -> float:
    """From 0 to 1: the share of the telling words of the new request, by their weight, that the earlier one has.

    Words without a weight tell nothing. One word that both have is a coincidence, and no likeness; nor are words that
    are all `everyday`, given as the words of both are.
    """
    own = set(new) & weights.keys()
    shared = own.intersection(earlier)
    if len(shared) < min(2, len(own)) or shared.issubset(everyday):
        return 0.0
    whole = sum(weights[word] for word in own)
    return sum(weights[word] for word in shared) / whole if whole else 0.0
