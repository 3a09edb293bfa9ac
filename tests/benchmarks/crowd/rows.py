"""The rows of a case, read from the database with all that hangs on it, whatever tables there are."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.apps import apps
from django.db.models import Model
from django.utils import timezone

from foirequests.actions.clock import read_case_clock
from foirequests.models import FoiRequest, Notice, Requester, StoredFile
from responses.models import IssuedLetter

ROOMS = ("foirequests", "responses")
STILL_TRUE = 40
"""Days for which a case stays true that waits for no date of its own."""


def tables() -> list[type[Model]]:
    """The tables in which rows of a case may stand; the bytes of files are shared by all copies."""
    return [
        model
        for room in ROOMS
        for model in apps.get_app_config(room).get_models(include_auto_created=True)
        if model is not StoredFile
    ]


@dataclass(frozen=True)
class ModelCase:
    """The rows of one case (or of two that hang together), and the days between which it is true.

    `ends` is the last day on which anything happened, `until` the last day before something falls due (None: settled);
    `counted_from` are the days from which the due dates of its requests are counted.
    """

    rows: dict[type[Model], dict[int, Model]]
    files: dict[int, StoredFile]
    begins: date
    ends: date
    until: date | None
    counted_from: dict[int, date]


def read_case(foi_request: FoiRequest) -> ModelCase:
    """Everything that hangs on a case, in the order in which it was written."""
    rows: dict[type[Model], dict[int, Model]] = {model: {} for model in tables()}
    _gather(FoiRequest.objects.get(pk=foi_request.pk), rows)
    requests = rows[FoiRequest].values()
    for each in requests:
        rows[Requester][each.requester_id] = each.requester
    readings = {each.pk: read_case_clock(each) for each in requests}
    return ModelCase(
        rows={model: dict(sorted(found.items())) for model, found in rows.items() if found},
        files=_files(rows),
        begins=min(each.received_on for each in requests),
        ends=max(_days(rows)),
        until=_until(rows),
        counted_from={pk: reading.counted_from for pk, reading in readings.items()},
    )


def _gather(row: Model, rows: dict[type[Model], dict[int, Model]]) -> None:
    """Take in a row and all rows that point to it."""
    if row.pk in rows[type(row)]:
        return
    rows[type(row)][row.pk] = row
    for relation in type(row)._meta.get_fields(include_hidden=True):
        if (relation.one_to_many or relation.one_to_one) and relation.auto_created and relation.related_model in rows:
            for found in relation.related_model._base_manager.filter(**{relation.field.name: row}):
                _gather(found, rows)


def _files(rows: dict[type[Model], dict[int, Model]]) -> dict[int, StoredFile]:
    found = {}
    for model, kept in rows.items():
        names = [field.name for field in model._meta.concrete_fields if field.related_model is StoredFile]
        for row in kept.values():
            found |= {file.pk: file for file in (getattr(row, name) for name in names) if file is not None}
    return found


def _days(rows: dict[type[Model], dict[int, Model]]) -> Iterator[date]:
    """Every day on which something happened; what lies ahead are days due and last days."""
    for kept in rows.values():
        for row in kept.values():
            for name in ("happened_at", "raised_at", "seen_at", "sent_at", "answered_on", "posted_on"):
                happened = getattr(row, name, None)
                if happened is not None:
                    yield happened if not hasattr(happened, "hour") else timezone.localdate(happened)


def _until(rows: dict[type[Model], dict[int, Model]]) -> date | None:
    requests = rows[FoiRequest].values()
    is_told = {notice.foi_request_id for notice in rows[Notice].values() if notice.kind == Notice.Kind.OVERDUE}
    ahead = [each.due_on for each in requests if each.is_open and each.due_on and each.pk not in is_told]
    ahead += [
        letter.review_by
        for letter in rows[IssuedLetter].values()
        if letter.review_by and letter.window_told_at is None and letter.superseded_by_id is None
    ]
    if not ahead and any(each.is_open for each in requests):
        ahead = [max(_days(rows)) + timedelta(days=STILL_TRUE)]
    return min(ahead, default=None)
