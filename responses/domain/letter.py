"""A letter as a value: ordered parts, the values that fill their gaps, and what stands in its letterhead.

A letter is assembled while drafting, frozen at clearance under `letter_hash`, and filled with the gaps of the moment
on the day of issue. It round-trips through JSON (`to_json`, `from_json`), which is how versions keep it.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

from responses.domain import placeholders
from responses.domain.errors import Refused
from responses.domain.tables import Table

PART_KINDS = ("block", "paragraph", "table", "reasoning")
_NEWER_FIELDS = frozenset(("question", "role", "source", "values", "table"))
LAYOUTS = ("plain", "letterhead")
ROLES = (
    "",  # no decision stands behind it
    "question",  # restates one question above its answer
    "outcome",  # the one line that says whether it is held and what became of it
    "answer",  # the information itself, in words
    "table",
    "refusal",  # why a ground applies
    "public_interest",  # factors and balance of a qualified exemption
    "defence",  # section 41: the public-interest defence
    "principle",  # section 40: the data-protection principle and the legitimate-interest test
    "opinion",  # section 36: the qualified person's opinion
    "estimate",  # section 12: the cost, with its table
    "removed",  # what was taken out of what is supplied
    "advice",  # section 16, regulation 9
    "referral",  # another body that may hold it
    "licence",
)
"""What a part does for the question that it answers."""
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def letter_date(day: date) -> str:
    """A day as letters print it: `5 January 2023`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


@dataclass(frozen=True)
class Part:
    """One piece of a letter's wording.

    `key` is unique in the letter and stays with the part when it moves. A block names its wording (`slug`, `version`);
    `edited` says that its body was changed for this letter only. A part that `continues` goes on in the last paragraph
    of the part before it. `title` is for the office, it is not printed.

    A part that came from what was decided says so: `question` is the number of the question that it answers (0: the
    whole letter), `role` what it does there (one of `ROLES`), `source` the record that it was made from (`ground:12`,
    `table:4`). Its `values` fill gaps for this part alone and stand above the letter's own, so that two refusals in
    one letter each name their own exemption. A part of the kind `table` prints `table` below its body.
    """

    key: str
    kind: str
    body: str
    slug: str = ""
    version: int = 0
    title: str = ""
    edited: bool = False
    continues: bool = False
    question: int = 0
    role: str = ""
    source: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    table: Table | None = None

    def __post_init__(self):
        if self.kind not in PART_KINDS:
            raise ValueError(f"A letter has no parts of the kind {self.kind!r}.")
        if self.role not in ROLES:
            raise ValueError(f"A part of a letter has no role {self.role!r}.")

    def to_mapping(self) -> dict[str, Any]:
        """The part as plain lists and dicts; `from_mapping` gives an equal part.

        What came after the first letters were cleared is left out where it is empty, so that their hashes still hold.
        """
        stored = json.loads(json.dumps(asdict(replace(self, values=dict(self.values)))))
        return {name: value for name, value in stored.items() if value or name not in _NEWER_FIELDS}

    @classmethod
    def from_mapping(cls, stored: Mapping[str, Any]) -> "Part":
        """The part that `to_mapping` wrote."""
        table = stored.get("table")
        return cls(**stored | {"table": Table.from_mapping(table) if table else None})


@dataclass(frozen=True)
class Letterhead:
    """The office's own facts at the head of a letter, from the dated settings. `logo` is a file's path or empty.

    `logo_sha256` pins the logo's bytes, so that rendering again later cannot make another letter.
    """

    authority: str
    address: tuple[str, ...] = ()
    telephone: str = ""
    email: str = ""
    website: str = ""
    logo: str = ""
    logo_sha256: str = ""


@dataclass(frozen=True)
class Signature:
    """How a letter closes: "Yours sincerely", a name (optional) and a role."""

    closing: str = ""
    name: str = ""
    role: str = ""


@dataclass(frozen=True)
class Attachment:
    """A file that goes with the letter, by the digest of its bytes."""

    name: str
    sha256: str


@dataclass(frozen=True)
class MissingGap:
    """A gap that nobody has filled yet, and the part that it stands in."""

    name: str
    part_key: str

    @property
    def label(self) -> str:
        """What belongs there, in plain words."""
        return placeholders.label(self.name)


@dataclass(frozen=True)
class Letter:
    """A letter to a requester.

    `layout` is `plain` (nothing but the parts) or `letterhead`. `values` fill the gaps of the case; `moments` those of
    the moment, and are empty until `fill_moments`. `title` names the document for readers of the PDF. `received_on` is
    the printed date of receipt; `addressee` is the name and then the postal address, line by line. `decisions` are
    plain mappings (question, outcome, grounds) that stand under the clearance though not printed from here.
    """

    layout: str
    parts: tuple[Part, ...]
    values: Mapping[str, str]
    title: str
    letterhead: Letterhead | None = None
    reference: str = ""
    received_on: str = ""
    addressee: tuple[str, ...] = ()
    salutation: str = ""
    subject: str = ""
    signature: Signature | None = None
    attachments: tuple[Attachment, ...] = ()
    decisions: tuple[Mapping[str, Any], ...] = ()
    moments: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self):
        if self.layout not in LAYOUTS:
            raise ValueError(f"There is no letter layout called {self.layout!r}.")
        if self.layout == "letterhead" and self.letterhead is None:
            raise ValueError("A letter in the letterhead layout needs the office's letterhead.")
        keys = [part.key for part in self.parts]
        if len(set(keys)) != len(keys):
            raise ValueError("Two parts of a letter have the same key.")

    @property
    def missing(self) -> tuple[MissingGap, ...]:
        """The gaps of the case that are not filled, with the part each stands in, in reading order."""
        return tuple(
            MissingGap(name, part.key)
            for part in self.parts
            for name in placeholders.missing(part.body, self.values_for(part))
            if name not in placeholders.MOMENT_GAPS
        )

    @property
    def moment_gaps(self) -> tuple[str, ...]:
        """The names of the gaps of the moment that the letter has, in alphabetical order.

        A letterhead prints the date of issue, whether or not a part names it.
        """
        named = {name for part in self.parts for name in placeholders.find(part.body)} & set(placeholders.MOMENT_GAPS)
        return tuple(sorted(named | ({"issued_on"} if self.layout == "letterhead" else set())))

    @property
    def missing_moments(self) -> tuple[str, ...]:
        """The gaps of the moment that are still open; all of them until the day of issue."""
        return tuple(name for name in self.moment_gaps if not placeholders.is_filled(name, self.moments))

    @property
    def is_complete(self) -> bool:
        """Whether every gap is filled and something is said."""
        return bool(self.parts) and not self.missing and not self.missing_moments

    @property
    def filled(self) -> Mapping[str, str]:
        """What each gap prints. A case cannot fill a gap of the moment."""
        of_the_case = {name: text for name, text in self.values.items() if name not in placeholders.MOMENT_GAPS}
        return of_the_case | dict(self.moments)

    def values_for(self, part: Part) -> Mapping[str, str]:
        """What the case fills in this part: its own values above those of the letter."""
        return {**self.values, **part.values}

    def filled_for(self, part: Part) -> Mapping[str, str]:
        """What each gap prints in this part. Neither a case nor a decision can fill a gap of the moment."""
        own = {name: text for name, text in part.values.items() if name not in placeholders.MOMENT_GAPS}
        return {**self.filled, **own}

    def fill_moments(self, values: Mapping[str, str]) -> "Letter":
        """The letter as it stands on the day of issue; `values` come from `review_window.moment_values`.

        Raises Refused when the letter has a gap of the moment that the values do not fill, ValueError when they fill
        a gap that is none.
        """
        if unknown := set(values) - set(placeholders.MOMENT_GAPS):
            raise ValueError(f"Not gaps of the moment: {', '.join(sorted(unknown))}.")
        filled = replace(self, moments={name: values[name] for name in self.moment_gaps if name in values})
        if filled.missing_moments:
            labels = ", ".join(placeholders.label(name) for name in filled.missing_moments)
            raise Refused(f"The letter cannot be issued until this is known: {labels}.")
        return filled

    def part(self, key: str) -> Part:
        """The part with this key; raises KeyError when there is none."""
        for part in self.parts:
            if part.key == key:
                return part
        raise KeyError(key)

    def to_json(self) -> dict[str, Any]:
        """The letter as plain lists and dicts; `from_json` gives an equal letter."""
        bare = replace(self, parts=(), values=dict(self.values), moments=dict(self.moments))
        return json.loads(json.dumps(asdict(bare))) | {"parts": [part.to_mapping() for part in self.parts]}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Letter":
        """The letter that `to_json` wrote."""
        letterhead = stored["letterhead"]
        return cls(
            layout=stored["layout"],
            parts=tuple(Part.from_mapping(part) for part in stored["parts"]),
            values=dict(stored["values"]),
            title=stored["title"],
            letterhead=Letterhead(**letterhead | {"address": tuple(letterhead["address"])}) if letterhead else None,
            reference=stored["reference"],
            received_on=stored["received_on"],
            addressee=tuple(stored["addressee"]),
            salutation=stored["salutation"],
            subject=stored["subject"],
            signature=Signature(**stored["signature"]) if stored["signature"] else None,
            attachments=tuple(Attachment(**attachment) for attachment in stored["attachments"]),
            decisions=tuple(stored["decisions"]),
            moments=dict(stored["moments"]),
        )


def assemble(*, parts: Iterable[Part], values: Mapping[str, str], layout: str, title: str, **facts: Any) -> Letter:
    """A letter from its parts and only those values that a part has a gap for, so that the hash covers what is printed.

    `facts` are the other fields of `Letter`.
    """
    parts = tuple(parts)
    named = {name for part in parts for name in placeholders.find(part.body) if name not in part.values}
    named -= set(placeholders.MOMENT_GAPS)
    kept = {name: values[name] for name in sorted(named) if name in values}
    return Letter(layout=layout, parts=parts, values=kept, title=title, **facts)


def letter_hash(letter: Letter) -> str:
    """The identity of what was cleared, as 64 hexadecimal digits: SHA-256 over canonical JSON.

    It covers parts, case values, the letterhead's facts, attachments, decisions and the names of the gaps of the
    moment, never what fills those: so the hash is the same before and after the day of issue.
    """
    covered = letter.to_json()
    covered["moments"] = list(letter.moment_gaps)
    canonical = json.dumps(covered, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
