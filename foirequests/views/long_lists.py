"""Lists that may be longer than anybody reads: counted and paged up to a bound, so that no page grows with them."""

from collections.abc import Sequence
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.db import connection
from django.db.models import F, QuerySet

from foirequests.presenters.days import number_of

PAGE_LENGTH = 25
MOST_COUNTED = 10_000
"""Rows: 400 pages. To count a million takes the database as long as to read them."""


class LongList(Paginator):
    """Pages of a list, of which only the first `MOST_COUNTED` rows are counted and can be reached."""

    def __init__(self, *pieces: QuerySet | Sequence, whole: QuerySet | None = None, counted_by: str = "pk") -> None:
        """One list, or several query sets in one order that have no row in common: they are sorted together.

        The database may then read each piece from the index that fits it. `whole` is where the rows of a page are read
        by their keys, with what is shown beside them. `counted_by` is a column that is never empty and stands in that
        index: then no row is read to be counted.
        """
        super().__init__(pieces[0], PAGE_LENGTH)
        self._pieces, self._whole, self._counted_by = pieces, whole, counted_by

    @cached_property
    def _counted(self) -> int:
        """The number of rows, or one more than are counted."""
        if not isinstance(self.object_list, QuerySet):
            return len(self.object_list)
        first, *others = (piece.order_by().values(self._counted_by) for piece in self._pieces)
        return (first.union(*others, all=True) if others else first)[: MOST_COUNTED + 1].count()

    @cached_property
    def count(self) -> int:
        """The number of rows that can be reached."""
        return min(self._counted, MOST_COUNTED)

    def page(self, number: int) -> Page:
        """One page; of a query the keys are sorted and skipped first, and only the rows of the page are read whole."""
        if not isinstance(self.object_list, QuerySet):
            return super().page(number)
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        keys = self._keys(first, min(first + self.per_page, self.count))
        whole = self.object_list if self._whole is None else self._whole
        found = whole.order_by().in_bulk(keys)
        return self._get_page([found[key] for key in keys if key in found], number, self)

    def _keys(self, first: int, end: int) -> list:
        """The keys of the rows from one place up to another."""
        if len(self._pieces) > 1:
            return [key for key, *_places in _together(self._pieces, end)[first:end]]
        return list(self.object_list.values_list("pk", flat=True)[first:end])

    def number_words(self, one: str) -> str:
        """`1 request`, `25 requests`; of an endless list, that only its beginning can be reached."""
        if self._counted > MOST_COUNTED:
            return f"More than {MOST_COUNTED:,} {one}s, of which the first {MOST_COUNTED:,} are listed,"
        return number_of(self.count, one)


def _together(pieces: Sequence[QuerySet], end: int) -> QuerySet:
    """The keys of the rows of all pieces, and what they are sorted by, in the order that the pieces have."""
    order = pieces[0].query.order_by
    by = {f"place_{number}": each for number, each in enumerate(order)}
    places = {name: F(each.removeprefix("-")) if isinstance(each, str) else each for name, each in by.items()}
    names = [f"-{name}" if isinstance(each, str) and each.startswith("-") else name for name, each in by.items()]
    keys = [piece.annotate(**places).values_list("pk", *places) for piece in pieces]
    # PostgreSQL sorts every row of a union, unless each piece says how far it is wanted. SQLite does not take that.
    if connection.features.supports_slicing_ordering_in_compound:
        first, *others = (piece.order_by(*names)[:end] for piece in keys)
    else:
        first, *others = (piece.order_by() for piece in keys)
    return first.union(*others, all=True).order_by(*names)
