"""Passing a warning: a note that says why a letter may leave as it is.

Notes stand among a letter's decisions, so that what is cleared covers them and every version keeps them. A note is
for one finding in its very words: when those change, it passes nothing any more.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from responses.domain.errors import Refused
from responses.domain.letter_rules import Finding

LONGEST_NOTE = 1000
"""Characters of a note: a few sentences."""


@dataclass(frozen=True)
class WarningNote:
    """Why one warning may stand: the rule, the place, the words of the finding, and the note itself."""

    rule: str
    where: str
    finding: str
    note: str

    def to_mapping(self) -> dict[str, str]:
        """The note as it stands among a letter's decisions."""
        return {"passes": self.rule} | {name: text for name, text in asdict(self).items() if name != "rule"}

    def passes(self, finding: Finding) -> bool:
        """Whether it is for this finding, in the words that it has now."""
        return (self.rule, self.where, self.finding) == (finding.rule, finding.where, finding.words)


def notes_in(mappings: Iterable[Mapping[str, Any]]) -> tuple[WarningNote, ...]:
    """The notes among what a letter keeps of its decisions."""
    return tuple(
        WarningNote(each["passes"], each["where"], each["finding"], each["note"])
        for each in mappings
        if "passes" in each
    )


def note_for(finding: Finding, notes: Iterable[WarningNote]) -> WarningNote | None:
    """The note that passes this finding; None for none, and for a finding that no note can pass."""
    if not finding.is_passable:
        return None
    return next((note for note in notes if note.passes(finding)), None)


def standing(findings: Iterable[Finding], notes: Iterable[WarningNote]) -> list[Finding]:
    """The findings that stand in the way: errors, and warnings that no note passes."""
    notes = tuple(notes)
    return [finding for finding in findings if note_for(finding, notes) is None]


def passed(findings: Iterable[Finding], notes: Iterable[WarningNote]) -> list[tuple[Finding, WarningNote]]:
    """The warnings that a note passes, each with it."""
    notes = tuple(notes)
    return [(finding, note) for finding in findings if (note := note_for(finding, notes))]


def check_note(words: str) -> str:
    """The note without surrounding blanks.

    Raises:
        Refused: it says nothing, or is too long.
    """
    note = " ".join(words.split())
    if len(note) < 3:
        raise Refused("Say why the letter may leave as it is.")
    if len(note) > LONGEST_NOTE:
        raise Refused(f"A note can have up to {LONGEST_NOTE:,} characters; this has {len(note):,}.")
    return note
