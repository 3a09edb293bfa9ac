"""Looking at an office from outside, to compare it with another: every row, every byte, and how the tables are made."""

import hashlib
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
from psycopg.sql import SQL, Identifier

from tests.services.office import Office
from tests.services.postgres import PostgresServer
from tests.services.programs import ROOT

NOT_KEPT = "django_session"


def everything(office: Office) -> dict[str, object]:
    """All that an office holds: the rows of each table but sessions, how the tables are made, the hash of each file."""
    url = office.settings.get("DATABASE_URL")
    rows = _in_postgresql(url) if url else _in_sqlite(office.var / "foidesk.sqlite3")
    folder = office.var / "files"
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {**rows, "files": {place: hashlib.sha256(path.read_bytes()).hexdigest() for place, path in files.items()}}


def _in_sqlite(database: Path) -> dict[str, object]:
    if not database.exists():
        return {}
    with closing(sqlite3.connect(database)) as asked:
        made = sorted(asked.execute("SELECT name, type, sql FROM sqlite_master").fetchall())
        tables = [name for name, kind, _sql in made if kind == "table" and name != NOT_KEPT]
        return {
            "made": made,
            "rows": {table: sorted(map(repr, asked.execute(f'SELECT * FROM "{table}"'))) for table in tables},
        }


def _in_postgresql(url: str) -> dict[str, object]:
    with psycopg.connect(url) as asked:
        columns = asked.execute(
            "SELECT table_name, column_name, data_type, is_nullable, column_default, is_identity"
            " FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2"
        ).fetchall()
        indexes = asked.execute("SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1").fetchall()
        constraints = asked.execute(
            "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2"
        ).fetchall()
        sequences = asked.execute(
            "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1"
        ).fetchall()
        named = asked.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1").fetchall()
        rows = {
            table: sorted(map(repr, asked.execute(SQL("SELECT * FROM {}").format(Identifier(table)))))
            for (table,) in named
            if table != NOT_KEPT
        }
        made = [_plainly(columns), _plainly(indexes), _plainly(constraints)]
        return {"made": made, "rows": rows, "sequences": sequences}


def _plainly(rows: list[tuple]) -> list[str]:
    """As text without brackets and casts: PostgreSQL writes `IN ('a')` with other ones once it has read its own."""
    return [re.sub(r"::[a-z ]+(\[\])?|[()]", "", repr(row)) for row in rows]


def told(office: Office, *arguments: str, **more) -> subprocess.CompletedProcess:
    """Run a management command that may be refused; its exit status and what it said."""
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=office.settings, capture_output=True, text=True, check=False, **more)


def backed_up(office: Office, *arguments: str) -> Path:
    """Back an office up; the archive."""
    office.manage("backup", *arguments)
    return sorted((office.var / "backups").glob("foidesk-*.tar.gz"))[-1]


class Offices:
    """Makes offices on one kind of database, and ends them; `first_day` makes one on its first day."""

    def __init__(self, first_day: Callable[..., Office], postgres: PostgresServer | None) -> None:
        self._first_day = first_day
        self.postgres = postgres
        self.programs = {"PG_BIN": str(postgres.programs)} if postgres else {}
        self.made: list[Office] = []

    @property
    def kind(self) -> str:
        """What the product calls the database."""
        return "PostgreSQL" if self.postgres else "SQLite"

    def new(self) -> Office:
        """An office with nothing in it; its database has no tables."""
        database = {"DATABASE_URL": self.postgres.new_database()} if self.postgres else {}
        return self.keep(Office(**database, **self.programs))

    def keep(self, office: Office) -> Office:
        """See to it that an office ends with the others."""
        self.made.append(office)
        return office

    def first_day(self) -> Office:
        """An office with reference data, and without staff and cases."""
        return self.keep(self._first_day(**self.programs))

    def twin(self, office: Office) -> Office:
        """An office with the same rows and files as another."""
        return self.keep(office.twin(self.postgres, **self.programs))

    def stop(self) -> None:
        """End them all."""
        while self.made:
            self.made.pop().stop()


@contextmanager
def ended_after(offices: Offices) -> Iterator[Offices]:
    """Offices that end with the block."""
    try:
        yield offices
    finally:
        offices.stop()
