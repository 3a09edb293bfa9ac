"""Words and tones of the drafting page."""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.utils import timezone

from foirequests.domain import workflow
from foirequests.presenters.days import day_words, moment_words, number_of
from responses.domain import placeholders
from responses.domain.answer_parts import QUESTION_HEADING
from responses.domain.changes import Change, difference
from responses.domain.letter import Letter, Part
from responses.domain.letter_rules import Finding
from responses.models import FoiResponse, ResponseVersion, TextBlockVersion, WorkingCopy

SHORT = 60
"""Characters of a paragraph's beginning that stand for it in a list."""

NEWER = {"text": "Newer wording", "tone": "warning"}

STAGE_WORDS = {
    workflow.DRAFTING: ("Being drafted", "info"),
    workflow.CLEARANCE: ("Waiting for clearance", "warning"),
    workflow.CLEARED: ("Cleared, to be issued", "good"),
    workflow.ISSUED: ("Issued", "good"),
    "dropped": ("Dropped", "neutral"),
}


def heading_of(foi_response: FoiResponse) -> str:
    """`Reply to FOI_0007`."""
    kind = foi_response.get_kind_display()
    reference = foi_response.foi_request.reference
    return f"{kind} to {reference}" if foi_response.is_reply else f"{kind}: {reference}"


def part_title(part: Part) -> str:
    """The wording's own title or how a paragraph written for this letter begins; an answer’s heading by its number."""
    if part.question and part.slug == QUESTION_HEADING:
        return f"Question {part.question}"
    if part.title:
        return part.title
    words = re.sub(r"[*#>\[\]-]+", " ", part.body)
    plain = " ".join(words.split())
    return plain if len(plain) <= SHORT else plain[:SHORT].rsplit(" ", 1)[0] + "…"


def part_tags(part: Part, findings: Iterable[Finding]) -> list[dict[str, str]]:
    """What an officer should see about a part in the outline."""
    is_undecided = part.question and any(not value for value in part.values.values())
    mine = [
        finding
        for finding in findings
        if finding.part == part.key or (is_undecided and not finding.part and finding.question == part.question)
    ]
    gaps = sum(1 for finding in mine if finding.gap)
    tags = []
    if gaps:
        tags.append({"text": number_of(gaps, "gap"), "tone": "warning"})
    if len(mine) > gaps:
        tags.append({"text": "To mend", "tone": "bad"})
    if part.edited:
        tags.append({"text": "Changed for this letter", "tone": "info"})
    elif part.kind == "paragraph":
        tags.append({"text": "Written for this letter", "tone": "neutral"})
    return tags


def outline_rows(
    letter: Letter, findings: list[Finding], *, open_part: str, newer: Collection[str] = ()
) -> list[dict[str, Any]]:
    """The parts in order, as the outline shows them; `newer` are the keys of those that have newer wording."""
    last = len(letter.parts) - 1
    return [
        {
            "key": part.key,
            "title": part_title(part),
            "tags": [*part_tags(part, findings), *([NEWER] if part.key in newer else [])],
            "is_open": part.key == open_part,
            "can_rise": place > 0,
            "can_sink": place < last,
        }
        for place, part in enumerate(letter.parts)
    ]


def provenance_rows(part: Part, version: TextBlockVersion | None) -> list[dict[str, str]]:
    """Where the words of a part come from."""
    if version is None:
        return [{"key": "Where the words come from", "value": "Written for this letter"}]
    block = version.block
    until = day_words(version.valid_until) if version.valid_until else "further notice"
    rows = [
        {"key": "Where the words come from", "value": f"{block.title}, version {version.number}"},
        {"key": "Valid", "value": f"From {day_words(version.valid_from)} until {until}"},
        {"key": "Guidance for use", "value": block.guidance},
        {"key": "Legal basis", "value": block.legal_basis},
        {"key": "Source", "value": version.source},
        {"key": "Approved by", "value": version.approved_by.name if version.approved_by else ""},
        {"key": "Owner", "value": block.owner},
    ]
    return [row for row in rows if row["value"]]


def gap_rows(part: Part, letter: Letter, known: Mapping[str, str], settings: Iterable[str]) -> list[dict[str, Any]]:
    """The gaps of a part, what they say, and who fills them."""
    rows = []
    for name in placeholders.find(part.body):
        label = placeholders.label(name)
        if name in placeholders.MOMENT_GAPS:
            lines = ["Set on the day of issue"]
        elif name in part.values:
            lines = [part.values[name], "(From what is decided)"] if part.values[name] else ["Not decided yet"]
        elif name in known:
            source = "From the office’s settings" if name in settings else "From the record of the case"
            lines = [known[name], f"({source})"]
        elif placeholders.is_filled(name, letter.values_for(part)):
            lines = [letter.values_for(part)[name], "(Filled in for this letter)"]
        else:
            lines = ["Not filled yet"]
        rows.append({"key": label[:1].upper() + label[1:], "lines": lines})
    return rows


def saved_words(copy: WorkingCopy, *, reader: int) -> str:
    """`Saved 10:32`, with the day when it was not today and the name when it was somebody else."""
    saved = timezone.localtime(copy.saved_at)
    now = timezone.localtime()
    when = f"{saved:%H:%M}" if saved.date() == now.date() else moment_words(copy.saved_at)
    who = "" if copy.saved_by_id == reader else f" by {copy.saved_by.name}"
    return f"Saved {when}{who}"


def removed_rows(copy: WorkingCopy) -> list[dict[str, Any]]:
    """The parts that were taken out, the last one first, each with its place for putting it back."""
    rows = [
        {"place": place, "title": part_title(Part.from_mapping(entry["part"])), "body": entry["part"]["body"]}
        for place, entry in enumerate(copy.removed)
    ]
    return rows[::-1]


VERSION_COLUMNS = [{"label": "Version"}, {"label": "Kept"}, {"label": "By"}, {"label": "Why"}, {"label": "Decision"}]


def version_rows(versions: Iterable[ResponseVersion]) -> list[list[dict[str, Any]]]:
    """The versions of a letter, the newest first, with what was decided about each."""
    rows = []
    for version in versions:
        decided = [f"{each.get_verdict_display()} by {each.by.name}" for each in version.clearances.all()]
        rows.append(
            [
                {"text": str(version.number), "header": True},
                {"text": moment_words(version.made_at)},
                {"text": version.made_by.name},
                {"text": version.get_why_display()},
                {"text": "; ".join(decided) or "None"},
            ]
        )
    return rows[::-1]


def compared_parts(letter: Letter) -> list[Part]:
    """The letter for comparison: its facts and its parts, with gaps filled, so that a change of either shows."""
    facts = {
        "Layout": letter.layout,
        "Addressee": ", ".join(letter.addressee),
        "Our reference": letter.reference,
        "Your request received": letter.received_on,
        "Salutation": letter.salutation,
        "Subject": letter.subject,
    }
    if letter.letterhead:
        head = letter.letterhead
        facts["Letterhead"] = ", ".join(
            words for words in (head.authority, *head.address, head.telephone, head.email, head.website) if words
        )
    if letter.signature:
        signature = letter.signature
        facts["Signature"] = ", ".join(words for words in (signature.closing, signature.name, signature.role) if words)
    facts["Sent with this letter"] = ", ".join(attachment.name for attachment in letter.attachments)
    told = [Part(key=name, kind="paragraph", body=f"{name}: {words}") for name, words in facts.items() if words]
    filled = [Part(key=f"part-{part.key}", kind="paragraph", body=_said_by(part, letter)) for part in letter.parts]
    return told + filled


def _said_by(part: Part, letter: Letter) -> str:
    """The words of a part with its gaps filled, then its table with each row as a paragraph."""
    table = part.table.lines if part.table else ()
    return "\n\n".join([placeholders.fill(part.body, letter.values_for(part)), *table])


def changes_between(old: Letter, new: Letter) -> list[dict[str, Any]]:
    """What differs between two letters, paragraph by paragraph; what is the same is left out."""
    return _named(difference(compared_parts(old), compared_parts(new)))


def paragraph_changes(saved: str, typed: str) -> list[dict[str, Any]]:
    """What differs between two texts of one part, in the same shape."""
    was, now = (Part(key="words", kind="paragraph", body=text) for text in (saved, typed))
    return _named(difference([was], [now]))


def _named(changes: Iterable[Change]) -> list[dict[str, Any]]:
    names = {"added": "Added", "removed": "Removed", "changed": "Changed"}
    return [
        {
            "fate": change.fate,
            "name": names[change.fate],
            "before": change.before,
            "after": change.after,
            "runs": change.runs,
        }
        for change in changes
        if change.fate != "same"
    ]
