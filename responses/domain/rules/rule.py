"""One rule of the rule book, and what it found."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from foirequests.domain.clock import EIR, FOI
from responses.domain.letter_rules import ERROR, WARNING

RULES_FROM = date(2023, 3, 1)
"""From this day the office judges its letters by these rules; those issued before it are judged by none."""

_LAWS = {FOI: "FOIA", EIR: "EIR"}

__all__ = ["ERROR", "RULES_FROM", "WARNING", "Problem", "Rule"]


@dataclass(frozen=True)
class Problem:
    """What a rule found: in plain words what to mend, and where.

    `part` is the key of a part, `gap` the name of a gap, `question` the number of the question whose decision mends
    it, `setting` the name of a dated setting. `severity` stands above that of the rule.
    """

    words: str
    part: str = ""
    gap: str = ""
    question: int = 0
    setting: str = ""
    severity: str = ""


@dataclass(frozen=True)
class Rule:
    """A rule of the rule book (law 4.2).

    `number` is its number there, `severity` whether it blocks (`E`) or wants a note (`W`), `provision` the law that it
    stands on, `aspect` the name of what it looks at (one of `aspects.ASPECTS`). `check` yields what it finds in one
    subject of that aspect. In force from `valid_from` up to and including `valid_until` (None: no end).
    """

    number: str
    severity: str
    provision: str
    aspect: str
    check: Callable[[Any], Iterator[Problem]]
    valid_from: date = RULES_FROM
    valid_until: date | None = None

    def provision_under(self, regimes: Collection[str]) -> str:
        """What it stands on under these laws: what only another law says is left out."""
        others = tuple(law for regime, law in _LAWS.items() if regime not in regimes)
        named = [each for each in self.provision.split("; ") if not each.startswith(others)]
        return "; ".join(named) or self.provision

    def in_force_on(self, day: date) -> bool:
        """Whether letters are judged by this rule on the day."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)
