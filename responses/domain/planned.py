"""A part that a letter should have because of what was decided: which block, for which question, filled with what."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from responses.domain.letter import Part
from responses.domain.tables import Table

Identity = tuple[int, str, str, str]
"""Question, role, source and slug: by these a part of a draft is known again."""

DECISIONS = "decisions"
"""The source of a block that stands in the letter once because of what was decided on its questions."""


@dataclass(frozen=True)
class PlannedPart:
    """A part that the decisions call for. The fields mean what they mean in `letter.Part`.

    `slug` names the block of the library; it is empty for a table, which has no wording. A value that is empty is a
    gap that only the decision can fill, so that what was typed for another question cannot fill it.
    """

    slug: str
    question: int = 0
    role: str = ""
    source: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    table: Table | None = None

    @property
    def identity(self) -> Identity:
        """By which a draft's part is known again."""
        return (self.question, self.role, self.source, self.slug)


def identity_of(part: Part) -> Identity:
    """The identity of a part of a draft."""
    return (part.question, part.role, part.source, part.slug)


def is_from_decisions(part: Part) -> bool:
    """Whether the part stands in the letter because of what was decided."""
    return bool(part.question or part.source)


def sentence(words: str) -> str:
    """The words as a sentence: a capital at the beginning, a full stop at the end unless it ends with a mark."""
    told = words.strip()
    if not told:
        return ""
    told = told[0].upper() + told[1:]
    return told if told.rstrip('”")’')[-1:] in (".", "!", "?", ":") else f"{told}."


def clause(words: str) -> str:
    """The words as they stand inside a sentence: without a full stop at the end."""
    return words.strip().rstrip(".").rstrip()
