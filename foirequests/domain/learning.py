"""How good advice was: of what was advised how much was right, and of what was right how much was advised."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Score:
    """How many pieces of advice of one kind officers accepted, corrected and dismissed, and added for want of any."""

    accepted: int = 0
    corrected: int = 0
    dismissed: int = 0
    added: int = 0

    @property
    def advised(self) -> int:
        """How many were advised and decided about."""
        return self.accepted + self.corrected + self.dismissed

    @property
    def precision(self) -> float | None:
        """The share of what was advised that was right, from 0 to 1; None when nothing was advised."""
        return self.accepted / self.advised if self.advised else None

    @property
    def recall(self) -> float | None:
        """The share of what was right that was advised: a correction was missed as much as what an officer added."""
        right = self.accepted + self.corrected + self.added
        return self.accepted / right if right else None
