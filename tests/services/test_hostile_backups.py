"""What is no backup, or no longer as it was written, is refused in words, and the office stays as it is."""

import gzip
import hashlib
import io
import json
import random
import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import sleep
from types import SimpleNamespace

import pytest
from django.db import connection, connections
from django.utils import timezone

from accounts.background import mark_seen
from config.backups import BackupRefused, office, postgresql_programs
from config.backups.archive import check, extract
from config.backups.backup import Made, make_backup, remove_older
from config.backups.progress import Progress
from config.backups.restore import check_backup, restore_backup
from tests.services import small_backups

SNAPSHOT = "snapshot"
LETTER = "files/kept/ab/abcd"
CONTENTS = {"database.sqlite3": b"rows " * 400, LETTER: random.Random(1).randbytes(3000), "files/logo.png": b"logo"}
ALTERED = "The backup has been altered: "
NOT_WHOLE = "The backup is not whole: it was cut off"
MANIFEST = replace(small_backups.MANIFEST, rows={"accounts_staffmember": 2})
Members = list[tuple[tarfile.TarInfo, bytes]]


def silent(read: int, size: int) -> None:
    """How far it is, told to nobody."""


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A small backup."""
    return small_backups.a_backup(tmp_path / "backup.tar.gz", CONTENTS, MANIFEST)


def rewrite(archive: Path, change: Callable[[Members], Members]) -> None:
    """Write an archive anew with other members."""
    with tarfile.open(archive) as read:
        members = [(info, read.extractfile(info).read()) for info in read]
    with tarfile.open(archive, "w:gz") as written:
        for info, content in change(members):
            info.size = len(content)
            written.addfile(info, io.BytesIO(content))


def member(name: str, content: bytes = b"", kind: bytes = tarfile.REGTYPE, link: str = "") -> tuple:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, link
    return info, content


def with_manifest(**changes: object) -> Callable[[Members], Members]:
    """The members with a manifest that says something else."""

    def change(members: Members) -> Members:
        *rest, (info, text) = members
        return [*rest, (info, json.dumps({**json.loads(text), **changes}).encode())]

    return change


def naming(name: str) -> Callable[[Members], Members]:
    """The members with one of another name, of which the manifest knows."""

    def change(members: Members) -> Members:
        *rest, (info, text) = members
        read = json.loads(text)
        read["contents"][name] = read["contents"].pop(LETTER)
        renamed = [member(name, content) if each.name == LETTER else (each, content) for each, content in rest]
        return [*renamed, (info, json.dumps(read).encode())]

    return change


def altered(name: str) -> Callable[[Members], Members]:
    """The members with one byte of one of them changed."""
    return lambda members: [
        (info, bytes([content[0] ^ 1]) + content[1:] if info.name == name else content) for info, content in members
    ]


def test_a_backup_as_it_was_written_is_read_back_to_the_byte(archive, tmp_path):
    manifest = check(archive, so_far=silent)
    assert manifest.rows == {"accounts_staffmember": 2}
    assert manifest.total == sum(map(len, CONTENTS.values()))
    extract(archive, manifest, lambda name: tmp_path / "out" / name, so_far=silent)
    for name, content in CONTENTS.items():
        assert (tmp_path / "out" / name).read_bytes() == content


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (naming("files/../../outside"), ALTERED),
        (naming("../outside"), ALTERED),
        (naming("/outside"), ALTERED),
        (naming("files//kept"), ALTERED),
        (naming("database.dump"), ALTERED),
        (lambda members: [member("files/door", kind=tarfile.SYMTYPE, link="/etc"), *members], ALTERED),
        (lambda members: [member("files/door", kind=tarfile.LNKTYPE, link=LETTER), *members], ALTERED),
        (lambda members: [member("files/device", kind=tarfile.CHRTYPE), *members], ALTERED),
        (lambda members: [member("files/pipe", kind=tarfile.FIFOTYPE), *members], ALTERED),
        (lambda members: [member("files/folder", kind=tarfile.DIRTYPE), *members], ALTERED),
        (lambda members: [member("files/stranger", b"more"), *members], ALTERED),
        (lambda members: [*members, member("files/after", b"more")], ALTERED),
        (lambda members: [members[0], *members], ALTERED),
        (lambda members: members[1:], ALTERED),
        (altered("database.sqlite3"), ALTERED),
        (altered(LETTER), ALTERED),
        (lambda members: members[:-1], NOT_WHOLE),
        (with_manifest(format=2), "A later version of FOI Desk made this backup."),
        (with_manifest(format="1"), "This is no backup of FOI Desk."),
        (with_manifest(product="Another"), "This is no backup of FOI Desk."),
        (with_manifest(contents=7), ALTERED),
        (with_manifest(rows={'staff"; DROP TABLE staff': 1}), ALTERED),
        (with_manifest(more=1), ALTERED),
        (with_manifest(made_at="yesterday"), ALTERED),
        (with_manifest(made_at="2026-11-22T03:00:00"), ALTERED),
        (with_manifest(made_at=7), ALTERED),
        (lambda members: [*members[:-1], member("manifest.json", b"{")], "This is no backup of FOI Desk."),
    ],
)
def test_an_archive_that_no_backup_wrote_is_refused(archive, change, words):
    rewrite(archive, change)
    with pytest.raises(BackupRefused) as refused:
        check(archive, so_far=silent)
    assert str(refused.value).startswith(words)


@pytest.mark.parametrize("part", [0, 0.01, 0.3, 0.6, 0.9, 0.99])
def test_an_archive_that_was_cut_off_is_refused(archive, part):
    whole = archive.read_bytes()
    archive.write_bytes(whole[: int(len(whole) * part)])
    with pytest.raises(BackupRefused):
        check(archive, so_far=silent)


def test_an_archive_with_any_altered_byte_is_refused_or_reads_the_same(archive):
    whole, chance = archive.read_bytes(), random.Random(7)
    manifest = check(archive, so_far=silent)
    refused = 0
    for place in chance.sample(range(len(whole)), 150):
        archive.write_bytes(whole[:place] + bytes([whole[place] ^ 1 << chance.randrange(8)]) + whole[place + 1 :])
        try:
            # A byte of the wrapping (a time, a mode) may be another; what is restored may not.
            assert check(archive, so_far=silent).contents == manifest.contents
        except BackupRefused:
            refused += 1
    assert refused > 100


@pytest.mark.parametrize(
    "content",
    [b"", b"no archive", gzip.compress(b"no archive"), gzip.compress(b"\0" * 10240)],
    ids=["nothing", "words", "compressed words", "compressed nothing"],
)
def test_a_file_that_is_no_backup_is_refused(tmp_path, content):
    path = tmp_path / "x.tar.gz"
    path.write_bytes(content)
    with pytest.raises(BackupRefused, match="no backup"):
        check(path, so_far=silent)


def test_an_archive_that_changes_between_check_and_restore_is_refused(archive, tmp_path):
    manifest = check(archive, so_far=silent)
    rewrite(archive, altered(LETTER))
    with pytest.raises(BackupRefused, match="was changed while it was being restored"):
        extract(archive, manifest, lambda name: tmp_path / "out" / name, so_far=silent)


def test_a_backup_of_a_later_version_is_refused_by_name(archive):
    rewrite(archive, with_manifest(migrations=["accounts.0001_initial", "accounts.0999_later"]))
    with pytest.raises(BackupRefused, match="later version of FOI Desk .* accounts.0999_later"):
        check_backup(archive, progress=Progress(io.StringIO()))


# --- Files that rows name --------------------------------------------------------------------------------------------


@pytest.fixture
def uploads(monkeypatch, settings, tmp_path) -> list[list[office.NamedFile]]:
    """The uploads that each copy of the database names, one list for each copy; no file outlasts the copying.

    Before a copy begins the office names the same uploads as the copy will.
    """
    copies: list[list[office.NamedFile]] = []

    @contextmanager
    def snapshot(copy: Path, progress: Progress) -> Iterator[str]:
        copy.write_bytes(b"rows")
        for left in tmp_path.glob("files/pending-code-workbooks/*"):
            left.unlink()
        connections[SNAPSHOT] = connection
        try:
            yield SNAPSHOT
        finally:
            del connections[SNAPSHOT]

    database = SimpleNamespace(
        COPY="database.sqlite3", ENGINE="SQLite", version=lambda: "3", schema=lambda: "", snapshot=snapshot
    )
    settings.FILES_DIR = tmp_path / "files"
    monkeypatch.setattr(office, "database", lambda: database)
    monkeypatch.setattr(office, "removable_files", lambda alias: copies.pop(0) if alias == SNAPSHOT else copies[0])
    return copies


UPLOAD = office.NamedFile("pending-code-workbooks/6f1c0d3e-0000-4000-8000-000000000000.xlsx", "0" * 64)


def backed_up(folder: Path, *, at: datetime | None = None) -> Made:
    return make_backup(folder, at=at or timezone.now(), progress=Progress(io.StringIO()))


def restore(archive: Path) -> None:
    restore_backup(archive, replace=True, send_waiting_mail=False, at=timezone.now(), progress=Progress(io.StringIO()))


@pytest.mark.django_db
def test_a_workbook_that_is_removed_during_the_copy_makes_the_database_be_copied_anew(uploads, tmp_path):
    uploads += [[UPLOAD], [UPLOAD], []]
    assert backed_up(tmp_path / "backups").lost == []
    assert uploads == []


@pytest.mark.django_db
def test_a_workbook_that_was_there_when_the_copy_began_is_in_the_backup_whoever_removes_it_meanwhile(
    uploads, settings, tmp_path
):
    content = b"a code workbook"
    upload = office.NamedFile(UPLOAD.place, hashlib.sha256(content).hexdigest())
    place = settings.FILES_DIR / upload.place
    place.parent.mkdir(parents=True)
    place.write_bytes(content)
    uploads += [[upload]]

    made = backed_up(tmp_path / "backups")

    assert (uploads, made.lost, place.exists()) == ([], [], False)
    with tarfile.open(made.path) as archive:
        assert archive.extractfile(f"files/{upload.place}").read() == content


@pytest.mark.django_db
def test_a_workbook_that_waits_and_has_no_file_is_told_as_lost(uploads, tmp_path, monkeypatch):
    uploads += [[UPLOAD]]
    monkeypatch.setattr(office, "is_still_waiting", lambda place: True)
    made = backed_up(tmp_path / "backups")
    assert made.lost == [UPLOAD.place]
    assert check(made.path, so_far=silent).lost == [UPLOAD.place]


@pytest.mark.django_db
def test_backups_do_not_lie_among_the_files_that_they_hold(uploads, tmp_path):
    with pytest.raises(BackupRefused, match="Choose another folder"):
        backed_up(tmp_path / "files/backups")


def test_a_backup_that_lies_among_the_files_that_it_would_replace_is_not_restored(archive, settings):
    settings.FILES_DIR = archive.parent
    with pytest.raises(BackupRefused, match="lies in .*, whose files the restore replaces. Move it"):
        restore(archive)


def test_a_folder_that_holds_more_than_files_is_neither_backed_up_nor_restored(archive, settings, tmp_path):
    settings.FILES_DIR = settings.VAR_DIR = tmp_path / "var"
    for act in (lambda: backed_up(tmp_path / "backups"), lambda: restore(archive)):
        with pytest.raises(BackupRefused, match="FILES_DIR .* must hold the files and nothing else"):
            act()


@pytest.mark.django_db
def test_two_backups_of_one_second_stand_beside_each_other_in_their_order(uploads, tmp_path):
    uploads += [[], []]
    first, second = (
        backed_up(tmp_path / "backups", at=datetime(2026, 11, 22, 3, 0, 0, millisecond * 1000, tzinfo=UTC)).path
        for millisecond in (40, 900)
    )
    assert first.name == "foidesk-2026-11-22T030000.040Z.tar.gz"
    assert sorted((tmp_path / "backups").iterdir()) == [first, second]


def test_only_older_backups_go_whatever_else_lies_in_their_folder(tmp_path):
    first, second, third, later = (
        tmp_path / f"foidesk-2026-11-{day}T030000Z.tar.gz" for day in ("20", "21", "22", "23")
    )
    kept_by_hand = tmp_path / "foidesk-before-the-move.tar.gz"
    for path in (first, second, third, later, kept_by_hand):
        path.touch()
    assert remove_older(third, keep=2) == [first]
    assert set(tmp_path.iterdir()) == {second, third, later, kept_by_hand}


def test_backups_named_by_whole_seconds_as_they_once_were_stand_in_their_order(tmp_path):
    named = ("20T030000Z", "20T030000.001Z", "20T030000.250Z", "20T030001Z", "20T030001.040Z")
    paths = [tmp_path / f"foidesk-2026-11-{moment}.tar.gz" for moment in named]
    for path in paths:
        path.touch()
    assert remove_older(paths[2], keep=1) == paths[:2]
    assert remove_older(paths[4], keep=1) == paths[2:4]


# --- Whether the office is at work -----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_service_that_speaks_again_stops_the_restore():
    mark_seen("worker", at=timezone.now())
    with pytest.raises(BackupRefused, match="Stop web, worker and beat"):
        office.wait_until_silent(Progress(io.StringIO()), wait=lambda seconds: mark_seen("worker", at=timezone.now()))


@pytest.mark.django_db
def test_a_service_that_is_silent_for_two_minutes_has_stopped():
    mark_seen("worker", at=timezone.now() - timedelta(minutes=2, seconds=-0.3))
    waited: list[float] = []
    said = io.StringIO()
    office.wait_until_silent(Progress(said), wait=lambda seconds: waited.append(seconds) or sleep(seconds))
    assert 0 < sum(waited) < 1
    assert "Making sure that worker and beat have stopped" in said.getvalue()


# --- PostgreSQL's programs -------------------------------------------------------------------------------------------


@pytest.fixture
def machine(monkeypatch, settings, tmp_path):
    """A machine with programs of these versions, and a server of version 16."""

    def with_versions(*versions: int) -> Path:
        for version in versions:
            folder = tmp_path / "lib" / str(version) / "bin"
            folder.mkdir(parents=True)
            for name in postgresql_programs.NAMES:
                (folder / name).write_text(f"#!/bin/sh\necho '{name} (PostgreSQL) {version}.3'\n")
                (folder / name).chmod(0o700)
        return tmp_path / "lib"

    monkeypatch.setattr(postgresql_programs, "DEBIAN", tmp_path / "lib")
    monkeypatch.setattr(postgresql_programs, "connection", SimpleNamespace(pg_version=160004))
    monkeypatch.setattr(postgresql_programs.shutil, "which", lambda name: None)
    settings.PG_BIN = ""
    return with_versions


def test_programs_of_the_servers_own_version_come_first(machine):
    folder = machine(15, 16, 17)
    assert postgresql_programs.programs() == folder / "16/bin"


def test_later_programs_do_where_there_are_none_of_the_servers_version(machine):
    folder = machine(9, 15, 18, 17)
    assert postgresql_programs.programs() == folder / "17/bin"


def test_without_fitting_programs_it_says_what_to_install(machine):
    machine(15)
    with pytest.raises(BackupRefused) as refused:
        postgresql_programs.programs()
    assert "sudo apt-get install postgresql-client-16" in str(refused.value)
    assert "here are: 15." in str(refused.value)


def test_programs_may_lie_elsewhere(machine, settings, tmp_path):
    settings.PG_BIN = str(machine(17) / "17/bin")
    assert postgresql_programs.programs() == Path(settings.PG_BIN)


def test_what_postgresql_complains_of_is_told_without_the_data():
    said = b'psql:<stdin>:9: ERROR:  duplicate key\nDETAIL:  Key (name)=(Ada Quill)\nCONTEXT:  COPY x: "Ada Quill"\n'
    assert postgresql_programs.complaint(said) == "psql:<stdin>:9: ERROR:  duplicate key"
