"""What this office holds: the files that rows name, the rows, the migrations, and whether anybody is at work."""

import hashlib
import hmac
import os
import pwd
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection, connections
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from accounts.models import ServiceSeen, StaffMember
from codes.models.uploads import PendingImport, pending_folder
from config import unfinished_restore
from config.backups import BackupRefused, postgresql, sqlite
from config.backups.manifest import Kept, is_safe
from config.backups.progress import Progress
from foirequests import files
from foirequests.models import FoiRequest, StoredFile
from foirequests.presenters.days import number_of

RESTORING = ".restoring-"
"""How the folders begin in which a restore lays files ready, inside FILES_DIR so that they only change their names."""

ALIVE_FOR = timedelta(minutes=2)
"""How long after a sign of life a service counts as running: it gives one each minute."""


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file that a row names by its bytes: its place below FILES_DIR, and the SHA-256 that the row keeps."""

    place: str
    sha256: str


def database():
    """The module that copies and restores the kind of database that this office has."""
    return sqlite if connection.vendor == "sqlite" else postgresql


def files_folder() -> Path:
    """Where the files of the office lie."""
    return Path(settings.FILES_DIR)


def is_among_the_files(path: Path) -> bool:
    """Whether a file or folder lies inside the folder of files."""
    return path.resolve().is_relative_to(files_folder().resolve())


def refuse_mixed_files() -> None:
    """Raises BackupRefused when the folder of files holds what is none: a restore would remove or replace it."""
    if is_among_the_files(Path(settings.VAR_DIR)):
        raise BackupRefused(
            f"FILES_DIR is {files_folder()}, and VAR_DIR lies in it. It must hold the files and nothing else: set it to"
            " a folder of its own, and move the files there."
        )


def refuse_root() -> None:
    """Raises BackupRefused when root would restore the office of another account, to which root's files are closed."""
    folder = files_folder() if files_folder().exists() else Path(settings.VAR_DIR)
    owner = folder.stat().st_uid
    if os.geteuid() == 0 and owner != 0:
        try:
            name = pwd.getpwuid(owner).pw_name
        except KeyError:
            name = f"account {owner}"
        raise BackupRefused(
            f"{folder} belongs to {name}, who could not read what root restores. Give the command as {name}."
        )


def removable_files(alias: str) -> list[NamedFile]:
    """Files that are removed some day, after the row that names them: code workbooks that wait to be confirmed."""
    folder = pending_folder().relative_to(files_folder())
    uploads = PendingImport.objects.using(alias).order_by("pk")
    return [NamedFile(str(PurePosixPath(folder, pending.place.name)), pending.file_sha256) for pending in uploads]


def is_still_waiting(place: str) -> bool:
    """Whether the upload that lies in a place waits to be confirmed at this moment."""
    return PendingImport.objects.filter(pk=PurePosixPath(place).stem).exists()


def lasting_files(alias: str) -> Iterator[NamedFile]:
    """Files that stay for good: whatever was kept under its hash."""
    for sha256 in StoredFile.objects.using(alias).order_by("pk").values_list("sha256", flat=True).iterator():
        yield NamedFile(files.place(sha256), sha256)


def files_in(folder: Path) -> Iterator[str]:
    """The places of all files below a folder, in order, but for what an interrupted restore laid ready."""
    for here, folders, names in os.walk(folder, followlinks=True):
        folders[:] = sorted(each for each in folders if not each.startswith(RESTORING))
        for name in sorted(names):
            place = Path(here, name).relative_to(folder).as_posix()
            if is_safe(place):
                yield place


def rows(alias: str) -> dict[str, int]:
    """The number of rows of each table that is kept, which that of sessions is not."""
    with connections[alias].cursor() as cursor:
        counted = {}
        tables = set(connections[alias].introspection.table_names(cursor)) - {Session._meta.db_table}
        for table in sorted(tables):
            cursor.execute(f"SELECT count(*) FROM {connections[alias].ops.quote_name(table)}")
            counted[table] = cursor.fetchone()[0]
    return counted


def migrations(alias: str) -> list[str]:
    """The migrations that have been applied, as "room.name"."""
    return sorted(".".join(each) for each in MigrationRecorder(connections[alias]).applied_migrations())


def link_key() -> str:
    """A fingerprint of the key behind private links, from which the key cannot be had."""
    return hmac.new(settings.PORTAL_LINK_KEY.encode(), b"foidesk backup", "sha256").hexdigest()


def holds(place: str, kept: Kept) -> bool:
    """Whether the file in a place of this office is the one that a backup keeps for it."""
    path = files_folder() / place
    with path.open("rb") as file:
        return path.stat().st_size == kept.size and hashlib.file_digest(file, "sha256").hexdigest() == kept.sha256


def refuse_unless_empty(backed_up: Mapping[str, Kept]) -> None:
    """Raises BackupRefused when the office holds requests, staff or files, and says how many.

    Files that the backup holds as well are nobody's loss: a restore that was broken off has put them there.
    """
    tables = connection.introspection.table_names()
    requests, staff = (
        model.objects.count() if model._meta.db_table in tables else 0 for model in (FoiRequest, StaffMember)
    )
    there = list(files_in(files_folder()))
    if requests or staff or not all(place in backed_up and holds(place, backed_up[place]) for place in there):
        held = (
            f"it holds {number_of(requests, 'request')}, {number_of(staff, 'member of staff', 'members of staff')}"
            f" and {number_of(len(there), 'file')}."
        )
        if unfinished_restore.stands():
            raise BackupRefused(
                f"A restore into this office was broken off when its database stood already: {held} To do it again, and"
                " remove for good what came since, give REPLACE=yes (restore --replace)."
            )
        raise BackupRefused(
            f"This office is not empty: {held} Restoring removes all of them for good. If that is meant, give"
            " REPLACE=yes (restore --replace)."
        )


def wait_until_silent(progress: Progress, *, wait: Callable[[float], None] = time.sleep) -> None:
    """Wait until no service has given a sign of life for two minutes; raises BackupRefused when one gives another."""
    if ServiceSeen._meta.db_table not in connection.introspection.table_names():
        return
    first = dict(ServiceSeen.objects.values_list("name", "seen_at"))
    until = max(first.values(), default=timezone.now() - ALIVE_FOR) + ALIVE_FOR
    if until > timezone.now():
        progress.step("Making sure that worker and beat have stopped")
    while (left := (until - timezone.now()).total_seconds()) > 0:
        if dict(ServiceSeen.objects.values_list("name", "seen_at")) != first:
            raise BackupRefused("FOI Desk is running. Stop web, worker and beat, then restore.")
        progress.so_far(f"{left:.0f} seconds more, since one was seen less than two minutes ago")
        wait(min(1.0, left))
