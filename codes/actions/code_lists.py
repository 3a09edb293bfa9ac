"""Importing a new edition of the code lists."""

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.db.models import Max

from accounts.models import StaffMember
from codes.domain.code_labels import normalised
from codes.domain.code_list_mapping import ListMapping, mapping_from_json
from codes.domain.code_list_reading import Reading, read_lists
from codes.domain.code_lists import CodeRow, ImportPlan, KnownCode, plan_import
from codes.domain.errors import Refused, WorkbookRefused
from codes.models.code_lists import Code, CodeInEdition, CodeListEdition, CodeSynonym
from codes.workbook import read_sheets


@dataclass(frozen=True)
class ReadWorkbook:
    """A workbook as it was read: what was understood, and the file's name and hash."""

    reading: Reading
    file_name: str
    sha256: str


def read_workbook(*, place: Path, file_name: str, mapping: Mapping[str, ListMapping] | None = None) -> ReadWorkbook:
    """Read a workbook, by a mapping where it speaks; saves nothing. Raises WorkbookRefused."""
    with place.open("rb") as file:
        sheets = read_sheets(file)
        file.seek(0)
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return ReadWorkbook(read_lists(sheets, mapping), file_name, sha256)


def plan_of(*, workbook: ReadWorkbook) -> ImportPlan:
    """What importing a workbook would change in this office today."""
    return plan_import(_known_codes(), workbook.reading.rows)


def tabs_of_workbook(*, place: Path) -> list[tuple[str, int]]:
    """The visible tabs of a workbook and how many columns each has, for the mapping form. Raises WorkbookRefused."""
    with place.open("rb") as file:
        return [(sheet.title, sheet.width) for sheet in read_sheets(file) if not sheet.hidden]


def read_mapping(*, text: str) -> dict[str, ListMapping]:
    """A mapping from a JSON file's text; raises WorkbookRefused when it is none."""
    try:
        return mapping_from_json(json.loads(text))
    except json.JSONDecodeError as error:
        raise WorkbookRefused(f"The mapping is not JSON: line {error.lineno}, {error.msg}.") from error


@transaction.atomic
def import_code_list(
    *,
    workbook: ReadWorkbook,
    by: StaffMember | None,
    at: datetime,
    not_renamed: Collection[tuple[str, str]] = (),
    note: str = "",
) -> CodeListEdition:
    """Save a workbook as a new edition: codes joined by list and normalised label, our synonyms kept.

    A code that vanishes is retired, never deleted; one that the edition calls something else is retired in favour of
    the new code, which takes its synonyms (`not_renamed` names by list and normalised label the old codes for which a
    person said no). Raises Refused or WorkbookRefused; then nothing is saved.
    """
    reading = workbook.reading.insist()
    plan = plan_of(workbook=workbook)
    source = CodeListEdition.Source.PUBLIC if reading.says_its_confidence else CodeListEdition.Source.OFFICIAL
    newest = CodeListEdition.objects.newest()
    if newest and newest.is_official and source == CodeListEdition.Source.PUBLIC:
        raise Refused("The office has an official edition. A workbook from public sources cannot replace it.")
    if newest and newest.file_sha256 == workbook.sha256 and plan.changes_nothing:
        raise Refused(f"This workbook has been imported already: it is edition {newest.number}.")
    edition, is_ours = CodeListEdition.objects.get_or_create(
        number=(CodeListEdition.objects.aggregate(last=Max("number"))["last"] or 0) + 1,
        defaults={
            "source": source,
            "file_name": workbook.file_name[:200],
            "file_sha256": workbook.sha256,
            "note": note,
            "findings": list(reading.findings),
            "imported_at": at,
            "imported_by": by,
        },
    )
    if not is_ours:
        raise Refused("Another edition was imported at this moment. Look at the changes again.")
    _apply(edition, reading.rows, plan, frozenset(not_renamed))
    return edition


def _known_codes() -> list[KnownCode]:
    return [
        KnownCode(code.list_name, code.label, code.number, code.confidence, code.retired_in_id is not None)
        for code in Code.objects.all()
    ]


def _apply(
    edition: CodeListEdition, rows: tuple[CodeRow, ...], plan: ImportPlan, not_renamed: frozenset[tuple[str, str]]
) -> None:
    codes = {(code.list_name, code.normalised): code for code in Code.objects.all()}
    vanished = [codes[each.key] for each in plan.retired]
    for code in vanished:
        code.retired_in = edition
    Code.objects.bulk_update(vanished, ["retired_in"])
    # Numbers may move between labels, and each stands once on a list: give them up before they are given out.
    moved = [code for code, row in ((codes.get(row.key), row) for row in rows) if code and code.number != row.number]
    Code.objects.filter(pk__in=[code.pk for code in moved]).update(number="")
    added = Code.objects.bulk_create([_new_code(edition, row) for row in plan.added])
    codes |= {(code.list_name, code.normalised): code for code in added}
    new = {row.key for row in plan.added}
    known = [codes[row.key] for row in rows if row.key not in new]
    numbers = {(row.list_name, row.number) for row in rows if row.number}
    for row in rows:
        _bring_up_to_date(codes[row.key], row, edition, numbers)
    Code.objects.bulk_update(
        known,
        [
            "label",
            "number",
            "description",
            "confidence",
            "unconfirmed",
            "basis",
            "sources",
            "confirmed_in",
            "retired_in",
        ],
    )
    CodeInEdition.objects.bulk_create(
        CodeInEdition(edition=edition, code=codes[row.key], label=row.label, number=row.number) for row in rows
    )
    _save_synonyms(codes, rows)
    for renaming in plan.renamed:
        if renaming.old.key not in not_renamed:
            _replace(codes[renaming.old.key], codes[renaming.new.key])


def _new_code(edition: CodeListEdition, row: CodeRow) -> Code:
    confirmed = row.settled_confidence == Code.Confidence.OFFICIAL
    return Code(
        list_name=row.list_name,
        label=row.label,
        normalised=normalised(row.label),
        number=row.number,
        description=row.description,
        confidence=row.settled_confidence,
        unconfirmed=row.settled_confidence == Code.Confidence.LOW,
        basis=row.basis,
        sources=list(row.sources),
        scheme=row.scheme,
        note=row.note,
        added_in=edition,
        confirmed_in=edition if confirmed else None,
    )


def _bring_up_to_date(code: Code, row: CodeRow, edition: CodeListEdition, numbers: Collection[tuple[str, str]]) -> None:
    """Take what the newest edition says. What it says nothing of stays: a description, an official word, a number too
    unless the edition gives it to another label."""
    code.label = row.label
    kept = "" if (code.list_name, code.number) in numbers else code.number
    code.number = row.number or kept
    code.description = row.description or code.description
    code.retired_in = None
    if code.confidence == Code.Confidence.OFFICIAL:
        return
    code.confidence = row.settled_confidence
    code.unconfirmed = code.confidence == Code.Confidence.LOW
    code.basis, code.sources = row.basis or code.basis, list(row.sources) or code.sources
    if code.confidence == Code.Confidence.OFFICIAL:
        code.confirmed_in = edition


def _save_synonyms(codes: Mapping[tuple[str, str], Code], rows: tuple[CodeRow, ...]) -> None:
    """Add the synonyms that an edition brings; none is ever taken away."""
    wanted: dict[tuple[int, str], CodeSynonym] = {}
    for row in rows:
        code = codes[row.key]
        words = [(CodeSynonym.Kind.SPELLING, text, note) for text, note in row.spellings]
        words += [(CodeSynonym.Kind.REQUESTER, text, note) for text, note in row.requester_words]
        for kind, text, note in words:
            key = normalised(text)
            if key and key != code.normalised:
                synonym = CodeSynonym(code=code, text=text, normalised=key, kind=kind, note=note)
                wanted.setdefault((code.pk, key), synonym)
    CodeSynonym.objects.bulk_create(wanted.values(), ignore_conflicts=True)


def _replace(old: Code, new: Code) -> None:
    """The old code's label and synonyms become synonyms of the new one; the old code points to it."""
    words = [CodeSynonym(code=new, text=old.label, normalised=old.normalised, kind=CodeSynonym.Kind.EARLIER)]
    words += [
        CodeSynonym(code=new, text=each.text, normalised=each.normalised, kind=each.kind, note=each.note)
        for each in old.synonyms.all()
        if each.normalised != new.normalised
    ]
    CodeSynonym.objects.bulk_create(words, ignore_conflicts=True)
    old.replaced_by = new
    old.save(update_fields=["replaced_by"])
