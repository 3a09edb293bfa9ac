"""Restoring a backup: checked wholly, laid ready beside the old office, then put in its place in one moment."""

import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import ModuleType

from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.db.migrations.loader import MigrationLoader
from django.template.defaultfilters import filesizeformat

from config import unfinished_restore
from config.backups import BackupRefused, office
from config.backups.archive import check, extract
from config.backups.manifest import FILES, Manifest
from config.backups.progress import Progress
from foirequests.actions.mail import hold_unsent_mail
from foirequests.models import OutgoingMail
from responses.actions.render import hold_unrendered_letters
from responses.models import IssuedLetter


@dataclass(frozen=True)
class Restored:
    """What was restored; `waiting` messages and letters leave when the worker starts, `held` ones when tried again."""

    manifest: Manifest
    held: int
    waiting: int

    @property
    def links_are_dead(self) -> bool:
        """Whether private links that have left no longer open anything, since their key is another now."""
        return self.manifest.link_key != office.link_key()


def check_backup(archive: Path, *, progress: Progress) -> Manifest:
    """Read a backup wholly and say whether it could be restored into this office; changes nothing.

    Raises:
        BackupRefused: it could not, or the file cannot be opened, and why.
        OSError: reading it broke off.
    """
    try:
        archive.open("rb").close()
    except OSError as unreadable:
        raise BackupRefused(f"{archive} cannot be read: {unreadable.strerror}.") from unreadable
    progress.step("Checking the backup")
    manifest = check(archive, so_far=_percent(progress))
    engine = office.database().ENGINE
    if manifest.engine != engine:
        raise BackupRefused(
            f"The backup is of an office on {manifest.engine}, and this one is on {engine}. Set DATABASE_URL to a"
            f" database on {manifest.engine}, then restore."
        )
    known = {".".join(each) for each in MigrationLoader(None, ignore_no_migrations=True).disk_migrations}
    unknown = sorted(set(manifest.migrations) - known)
    if unknown:
        raise BackupRefused(
            f"A later version of FOI Desk made this backup (it knows {unknown[0]}). Install that version, then restore."
        )
    return manifest


def restore_backup(
    archive: Path, *, replace: bool, send_waiting_mail: bool, at: datetime, progress: Progress
) -> Restored:
    """Put a backup in the place of this office.

    `replace` allows that to be an office with something in it. Mail and letters that waited when the backup was made
    have probably left since: they are held for an officer, unless `send_waiting_mail`.

    Raises:
        BackupRefused: it cannot be restored here; nothing has been changed.
        OSError: a file cannot be written; the office is as it was.
    """
    office.refuse_mixed_files()
    office.refuse_root()
    folder = office.files_folder()
    if office.is_among_the_files(archive):
        raise BackupRefused(f"The backup lies in {folder}, whose files the restore replaces. Move it somewhere else.")
    manifest = check_backup(archive, progress=progress)
    database = office.database()
    _refuse_unless_free(database, manifest, replace, progress)
    folder.mkdir(parents=True, exist_ok=True)
    _clear_interrupted(folder)
    _refuse_without_space(folder, manifest)
    with tempfile.TemporaryDirectory(prefix=office.RESTORING, dir=folder) as begun:
        ready = Path(begun)
        progress.step("Laying the files ready")
        extract(archive, manifest, lambda name: ready / name, so_far=_percent(progress))
        later = _move_in(ready / FILES, manifest)
        os.sync()
        progress.step("Restoring the database")
        database.load(ready / manifest.database, manifest, progress)
        for place in later:
            os.replace(ready / FILES / place, folder / place)
    _remove_the_rest(folder, manifest)
    progress.step("Bringing the database up to date")
    call_command("migrate", verbosity=0, interactive=False)
    progress.end()
    return _settle(manifest, send_waiting_mail, at)


def _refuse_unless_free(database: ModuleType, manifest: Manifest, replace: bool, progress: Progress) -> None:
    """Raises BackupRefused unless the backup fits, this office may be replaced, and nobody is seen at work in it."""
    try:
        database.refuse_misfit(manifest)
        if not replace:
            office.refuse_unless_empty(manifest.files)
        database.refuse_when_used()
        office.wait_until_silent(progress)
    except DatabaseError as unreadable:
        raise BackupRefused(
            f"The database of this office cannot be read ({str(unreadable).strip()}). If it is damaged, restore into an"
            " empty one: on SQLite, move the file away with those beside it that end in -wal and -shm; on PostgreSQL,"
            " set DATABASE_URL to a new database."
        ) from unreadable


def _clear_interrupted(folder: Path) -> None:
    for left in folder.glob(f"{office.RESTORING}*"):
        shutil.rmtree(left)


def _refuse_without_space(folder: Path, manifest: Manifest) -> None:
    free = shutil.disk_usage(folder).free
    if free < manifest.total:
        raise BackupRefused(
            f"The backup needs {filesizeformat(manifest.total)} in {folder}, and {filesizeformat(free)} are free."
        )


def _move_in(ready: Path, manifest: Manifest) -> list[str]:
    """Move in every file whose place is free; the places of those that other bytes lie in now."""
    later = []
    for place, kept in manifest.files.items():
        there = office.files_folder() / place
        if not there.exists():
            there.parent.mkdir(parents=True, exist_ok=True)
            os.rename(ready / place, there)
        elif not office.holds(place, kept):
            later.append(place)
    return later


def _remove_the_rest(folder: Path, manifest: Manifest) -> None:
    """Remove the files of the office that was there before."""
    for place in list(office.files_in(folder)):
        if place not in manifest.files:
            (folder / place).unlink()


@transaction.atomic
def _settle(manifest: Manifest, send_waiting_mail: bool, at: datetime) -> Restored:
    held = 0
    if not send_waiting_mail:
        why = (
            f"FOI Desk was restored from the backup of {manifest.made}, when this was waiting to leave."
            " It may have left since. Make sure that it has not before you try again."
        )
        held = hold_unsent_mail(why=why, at=at) + hold_unrendered_letters(why=why, at=at)
    unfinished_restore.remove()
    waiting = OutgoingMail.objects.not_done().count() + IssuedLetter.objects.not_rendered().count()
    return Restored(manifest, held, waiting)


def _percent(progress: Progress) -> Callable[[int, int], None]:
    return lambda read, size: progress.so_far(f"{100 * read // max(size, 1)}%")
