"""What a new edition of the code lists does to the codes we know: decided here, done by the action."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from codes.domain.code_labels import normalised

LISTS = {"specialty": "Specialty", "cause": "Cause", "injury": "Injury"}
CONFIDENCES = ("official", "high", "medium", "low")
ALIKE = 0.84


@dataclass(frozen=True)
class CodeRow:
    """One value as a workbook gives it. `confidence` is `official` unless the workbook itself says otherwise."""

    list_name: str
    label: str
    number: str = ""
    description: str = ""
    confidence: str = "official"
    basis: str = ""
    scheme: str = ""
    note: str = ""
    sources: tuple[str, ...] = ()
    spellings: tuple[tuple[str, str], ...] = ()
    requester_words: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """What joins editions: the list and the normalised label."""
        return self.list_name, normalised(self.label)

    @property
    def settled_confidence(self) -> str:
        """The confidence to record: a value that comes with its code number is confirmed by it."""
        return "official" if self.number else self.confidence


@dataclass(frozen=True)
class KnownCode:
    """One code as the office holds it."""

    list_name: str
    label: str
    number: str
    confidence: str
    retired: bool

    @property
    def key(self) -> tuple[str, str]:
        """What joins editions: the list and the normalised label."""
        return self.list_name, normalised(self.label)


@dataclass(frozen=True)
class Renaming:
    """A code that the new edition calls something else. The old one is retired, the new one takes its synonyms.

    `certain` when the code number is the same; otherwise the labels are alike and a person decides.
    """

    old: KnownCode
    new: CodeRow
    certain: bool


@dataclass(frozen=True)
class ImportPlan:
    """What an import would do, list by list, for a person to look at before anything is saved."""

    added: tuple[CodeRow, ...]
    confirmed: tuple[CodeRow, ...]
    respelt: tuple[tuple[KnownCode, CodeRow], ...]
    renamed: tuple[Renaming, ...]
    returned: tuple[CodeRow, ...]
    unchanged: tuple[CodeRow, ...]
    retired: tuple[KnownCode, ...]

    @property
    def changes_nothing(self) -> bool:
        """Whether every value is known, spelt and confirmed as it is."""
        return not (self.added or self.confirmed or self.respelt or self.renamed or self.returned or self.retired)

    def renaming_of(self, code: KnownCode) -> Renaming | None:
        """What a code that vanishes is called from now on, if the edition tells."""
        return next((each for each in self.renamed if each.old.key == code.key), None)


def plan_import(known: Iterable[KnownCode], rows: Iterable[CodeRow]) -> ImportPlan:
    """Join a new edition to the codes we know by list and normalised label.

    `added` and `renamed[*].new` are new codes; `retired` holds every code that vanishes, renamed ones too. A row may
    stand in both `respelt` and `confirmed`.
    """
    known, rows = tuple(known), tuple(rows)
    by_key = {code.key: code for code in known}
    named = {row.key for row in rows}
    joined = [(by_key[row.key], row) for row in rows if row.key in by_key]
    vanished = tuple(code for code in known if not code.retired and code.key not in named)
    new = tuple(row for row in rows if row.key not in by_key)
    respelt = tuple((code, row) for code, row in joined if code.label != row.label or _number_changed(code, row))
    confirmed = tuple(row for code, row in joined if _confirms(code, row))
    returned = tuple(row for code, row in joined if code.retired)
    touched = {row.key for row in (*confirmed, *returned)} | {row.key for _, row in respelt}
    return ImportPlan(
        added=new,
        confirmed=confirmed,
        respelt=respelt,
        renamed=_renamings(vanished, new),
        returned=returned,
        unchanged=tuple(row for _, row in joined if row.key not in touched),
        retired=vanished,
    )


def _confirms(code: KnownCode, row: CodeRow) -> bool:
    return row.settled_confidence == "official" and code.confidence != "official"


def _number_changed(code: KnownCode, row: CodeRow) -> bool:
    return bool(row.number) and bool(code.number) and code.number != row.number


def _renamings(vanished: tuple[KnownCode, ...], new: tuple[CodeRow, ...]) -> tuple[Renaming, ...]:
    found: list[Renaming] = []
    taken: set[tuple[str, str]] = set()
    for code in vanished:
        same_number = [
            row for row in new if code.number and (row.list_name, row.number) == (code.list_name, code.number)
        ]
        if same_number:
            found.append(Renaming(code, same_number[0], certain=True))
            taken.add(same_number[0].key)
    for code in vanished:
        if any(each.old is code for each in found):
            continue
        free = {row.key[1]: row for row in new if row.list_name == code.list_name and row.key not in taken}
        alike = get_close_matches(code.key[1], list(free), n=1, cutoff=ALIKE)
        if alike:
            found.append(Renaming(code, free[alike[0]], certain=False))
            taken.add(free[alike[0]].key)
    return tuple(found)


def rows_from_json(data: Mapping[str, Any]) -> tuple[CodeRow, ...]:
    """The rows of our own JSON form of the lists: `values`, each with label, confidence, sources and synonyms."""
    return tuple(
        CodeRow(
            list_name=value["list"],
            label=value["label"],
            confidence=value["confidence"],
            basis=value["basis"],
            scheme=value["scheme"],
            note=value["note"],
            sources=tuple(value["sources"]),
            spellings=tuple((each["text"], each["note"]) for each in value["spellings"]),
            requester_words=tuple((each["text"], each["note"]) for each in value["requester_words"]),
        )
        for value in data["values"]
    )
