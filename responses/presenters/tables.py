"""Words about the tables of a letter, and about what brings a draft up to date."""

from collections.abc import Iterable
from typing import Any

from foirequests.presenters.days import number_of
from responses.domain.letter import Part
from responses.domain.reassembly import Reassembled
from responses.models import LetterTable
from responses.presenters.drafting import part_title


def table_rows(tables: Iterable[LetterTable], *, several: bool) -> list[dict[str, Any]]:
    """The tables of the letter, each with its size and files; with several questions, also which it answers."""
    rows = []
    for table in tables:
        question = f"Question {table.question.number}, " if several else ""
        rows.append(
            {
                "pk": table.pk,
                "caption": table.caption,
                "about": question + number_of(len(table.rows), "row"),
                "files": [{"pk": file.pk, "name": file.name} for file in table.files.all()],
            }
        )
    return rows


def up_to_date_rows(found: Reassembled) -> dict[str, Any]:
    """What bringing the draft up to date would change, by what happens to the parts."""
    groups = (
        ("These parts come into the letter:", found.added),
        ("These parts go, because what they say is no longer decided:", found.removed),
        ("These parts say what is decided now:", found.refilled),
    )
    return {
        "changes": [{"heading": words, "titles": list(map(_title, parts))} for words, parts in groups if parts],
        "lost": [_title(part) for part in found.lost],
        "without_wording": found.without_wording,
    }


def _title(part: Part) -> str:
    title = part_title(part) or "Table"
    return f"{title} (question {part.question})" if part.question else title
