"""An uploaded code workbook on its way: kept, explained, then imported or removed.

A workbook is copied and read before any transaction begins: while one is open, no other process may write to SQLite.
"""

import hashlib
import os
from collections.abc import Collection, Iterable
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction

from accounts.models import StaffMember
from codes.actions.code_lists import ReadWorkbook, import_code_list, read_workbook
from codes.domain.code_list_mapping import mapping_from_json, mapping_to_json
from codes.domain.errors import Refused
from codes.models.code_lists import CodeListEdition
from codes.models.uploads import PendingImport, pending_folder
from codes.workbook_safety import refuse_size, refuse_unless_workbook

KEPT_FOR = timedelta(days=1)


def keep_upload(*, chunks: Iterable[bytes], size: int, file_name: str, by: StaffMember, at: datetime) -> PendingImport:
    """Keep an uploaded workbook until it is confirmed; raises WorkbookRefused for what is no code workbook."""
    remove_old_uploads(at=at)
    refuse_size(size)
    pending = PendingImport(file_name=_safe_name(file_name), uploaded_by=by, uploaded_at=at)
    pending_folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with ExitStack() as undo:
        undo.callback(pending.place.unlink, missing_ok=True)
        with open(pending.place, "xb", opener=_private) as file:
            for chunk in chunks:
                digest.update(chunk)
                file.write(chunk)
        with pending.place.open("rb") as file:
            refuse_unless_workbook(file)
        pending.file_sha256 = digest.hexdigest()
        pending.save(force_insert=True)
        undo.pop_all()
    return pending


def read_upload(*, pending: PendingImport) -> ReadWorkbook:
    """What was understood of an upload. Raises WorkbookRefused; Refused when the file is gone or another."""
    return _read(pending, pending.mapping)


def map_upload(*, pending: PendingImport, mapping: Any) -> PendingImport:
    """Say where the lists stand in the upload; raises WorkbookRefused when the workbook has no such place."""
    _read(pending, mapping)
    pending.mapping = mapping_to_json(mapping_from_json(mapping))
    pending.save(update_fields=["mapping"])
    return pending


def confirm_upload(
    *,
    pending: PendingImport,
    not_renamed: Collection[tuple[str, str]],
    expected_edition: int,
    by: StaffMember,
    at: datetime,
) -> CodeListEdition:
    """Import the upload as it was shown, and remove it. `expected_edition` is the number that was in use then.

    Raises Refused or WorkbookRefused; then nothing is saved and the upload stays.
    """
    workbook = read_upload(pending=pending)
    with transaction.atomic():
        newest = CodeListEdition.objects.newest()
        if (newest.number if newest else 0) != expected_edition:
            raise Refused("Another edition was imported in the meantime. Look at the changes again before you confirm.")
        edition = import_code_list(workbook=workbook, not_renamed=not_renamed, by=by, at=at)
        discard_upload(pending=pending)
    return edition


@transaction.atomic
def discard_upload(*, pending: PendingImport) -> None:
    """Remove an upload and its file."""
    place = pending.place
    pending.delete()
    transaction.on_commit(lambda: place.unlink(missing_ok=True))


@transaction.atomic
def remove_old_uploads(*, at: datetime) -> int:
    """Remove uploads that nobody confirmed within a day, and files that no row names; returns how many uploads."""
    old = list(PendingImport.objects.uploaded_before(at - KEPT_FOR))
    for pending in old:
        discard_upload(pending=pending)
    for place in pending_folder().glob("*.xlsx"):
        if place.stat().st_mtime < (at - KEPT_FOR).timestamp() and not _has_row(place):
            place.unlink(missing_ok=True)
    return len(old)


def _has_row(place: Path) -> bool:
    return PendingImport.objects.filter(pk=place.stem).exists()


def _read(pending: PendingImport, mapping: Any) -> ReadWorkbook:
    if not pending.place.exists():
        raise Refused("The uploaded file is no longer there. Upload it again.")
    workbook = read_workbook(place=pending.place, file_name=pending.file_name, mapping=mapping_from_json(mapping))
    if workbook.sha256 != pending.file_sha256:
        raise Refused("The file is not the one that you uploaded. Upload it again.")
    return workbook


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, mode=0o600)


def _safe_name(file_name: str) -> str:
    """The last part of a file's name, without control characters."""
    last = file_name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(each for each in last if each.isprintable())[:200] or "workbook.xlsx"
