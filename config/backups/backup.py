"""Making a backup: the database as it stands, then the files, into one archive that appears whole or not at all."""

import fcntl
import hashlib
import os
import re
import stat
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import sleep
from typing import BinaryIO

from django.db import DEFAULT_DB_ALIAS
from django.template.defaultfilters import filesizeformat

from config.backups import BackupRefused, office
from config.backups.archive import ArchiveWriter
from config.backups.manifest import FILES, Manifest
from config.backups.office import NamedFile
from config.backups.progress import Progress

PREFIX, SUFFIX = "foidesk-", ".tar.gz"
NAMED = re.compile(rf"({PREFIX}\d{{4}}-\d\d-\d\dT\d{{6}}(\.\d{{3}})?)Z{SUFFIX}")
"""What `make_backup` calls its archives, and once did, by whole seconds; files of other names are somebody else's."""
COPIES_AT_MOST = 5
"""How often the database is copied anew because a workbook was removed in the meantime."""
WAITS = (0.1, 0.5, 2.0)
"""Seconds before a file that is not as its row says is read again: somebody may just be writing it anew."""


@dataclass(frozen=True)
class Made:
    """A backup that was made; `lost` are the files that rows name and that the office no longer had as kept."""

    path: Path
    size: int
    files: int
    rows: int
    lost: list[str]


def make_backup(folder: Path, *, at: datetime, progress: Progress) -> Made:
    """Back this office up into a folder, while it goes on working.

    Raises:
        BackupRefused: the folder is not fit for it, another backup is being made, or the database cannot be copied.
        OSError: it cannot be written; then nothing stays.
    """
    office.refuse_mixed_files()
    if office.is_among_the_files(folder):
        raise BackupRefused("The backups cannot lie among the files that are backed up. Choose another folder.")
    if folder.exists() and not folder.is_dir():
        raise BackupRefused(f"{folder} is a file. Choose a folder.")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _alone(folder), tempfile.TemporaryDirectory(prefix=f".{PREFIX}", dir=folder) as begun:
        path = folder / _name(at)
        if path.exists():
            raise BackupRefused(f"{path} is there already.")
        unfinished = Path(begun, path.name)
        with open(unfinished, "xb", opener=lambda name, flags: os.open(name, flags, mode=0o600)) as out:
            manifest = _write(out, Path(begun), at, progress)
        size = unfinished.stat().st_size
        os.rename(unfinished, path)
    progress.end()
    return Made(path, size, len(manifest.files), sum(manifest.rows.values()), manifest.lost)


def remove_older(newest: Path, *, keep: int) -> list[Path]:
    """Of a backup and the older ones beside it, remove all but so many; what was removed.

    Files of other names stay, and so do backups that a wrong clock has dated later.
    """
    named = (NAMED.fullmatch(path.name) for path in newest.parent.glob(f"{PREFIX}*{SUFFIX}"))
    moments = {newest.parent / name[0]: name[1] for name in named if name}
    older = sorted((path for path in moments if moments[path] <= moments[newest]), key=moments.get)[:-keep]
    for path in older:
        path.unlink()
    return older


def _name(at: datetime) -> str:
    """An archive of this moment, to the millisecond; names sort as their moments do."""
    moment = at.astimezone(UTC)
    return f"{PREFIX}{moment:%Y-%m-%dT%H%M%S}.{moment.microsecond // 1000:03}Z{SUFFIX}"


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Be the only one who backs up into a folder; what an interrupted backup left there goes."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        for left in folder.glob(f".{PREFIX}*"):
            for path in left.iterdir():
                path.unlink()
            left.rmdir()
        yield
        os.fsync(opened)
    except BlockingIOError as taken:
        raise BackupRefused(f"Another backup into {folder} is being made.") from taken
    finally:
        os.close(opened)


def _write(out: BinaryIO, work: Path, at: datetime, progress: Progress) -> Manifest:
    archive = ArchiveWriter(out)
    with ExitStack() as uploads:
        copied = _copy_database(work, at, uploads, progress)
        manifest = copied.manifest
        progress.step("Writing the database")
        archive.add_path(manifest.database, work / manifest.database)
        progress.step("Writing the files")
        for named, file in copied.uploads.items():
            _add(archive, named, file, manifest.lost)
    for named in copied.lasting:
        _add_lasting(archive, named, manifest.lost)
        progress.so_far(_how_far(archive))
    _add_the_rest(archive, progress)
    return archive.finish(manifest, modified=at.timestamp())


@dataclass(frozen=True)
class _Copied:
    """The database as it was copied: what is said of it, the uploads that it names, open, and its lasting files."""

    manifest: Manifest
    uploads: dict[NamedFile, BinaryIO]
    lasting: list[NamedFile]


def _copy_database(work: Path, at: datetime, held: ExitStack, progress: Progress) -> _Copied:
    """Copy the database until every upload that the copy names could be opened, or is gone for good."""
    database = office.database()
    copy = work / database.COPY
    opened: dict[NamedFile, BinaryIO] = {}
    for _attempt in range(COPIES_AT_MOST):
        progress.step("Copying the database")
        copy.unlink(missing_ok=True)
        # The copy takes a while: a workbook that is open before it begins can be read even if it is removed meanwhile.
        _open(office.removable_files(DEFAULT_DB_ALIAS), opened, held)
        with database.snapshot(copy, progress) as alias:
            named = office.removable_files(alias)
            _open(named, opened, held)
            gone = [each.place for each in named if each not in opened]
            if not all(office.is_still_waiting(place) for place in gone):
                continue
            manifest = Manifest(
                made_at=at.isoformat(),
                engine=database.ENGINE,
                engine_version=database.version(),
                schema=database.schema(),
                database=database.COPY,
                migrations=office.migrations(alias),
                rows=office.rows(alias),
                link_key=office.link_key(),
                contents={},
                lost=gone,
            )
            uploads = {each: opened[each] for each in named if each in opened}
            return _Copied(manifest, uploads, list(office.lasting_files(alias)))
    raise BackupRefused("Code workbooks are being uploaded and removed all the time. Try again when that has ended.")


def _open(named: Iterable[NamedFile], opened: dict[NamedFile, BinaryIO], held: ExitStack) -> None:
    """Open those that are not open yet and are there."""
    for each in named:
        if each not in opened:
            with suppress(FileNotFoundError):
                opened[each] = held.enter_context((office.files_folder() / each.place).open("rb"))


def _add(archive: ArchiveWriter, named: NamedFile, file: BinaryIO, lost: list[str]) -> None:
    facts = os.fstat(file.fileno())
    kept = archive.add(
        FILES + named.place, file, facts.st_size, modified=facts.st_mtime, mode=stat.S_IMODE(facts.st_mode)
    )
    if kept.sha256 != named.sha256:
        lost.append(named.place)


def _add_lasting(archive: ArchiveWriter, named: NamedFile, lost: list[str]) -> None:
    """Add a file that a row names; one that is not as the row says is read again before it counts as lost."""
    path = office.files_folder() / named.place
    for wait in (*WAITS, None):
        with suppress(FileNotFoundError), path.open("rb") as file:
            if wait is None or hashlib.file_digest(file, "sha256").hexdigest() == named.sha256:
                file.seek(0)
                _add(archive, named, file, lost)
                return
        if wait:
            sleep(wait)
    lost.append(named.place)


def _add_the_rest(archive: ArchiveWriter, progress: Progress) -> None:
    """Add the files that no row of the copy names: those that came since, or that the office put there itself."""
    for place in office.files_in(office.files_folder()):
        if FILES + place not in archive.contents:
            with suppress(FileNotFoundError):  # removed in the meantime
                archive.add_path(FILES + place, office.files_folder() / place)
            progress.so_far(_how_far(archive))


def _how_far(archive: ArchiveWriter) -> str:
    return f"{len(archive.contents) - 1:,} files, {filesizeformat(archive.bytes_written)}"
