"""The copy of a PostgreSQL database, and putting one in its place, with PostgreSQL's own programs."""

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from django.contrib.sessions.models import Session
from django.db import connection, connections, transaction
from django.template.defaultfilters import filesizeformat
from psycopg import IsolationLevel
from psycopg.sql import SQL, Identifier, Literal

from config import unfinished_restore
from config.backups import BackupRefused
from config.backups.manifest import Manifest
from config.backups.postgresql_programs import complaint, environment, programs
from config.backups.progress import Progress

ENGINE = "PostgreSQL"
COPY = "database.dump"
SNAPSHOT = "snapshot"
LOOK = 0.2  # seconds between two looks at a program that works

# Everything of ours in the schema. What belongs to an extension stays with it; the sequence of a column goes with its
# table.
EMPTY_THE_SCHEMA = """
BEGIN;
SET LOCAL lock_timeout = '10s';
DO $$
DECLARE
    command text;
BEGIN
    FOREACH command IN ARRAY ARRAY(
        SELECT format(
            'DROP %s IF EXISTS %I.%I CASCADE',
            CASE relkind
                WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE'
            END,
            nspname, relname
        )
        FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
        WHERE nspname = {schema} AND relkind IN ('r', 'p', 'v', 'm', 'S')
            AND NOT EXISTS (
                SELECT FROM pg_depend
                WHERE classid = 'pg_class'::regclass AND objid = pg_class.oid AND deptype IN ('e', 'i', 'a')
            )
    ) || ARRAY(
        SELECT format('DROP ROUTINE IF EXISTS %s CASCADE', pg_proc.oid::regprocedure)
        FROM pg_proc JOIN pg_namespace ON pg_namespace.oid = pronamespace
        WHERE nspname = {schema}
            AND NOT EXISTS (
                SELECT FROM pg_depend
                WHERE classid = 'pg_proc'::regclass AND objid = pg_proc.oid AND deptype = 'e'
            )
    ) LOOP
        EXECUTE command;
    END LOOP;
END $$;
"""
COUNT_THE_ROWS = """
DO $$ BEGIN
    IF (SELECT count(*) FROM {table}) <> {rows} THEN
        RAISE EXCEPTION 'not every row was restored';
    END IF;
END $$;
"""


def version() -> str:
    """That of the server."""
    major, minor = divmod(connection.pg_version, 10000)
    return f"{major}.{minor}"


def schema() -> str:
    """The schema in which the tables of this office stand."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        return cursor.fetchone()[0]


def refuse_misfit(manifest: Manifest) -> None:
    """Raises BackupRefused when the backup is of another schema or of a later server."""
    if manifest.schema != schema():
        raise BackupRefused(f"The backup is of the schema {manifest.schema}, and this office uses {schema()}.")
    if int(manifest.engine_version.split(".")[0]) > connection.pg_version // 10000:
        raise BackupRefused(
            f"The backup was made on PostgreSQL {manifest.engine_version}, and this server is older ({version()})."
        )


def refuse_when_used() -> None:
    """Raises BackupRefused while anybody else is connected in the name of the product."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()"
        )
        if cursor.fetchone()[0]:
            raise BackupRefused("The database is still being used. Stop web, worker and beat, then restore.")


@contextmanager
def snapshot(copy: Path, progress: Progress) -> Iterator[str]:
    """Copy the database as it stands now, while the office goes on working; yields the alias under which it is asked.

    One transaction sees the moment, lends it to pg_dump, and answers questions about it afterwards.
    """
    asked = connection.copy(alias=SNAPSHOT)
    asked.settings_dict["OPTIONS"] = {
        **asked.settings_dict["OPTIONS"],
        "isolation_level": IsolationLevel.REPEATABLE_READ,
    }
    connections[SNAPSHOT] = asked
    try:
        with transaction.atomic(using=SNAPSHOT):
            with asked.cursor() as cursor:
                cursor.execute("SELECT pg_export_snapshot()")
                _dump(copy, cursor.fetchone()[0], progress)
            yield SNAPSHOT
    finally:
        asked.close()
        del connections[SNAPSHOT]


def _dump(copy: Path, moment: str, progress: Progress) -> None:
    where = schema()
    command = [
        programs() / "pg_dump",
        *("--format=custom", "--compress=0", "--no-owner", "--no-privileges", "--no-password"),
        f'--schema="{where}"',
        f'--exclude-table-data="{where}"."{Session._meta.db_table}"',
        f"--snapshot={moment}",
        f"--file={copy}",
    ]
    with tempfile.TemporaryFile() as said, subprocess.Popen(command, stderr=said, env=environment()) as dumping:
        while _works(dumping):
            progress.so_far(filesizeformat(copy.stat().st_size if copy.exists() else 0))
        if dumping.returncode:
            raise BackupRefused(f"pg_dump could not copy the database: {_read(said)}")


def load(copy: Path, manifest: Manifest, progress: Progress) -> None:
    """Put a copy in the place of the database, in one transaction.

    pg_restore writes into psql, and only when it has ended well does psql hear COMMIT: whatever breaks off before,
    a power cut included, leaves the old database.

    Raises:
        BackupRefused: it cannot be restored here; the old database is as it was.
    """
    folder, reached = programs(), environment()
    connection.close()
    restore = [folder / "pg_restore", f"--schema={manifest.schema}", "--no-owner", "--no-privileges", "--file=-", copy]
    psql = [folder / "psql", "--no-psqlrc", "--quiet", "--no-password", "--set=ON_ERROR_STOP=1"]
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(psql, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=said, env=reached) as loading,
    ):
        _tell(loading, SQL(EMPTY_THE_SCHEMA).format(schema=Literal(manifest.schema)).as_string())
        with subprocess.Popen(restore, stdout=loading.stdin, stderr=said) as reading:
            while _works(reading):
                progress.so_far("please wait")
        if reading.returncode == 0:
            _tell(loading, _last_words(manifest))
        _hang_up(loading)
        while _works(loading):
            progress.so_far("please wait")
        if reading.returncode or loading.returncode:
            raise BackupRefused(f"PostgreSQL could not restore the backup: {_read(said)}")


def _last_words(manifest: Manifest) -> str:
    counted = [
        SQL(COUNT_THE_ROWS).format(table=Identifier(manifest.schema, table), rows=Literal(rows)).as_string()
        for table, rows in manifest.rows.items()
    ]
    in_the_schema = SQL("SET LOCAL search_path TO {schema};\n").format(schema=Identifier(manifest.schema)).as_string()
    return "".join([*counted, in_the_schema, f"{unfinished_restore.SET};\n", "COMMIT;\n"])


def _tell(program: subprocess.Popen, words: str) -> None:
    with suppress(BrokenPipeError):  # it has ended already, and its exit status says so
        program.stdin.write(words.encode())
        program.stdin.flush()


def _hang_up(program: subprocess.Popen) -> None:
    with suppress(BrokenPipeError):
        program.stdin.close()


def _works(program: subprocess.Popen) -> bool:
    """Whether the program still works, after waiting a moment."""
    try:
        program.wait(LOOK)
    except subprocess.TimeoutExpired:
        return True
    return False


def _read(said: BinaryIO) -> str:
    said.seek(0)
    return complaint(said.read())
