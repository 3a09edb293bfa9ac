"""The index in PostgreSQL: a table of tsvectors made of our own stems, under GIN indexes.

No extension, dictionary or text search configuration is needed: vectors and queries are written out as PostgreSQL
reads them. Beside its words, each entry has the number of its slab (a few thousand entries of neighbouring keys) as a
lexeme of its own. So the index itself can answer “this word, among the newest entries”: a word that stands in most
entries is answered from a few slabs, and the rest of its long list is never read.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property, partial

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from codes.stems import stem
from foirequests.domain.search_words import Wanted
from foirequests.search.answers import Asked, Newest, Select

KEY = "object_id"
SLAB = 4096
"""Keys in a slab; changing it means building the index anew."""

FIRST_SLABS = 2
STEP = 16
"""Slabs asked for in one question: of so many the index makes one list quickly, of four times as many it does not in
twenty times the time."""

MANY = 2_500
"""So many entries are read for one answer without anybody noticing that it takes time."""

RARE = 1_000
"""Of a word that so many entries have, all are read at once; of a word of more, the newest entries are, in steps: each
entry may lie on a page of its own that has to come from the disk."""

FEW = 2000
"""So many are looked up at once."""

NEIGHBOURS = 128
COMMON = 16
"""A beginning that so many of the newest `NEIGHBOURS` entries have is common: the index would put together a list of
all that goes on from it, each time that it is asked, where a walk soon meets enough."""

MOST_SLABS_LOOKED_UP = 6
WHILE_SEARCHING = """
    SET LOCAL enable_seqscan = off; SET LOCAL enable_mergejoin = off; SET LOCAL enable_hashjoin = off;
    SET LOCAL effective_io_concurrency = 64
"""
"""To the planner reading the entries one after the other looks cheap, as if their vectors had not to be unpacked; and
it would rather go through the keys of all that may be found than look up the few that match. What a word finds lies on
as many pages: where these are not in memory, many are asked of the disk at a time (as PostgreSQL 18 does by itself)."""
GAP = 3  # places are left free between two parts, so that no phrase begins in one and ends in the next

PARTS = ("title", "text", "reply")
ALL_PARTS = "(title || text || reply)"


def creation(table: str) -> list[str]:
    """The statements that make the table of a kind.

    Vectors stand unpacked, so that looking into one takes no unpacking; where a row would take more than 2 kB (which is
    when PostgreSQL looks at the target) they stand outside of it, so that what an index finds lies on fewer pages.
    """
    vectors = ", ".join(f"{part} tsvector NOT NULL DEFAULT ''" for part in PARTS)
    outside = ", ".join(f"ALTER {part} SET STORAGE EXTERNAL" for part in PARTS)
    return [
        f"CREATE TABLE {table} (object_id bigint PRIMARY KEY, {vectors}) WITH (toast_tuple_target = 128)",
        f"ALTER TABLE {table} {outside}",
        *index_creation(table),
    ]


def index_creation(table: str) -> list[str]:
    """The statements that make its indexes, without a list of pending entries that each search would read through."""
    return [
        f"CREATE INDEX {table}_title ON {table} USING gin (title) WITH (fastupdate = off)",
        f"CREATE INDEX {table}_words ON {table} USING gin ({ALL_PARTS}) WITH (fastupdate = off)",
    ]


def index_removal(table: str) -> list[str]:
    """The statements that take the indexes away, before very many entries are added."""
    return [f"DROP INDEX {table}_title", f"DROP INDEX {table}_words"]


def put(table: str, parts: Sequence[str], rows: Sequence[tuple[int, Mapping[str, list[str]]]]) -> None:
    """Write these parts of entries; the other parts stay."""
    columns = ["title", *(part for part in parts if part != "title")]
    values = ", ".join(["%s", *("%s::tsvector" for _ in columns)])
    changed = ", ".join(f"{part} = excluded.{part}" for part in parts)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} (object_id, {', '.join(columns)}) VALUES ({values})"
            f" ON CONFLICT (object_id) DO UPDATE SET {changed}",
            [(key, *(vector(key, column, words) for column in columns)) for key, words in rows],
        )


def add(table: str, rows: Iterable[tuple[int, Mapping[str, list[str]]]]) -> None:
    """Add entries that are not there yet, very many at a time."""
    columns = ", ".join(PARTS)
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} (object_id, {columns}) FROM STDIN") as copy:
        for key, words in rows:
            copy.write_row((key, *(vector(key, part, words) for part in PARTS)))


def vector(key: int, part: str, words_of_parts: Mapping[str, list[str]]) -> str:
    """A part as PostgreSQL writes a tsvector: stems with their places, words as they were spelt, the slab's number."""
    words = words_of_parts.get(part, ())
    stems = list(map(stem, words))
    # PostgreSQL puts together a stem that is written several times, and takes all places after 16,383 for one.
    lexemes = [f"'{stemmed}':{place}" for place, stemmed in enumerate(stems, GAP)]
    lexemes += [f"'{word}'" for word in set(words).difference(stems)]
    if part == "title":
        lexemes.append(f"'~{key // SLAB}'")
    return " ".join(lexemes)


def query(wanted: Wanted, *, widened: bool) -> str:
    """What is wanted, as PostgreSQL writes a tsquery; `widened`: the last word may go on."""
    phrases = [_phrase(phrase) for phrase in wanted.phrases]
    if widened:
        *before, last = wanted.phrases[-1]
        begun = [*(f"'{stem(word)}'" for word in before), f"('{stem(last)}' | '{last}':*)"]
        phrases[-1] = f"({' <-> '.join(begun)})"
    return " & ".join([*phrases, *(f"!{_phrase(phrase)}" for phrase in wanted.excluded)])


def _phrase(words: Iterable[str]) -> str:
    return "(" + " <-> ".join(f"'{stem(word)}'" for word in words) + ")"


@contextmanager
def asking(table: str, *, among: Select, keys: Sequence[int] | None, limit: int) -> Iterator[Asked]:
    """For asking several questions one after the other: who may be found is looked up once for all of them.

    `among` is the SELECT of the keys that may be found; `keys` are these keys when they are few.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(WHILE_SEARCHING)
        yield partial(_newest, _Place(cursor, table, among, limit), keys)


def _newest(place: "_Place", keys: Sequence[int] | None, wanted: Wanted, *, in_title: bool, widened: bool) -> Newest:
    """The newest entries that match, newest first, at most as many as are wanted.

    1. What a word begins is looked for among the entries that have the other words, where these are few, and by a walk
       from the newest entries where very much goes on from it.
    2. The newest slabs are asked; a word of most entries is answered there.
    3. Older slabs are asked step by step until there is enough, or until the words turn out to be rare: then the whole
       index is, whose answer is short.
    4. Words in a row have to be looked up in each entry that has them all. Where these are many, only those of some
       more slabs are looked up, and the answer says that there may be older ones.
    """
    vectors, words = "title" if in_title else ALL_PARTS, query(wanted, widened=widened)
    in_any_order = _Question(place, vectors, query(_in_any_order(wanted), widened=widened))
    has_rows = any(len(phrase) > 1 for phrase in (*wanted.phrases, *wanted.excluded))
    row_goes_on = widened and len(wanted.phrases[-1]) > 1
    question = replace(in_any_order, in_a_row=words) if row_goes_on else replace(in_any_order, words=words)
    if keys is not None:
        return Newest(question.one_by_one(keys))
    if widened:
        candidates = _with_the_other_words(question, wanted)
        if candidates is not None:
            return Newest(question.one_by_one(candidates))
        if in_any_order.is_common():
            return question.walk(most=FIRST_SLABS if has_rows else None)
    slab = place.last_slab
    found = question.in_slabs(slab - FIRST_SLABS + 1, slab)
    if len(found) == place.limit or slab < FIRST_SLABS:
        return Newest(found)
    if has_rows:
        return _in_a_row(question, in_any_order.words)
    return Newest(question.downwards(found))


def _in_any_order(wanted: Wanted) -> Wanted:
    """All that is wanted word by word: an entry with the phrases has these words as well."""
    return replace(wanted, phrases=tuple((word,) for phrase in wanted.phrases for word in phrase), excluded=())


def _with_the_other_words(question: "_Question", wanted: Wanted) -> list[int] | None:
    """The entries with all words but the last, where there are others and so few entries have them; else None."""
    *others, _last = _in_any_order(wanted).phrases
    if not others:
        return None
    return question.candidates(query(Wanted(tuple(others)), widened=False), FEW)


def _in_a_row(question: "_Question", words: str) -> Newest:
    """Looks for phrases beyond the first slabs; `words` are those of the phrases in any order."""
    candidates = question.candidates(words, MANY)
    if candidates is not None:
        return Newest(question.one_by_one(candidates))
    slab = question.place.last_slab
    lowest = slab - MOST_SLABS_LOOKED_UP + 1
    return Newest(question.in_slabs(lowest, slab), is_partial=lowest > 0)


@dataclass
class _Place:
    """Where is looked: a table, and those of its objects that may be found."""

    cursor: CursorWrapper
    table: str
    among: Select
    limit: int

    @cached_property
    def last_slab(self) -> int:
        """The slab of the newest entry that may be found.

        The newest entries are tried one by one, since most searches may find one of them. Else all that may be found
        are gone through: an index leads to these, where going on one by one would meet every newer entry first.
        """
        allowed, parameters = self.among
        newest = self.rows(
            f"WITH allowed (id) AS ({allowed}) SELECT id FROM allowed"
            f" WHERE id > (SELECT max(object_id) FROM {self.table}) - %s ORDER BY id DESC LIMIT 1",
            *parameters,
            FIRST_SLABS * SLAB,
        ) or self.rows(f"WITH allowed (id) AS MATERIALIZED ({allowed}) SELECT max(id) FROM allowed", *parameters)
        return (newest[0] or 0) // SLAB

    def keys_in_slabs(self, lowest: int, highest: int) -> list[int]:
        """The keys of what may be found in these slabs."""
        allowed, parameters = self.among
        return self.rows(
            f"WITH allowed (id) AS ({allowed}) SELECT id FROM allowed WHERE id >= %s AND id < %s",
            *parameters,
            lowest * SLAB,
            (highest + 1) * SLAB,
        )

    def rows(self, statement: str, *parameters: object) -> list:
        """What a statement gives in its one column."""
        self.cursor.execute(statement, parameters)
        return [value for (value,) in self.cursor.fetchall()]


@dataclass(frozen=True)
class _Question:
    """One question to the index.

    `in_a_row` are words that stand in a row, the last of which may go on: the index answers `words`, which are the same
    in any order, and the row is looked up in what it finds. Only lexemes with places count there, the stems: where a
    word without any begins as the last one does, PostgreSQL takes the row for broken.
    """

    place: _Place
    vectors: str
    words: str
    in_a_row: str = ""

    def in_slabs(self, lowest: int, highest: int) -> list[int]:
        """What matches in these slabs."""
        return self._matching(self.place.limit, slabs(lowest, highest))

    def downwards(self, found: list[int]) -> list[int]:
        """What matches: `found` in the first slabs, then older ones step by step, or all at once when few look left."""
        last = self.place.last_slab
        slab = last - FIRST_SLABS
        while slab >= 0 and len(found) < self.place.limit:
            if len(found) * last <= RARE * (last - slab):
                return self.everywhere()
            found = found + self._matching(self.place.limit - len(found), slabs(slab - STEP + 1, slab))
            slab -= STEP
        return found

    def everywhere(self) -> list[int]:
        """What matches in the whole index."""
        return self._matching(self.place.limit)

    def _matching(self, limit: int, among_slabs: str = "") -> list[int]:
        allowed, parameters = self.place.among
        having, words = self._having(self.words, among_slabs)
        if self.in_a_row:
            having, words = f"{having} AND {self._stems} @@ %s::tsquery", [*words, self.in_a_row]
        # Materialized, so that the index of words answers, not a walk through all keys; and sorted, so that no more of
        # what matches is looked up among what may be found than is wanted.
        return self.place.rows(
            f"WITH allowed (id) AS ({allowed}), matching AS MATERIALIZED"
            f" (SELECT object_id FROM {self.place.table} WHERE {having})"
            " SELECT object_id FROM (SELECT object_id FROM matching ORDER BY object_id DESC) AS newest"
            " WHERE EXISTS (SELECT FROM allowed WHERE id = object_id) ORDER BY object_id DESC LIMIT %s",
            *parameters,
            *words,
            limit,
        )

    def _having(self, words: str, among_slabs: str = "") -> tuple[str, list[str]]:
        """The condition that an entry has the words, and lies in the slabs; and its parameters.

        Asked for beside the words, the slabs let the index go from one entry with the words to the next; in one
        question with them it goes through each entry of the slabs. Words in a row are looked up in what is found, which
        two questions would do twice.
        """
        if not among_slabs:
            return f"{self.vectors} @@ %s::tsquery", [words]
        if "<->" in words:
            return f"{self.vectors} @@ %s::tsquery", [f"({words}) & ({among_slabs})"]
        return f"{self.vectors} @@ %s::tsquery AND {self.vectors} @@ %s::tsquery", [words, among_slabs]

    def candidates(self, words: str, most: int) -> list[int] | None:
        """The entries that have these words in any order, whether they may be found or not; None if more than `most`.

        Words that are common everywhere are known by the newest entries: to count them all takes the index too long.
        """
        slab, table = self.place.last_slab, self.place.table
        having, asked = self._having(words, slabs(slab - FIRST_SLABS + 1, slab))
        [among_newest] = self.place.rows(f"SELECT count(*) FROM {table} WHERE {having}", *asked)
        if among_newest * slab > FIRST_SLABS * most:
            return None
        having, asked = self._having(words)
        found = self.place.rows(f"SELECT object_id FROM {table} WHERE {having} LIMIT %s", *asked, most + 1)
        return found if len(found) <= most else None

    @property
    def _stems(self) -> str:
        return f"ts_filter({self.vectors}, '{{d}}')"

    def is_common(self) -> bool:
        """Whether many of the newest entries have the words, whether they may be found or not."""
        table = self.place.table
        newest = f"SELECT {self.vectors} AS words FROM {table} ORDER BY object_id DESC LIMIT {NEIGHBOURS}"
        asked = f"SELECT count(*) FROM ({newest}) AS newest WHERE words @@ %s::tsquery"
        [matching] = self.place.rows(asked, self.words)
        return matching >= COMMON

    def walk(self, most: int | None) -> Newest:
        """What matches among all that may be found, looked up one by one from the newest on until there is enough.

        With `most`, no more slabs are looked through than so many.
        """
        found: list[int] = []
        slab, step = self.place.last_slab, 1
        lowest = 0 if most is None else max(0, slab - most + 1)
        while slab >= lowest and len(found) < self.place.limit:
            found += self.one_by_one(self.place.keys_in_slabs(max(lowest, slab - step + 1), slab))
            slab, step = slab - step, min(2 * step, STEP)
        return Newest(found[: self.place.limit], is_partial=lowest > 0 and len(found) < self.place.limit)

    def one_by_one(self, keys: Sequence[int]) -> list[int]:
        """Which of these objects match, and may be found; the newest are looked at first, then ever more at once."""
        newest, found, size = sorted(keys, reverse=True), [], self.place.limit
        while newest and len(found) < self.place.limit:
            found += self._checked(newest[:size])
            newest, size = newest[size:], FEW
        return found[: self.place.limit]

    def _checked(self, keys: Sequence[int]) -> list[int]:
        allowed, parameters = self.place.among
        vectors, words = (self._stems, self.in_a_row) if self.in_a_row else (self.vectors, self.words)
        # IS TRUE, so that the keys lead there and not the index, which reads all that a beginning goes on to.
        return self.place.rows(
            f"WITH allowed (id) AS ({allowed}) SELECT object_id FROM {self.place.table}"
            f" WHERE object_id = ANY(%s) AND ({vectors} @@ %s::tsquery) IS TRUE"
            " AND EXISTS (SELECT FROM allowed WHERE id = object_id) ORDER BY object_id DESC LIMIT %s",
            *parameters,
            list(keys),
            words,
            self.place.limit,
        )


def slabs(lowest: int, highest: int) -> str:
    """Any of these slabs, as PostgreSQL writes a tsquery."""
    return " | ".join(f"'~{slab}'" for slab in range(max(0, lowest), highest + 1))
