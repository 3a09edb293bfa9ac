"""How a provision fared: how many replies leaned on it, how many were looked at again, how many did not stand."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from responses.domain.earlier_answers import NOT_OVERTURNED, PARTLY, WHOLLY

LEAST_FOR_A_SHARE = 20
"""Of fewer reviewed replies a percentage would say more than is known; they are said as counts."""


@dataclass(frozen=True)
class Fared:
    """What became of the issued replies that leaned on one provision.

    `reviewed` are those of which an internal review was closed or the regulator decided; of these `wholly` and
    `partly` were overturned, each counted once, by what went furthest against it. Of `by_regulator` the regulator
    decided, or a tribunal after it. A reply that leaned on several provisions counts for each of them.
    """

    code: str
    replies: int = 0
    reviewed: int = 0
    wholly: int = 0
    partly: int = 0
    by_regulator: int = 0

    def __post_init__(self):
        if not 0 <= self.wholly + self.partly <= self.reviewed:
            raise ValueError("No more replies are overturned than were reviewed.")
        if not 0 <= self.by_regulator <= self.reviewed:
            raise ValueError("The regulator decided of no more replies than were reviewed.")

    @property
    def overturned(self) -> int:
        """Replies that did not stand, in whole or in part."""
        return self.wholly + self.partly

    @property
    def share(self) -> float | None:
        """The share of the reviewed replies that were overturned, from 0 to 1; None when they are too few to say."""
        return self.overturned / self.reviewed if self.reviewed >= LEAST_FOR_A_SHARE else None


@dataclass(frozen=True)
class Relied:
    """A provision on which a letter relied: for which question, whether to deny, and for which information."""

    question: int
    code: str
    denies: bool
    information: str

    @property
    def place(self) -> tuple[int, str, bool]:
        """The question and the provision, without the words for the information."""
        return (self.question, self.code, self.denies)


def verdicts_by_provision(verdict: str, reply: Collection[Relied], outcome: Iterable[Relied] | None) -> dict[str, str]:
    """What an internal review made of each provision of a reply, by code; empty where that cannot be told.

    Its `outcome` begins with the reply's grounds, so a provision that is gone from it was overturned, and one that it
    relies on in the same words stood. Relied on in other words, or for some of it, it stood in part: it may be less
    that is withheld. Of an outcome without decisions (None), of one that took nothing away, and of a review that was
    not upheld, what `verdict` says of the whole is all that is known.
    """
    if outcome is None or verdict == NOT_OVERTURNED:
        return {}
    same = Counter(outcome) & Counter(reply)
    reworded = Counter(each.place for each in (Counter(outcome) - same).elements())
    fates: dict[str, list[str]] = {}
    for each, times in Counter(reply).items():
        left = times - same[each]
        narrowed = min(left, reworded[each.place])
        reworded[each.place] -= narrowed
        told = (NOT_OVERTURNED, same[each]), (PARTLY, narrowed), (WHOLLY, left - narrowed)
        fates.setdefault(each.code, []).extend(fate for fate, number in told if number)
    if not any(WHOLLY in each for each in fates.values()):
        return {}
    return {code: each[0] if len(set(each)) == 1 else PARTLY for code, each in fates.items()}
