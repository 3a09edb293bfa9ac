"""What the rules found, in words: for a line of text and for other programs."""

from collections.abc import Iterable, Sequence

from foirequests.presenters.days import moment_words
from responses.domain.letter_rules import WARNING, Finding
from responses.domain.passing import WarningNote, note_for
from responses.models import PassingNote, ResponseVersion


def as_json(finding: Finding) -> dict[str, str]:
    """One finding for other programs; `where` is `part:p3`, `gap:requester`, `question:2` and the like, or `letter`."""
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.words,
        "provision": finding.provision,
        "where": finding.where,
    }


def as_line(finding: Finding) -> str:
    """One finding as a line: `L-G07 W  What to mend. (FOIA s.17(7)) part:internal-review`."""
    weight = "warning" if finding.severity == WARNING else "blocks"
    provision = f" ({finding.provision})" if finding.provision else ""
    return f"{finding.rule or '-'} {weight}: {finding.words}{provision} [{finding.where}]"


def late_note_rows(version: ResponseVersion) -> list[dict[str, str]]:
    """The notes that pass warnings which arose after the version was submitted, the newest first."""
    return late_rows(version.passing_notes.standing().select_related("by").order_by("-at", "-pk"))


def late_rows(notes: Iterable[PassingNote]) -> list[dict[str, str]]:
    """Notes written late, each with the warning that it passes, who wrote it and when."""
    return [
        {
            "finding": note.finding,
            "rule": note.rule,
            "words": note.words,
            "who": f"{note.by.name}, {moment_words(note.at)}",
        }
        for note in notes
    ]


def for_a_clearer(
    findings: Iterable[Finding], notes: Sequence[WarningNote], late: Iterable[PassingNote] = ()
) -> list[dict[str, str]]:
    """Findings with their rules and weights: what stands in the way first, then what a note passes, with the note.

    `notes` are those of the letter, `late` those written since it was submitted.
    """
    written = {each.as_value(): each.by.name for each in late}
    rows = []
    for finding in findings:
        note = note_for(finding, (*notes, *written))
        weight = ("Warning", "warning") if finding.severity == WARNING else ("Blocks", "bad")
        tag, tone = ("Passed", "neutral") if note else weight
        rows.append(
            {
                "words": finding.words,
                "rule": " ".join(filter(None, (finding.rule, finding.provision and f"({finding.provision})"))),
                "tag": tag,
                "tone": tone,
                "note": f"Note of {written.get(note, 'the drafter')}: {note.note}" if note else "",
                "key": finding.key if finding.is_passable and not note else "",
            }
        )
    order = ("Blocks", "Warning", "Passed")
    return sorted(rows, key=lambda row: order.index(row["tag"]))
