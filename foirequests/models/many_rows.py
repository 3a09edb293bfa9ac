"""Many rows written within a transaction that must be short, because officers wait for it.

New rows are made ready before it begins: `bulk_create` works out and checks each value while it writes, and that takes
most of its time. Changed rows are one statement each, by key: one statement for all takes longer to put together.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, models


@dataclass(frozen=True)
class ReadyRows:
    """New rows of one model as the database takes them; `add` writes them."""

    statement: str
    rows: tuple[tuple[Any, ...], ...]

    def add(self) -> None:
        """Write them, in their order."""
        if self.rows:
            with connection.cursor() as cursor:
                cursor.executemany(self.statement, self.rows)


class RowShape:
    """What the rows of one writing have alike; the rest is given row by row.

    Fields are named by their attributes (`foi_request_id`); those that are not named have their default. No signal is
    sent, and no key is told.
    """

    def __init__(self, model: type[models.Model], alike: Mapping[str, Any], each: Sequence[str]) -> None:
        fields = {field.attname: field for field in model._meta.concrete_fields if not field.primary_key}
        others = [field for name, field in fields.items() if name not in each]
        self._each = [fields[name] for name in each]
        self._alike = tuple(_as_stored(field, alike.get(field.attname, field.get_default())) for field in others)
        columns = ", ".join(connection.ops.quote_name(field.column) for field in (*self._each, *others))
        places = ", ".join(["%s"] * len(fields))
        table = connection.ops.quote_name(model._meta.db_table)
        self._statement = f"INSERT INTO {table} ({columns}) VALUES ({places})"

    def ready(self, rows: Iterable[Sequence[Any]]) -> ReadyRows:
        """Rows with these values for the fields that differ, in the order in which those were named."""
        return ReadyRows(
            self._statement,
            tuple((*map(_as_stored, self._each, row), *self._alike) for row in rows),
        )


def change_each(model: type[models.Model], name: str, changes: Iterable[tuple[int, Any, Any]]) -> int:
    """Change one field row by row, where it still has the value that it is said to have; returns how many it had.

    `changes` are the key, the value that stands and the value that is to stand; None is compared like any other value.
    """
    field, changed = model._meta.get_field(name), 0
    table, column = (connection.ops.quote_name(named) for named in (model._meta.db_table, field.column))
    key = connection.ops.quote_name(model._meta.pk.column)
    stored: dict[Any, Any] = {}
    from_nothing, from_value = [], []
    for row, *values in changes:
        before, after = (stored.setdefault(value, _as_stored(field, value)) for value in values)
        if before is None:
            from_nothing.append((after, row))
        else:
            from_value.append((after, row, before))
    with connection.cursor() as cursor:
        for rows, stands in ((from_nothing, "IS NULL"), (from_value, "= %s")):
            if rows:
                cursor.executemany(f"UPDATE {table} SET {column} = %s WHERE {key} = %s AND {column} {stands}", rows)
                changed += cursor.rowcount
    return changed


def _as_stored(field: models.Field, value: Any) -> Any:
    return field.get_db_prep_save(value, connection)
