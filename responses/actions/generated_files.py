"""The files that go with a letter: made by the product from the letter's tables, and from nothing else."""

import re
from datetime import datetime

from foirequests import files
from foirequests.actions.files import keep_file
from foirequests.emails import Attachment
from responses import table_files
from responses.models import GeneratedFile, IssuedLetter, LetterTable

GENERATOR = "FOI Desk tables"
LONGEST_NAME = 60
"""Characters of a file's name before its ending."""

_TYPES = {
    GeneratedFile.Form.CSV: table_files.CSV_TYPE,
    GeneratedFile.Form.WORKBOOK: table_files.WORKBOOK_TYPE,
}


def make_files(table: LetterTable, *, at: datetime) -> list[GeneratedFile]:
    """Make the files that the table is ticked for, anew; those of an earlier table go, and those no longer ticked."""
    wanted = {GeneratedFile.Form.CSV: table.as_csv, GeneratedFile.Form.WORKBOOK: table.as_workbook}
    table.files.all().delete()
    made = []
    for form in (form for form, ticked in wanted.items() if ticked):
        content = _content(table, form)
        stored = keep_file(content, media_type=_TYPES[form], at=at)
        made.append(
            GeneratedFile.objects.create(
                table=table,
                form=form,
                name=_name(table, form),
                stored=stored,
                sha256=stored.sha256,
                generator=GENERATOR,
                version=table_files.VERSION,
                made_at=at,
            )
        )
    return made


def files_of(letter: IssuedLetter) -> list[GeneratedFile]:
    """The files that went with an issued letter: those whose digest it names.

    Raises:
        FileNotFoundError: the record of one of them is missing, so that the letter would go or stand without it.
    """
    digests = {each["sha256"] for each in letter.frozen["attachments"]}
    if not digests:
        return []
    found = GeneratedFile.objects.filter(table__foi_response=letter.foi_response_id, sha256__in=digests)
    made = list(found.select_related("stored").order_by("table__question__number", "table__number", "form"))
    if missing := digests - {each.sha256 for each in made}:
        raise FileNotFoundError(f"No record of files that letter {letter.pk} names: {', '.join(sorted(missing))}.")
    return made


def read_file(generated: GeneratedFile) -> bytes:
    """The bytes of a file, as they were made."""
    return files.read(generated.sha256)


def email_attachments(letter: IssuedLetter) -> list[Attachment]:
    """The files of an issued letter as they go with its e-mail."""
    return [Attachment(each.name, each.stored.media_type, read_file(each)) for each in files_of(letter)]


def _content(table: LetterTable, form: str) -> bytes:
    if form == GeneratedFile.Form.CSV:
        return table_files.csv_bytes(table.as_value())
    return table_files.workbook_bytes(table.as_value(), title=table.caption)


def _name(table: LetterTable, form: str) -> str:
    """`FOI_0007-1-claims-closed-by-year.csv`: the case, the place among its tables, what the table shows."""
    words = re.sub(r"[^a-z0-9]+", "-", table.caption.lower()).strip("-")[:LONGEST_NAME].strip("-") or "table"
    place = f"{table.question.number}-{table.number}"
    return f"{table.foi_response.foi_request.reference}-{place}-{words}.{form}"
