"""How a provision fared: how many replies leaned on it, how many were looked at again, how many did not stand."""

from dataclasses import dataclass

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
