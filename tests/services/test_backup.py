"""A backup restored is the office as it was: every row, every byte, on both databases; or nothing has changed."""

import json
import os
import re
import resource
import stat
import subprocess
import sys
import tarfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from config import unfinished_restore
from tests.services.backups import Offices, backed_up, ended_after, everything, told
from tests.services.office import PROCFILE, Office
from tests.services.programs import ROOT, Program

A_REQUEST_ARRIVES = """
from django.utils import timezone
from foirequests.actions.receive import RequesterDetails, receive_request
print(receive_request(
    text="How many claims were there last year?",
    requester=RequesterDetails(name="Ada Quill", email="ada.quill@requesters.example"),
    channel="web", received_on=timezone.localdate(), at=timezone.now(), by=None,
).reference)
"""
SOMEBODY_LOOKS = """
import json
from django.test import Client
from accounts.models import Role, StaffMember
from foirequests.models import FoiRequest
from responses.models import IssuedLetter
from responses.actions.render import read_pdf
visitor = Client(headers={"host": "127.0.0.1"})
visitor.force_login(StaffMember.objects.holding(Role.OFFICER).first())
# A case that was handed over opens to its team alone.
references = FoiRequest.objects.filter(handovers__isnull=True).values_list("reference", flat=True)
pages = [visitor.get(f"/requests/{each}/").status_code for each in references]
pdfs = [read_pdf(letter)[:5].decode() for letter in IssuedLetter.objects.filter(pdf__isnull=False)]
print(json.dumps([FoiRequest.objects.count(), sorted(set(pages)), sorted(set(pdfs))]))
"""
SOMEBODY_SIGNS_IN = """
from django.contrib.sessions.backends.db import SessionStore
signed_in = SessionStore()
signed_in["member"] = "somebody"
signed_in.save()
print(signed_in.session_key)
"""
# Requests arrive and code workbooks come and go, some twenty a second, until the file in STOP appears.
WORK_GOES_ON = """
import os, time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from django.db import connection
from django.utils import timezone
from accounts.actions.staff import enter_member
from accounts.models import Role
from codes.actions.uploads import discard_upload, keep_upload
from foirequests.actions.receive import RequesterDetails, receive_request
officer = enter_member(name="Ada", email="ada@authority.example", roles=[Role.OFFICER])
workbook = Path("codes/reference/CNST-codes-from-public-sources.xlsx").read_bytes()
goes_on = lambda: not Path(os.environ["STOP"]).exists()

def requests():
    while goes_on():
        time.sleep(0.1)
        receive_request(
            text="How many claims were there?",
            requester=RequesterDetails(name="Ada Quill", email="ada.quill@requesters.example"),
            channel="web", received_on=timezone.localdate(), at=timezone.now(), by=None,
        )

def workbooks():
    while goes_on():
        now = timezone.now()
        kept = keep_upload(chunks=[workbook], size=len(workbook), file_name="codes.xlsx", by=officer, at=now)
        time.sleep(0.05)
        discard_upload(pending=kept)

with ThreadPoolExecutor() as working:
    for each in [working.submit(requests), working.submit(requests), working.submit(workbooks)]:
        each.result()
connection.close()
"""
EVERY_FILE_IS_THERE = """
import hashlib
from codes.models.uploads import PendingImport
from foirequests import files
from foirequests.models import OutgoingMail, StoredFile
for stored in StoredFile.objects.all():
    assert len(files.read(stored.sha256)) == stored.size
for pending in PendingImport.objects.all():
    assert hashlib.sha256(pending.place.read_bytes()).hexdigest() == pending.file_sha256
print(OutgoingMail.objects.count())
"""
MAIL_THAT_WAITS = """
import json
from foirequests.models import HistoryEntry, Notice, OutgoingMail
mail = OutgoingMail.objects.get()
print(json.dumps([mail.state, mail.last_error, Notice.objects.filter(kind="mail_failed").count(),
    HistoryEntry.objects.filter(act="send_failed").count()]))
"""
SOMEBODY_WORKS_ON = """
import time
from django.db import connection, transaction
with transaction.atomic():
    connection.cursor().execute("SELECT 1")
    print("in", flush=True)
    time.sleep(120)
"""
# Runs a command in which a function ends the process at once, as a power cut would, before or after its work.
CUT = """
import importlib, os, signal, sys
import django
django.setup()
from django.core.management import call_command
module, name, when, *arguments = sys.argv[1:]
module = importlib.import_module(module)
*owners, name = name.split(".")
for owner in owners:
    module = getattr(module, owner)
real = getattr(module, name)
def cut(*given, **more):
    if when == "after":
        real(*given, **more)
    os.kill(os.getpid(), signal.SIGKILL)
setattr(module, name, cut)
call_command(*arguments)
"""


def cut_off(office: Office, module: str, name: str, when: str, *command: str) -> None:
    """Run a command of an office and cut the power before or after one of its steps."""
    asked = [sys.executable, "-c", CUT, module, name, when, *command]
    done = subprocess.run(asked, cwd=ROOT, env=office.settings, capture_output=True, text=True, check=False)
    assert done.returncode == -9, done.stdout + done.stderr


@dataclass(frozen=True)
class Demonstration:
    """The demonstration office, what it holds, a backup of it, who was signed in, and a maker of other offices."""

    office: Office
    holds: dict[str, object]
    archive: Path
    session: str
    offices: Offices
    other: Office


@pytest.fixture(scope="module")
def offices_on(request) -> Iterator[Callable[[str], Offices]]:
    """Makes offices on the database of this name, which end with the module."""
    with ExitStack() as made:

        def offices_on(database: str) -> Offices:
            if database == "PostgreSQL":
                first_day = request.getfixturevalue("first_day_on_postgres")
                return made.enter_context(ended_after(Offices(first_day, request.getfixturevalue("postgres"))))
            first_day = partial(Office, like=request.getfixturevalue("empty_office_data"))
            return made.enter_context(ended_after(Offices(first_day, None)))

        yield offices_on


@pytest.fixture(scope="module", params=["SQLite", "PostgreSQL"])
def demonstration(request, offices_on):
    """The demonstration office on each database."""
    offices = offices_on(request.param)
    if offices.postgres:
        office = offices.keep(request.getfixturevalue("demonstration_on_postgres")(**offices.programs))
    else:
        office = offices.keep(Office(like=request.getfixturevalue("demonstration_data")))
    session = office.ask(SOMEBODY_SIGNS_IN)
    other = offices.first_day()
    other.ask(A_REQUEST_ARRIVES)
    (other.var / "files/logo.png").write_bytes(b"another logo")
    (office.var / "files/logo.png").write_bytes(b"the logo")
    return Demonstration(office, everything(office), backed_up(office), session, offices, other)


def test_a_backup_restored_into_an_empty_office_has_every_row_and_every_byte(demonstration):
    holds = demonstration.holds
    assert len(holds["rows"]["foirequests_foirequest"]) > 20
    assert len(holds["files"]) > 20
    assert everything(demonstration.office) == holds

    restored = demonstration.offices.new()
    restored.manage("restore", str(demonstration.archive))

    assert everything(restored) == holds
    looked, reference = restored.ask(SOMEBODY_LOOKS + A_REQUEST_ARRIVES).splitlines()[-2:]
    cases, pages, pdfs = json.loads(looked)
    assert cases == len(holds["rows"]["foirequests_foirequest"])
    assert pages == [200]
    assert pdfs == ["%PDF-"]
    assert reference == f"FOI_{cases + 1:04}"


def test_nobody_who_was_signed_in_stands_in_a_backup(demonstration):
    with tarfile.open(demonstration.archive) as archive:
        database = next(name for name in archive.getnames() if name.startswith("database"))
        content = archive.extractfile(database).read()
    assert b"django_session" in content
    assert demonstration.session.encode() not in content


def test_an_office_that_is_not_empty_is_replaced_only_when_that_is_said(demonstration):
    other = demonstration.offices.twin(demonstration.other)
    before = everything(other)

    refused = told(other, "restore", str(demonstration.archive))
    assert refused.returncode == 1
    assert "This office is not empty: it holds 1 request, 0 members of staff and 2 files." in refused.stderr
    assert "REPLACE=yes" in refused.stderr
    assert everything(other) == before

    other.manage("restore", "--replace", str(demonstration.archive))
    assert everything(other) == demonstration.holds


@pytest.mark.parametrize(
    ("module", "name", "when"),
    [("config.backups.restore", "_move_in", "after"), ("config.backups.{database}", "{last_step}", "before")],
    ids=["files moved in", "database all but restored"],
)
def test_a_restore_that_is_cut_off_before_its_database_stands_leaves_the_old_office(demonstration, module, name, when):
    other = demonstration.offices.twin(demonstration.other)
    before = everything(other)
    database, last_step = {"SQLite": ("sqlite", "os.replace"), "PostgreSQL": ("postgresql", "_last_words")}[
        demonstration.offices.kind
    ]
    command = ("restore", "--replace", str(demonstration.archive))

    cut_off(other, module.format(database=database), name.format(last_step=last_step), when, *command)

    found = everything(other)
    assert {**found, "files": None} == {**before, "files": None}
    assert found["files"].items() >= before["files"].items()
    other.manage(*command)
    assert everything(other) == demonstration.holds


def test_a_restore_that_is_cut_off_after_its_database_stands_lets_no_worker_begin_before_it_is_given_again(
    demonstration,
):
    other = demonstration.offices.twin(demonstration.other)
    command = ("restore", "--replace", str(demonstration.archive))

    cut_off(other, f"config.backups.{demonstration.offices.kind.lower()}", "load", "after", *command)

    found = everything(other)
    assert found["rows"] == demonstration.holds["rows"] | {unfinished_restore.SIGN: []}
    others = {place: sha256 for place, sha256 in demonstration.holds["files"].items() if place != "logo.png"}
    assert found["files"].items() >= others.items()
    worker = ["sh", "-c", f"exec {PROCFILE['worker']}"]
    asked = {"env": other.settings, "cwd": ROOT, "capture_output": True, "text": True, "timeout": 60}
    ended = subprocess.run(worker, check=False, **asked)
    assert ended.returncode
    assert "might leave a second time. Give the command to restore again" in ended.stderr
    other.manage(*command)
    assert everything(other) == demonstration.holds


def test_a_backup_made_while_people_work_has_every_file_that_its_rows_name(demonstration, tmp_path):
    offices = demonstration.offices
    office = offices.first_day()
    stop = tmp_path / "stop"
    working = Program(
        [sys.executable, "manage.py", "shell", "--no-imports", "-v0", "-c", WORK_GOES_ON],
        log=tmp_path / "work.log",
        env={**office.settings, "STOP": str(stop)},
        cwd=ROOT,
    )
    folder = office.var / "files/kept"
    working.wait_until(lambda: folder.exists() and len(list(folder.iterdir())) > 10, "Nobody works")
    archives = [backed_up(office) for _each in range(2)]
    assert working.is_running, working.said()
    stop.touch()
    assert working.process.wait(timeout=60) == 0, working.said()

    found = []
    for archive in archives:
        restored = offices.new()
        restored.manage("restore", "--send-waiting-mail", str(archive))
        found.append(int(restored.ask(EVERY_FILE_IS_THERE)))
    assert 0 < found[0] < found[1] <= len(everything(office)["rows"]["foirequests_outgoingmail"])


def test_a_backup_of_another_kind_of_database_is_refused(demonstration, offices_on):
    offices = demonstration.offices
    others = offices_on("SQLite" if offices.postgres else "PostgreSQL")
    other = others.new()
    refused = told(other, "restore", str(demonstration.archive))
    assert f"The backup is of an office on {offices.kind}, and this one is on {others.kind}." in refused.stderr
    assert refused.stderr.endswith("Nothing has been changed.\n")
    assert everything(other)["files"] == {}


def test_an_older_backup_is_brought_up_to_date(demonstration):
    office = demonstration.offices.first_day()
    office.manage("migrate", "-v0", "accounts", "0001")
    archive = backed_up(office)
    assert "accounts_serviceseen" not in everything(office)["rows"]
    restored = demonstration.offices.new()
    restored.manage("restore", str(archive))
    assert everything(restored)["rows"]["accounts_serviceseen"] == []


def test_mail_that_waited_is_held_until_an_officer_looks_or_leaves_when_that_is_said(demonstration):
    archive = backed_up(demonstration.other)

    holding = demonstration.offices.new()
    said = holding.manage("restore", str(archive))
    assert "1 messages and letters were waiting to leave when the backup was made, and are held" in said
    state, reason, notices, failures = json.loads(holding.ask(MAIL_THAT_WAITS))
    assert (state, notices, failures) == ("failed", 1, 1)
    assert re.match(r"FOI Desk was restored from the backup of \d+ \w+ \d{4} at \d\d:\d\d, when this was", reason)

    sending = demonstration.offices.new()
    said = sending.manage("restore", "--send-waiting-mail", str(archive))
    assert "1 messages and letters leave when the worker starts." in said
    assert everything(sending) == everything(demonstration.other)


def test_while_the_office_is_used_nothing_is_restored(demonstration):
    office = demonstration.office
    user = Program(
        [sys.executable, "manage.py", "shell", "--no-imports", "-v0", "-c", SOMEBODY_WORKS_ON],
        log=office.place.path / "user.log",
        env=office.settings,
        cwd=ROOT,
    )
    try:
        user.wait_until(lambda: "in" in user.said().split(), "Nobody uses the database")
        refused = told(office, "restore", "--replace", str(demonstration.archive))
    finally:
        user.kill()
    assert "The database is still being used. Stop web, worker and beat, then restore." in refused.stderr
    assert everything(office) == demonstration.holds


# --- What backups are like, whichever the database -------------------------------------------------------------------


@pytest.fixture(scope="module")
def an_office_with_a_request(offices_on):
    """An office on SQLite into which one request has come, to be copied."""
    offices = offices_on("SQLite")
    office = offices.first_day()
    office.ask(A_REQUEST_ARRIVES)
    return office


@pytest.fixture
def small_office(an_office_with_a_request):
    """An office on SQLite into which one request has come."""
    office = an_office_with_a_request.twin()
    try:
        yield office
    finally:
        office.stop()


def test_only_its_owner_can_read_a_backup_and_old_ones_go_when_asked(small_office):
    first = backed_up(small_office)
    assert stat.S_IMODE(first.stat().st_mode) == 0o600
    assert stat.S_IMODE(first.parent.stat().st_mode) == 0o700
    backed_up(small_office)
    last = backed_up(small_office, "--keep", "1")
    assert list(first.parent.iterdir()) == [last]


def test_an_office_that_can_no_longer_render_letters_is_backed_up_all_the_same(small_office, tmp_path):
    (tmp_path / "weasyprint.py").write_text("raise OSError('cannot load the library pango')")
    small_office.settings["PYTHONPATH"] = str(tmp_path)
    assert "pango" in told(small_office, "check").stderr
    assert backed_up(small_office).exists()


def test_a_file_that_the_office_lost_is_told_and_no_older_backup_goes(small_office):
    first = backed_up(small_office)
    kept = next(path for path in (small_office.var / "files/kept").rglob("*") if path.is_file())
    kept.write_bytes(b"altered")
    done = told(small_office, "backup", "--keep", "1")
    assert done.returncode == 1
    assert f"kept/{kept.parent.name}/{kept.name}" in done.stderr
    assert len(list(first.parent.iterdir())) == 2
    other = Office()
    try:
        said = other.manage("restore", str(sorted(first.parent.iterdir())[-1]))
        assert f"The office had lost or altered this file before the backup was made: kept/{kept.parent.name}" in said
    finally:
        other.stop()


def test_a_disk_that_is_full_leaves_no_half_backup(small_office):
    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    for room in (100_000, (small_office.var / "foidesk.sqlite3").stat().st_size):
        # Files that do not compress, so that the archive outgrows the database.
        (small_office.var / "files/film.mp4").write_bytes(os.urandom(room))
        done = told(small_office, "backup", preexec_fn=little_room)
        assert done.returncode == 1
        assert "Traceback" not in done.stderr
        assert list((small_office.var / "backups").iterdir()) == []


def test_a_backup_that_is_cut_off_never_looks_whole_and_the_next_one_clears_it_away(small_office):
    cut_off(small_office, "config.backups.archive", "ArchiveWriter.finish", "after", "backup")
    folder = small_office.var / "backups"
    assert [path.name.startswith(".") for path in folder.iterdir()] == [True]
    archive = backed_up(small_office)
    assert list(folder.iterdir()) == [archive]


def test_an_office_whose_database_is_damaged_is_told_what_to_do_and_then_restored(small_office):
    archive, before = backed_up(small_office), everything(small_office)
    database = small_office.var / "foidesk.sqlite3"
    database.write_bytes(b"not what it was" * 1000)

    for arguments in ((), ("--replace",)):
        refused = told(small_office, "restore", *arguments, str(archive))
        assert refused.returncode == 1
        assert "The database of this office cannot be read" in refused.stderr
        assert "move the file away" in refused.stderr
        assert refused.stderr.endswith("Nothing has been changed.\n")

    database.unlink()
    small_office.manage("restore", "--replace", "--send-waiting-mail", str(archive))
    assert everything(small_office) == before


def test_another_key_behind_private_links_is_told(small_office):
    archive = backed_up(small_office)
    for key, words in ((small_office.settings["SECRET_KEY"], 0), ("another-key", 1)):
        other = Office(SECRET_KEY=key)
        try:
            assert other.manage("restore", str(archive)).count("PORTAL_LINK_KEY") == words
        finally:
            other.stop()


def test_a_password_stands_in_no_command_line(first_day_on_postgres, postgres, tmp_path):
    for name in ("pg_dump", "pg_restore", "psql"):
        program = tmp_path / name
        program.write_text(
            f'#!/bin/sh\n[ "$1" = --version ] || echo "{name} $* [$PGPASSWORD]" >>{tmp_path}/log\n'
            f'exec {postgres.programs}/{name} "$@"\n'
        )
        program.chmod(0o700)
    office = first_day_on_postgres(PG_BIN=str(tmp_path))
    office.settings["DATABASE_URL"] = office.settings["DATABASE_URL"].replace("postgres@", "postgres:s3cret%21@")
    try:
        office.manage("restore", str(backed_up(office)))
    finally:
        office.stop()
    # Restoring starts two programs side by side, so which of them writes its line first is nobody's business.
    called = sorted((tmp_path / "log").read_text().splitlines())
    assert [line.split()[0] for line in called] == ["pg_dump", "pg_restore", "psql"]
    assert all(line.endswith(" [s3cret!]") for line in called if not line.startswith("pg_restore"))
    assert [line.count("s3cret") for line in called] == [1, 0, 1]


@pytest.mark.parametrize(
    ("asked", "told_to_do"),
    [
        (["backup", "TO=/a b", "KEEP=7"], 'config/bootstrap.py backup --to "/a b" --keep "7"'),
        (["backup-check", "FILE=/a b.tar.gz"], 'config/bootstrap.py restore --check-only "/a b.tar.gz"'),
        (["restore", "FILE=x.tar.gz", "REPLACE=no"], 'config/bootstrap.py restore   "x.tar.gz"'),
        (
            ["restore", "FILE=x.tar.gz", "REPLACE=yes", "MAIL=send"],
            'config/bootstrap.py restore --replace --send-waiting-mail "x.tar.gz"',
        ),
    ],
)
def test_make_gives_the_command_what_it_was_given(asked, told_to_do):
    done = subprocess.run(["make", "--dry-run", *asked], cwd=ROOT, capture_output=True, text=True, check=True)
    assert told_to_do in done.stdout


@pytest.mark.parametrize("target", ["backup-check", "restore"])
def test_make_asks_for_the_backup_when_none_is_named(target):
    done = subprocess.run(["make", "--dry-run", target], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert f"Say which backup: make {target} FILE=..." in done.stderr
