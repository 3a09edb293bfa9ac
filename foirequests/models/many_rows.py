"""Many rows written within a transaction that must be short, because officers wait for it.

New rows are made ready before it begins: `bulk_create` works out and checks each value while it writes, and that takes
most of its time. PostgreSQL, where each statement is a message to a server, is sent one statement with a list for each
column (`unnest`); SQLite runs the same prepared statement row by row, which is faster there than one long statement.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections, models

_LENGTH = re.compile(r"^(?:var)?char\(\d+\)")


@dataclass(frozen=True)
class ReadyRows:
    """New rows of one model as the database takes them; `add` writes them."""

    statement: str
    rows: tuple[tuple[Any, ...], ...]
    alike: tuple[Any, ...]

    def add(self) -> None:
        """Write them, in their order."""
        if not self.rows:
            return
        with connection.cursor() as cursor:
            if _takes_lists():
                cursor.execute(self.statement, (*self.alike, *_by_column(self.rows)))
            else:
                cursor.executemany(self.statement, [(*self.alike, *row) for row in self.rows])


class RowShape:
    """What the rows of one writing have alike; the rest is given row by row.

    Fields are named by their attributes (`foi_request_id`); those that are not named have their default. No signal is
    sent, and no key is told.
    """

    def __init__(self, model: type[models.Model], alike: Mapping[str, Any], each: Sequence[str]) -> None:
        fields = {field.attname: field for field in model._meta.concrete_fields if not field.primary_key}
        others = [field for name, field in fields.items() if name not in each]
        self._each = [fields[name] for name in each]
        as_stored = _as_stored()
        self._alike = tuple(as_stored(field, alike.get(field.attname, field.get_default())) for field in others)
        columns = ", ".join(connection.ops.quote_name(field.column) for field in (*others, *self._each))
        table = connection.ops.quote_name(model._meta.db_table)
        if _takes_lists():
            values = f"SELECT {', '.join([*['%s'] * len(others), 'given.*'])} FROM {_lists(self._each)} AS given"
        else:
            values = f"VALUES ({', '.join(['%s'] * len(fields))})"
        self._statement = f"INSERT INTO {table} ({columns}) {values}"

    def ready(self, rows: Iterable[Sequence[Any]]) -> ReadyRows:
        """Rows with these values for the fields that differ, in the order in which those were named."""
        as_stored = _as_stored()
        return ReadyRows(self._statement, tuple(tuple(map(as_stored, self._each, row)) for row in rows), self._alike)


def change_each(model: type[models.Model], name: str, changes: Iterable[tuple[int, Any, Any]]) -> int:
    """Change one field row by row, where it still has the value that it is said to have; returns how many it had.

    `changes` are the key, the value that stands and the value that is to stand; None is compared like any other value.
    """
    field, key = model._meta.get_field(name), model._meta.pk
    as_stored = cache(partial(_as_stored(), field))
    rows = [(row, *map(as_stored, values)) for row, *values in changes]
    if not rows:
        return 0
    table, column, by_key = map(connection.ops.quote_name, (model._meta.db_table, field.column, key.column))
    with connection.cursor() as cursor:
        if _takes_lists():
            cursor.execute(
                f"UPDATE {table} SET {column} = given.after FROM {_lists([key, field, field])}"
                f" AS given (key, before, after) WHERE {table}.{by_key} = given.key"
                f" AND {table}.{column} IS NOT DISTINCT FROM given.before",
                _by_column(rows),
            )
        else:
            cursor.executemany(
                f"UPDATE {table} SET {column} = %s WHERE {by_key} = %s AND {column} IS %s",
                [(after, row, before) for row, before, after in rows],
            )
        return cursor.rowcount


def _takes_lists() -> bool:
    return connection.vendor == "postgresql"


def _lists(fields: Sequence[models.Field]) -> str:
    """A table of rows that are given as one list for each of these fields.

    Text is given as `text`, whatever the length of its column: a cast to `varchar(n)` would cut it without a word,
    where the column itself refuses what is too long.
    """
    types = (_LENGTH.sub("text", field.rel_db_type(connection)) for field in fields)
    return f"unnest({', '.join(f'%s::{each}[]' for each in types)})"


def _by_column(rows: Sequence[Sequence[Any]]) -> list[list[Any]]:
    return [list(column) for column in zip(*rows, strict=True)]


def _as_stored() -> Callable[[models.Field, Any], Any]:
    """What turns a field's value into what the database takes; `connection` itself looks for the thread's one anew
    for every value, which takes longer than the rest.
    """
    here = connections[DEFAULT_DB_ALIAS]
    return lambda field, value: field.get_db_prep_save(value, here)
