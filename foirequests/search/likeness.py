"""The entries of a kind that have the most telling words of a text: a ranked search for any of them.

Most words of a request stand in every request. So each word is counted first, among the newest entries and no further
than to know whether it is rare; then the rarest are asked for, and an entry scores the sum of what they tell (their
inverse document frequency, as in BM25). Both databases are asked the same, so that both find the same. Several texts
are asked about together: what stands in more than one of them is counted and looked for once.
"""

import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db import connection, transaction

from codes.domain.words import folded_words_of
from codes.stems import stem
from foirequests.domain.search_words import LITTLE_WORDS
from foirequests.search import postgres

LONGEST_READ = 60_000
"""Characters of a text that are read."""

MOST_COUNTED, MOST_ASKED_FOR = 32, 12
MANY = 400
"""A word that so many of the newest entries have tells nothing; so many entries of one word are looked at."""

ENOUGH = 200
"""Entries of one word that are looked at, where that many can be told from older ones."""

LEAST_COUNTED = postgres.SLAB // 2
"""Words are counted among the entries of the newest slab (`foirequests.search.postgres`); of the last two, where the
newest has fewer entries than this."""

SAMPLE = 64
"""Entries that are looked into, evenly spread, to tell words of most entries from others; see `_Postgres`."""

SHORTEST, SHORTEST_NUMBER = 3, 5
NUMBERS = frozenset({"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "twenty"})


@dataclass(frozen=True)
class Alike:
    """The keys of the entries that have telling words, the best first, and what each word of the text tells."""

    keys: tuple[int, ...]
    weights: Mapping[str, float]


def alike(kind: str, text: str, *, limit: int) -> Alike:
    """At most `limit` entries that have any of the rarest words of the text."""
    [found] = alike_each(kind, [text], limit=limit)
    return found


def alike_each(kind: str, texts: Iterable[str], *, limit: int) -> list[Alike]:
    """The same for each of several texts, at once."""
    said = [_worth_counting(stems_in(text)) for text in texts]
    words = sorted({word for each in said for word in each})
    if not words:
        return [Alike((), {}) for _ in said]
    with transaction.atomic(), connection.cursor() as cursor:
        database = (_Postgres if connection.vendor == "postgresql" else _Sqlite)(cursor, f"search_{kind}")
        newest = database.newest_key()
        lowest = _lowest_counted(newest)
        having = database.newest_having(words, lowest, newest)
        times = {word: len(keys) + (lowest > 0) for word, keys in having.items()}
        rarest = [_rarest(each, times) for each in said]
        asked = {word: _lowest_for(times[word], lowest, newest) for each in rarest for word in each}
        older = {word: key for word, key in asked.items() if key < lowest}
        having |= database.having(older, newest) if older else {}
    weights = {word: math.log(1 + (newest - lowest + 1) / max(1, number)) for word, number in times.items()}
    return [
        Alike(_best(looked_for, having, weights)[:limit], {word: weights[word] for word in each if word in weights})
        for each, looked_for in zip(said, rarest, strict=True)
    ]


def _rarest(words: Iterable[str], times: Mapping[str, int]) -> list[str]:
    """The words that fewest entries have, of those that any has; `times` has no word of too many."""
    return sorted(filter(times.get, words), key=lambda word: (times[word], word))[:MOST_ASKED_FOR]


def _best(words: Iterable[str], having: Mapping[str, Iterable[int]], weights: Mapping[str, float]) -> tuple[int, ...]:
    """The entries that have any of these words, those first of which the words tell most."""
    scores: Counter[int] = Counter()
    for word in words:
        for key in having.get(word, ()):
            scores[key] += weights[word]
    return tuple(sorted(scores, key=lambda key: (-scores[key], -key)))


def _lowest_counted(newest: int) -> int:
    """The lowest key of the entries among which words are counted, those up to the newest."""
    slab, place = divmod(newest, postgres.SLAB)
    return max(0, slab - (place + 1 < LEAST_COUNTED)) * postgres.SLAB


def _lowest_for(times: int, lowest: int, newest: int) -> int:
    """The lowest key from which entries with a word are read that so many have of those from `lowest` to `newest`.

    A word so rare that about `ENOUGH` entries have it at most is looked for among all of them. Any other is looked for
    among as many of the newest slabs as have about `ENOUGH`, and no more than one question takes (`postgres.STEP`).
    """
    wanted = (newest - lowest + 1) * ENOUGH // times  # entries of which about `ENOUGH` have the word
    if wanted > newest:
        return 0
    last = newest // postgres.SLAB
    slabs = min(postgres.STEP, max(last - lowest // postgres.SLAB + 1, wanted // postgres.SLAB))
    return max(0, last - slabs + 1) * postgres.SLAB


def stems_in(text: str) -> Counter[str]:
    """How often each stem stands in a text, little words and numbers aside."""
    return Counter(filter(None, map(_telling_stem, folded_words_of(text[:LONGEST_READ]))))


@lru_cache(maxsize=100_000)
def _telling_stem(word: str) -> str:
    """The stem of a folded word; nothing of a little word, a short one or a number."""
    if word.isdigit():
        says_something = len(word) >= SHORTEST_NUMBER
    else:
        says_something = len(word) >= SHORTEST and word not in LITTLE_WORDS and word not in NUMBERS
    return stem(word) if says_something else ""


def _worth_counting(stems: Counter[str]) -> list[str]:
    """The stems that a text says most often, and of the others the longest: those are rare most often."""
    if len(stems) <= MOST_COUNTED:
        return sorted(stems)
    often = [word for word, _ in sorted(stems.items(), key=lambda said: (-said[1], said[0]))[: MOST_COUNTED // 2]]
    others = sorted(set(stems).difference(often), key=lambda word: (-len(word), word))
    return [*often, *others[: MOST_COUNTED - len(often)]]


@dataclass(frozen=True)
class _Sqlite:
    cursor: object
    table: str

    def newest_key(self) -> int:
        """The key of the newest entry."""
        self.cursor.execute(f"SELECT max(rowid) FROM {self.table}")
        return self.cursor.fetchone()[0] or 0

    def newest_having(self, words: Sequence[str], lowest: int, _newest: int) -> dict[str, list[int]]:
        """The entries from the lowest key on that have each word; a word that `MANY` have is left out."""
        one = f"SELECT rowid FROM {self.table} WHERE {self.table} MATCH %s AND rowid >= {lowest:d} LIMIT {MANY}"
        found = ", ".join(f"(SELECT json_group_array(rowid) FROM ({one}))" for _ in words)
        self.cursor.execute(f"SELECT {found}", [f'"{word}"' for word in words])
        read = ((word, json.loads(keys)) for word, keys in zip(words, self.cursor.fetchone(), strict=True))
        return {word: keys for word, keys in read if len(keys) < MANY}

    def having(self, lowest: Mapping[str, int], _newest: int) -> dict[str, list[int]]:
        """The newest entries that have each word, from its lowest key on."""
        one = (
            f"SELECT json_group_array(rowid) FROM (SELECT rowid FROM {self.table} WHERE {self.table} MATCH %s"
            f" AND rowid >= %s ORDER BY rowid DESC LIMIT {MANY})"
        )
        asked = [value for word, key in lowest.items() for value in (f'"{word}"', key)]
        self.cursor.execute(f"SELECT {', '.join(f'({one})' for _ in lowest)}", asked)
        return dict(zip(lowest, map(json.loads, self.cursor.fetchone()), strict=True))


@dataclass(frozen=True)
class _Postgres:
    cursor: object
    table: str

    def newest_key(self) -> int:
        """The key of the newest entry."""
        self.cursor.execute(postgres.WHILE_SEARCHING)
        self.cursor.execute(f"SELECT max(object_id) FROM {self.table}")
        return self.cursor.fetchone()[0] or 0

    def newest_having(self, words: Sequence[str], lowest: int, newest: int) -> dict[str, list[int]]:
        """The entries from the lowest key on that have each word; a word that `MANY` have is left out.

        The index takes longest over the words that most entries have, so those are told apart by a sample first. Of a
        word that only `MANY` have the sample would say that most do once in a hundred thousand times (Chernoff's
        bound); of fewer entries it would more often, but the words of those are quickly looked up.
        """
        entries = newest - lowest + 1
        sample = range(lowest, newest + 1, entries // SAMPLE) if entries >= LEAST_COUNTED else ()
        there = self._having("%s::tsquery") if lowest else "true"
        self.cursor.execute(
            "WITH asked AS (SELECT * FROM unnest(%s::text[], %s::tsquery[]) AS asked (word, query)),"
            f" sample AS MATERIALIZED (SELECT {postgres.ALL_PARTS} AS vector FROM {self.table}"
            " WHERE object_id = ANY(%s)),"
            " common AS (SELECT word FROM asked, sample WHERE sample.vector @@ asked.query"
            " GROUP BY word HAVING count(*) >= %s)"
            " SELECT asked.word, found.keys FROM asked, LATERAL"
            " (SELECT coalesce(array_agg(object_id), '{}') AS keys FROM (SELECT object_id"
            f" FROM {self.table} WHERE {self._having('asked.query')} AND {there} LIMIT {MANY}) AS entries) AS found"
            " WHERE asked.word NOT IN (SELECT word FROM common)",
            [
                list(words),
                [f"'{word}'" for word in words],
                list(sample),
                2 * MANY * SAMPLE // entries + 8,
                *([self._slabs(lowest, newest)] if lowest else []),
            ],
        )
        return {word: keys for word, keys in self.cursor if len(keys) < MANY}

    def having(self, lowest: Mapping[str, int], newest: int) -> dict[str, list[int]]:
        """The newest entries that have each word, from its lowest key on; everywhere from 0 on."""
        alone = [f"'{word}'" for word in lowest]
        there = [self._slabs(key, newest) if key else f"'{word}'" for word, key in lowest.items()]
        self.cursor.execute(
            "SELECT asked.word, found.keys"
            " FROM unnest(%s::text[], %s::tsquery[], %s::tsquery[]) AS asked (word, query, there), LATERAL"
            " (SELECT coalesce(array_agg(object_id), '{}') AS keys FROM (SELECT object_id FROM (SELECT object_id"
            f" FROM {self.table} WHERE {self._having('asked.query')} AND {self._having('asked.there')} OFFSET 0)"
            f" AS entries ORDER BY object_id DESC LIMIT {MANY}) AS newest) AS found",
            [list(lowest), alone, there],
        )
        return dict(self.cursor.fetchall())

    def _having(self, query: str) -> str:
        return f"{postgres.ALL_PARTS} @@ {query}"

    def _slabs(self, lowest: int, newest: int) -> str:
        return postgres.slabs(lowest // postgres.SLAB, newest // postgres.SLAB)
