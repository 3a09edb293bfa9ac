"""The index in SQLite: an FTS5 table of our own stems, one column for each part, its rowid the object's key.

FTS5 keeps the entries of each word in the order of their keys, so that the newest ones come first without sorting.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial

from django.db import connection

from codes.stems import stem
from foirequests.domain.search_words import Wanted
from foirequests.search.answers import Asked, Newest, Select

KEY = "rowid"
GAP = "\N{PILCROW SIGN}"
"""Stands between the stems and the words as they were spelt, so that no phrase begins in one and ends in the other: to
FTS5 it is a word, and nobody can look for it."""

MATCHES_FOR_ONE_LOOK = 20
"""So many entries that match are gone through in the time that it takes to look at one object by itself."""


def is_compiled_in() -> bool:
    """Whether this SQLite has FTS5."""
    with sqlite3.connect(":memory:") as empty:
        return ("ENABLE_FTS5",) in empty.execute("PRAGMA compile_options").fetchall()


def creation(table: str) -> list[str]:
    """The statement that makes the table of a kind; words come folded, so the plainest tokenizer is the right one."""
    return [f"CREATE VIRTUAL TABLE {table} USING fts5 (title, text, reply, tokenize = 'ascii')"]


def index_creation(_table: str) -> list[str]:
    """Nothing: the table is the index."""
    return []


def index_removal(_table: str) -> list[str]:
    """Nothing: the table is the index."""
    return []


def put(table: str, parts: Sequence[str], rows: Sequence[tuple[int, Mapping[str, list[str]]]]) -> None:
    """Write these parts of entries; the other parts stay."""
    changed = ", ".join(f"{part} = %s" for part in parts)
    places = ", ".join("%s" for _ in parts)
    with connection.cursor() as cursor:
        for key, words in rows:
            texts = [column(words[part]) for part in parts]
            cursor.execute(f"UPDATE {table} SET {changed} WHERE rowid = %s", [*texts, key])
            if not cursor.rowcount:
                cursor.execute(f"INSERT INTO {table} (rowid, {', '.join(parts)}) VALUES (%s, {places})", [key, *texts])


def add(table: str, rows: Iterable[tuple[int, Mapping[str, list[str]]]]) -> None:
    """Add entries that are not there yet, very many at a time."""
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} (rowid, title, text, reply) VALUES (%s, %s, %s, %s)",
            ((key, *(column(words.get(part, ())) for part in ("title", "text", "reply"))) for key, words in rows),
        )


def column(words: Sequence[str]) -> str:
    """A part as it is stored: its stems in their order, then, after a gap, the words that were spelt otherwise."""
    stems = [stem(word) for word in words]
    return " ".join([*stems, GAP, *sorted(set(words).difference(stems))])


def query(wanted: Wanted, *, widened: bool) -> str:
    """What is wanted, in the language of FTS5; `widened`: the last word may go on."""
    phrases = [_phrase(phrase) for phrase in wanted.phrases]
    if widened:
        *before, last = wanted.phrases[-1]
        begun = " + ".join([*(f'"{stem(word)}"' for word in before), f'"{last}" *'])
        phrases[-1] = f"({phrases[-1]} OR {begun})"
    found = " AND ".join(phrases)
    return f"({found}) NOT ({' OR '.join(map(_phrase, wanted.excluded))})" if wanted.excluded else found


def _phrase(words: Iterable[str]) -> str:
    return " + ".join(f'"{stem(word)}"' for word in words)


@contextmanager
def asking(table: str, *, among: Select, keys: Sequence[int] | None, limit: int) -> Iterator[Asked]:
    """For asking several questions one after the other.

    `among` is the SELECT of the keys that may be found; `keys` are these keys when they are few.
    """
    yield partial(_newest, table, among, keys, limit)


def _newest(
    table: str,
    among: Select,
    keys: Sequence[int] | None,
    limit: int,
    wanted: Wanted,
    *,
    in_title: bool,
    widened: bool,
) -> Newest:
    """The newest entries that match, newest first, at most `limit`."""
    words = query(wanted, widened=widened)
    words = f"{{title}} : ({words})" if in_title else words
    allowed, parameters = among
    permitted = f"EXISTS (SELECT 1 FROM allowed WHERE allowed.id = {table}.rowid)"
    if keys is not None:
        allowed, parameters = "SELECT NULL", ()
        # With the plus sign what matches is gone through; without it the index is asked about each object by itself.
        looked_up = "+rowid" if max(keys) < MATCHES_FOR_ONE_LOOK * len(keys) else "rowid"
        permitted = f"{looked_up} IN ({', '.join(str(int(key)) for key in keys)})"
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH allowed (id) AS ({allowed}) SELECT rowid FROM {table} WHERE {table} MATCH %s AND {permitted}"
            " ORDER BY rowid DESC LIMIT %s",
            [*parameters, words, limit],
        )
        return Newest([key for (key,) in cursor])
