"""Rows into tables as fast as the database takes them, with every constraint in force at the end.

As both manuals advise for bulk loading, indexes (on PostgreSQL foreign keys too) are taken down before and put up again
after it, all in one transaction: what would break a constraint ends it. SQLite has its foreign keys checked at the end
of the transaction, table by table: row by row, without indexes, each would read whole tables.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Model

FOREIGN_KEYS = """
    SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname),
           format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s', conrelid::regclass, conname, pg_get_constraintdef(oid))
    FROM pg_constraint WHERE contype = 'f' AND conrelid = ANY(%s::regclass[])
"""
INDEXES = """
    SELECT format('DROP INDEX %%s', indexrelid::regclass), pg_get_indexdef(indexrelid)
    FROM pg_index WHERE NOT indisunique AND indrelid = ANY(%s::regclass[])
"""
INDEXES_OF_SQLITE = """
    SELECT 'DROP INDEX "' || name || '"', sql FROM sqlite_master
    WHERE type = 'index' AND sql LIKE 'CREATE INDEX%%' AND tbl_name IN ({})
"""


@dataclass(frozen=True)
class Dialect:
    """How a value is written for the database at hand."""

    null: str | None
    booleans: tuple[str, str]
    zone: str

    def text(self, value: str) -> str:
        """Text as a cell."""
        if self.null is None:
            return value
        return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")

    def time(self, value: datetime) -> str:
        """The part of a moment after its day; `value` is in UTC."""
        return f" {value:%H:%M:%S}{self.zone}"


def dialect() -> Dialect:
    """Of PostgreSQL's COPY, or of SQLite's rows."""
    if connection.vendor == "postgresql":
        return Dialect(null="\\N", booleans=("f", "t"), zone="+00")
    return Dialect(null=None, booleans=("0", "1"), zone="")


@contextmanager
def bulk_loading(models: Sequence[type[Model]]) -> Iterator[None]:
    """Load these tables inside; afterwards indexes, foreign keys and running numbers are as they should be."""
    names = [model._meta.db_table for model in models]
    with _light_journal(), connection.constraint_checks_disabled(), transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET LOCAL maintenance_work_mem = '512MB'")
            cursor.execute(FOREIGN_KEYS, [names])
            taken_down = cursor.fetchall()
            cursor.execute(INDEXES, [names])
            put_up_last = cursor.fetchall()
        else:
            cursor.execute("PRAGMA cache_size = -500000")
            cursor.execute(INDEXES_OF_SQLITE.format(",".join(["%s"] * len(names))), names)
            taken_down, put_up_last = [], cursor.fetchall()
        for drop, _create in [*taken_down, *put_up_last]:
            cursor.execute(drop)
        yield
        for _drop, create in [*put_up_last, *taken_down]:
            cursor.execute(create)
        connection.check_constraints(names)
        for reset in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(reset)


@contextmanager
def _light_journal() -> Iterator[None]:
    """SQLite's write-ahead log would take every row twice; its older journal notes only what was there before."""
    is_light = connection.vendor == "sqlite" and not connection.in_atomic_block
    if is_light:
        _say_to_sqlite("PRAGMA journal_mode = DELETE")
    yield
    if is_light:
        _say_to_sqlite("PRAGMA journal_mode = WAL")


def _say_to_sqlite(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def load(model: type[Model], rows: Sequence[Sequence[str | None]]) -> None:
    """Add rows whose cells are written in the database's dialect, in the order of the model's columns."""
    table = connection.ops.quote_name(model._meta.db_table)
    columns = [connection.ops.quote_name(field.column) for field in model._meta.concrete_fields]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
                copy.write("".join("\t".join(row) + "\n" for row in rows))
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)


def gather_statistics() -> None:
    """Tell the planner what the tables hold; outside a transaction PostgreSQL also tidies what was loaded."""
    with connection.cursor() as cursor:
        tidy = connection.vendor == "postgresql" and not connection.in_atomic_block
        cursor.execute("VACUUM ANALYZE" if tidy else "ANALYZE")
