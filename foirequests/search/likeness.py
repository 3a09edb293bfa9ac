"""The entries of a kind that have the most telling words of a text: a ranked search for any of them.

Most words of a request are in every request. So each word is looked up first, no further than to know whether it is
rare; then the rarest are asked for, and an entry scores the sum of what they tell (their inverse document frequency,
as in BM25). Both databases answer the same questions, so both find the same.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import connection, transaction

from codes.domain.words import words_of
from codes.stems import stem
from foirequests.domain.search_words import LITTLE_WORDS
from foirequests.search import postgres

LONGEST_READ = 60_000
"""Characters of a text that are read."""

MOST_LOOKED_UP = 48
MOST_ASKED_FOR = 12
MANY = 1000
"""So many entries of one word are looked at, the newest; a word that more have tells little."""

SLABS = 2
FEW_IN_SLABS = 100
SHORTEST, SHORTEST_NUMBER = 3, 5


@dataclass(frozen=True)
class Alike:
    """The keys of the entries that have telling words, the best first, and what each of the words tells."""

    keys: tuple[int, ...]
    weights: Mapping[str, float]


def alike(kind: str, text: str, *, limit: int) -> Alike:
    """At most `limit` entries that have any of the rarest words of the text."""
    table, words = f"search_{kind}", _worth_looking_up(stems_in(text))
    if not words:
        return Alike((), {})
    with transaction.atomic(), connection.cursor() as cursor:
        database = _Postgres(cursor, table) if connection.vendor == "postgresql" else _Sqlite(cursor, table)
        times = {word: number for word, number in database.times(words).items() if number}
        rarest = sorted(times, key=lambda word: (times[word], word))[:MOST_ASKED_FOR]
        having: dict[str, list[int]] = {word: [] for word in rarest}
        for word, key in database.newest(rarest) if rarest else ():
            having[word].append(key)
    weights = {word: math.log(1 + 2 * MANY / max(times[word], len(having[word]))) for word in rarest}
    scores: Counter[int] = Counter()
    for word, keys in having.items():
        for key in keys:
            scores[key] += weights[word]
    best = sorted(scores, key=lambda key: (-scores[key], -key))[:limit]
    return Alike(tuple(best), weights)


def stems_in(text: str) -> Counter[str]:
    """How often each stem stands in a text, little words aside."""
    return Counter(stem(word.folded) for word in words_of(text[:LONGEST_READ]) if _says_something(word.folded))


def _says_something(word: str) -> bool:
    if word.isdigit():
        return len(word) >= SHORTEST_NUMBER
    return len(word) >= SHORTEST and word not in LITTLE_WORDS


def _worth_looking_up(stems: Counter[str]) -> list[str]:
    """The stems that a text says most often, and of the others the longest: those are rare most often."""
    if len(stems) <= MOST_LOOKED_UP:
        return sorted(stems)
    often = [word for word, _ in sorted(stems.items(), key=lambda said: (-said[1], said[0]))[: MOST_LOOKED_UP // 2]]
    others = sorted(set(stems).difference(often), key=lambda word: (-len(word), word))
    return [*often, *others[: MOST_LOOKED_UP - len(often)]]


@dataclass(frozen=True)
class _Sqlite:
    cursor: object
    table: str

    def times(self, words: Sequence[str]) -> dict[str, int]:
        """How many entries have each word, no further than `MANY`."""
        counted = f"(SELECT count(*) FROM (SELECT 1 FROM {self.table} WHERE {self.table} MATCH %s LIMIT {MANY}))"
        self.cursor.execute(f"SELECT {', '.join(counted for _ in words)}", [f'"{word}"' for word in words])
        return dict(zip(words, self.cursor.fetchone(), strict=True))

    def newest(self, words: Sequence[str]) -> list[tuple[str, int]]:
        """The newest entries that have each word, as pairs of word and key."""
        having = (
            f"SELECT * FROM (SELECT %s AS word, rowid FROM {self.table} WHERE {self.table} MATCH %s"
            f" ORDER BY rowid DESC LIMIT {MANY})"
        )
        asked = [value for word in words for value in (word, f'"{word}"')]
        self.cursor.execute(" UNION ALL ".join(having for _ in words), asked)
        return self.cursor.fetchall()


class _Postgres:
    """Counts in the newest slabs, where a word of most entries costs little; see `foirequests.search.postgres`."""

    def __init__(self, cursor, table: str):
        self.cursor, self.table = cursor, table
        cursor.execute(postgres.ALWAYS_BY_WORDS)
        cursor.execute(f"SELECT max(object_id) FROM {table}")
        newest = (cursor.fetchone()[0] or 0) // postgres.SLAB
        self.slabs = " | ".join(f"'~{slab}'" for slab in range(max(0, newest - SLABS + 1), newest + 1))
        self.is_all = newest < SLABS
        self.common: set[str] = set()

    def times(self, words: Sequence[str]) -> dict[str, int]:
        """How many entries of the newest slabs have each word, no further than `MANY`.

        Where there are older slabs, one more: a word that the newest lack may stand there.
        """
        self.cursor.execute(
            f"SELECT word, (SELECT count(*) FROM (SELECT FROM {self.table} WHERE {postgres.ALL_PARTS} @@"
            f" ('''' || word || ''' & (' || %s || ')')::tsquery LIMIT {MANY}) AS having)"
            " FROM unnest(%s::text[]) AS word",
            [self.slabs, list(words)],
        )
        found = dict(self.cursor.fetchall())
        self.common = {word for word, number in found.items() if number > FEW_IN_SLABS}
        return {word: number + (not self.is_all) for word, number in found.items()}

    def newest(self, words: Sequence[str]) -> list[tuple[str, int]]:
        """The newest entries that have each word, as pairs of word and key; of a common word, in the newest slabs."""
        having = (
            f"(SELECT %s AS word, object_id FROM (SELECT object_id FROM {self.table}"
            f" WHERE {postgres.ALL_PARTS} @@ %s::tsquery OFFSET 0) AS matching ORDER BY object_id DESC LIMIT {MANY})"
        )
        asked = [value for word in words for value in (word, self._query(word))]
        self.cursor.execute(" UNION ALL ".join(having for _ in words), asked)
        return self.cursor.fetchall()

    def _query(self, word: str) -> str:
        return f"'{word}' & ({self.slabs})" if word in self.common else f"'{word}'"
