"""What a reply is planned from, and its parts: which block, for which question, filled with what."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from responses.domain.decisions import Decision
from responses.domain.letter import Part
from responses.domain.tables import Table

_KEEPS_ITS_CASE = re.compile(r"://|@|\w\.\w|^[a-z]+[A-Z]")
"""In the first word of what was typed: an address, or capitals of its own."""

Identity = tuple[int, str, str, str]
"""Question, role, source and slug: by these a part of a draft is known again."""

DECISIONS = "decisions"
"""The source of a block that stands in the letter once because of what was decided on its questions."""

_SMALL_WORDS = frozenset(
    (
        *("a", "an", "the", "this", "that", "these", "those", "our", "their", "his", "her", "its"),
        *("all", "any", "both", "each", "every", "some", "no"),
        *("what", "which", "whether", "how", "when", "where", "who", "whose", "why"),
        *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
        *("several", "many", "most", "more", "few", "fewer", "less", "certain", "other", "another", "part", "parts"),
        *("names", "numbers", "figures", "details", "passages", "personal", "information"),
    )
)
"""Words that begin what people type, and are no part of a name."""

_PLURAL_OF = re.compile(r"[A-Z][a-z]+s of (?![A-Z])")
"""`Signatures of`, `Addresses of`: no name goes on like that with a small word."""


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


@dataclass(frozen=True)
class Asked:
    """One question as the outline looks at it: its words, its service area, what no database records of it."""

    number: int
    text: str = ""
    service: str = ""
    missing_attribute: str = ""


@dataclass(frozen=True)
class PlacedTable:
    """A table of the letter; `is_estimate` when it shows the cost of section 12."""

    table: Table
    is_estimate: bool = False


@dataclass(frozen=True)
class Plan:
    """What a reply is assembled from.

    `tables` are the tables of the letter by their keys (`table:4`). `late` when it leaves after the due date,
    `corrects` when it replaces an issued letter.
    """

    decisions: Sequence[Decision]
    on: date
    regime: str = "foi"
    asked: Mapping[int, Asked] = field(default_factory=dict)
    tables: Mapping[str, PlacedTable] = field(default_factory=dict)
    late: bool = False
    corrects: bool = False

    @property
    def is_of_several(self) -> bool:
        """Whether more than one question is answered, so that each answer says which it is."""
        return len(self.decisions) > 1

    def asked_in(self, decision: Decision) -> Asked:
        """The question that a decision is about."""
        return self.asked.get(decision.question) or Asked(decision.question, decision.text)


def identity_of(part: Part) -> Identity:
    """The identity of a part of a draft."""
    return (part.question, part.role, part.source, part.slug)


def is_from_decisions(part: Part) -> bool:
    """Whether the part stands in the letter because of what was decided."""
    return bool(part.question or part.source)


def sentence(words: str) -> str:
    """The words as a sentence: a capital at the beginning, a full stop at the end unless it ends with a mark.

    A web or mail address keeps its small letters, and so does a name that is written with capitals inside (eLearning).
    """
    told = words.strip()
    if not told:
        return ""
    first = told.split(maxsplit=1)[0]
    if not _KEEPS_ITS_CASE.search(first):
        told = told[0].upper() + told[1:]
    return told if told.rstrip('”")’')[-1:] in (".", "!", "?", ":") else f"{told}."


def clause(words: str) -> str:
    """The words as they stand inside a sentence: a first `The` or `Four` is small, and no full stop is at the end.

    Only such words are known to be no name: `Leeds` and `NHS` keep their capitals.
    """
    told = words.strip().rstrip(".").rstrip()
    first, space, rest = told.partition(" ")
    is_no_name = first.lower() in _SMALL_WORDS or _PLURAL_OF.match(told)
    return f"{first.lower()}{space}{rest}" if is_no_name and not first[1:2].isupper() else told
