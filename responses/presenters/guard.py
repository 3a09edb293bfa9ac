"""Words and tones of the guard of precedents."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse

from foirequests.presenters.days import moment_words, number_of
from responses.actions.guard import said_by
from responses.domain.precedent_guard import FIGURE, OVERTURNED, RELEASES, WITHHOLDS, GuardWarning
from responses.models import PrecedentNote

SHORT = 160
"""Characters of an earlier question that stand for it."""

TAGS = {
    OVERTURNED: ("Overturned there", "bad"),
    WITHHOLDS: ("Given there", "warning"),
    RELEASES: ("Withheld there", "warning"),
    FIGURE: ("Another figure there", "warning"),
}
EXPLAINED = ("Figures of different days", "info")


def warning_rows(warnings: Iterable[GuardWarning], notes: Mapping[str, PrecedentNote]) -> list[dict[str, Any]]:
    """One entry for each warning, with the earlier case and the note that answers it."""
    return [_row(warning, notes.get(warning.key)) for warning in warnings]


def summary_of(rows: list[dict[str, Any]]) -> str:
    """`3 warnings, 1 of them answered`."""
    if not rows:
        return ""
    answered = sum(1 for row in rows if row["note"])
    return f"{number_of(len(rows), 'warning')}, {answered} answered with a note"


def _row(warning: GuardWarning, note: PrecedentNote | None) -> dict[str, Any]:
    tag, tone = EXPLAINED if warning.is_explained else TAGS[warning.kind]
    earlier = warning.earlier
    return {
        "key": warning.key,
        "tag": tag,
        "tone": tone,
        "question": warning.question,
        "words": warning.words,
        "why": warning.why,
        "cells": warning.cells,
        "more": f"and {number_of(warning.more_cells, 'more cell')}" if warning.more_cells else "",
        "case": earlier.reference,
        "case_url": reverse("case", args=[earlier.reference]),
        "asked": _short(earlier.text),
        "alike": f"{earlier.likeness:.0%} alike",
        "note": note and note.words,
        "noted": f"{note.by.name}, {moment_words(note.at)}" if note else "",
        "has_changed": note is not None and note.about != said_by(warning),
    }


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= SHORT else plain[:SHORT].rsplit(" ", 1)[0] + "…"
