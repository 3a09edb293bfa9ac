"""Conditions of a clearance that are not about the text: somebody is told first, or a day is waited for.

A machine cannot tell a condition from a change of the text that is put as one; the screen says that a change of the
text is a return.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from responses.domain.letter import letter_date

TOLD, NOT_BEFORE = "told", "not_before"
KINDS: Mapping[str, str] = {TOLD: "After somebody was told", NOT_BEFORE: "Not before a day"}


@dataclass(frozen=True)
class Condition:
    """One condition: `whom` has to be told (`TOLD`), or the letter leaves not before `day` (`NOT_BEFORE`)."""

    kind: str
    whom: str = ""
    day: date | None = None

    def __post_init__(self):
        is_whole = {TOLD: bool(self.whom.strip()) and self.day is None, NOT_BEFORE: bool(self.day) and not self.whom}
        if not is_whole.get(self.kind, False):
            raise ValueError("A condition says who is to be told, or before which day the letter does not leave.")

    @property
    def words(self) -> str:
        """The condition in plain words."""
        if self.kind == TOLD:
            return f"Only after this was told: {self.whom}"
        return f"Not before {letter_date(self.day)}"

    def why_not_yet(self, day: date, *, is_met: bool) -> str:
        """Why the letter does not leave on `day`; empty when the condition stands in the way no longer."""
        if self.kind == TOLD:
            return "" if is_met else f"{self.whom}: has to be told first. Record who was told."
        return "" if day >= self.day else f"The letter was cleared to leave not before {letter_date(self.day)}."
