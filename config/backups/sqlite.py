"""The copy of an SQLite database, and putting one in its place."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.contrib.sessions.models import Session
from django.db import connection, connections

from config import unfinished_restore
from config.backups import BackupRefused
from config.backups.manifest import Manifest
from config.backups.progress import Progress

ENGINE = "SQLite"
COPY = "database.sqlite3"
SNAPSHOT = "snapshot"
PAGES = 2000  # copied at once


def place() -> Path:
    """Where the database of this office lies."""
    return Path(connection.settings_dict["NAME"])


def version() -> str:
    """That of the library."""
    return sqlite3.sqlite_version


def schema() -> str:
    """SQLite has none."""
    return ""


def refuse_misfit(manifest: Manifest) -> None:
    """A backup of any SQLite database fits."""


def refuse_when_used() -> None:
    """Nobody can be seen using SQLite; who does is met when the file changes places."""


@contextmanager
def snapshot(copy: Path, progress: Progress) -> Iterator[str]:
    """Copy the database as it stands now, while the office goes on working; yields the alias under which it is asked.

    One read transaction stays open while the pages are copied, so they are those of one moment.
    """
    try:
        _copy(copy, progress)
    except sqlite3.Error as failed:
        raise BackupRefused(f"The database cannot be copied: {failed}.") from failed
    asked = connection.copy(alias=SNAPSHOT)
    asked.settings_dict |= {"NAME": str(copy), "OPTIONS": {}}
    connections[SNAPSHOT] = asked
    try:
        yield SNAPSHOT
    finally:
        asked.close()
        del connections[SNAPSHOT]


def _copy(copy: Path, progress: Progress) -> None:
    with closing(sqlite3.connect(place(), isolation_level=None)) as office, closing(sqlite3.connect(copy)) as kept:
        office.execute("BEGIN")
        office.execute("SELECT count(*) FROM sqlite_master").fetchone()
        office.backup(kept, pages=PAGES, progress=_percent(progress))
        # What is deleted is overwritten, so that no session can be read out of the copy.
        kept.execute("PRAGMA secure_delete = ON")
        with kept:
            kept.execute(f'DELETE FROM "{Session._meta.db_table}"')
        kept.execute("PRAGMA journal_mode = DELETE")


def load(copy: Path, manifest: Manifest, progress: Progress) -> None:
    """Put a copy in the place of the database, in one moment.

    Raises:
        BackupRefused: the copy is damaged, or somebody still uses the database; the old one is as it was.
    """
    _check(copy, manifest)
    there = place()
    there.parent.mkdir(parents=True, exist_ok=True)
    beside = there.with_name(f".{there.name}.restoring")
    try:
        shutil.copyfile(copy, beside)
        with closing(sqlite3.connect(beside)) as restored:
            restored.execute(unfinished_restore.SET)
        if there.exists():
            shutil.copymode(there, beside)
        _to_disk(beside)
        _change_places(beside, there)
    finally:
        beside.unlink(missing_ok=True)
    _to_disk(there.parent)


def _change_places(beside: Path, there: Path) -> None:
    connection.close()
    with closing(sqlite3.connect(there, timeout=5, isolation_level=None)) as old:
        try:
            # Brings what stands in the write-ahead log into the file and removes the log, which must not meet another
            # database; refused while anybody else has the database open.
            old.execute("PRAGMA journal_mode = DELETE")
            old.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as used:
            raise BackupRefused("The database is still being used. Stop web, worker and beat, then restore.") from used
        os.replace(beside, there)


def _check(copy: Path, manifest: Manifest) -> None:
    try:
        with closing(sqlite3.connect(f"file:{copy}?mode=ro", uri=True)) as asked:
            sound = asked.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            found = {table: asked.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] for table in manifest.rows}
    except sqlite3.DatabaseError as damaged:
        raise BackupRefused(f"The database in the backup is damaged: {damaged}.") from damaged
    if not sound or found != manifest.rows:
        raise BackupRefused("The database in the backup is damaged.")


def _percent(progress: Progress) -> Callable[[int, int, int], None]:
    return lambda status, left, pages: progress.so_far(f"{100 * (pages - left) // max(pages, 1)}%")


def _to_disk(path: Path) -> None:
    """Let nothing of a file or folder be lost in a power cut."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
