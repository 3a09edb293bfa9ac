"""What the commands to back up and restore say when they are stopped, or the machine refuses."""

import errno
import os
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from accounts.models import StaffMember
from config import unfinished_restore
from config.backups import BackupRefused, office

STOPPED = {
    ("backup",): "Stopped. No backup was made, and older ones are as they were.",
    ("restore", "--check-only", "a.tar.gz"): "Stopped. Nothing has been changed.",
    ("restore", "a.tar.gz"): "Stopped. The office is the old one or the restored one. Give the command again before"
    " you start FOI Desk.",
}
AT_WORK = {
    ("backup",): "responses.management.commands.backup.make_backup",
    ("restore", "--check-only", "a.tar.gz"): "responses.management.commands.restore.check_backup",
    ("restore", "a.tar.gz"): "responses.management.commands.restore.restore_backup",
}


@pytest.mark.parametrize("command", STOPPED, ids=" ".join)
def test_who_stops_a_command_with_ctrl_c_reads_what_has_become_of_the_office(monkeypatch, command):
    def is_stopped(*_args, **_more):
        raise KeyboardInterrupt

    monkeypatch.setattr(AT_WORK[command], is_stopped)
    with pytest.raises(CommandError) as stopped:
        call_command(*command)
    assert (str(stopped.value), stopped.value.returncode) == (STOPPED[command], 130)


REFUSALS = {
    OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)): "No space left on device",
    OSError(errno.EACCES, os.strerror(errno.EACCES), "/srv/backups"): "/srv/backups: Permission denied",
    OSError(errno.EROFS, os.strerror(errno.EROFS), Path("/backups/x")): "/backups/x: Read-only file system",
    OSError("the disk went away"): "the disk went away",
}


@pytest.mark.parametrize(("refusal", "words"), REFUSALS.items(), ids=REFUSALS.values())
@pytest.mark.parametrize("command", STOPPED, ids=" ".join)
def test_what_the_machine_refuses_is_said_without_its_numbers(monkeypatch, command, refusal, words):
    def is_refused(*_args, **_more):
        raise refusal

    monkeypatch.setattr(AT_WORK[command], is_refused)
    with pytest.raises(CommandError) as refused:
        call_command(*command)
    assert f": {words}." in str(refused.value)


def test_a_file_where_the_folder_of_backups_should_be_is_told(tmp_path):
    (tmp_path / "backups").write_text("not a folder")
    with pytest.raises(CommandError, match=r"backups is a file\. Choose a folder\."):
        call_command("backup", "--to", str(tmp_path / "backups"))


@pytest.mark.django_db
def test_an_office_whose_restore_was_broken_off_late_is_not_called_somebody_elses():
    StaffMember.objects.create(name="Ada", email="ada@authority.example")
    with connection.cursor() as cursor:
        cursor.execute(unfinished_restore.SET)
    with pytest.raises(BackupRefused) as refused:
        office.refuse_unless_empty({})
    said = str(refused.value)
    assert "A restore into this office was broken off when its database stood already: it holds 0 requests" in said
    assert "REPLACE=yes" in said
