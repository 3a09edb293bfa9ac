"""Rows into tables as fast as the database takes them, with every constraint in force at the end.

As both manuals advise for bulk loading, indexes (on PostgreSQL foreign keys too) are taken down before and put up again
after it, all in one transaction: what would break a constraint ends it. SQLite has its foreign keys checked at the end
of the transaction, table by table: row by row, without indexes, each would read whole tables.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.core.management.color import no_style
from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction
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
QUICK_COMPRESSION = """
    SELECT set_config(name, 'lz4', true) FROM pg_settings
    WHERE name = 'default_toast_compression' AND 'lz4' = ANY(enumvals)
"""
"""Where PostgreSQL was built with it: its own compression takes longer for the letters than all else together."""

INDEXES_OF_SQLITE = """
    SELECT 'DROP INDEX "' || name || '"', sql FROM sqlite_master
    WHERE type = 'index' AND sql LIKE 'CREATE INDEX%%' AND tbl_name IN ({})
"""


@dataclass(frozen=True)
class Dialect:
    """How rows are written for the database at hand."""

    null: str
    booleans: tuple[str, str]
    zone: str
    quote: str
    escapes: dict[int, str]
    between_cells: str
    row: str
    between_rows: str

    def text(self, value: str) -> str:
        """Text as it stands in a cell."""
        return value.translate(self.escapes)

    def cell(self, text: str) -> str:
        """A cell with some text, a day or a moment in it; numbers and booleans stand as they are."""
        return f"{self.quote}{text}{self.quote}"

    def time(self, value: datetime) -> str:
        """The part of a moment after its day; `value` is in UTC."""
        return f" {value:%H:%M:%S}{self.zone}"

    def rows(self, rows: Iterable[Iterable[str]]) -> str:
        """Rows made of cells."""
        return self.between_rows.join(self.row.format(self.between_cells.join(cells)) for cells in rows)


POSTGRESQL = Dialect(
    null="\\N",
    booleans=("f", "t"),
    zone="+00",
    quote="",
    escapes=str.maketrans({"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}),
    between_cells="\t",
    row="{}\n",
    between_rows="",
)
"""The text of COPY."""

SQLITE = Dialect(
    null="NULL",
    booleans=("0", "1"),
    zone="",
    quote="'",
    escapes=str.maketrans({"'": "''"}),
    between_cells=",",
    row="({})",
    between_rows=",",
)
"""The values of INSERT: as fast as rows of Python, which would have to be made first."""

LONGEST_STATEMENT = 500_000
"""Characters; SQLite takes a million bytes."""


def dialect() -> Dialect:
    """Of the database at hand."""
    return POSTGRESQL if connection.vendor == "postgresql" else SQLITE


@contextmanager
def bulk_loading(models: Sequence[type[Model]]) -> Iterator[None]:
    """Load these tables inside; afterwards indexes, foreign keys and running numbers are as they should be."""
    names = [model._meta.db_table for model in models]
    with _light_journal(), connection.constraint_checks_disabled(), transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET LOCAL maintenance_work_mem = '512MB'")
            cursor.execute(QUICK_COMPRESSION)
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


def load(model: type[Model], rows: Sequence[str]) -> None:
    """Add rows that are written in the database's dialect, in the order of the model's columns."""
    table = connection.ops.quote_name(model._meta.db_table)
    columns = ", ".join(connection.ops.quote_name(field.column) for field in model._meta.concrete_fields)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                copy.write("".join(rows))
        else:
            for values in _statements(rows):
                cursor.execute(f"INSERT INTO {table} ({columns}) VALUES {values}")


def _statements(rows: Sequence[str]) -> Iterator[str]:
    """So many rows at a time as one statement takes."""
    together, length = [], 0
    for row in rows:
        if together and length + len(row) > LONGEST_STATEMENT:
            yield ",".join(together)
            together, length = [], 0
        together.append(row)
        length += len(row)
    if together:
        yield ",".join(together)


@contextmanager
def one_ahead() -> Iterator[Callable[..., None]]:
    """What is called with an act and its arguments lets the database do it while the next one is being prepared.

    One at a time, and all are done at the end. Meanwhile nobody else may ask the database anything.
    """
    shared = connections[DEFAULT_DB_ALIAS]
    shared.inc_thread_sharing()
    pending: list[Future] = []

    def hand_over(act: Callable[..., None], *arguments: object) -> None:
        while pending:
            pending.pop().result()
        pending.append(thread.submit(act, *arguments))

    with ThreadPoolExecutor(1, initializer=connections.__setitem__, initargs=(DEFAULT_DB_ALIAS, shared)) as thread:
        yield hand_over
        while pending:
            pending.pop().result()
    shared.dec_thread_sharing()


def gather_statistics() -> None:
    """Tell the planner what the tables hold; outside a transaction PostgreSQL also tidies what was loaded."""
    with connection.cursor() as cursor:
        tidy = connection.vendor == "postgresql" and not connection.in_atomic_block
        cursor.execute("VACUUM ANALYZE" if tidy else "ANALYZE")
