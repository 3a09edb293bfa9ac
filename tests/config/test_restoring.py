"""Who may restore, and what a restore that was broken off leaves: the command can be given again as it was."""

import io
import json
import os
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from config.backups import BackupRefused, office, postgresql
from config.backups.manifest import Kept, Manifest
from config.backups.progress import Progress
from config.backups.restore import Restored, restore_backup
from tests.services.small_backups import MANIFEST, a_backup

LETTER = "kept/ab/abcd"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A small backup."""
    return a_backup(tmp_path / "backup.tar.gz", {"database.sqlite3": b"rows", f"files/{LETTER}": b"letter"})


@pytest.fixture
def empty_office(monkeypatch, settings, tmp_path) -> SimpleNamespace:
    """The database of an office without rows and files; `faults` are what its next attempts to load end with."""
    faults: list[Exception] = []

    def load(*_: object) -> None:
        if faults:
            raise faults.pop(0)

    database = SimpleNamespace(
        ENGINE="SQLite", refuse_misfit=lambda _: None, refuse_when_used=lambda: None, load=load, faults=faults
    )
    settings.VAR_DIR, settings.FILES_DIR = tmp_path / "var", tmp_path / "var/files"
    settings.FILES_DIR.mkdir(parents=True)
    monkeypatch.setattr(office, "database", lambda: database)
    return database


def restored(archive: Path) -> Restored:
    return restore_backup(
        archive, replace=False, send_waiting_mail=False, at=timezone.now(), progress=Progress(io.StringIO())
    )


@pytest.mark.django_db
def test_a_restore_into_an_empty_office_that_was_broken_off_is_given_again_as_it_was(archive, empty_office, settings):
    empty_office.faults.append(OSError("No space left on device"))
    with pytest.raises(OSError, match="No space left"):
        restored(archive)
    assert (settings.FILES_DIR / LETTER).exists()
    restored(archive)
    assert (settings.FILES_DIR / LETTER).read_bytes() == b"letter"


@pytest.mark.django_db
@pytest.mark.parametrize("place", [LETTER, "kept/cd/cdef"], ids=["other bytes", "another place"])
def test_a_file_that_the_backup_does_not_hold_is_nothing_to_remove_unasked(archive, empty_office, settings, place):
    path = settings.FILES_DIR / place
    path.parent.mkdir(parents=True)
    path.write_bytes(b"theirs")
    with pytest.raises(BackupRefused, match="not empty: it holds 0 requests, 0 members of staff and 1 file"):
        restored(archive)
    assert path.read_bytes() == b"theirs"


@pytest.mark.django_db
def test_a_backup_that_does_not_fit_is_refused_before_any_file_is_laid_down(archive, empty_office, settings):
    def misfit(_manifest: Manifest) -> None:
        raise BackupRefused("of the schema elsewhere")

    empty_office.refuse_misfit = misfit
    with pytest.raises(BackupRefused, match="schema elsewhere"):
        restored(archive)
    assert list(settings.FILES_DIR.iterdir()) == []


@pytest.mark.parametrize(("name", "why"), [("none.tar.gz", "No such file or directory"), ("", "Is a directory")])
@pytest.mark.parametrize("asked", [["--check-only"], []], ids=["checked", "restored"])
@pytest.mark.django_db
def test_a_file_that_cannot_be_opened_is_told_as_that(empty_office, tmp_path, name, why, asked):
    with pytest.raises(CommandError, match=f"cannot be read: {why}. Nothing has been changed"):
        call_command("restore", *asked, tmp_path / name, stdout=io.StringIO())


@pytest.mark.parametrize(
    ("schema", "made_on", "words"),
    [
        ("public", "17.2", None),
        ("public", "16.9", None),
        ("elsewhere", "17.2", "of the schema elsewhere, and this office uses public"),
        ("public", "18.0", "made on PostgreSQL 18.0, and this server is older"),
    ],
)
def test_a_backup_of_another_schema_or_a_later_server_does_not_fit(monkeypatch, schema, made_on, words):
    monkeypatch.setattr(postgresql, "schema", lambda: "public")
    monkeypatch.setattr(postgresql, "connection", SimpleNamespace(pg_version=170002))
    manifest = SimpleNamespace(schema=schema, engine_version=made_on)
    if not words:
        postgresql.refuse_misfit(manifest)
        return
    with pytest.raises(BackupRefused, match=words):
        postgresql.refuse_misfit(manifest)


def test_root_does_not_restore_what_the_offices_own_account_could_not_read(
    archive, empty_office, monkeypatch, settings
):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    if settings.FILES_DIR.stat().st_uid == 0:
        os.chown(settings.FILES_DIR, 65533, -1)
    with pytest.raises(BackupRefused, match="belongs to .* Give the command as"):
        restored(archive)
    assert list(settings.FILES_DIR.iterdir()) == []


@pytest.mark.parametrize(
    "altered",
    [
        {"migrations": 5},
        {"migrations": [1, "accounts.0001_initial"]},
        {"migrations": ["\x1b[2J"]},
        {"rows": {"accounts_staffmember": "many"}},
        {"lost": 5},
        {"lost": ["\x1b[2Jkept/ab/abcd"]},
        {"engine": ["SQLite"]},
        {"engine_version": "x"},
        {"link_key": None},
        {"contents": {"database.sqlite3": {"size": "4", "sha256": "0"}}},
        {"contents": {"database.sqlite3": {"size": 4, "sha256": 0}}},
    ],
    ids=str,
)
def test_a_manifest_that_says_what_none_of_ours_says_is_refused_in_words(altered):
    whole = replace(MANIFEST, contents={"database.sqlite3": Kept(4, "0" * 64)})
    assert Manifest.from_json(whole.to_json()) == whole
    with pytest.raises(BackupRefused, match="altered: its manifest cannot be read"):
        Manifest.from_json(json.dumps({**json.loads(whole.to_json()), **altered}).encode())


def test_a_manifest_nested_without_end_is_refused_in_words():
    with pytest.raises(BackupRefused, match="no backup of FOI Desk"):
        Manifest.from_json(b"[" * 200_000)
