"""The one full-text search, over SQLite (FTS5) and PostgreSQL (tsvector and GIN).

Rooms hand it words: (kind, key of the object, its parts). A kind has a table of its own, which a migration of the room
makes. An entry has three parts: the `title` (what it is called and who it is of), the `text`, and the `reply`; each is
written by itself, so that rooms need not know of each other's. Everything is written in the caller's transaction.

Words are folded and reduced to their stems before either database sees them (`codes.domain.words`,
`codes.stems`): both find the same, and the databases need no extension.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection

from foirequests.domain.search_words import Wanted
from foirequests.search import postgres, sqlite
from foirequests.search.answers import Select
from foirequests.search.index_words import words_by_sentence, words_to_index
from foirequests.search.snippets import Looker, Passage, Piece

__all__ = [
    "Found",
    "Looker",
    "Passage",
    "Piece",
    "add_many",
    "create",
    "drop",
    "find",
    "missing",
    "put",
    "put_many",
    "remove",
    "remove_others",
    "without_indexes",
]

MOST_BYTES = {"title": 8_000, "text": 120_000, "reply": 120_000}
"""Words of each part that are indexed, in bytes of UTF-8.

PostgreSQL takes 1 MB of lexemes and places for one entry; at worst a word takes four times its bytes there.
"""

FEW_KEYS = 2000
"""So many objects are looked at one by one; among more, the index is asked for the newest that match."""


@dataclass(frozen=True)
class Found:
    """The keys that match: those with all words in their title first, then the newest.

    `is_cut`: there are more. `is_partial`: the words are so common that only the newest entries were looked at.
    """

    keys: tuple[int, ...] = ()
    is_cut: bool = False
    is_partial: bool = False


def put(kind: str, key: int, **parts: str) -> None:
    """Index these parts of an object's words, in place of what stood there; parts that are not named stay."""
    put_many(kind, [(key, parts)])


def put_many(kind: str, entries: Iterable[tuple[int, Mapping[str, str]]]) -> None:
    """Index many objects at once; all name the same parts."""
    rows = [(key, _words(parts)) for key, parts in entries]
    if rows:
        _database().put(_table(kind), tuple(rows[0][1]), rows)


def add_many(kind: str, entries: Iterable[tuple[int, Mapping[str, str]]]) -> None:
    """Index very many objects of which none is indexed yet, as fast as the database can; see `without_indexes`."""
    _database().add(_table(kind), ((key, _words(parts, by_sentence=True)) for key, parts in entries))


@contextmanager
def without_indexes(kind: str) -> Iterator[None]:
    """Nobody can search meanwhile: for filling a new database with very many entries."""
    _execute(_database().index_removal(_table(kind)))
    yield
    _execute(_database().index_creation(_table(kind)))


def remove(kind: str, keys: Iterable[int]) -> None:
    """Take objects out of the index."""
    with connection.cursor() as cursor:
        cursor.executemany(f"DELETE FROM {_table(kind)} WHERE {_database().KEY} = %s", [(key,) for key in keys])


def missing(kind: str, among: Select, *, limit: int) -> list[int]:
    """The lowest keys of those that the SELECT `among` gives that are not indexed, in ascending order."""
    allowed, parameters = among
    table = _table(kind)
    return _keys(
        f"WITH allowed (id) AS ({allowed}) SELECT id FROM allowed"
        f" WHERE NOT EXISTS (SELECT 1 FROM {table} WHERE {table}.{_database().KEY} = allowed.id)"
        " ORDER BY id LIMIT %s",
        [*parameters, limit],
    )


def remove_others(kind: str, among: Select) -> int:
    """Take out of the index what is none of the objects that the SELECT `among` gives; returns how many went."""
    allowed, parameters = among
    table = _table(kind)
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE {_database().KEY} NOT IN ({allowed})", parameters)
        return cursor.rowcount


def find(kind: str, wanted: Wanted, *, among: Select, limit: int) -> Found:
    """At most `limit` objects that match, out of those that the SELECT `among` (its SQL and parameters) gives.

    The title counts most, so it is asked first; then all parts; and only where that leaves room, what the last word
    may be the beginning of. Each time the newest are taken, so that a word of most objects is found as fast as a rare
    one.
    """
    if not wanted:
        return Found()
    few = _keys_if_few(among)
    if few == []:
        return Found()
    found: dict[int, None] = {}
    is_partial = False
    with _database().asking(_table(kind), among=among, keys=few, limit=limit + 1) as asked:
        for in_title, widened in [(True, False), (False, False), (False, True)][: 2 + wanted.may_go_on]:
            newest = asked(wanted, in_title=in_title, widened=widened)
            # An excluded word may stand in another part than the title.
            keys = _matching_whole(kind, wanted, newest.keys, among) if in_title and wanted.excluded else newest.keys
            found |= dict.fromkeys(keys)
            is_partial |= newest.is_partial
            if len(found) > limit:
                break
    return Found(tuple(found)[:limit], is_cut=len(found) > limit, is_partial=is_partial)


def _matching_whole(kind: str, wanted: Wanted, keys: list[int], among: Select) -> list[int]:
    """Those of these keys, in their order, whose entries match with all their parts."""
    if not keys:
        return []
    with _database().asking(_table(kind), among=among, keys=keys, limit=len(keys)) as asked:
        return asked(wanted, in_title=False, widened=False).keys


def create(kind: str) -> None:
    """Make the table of a kind (for migrations)."""
    _execute(_database().creation(_table(kind)))


def drop(kind: str) -> None:
    """Remove the table of a kind (for migrations)."""
    _execute([f"DROP TABLE {_table(kind)}"])


def _database():
    return postgres if connection.vendor == "postgresql" else sqlite


def _table(kind: str) -> str:
    return f"search_{kind}"


def _words(parts: Mapping[str, str], *, by_sentence: bool = False) -> dict[str, list[str]]:
    read = words_by_sentence if by_sentence else words_to_index
    return {part: read(text, most_bytes=MOST_BYTES[part]) for part, text in parts.items()}


def _execute(statements: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _keys_if_few(among: Select) -> list[int] | None:
    allowed, parameters = among
    allowed = f"WITH allowed (id) AS ({allowed}) SELECT id FROM allowed"
    is_many = _keys(f"{allowed} LIMIT 1 OFFSET {FEW_KEYS}", parameters)
    return None if is_many else _keys(allowed, parameters)


def _keys(statement: str, parameters: Iterable[object]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return [key for (key,) in cursor.fetchall()]
