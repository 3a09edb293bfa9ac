"""Lists that may be longer than anybody reads: counted and paged up to a bound, so that no page grows with them."""

from collections.abc import Sequence
from functools import cached_property, reduce
from operator import or_

from django.core.paginator import Page, Paginator
from django.db.models import F, QuerySet

from foirequests.presenters.days import number_of

PAGE_LENGTH = 25
MOST_COUNTED = 10_000
"""Rows: 400 pages. To count a million takes the database as long as to read them."""


class LongList(Paginator):
    """Pages of a list, of which only the first `MOST_COUNTED` rows are counted and can be reached."""

    def __init__(self, rows: Sequence | QuerySet, *others: QuerySet) -> None:
        """`others` are further rows of the same model, in the same order and with no row in common.

        They are sorted together page by page, so that the database may read each piece from the index that fits it.
        """
        super().__init__(reduce(or_, others, rows), PAGE_LENGTH)
        self._pieces = (rows, *others)

    @cached_property
    def _counted(self) -> int:
        """The number of rows, or one more than are counted."""
        if not isinstance(self.object_list, QuerySet):
            return len(self.object_list)
        first, *others = (piece.order_by().values("pk") for piece in self._pieces)
        return (first.union(*others, all=True) if others else first)[: MOST_COUNTED + 1].count()

    @cached_property
    def count(self) -> int:
        """The number of rows that can be reached."""
        return min(self._counted, MOST_COUNTED)

    def page(self, number: int) -> Page:
        """One page; of a query the keys are sorted and skipped first, and only the rows of the page are read whole."""
        page = super().page(number)
        if isinstance(page.object_list, QuerySet):
            first = (page.number - 1) * self.per_page
            keys = [row[-1] for row in self._places()[first : min(first + self.per_page, self.count)]]
            found = self.object_list.order_by().in_bulk(keys)
            page.object_list = [found[key] for key in keys if key in found]
        return page

    def _places(self) -> QuerySet:
        """Of each row what it is sorted by, and its key."""
        order = self.object_list.query.order_by
        names = [each.removeprefix("-") if isinstance(each, str) else each for each in order]
        sorted_by = {f"place_{number}": F(each) if isinstance(each, str) else each for number, each in enumerate(names)}
        places = [
            f"-{name}" if str(each).startswith("-") else name for name, each in zip(sorted_by, order, strict=True)
        ]
        first, *others = (
            piece.order_by().annotate(**sorted_by).values_list(*sorted_by, "pk") for piece in self._pieces
        )
        return (first.union(*others, all=True) if others else first).order_by(*places)

    def number_words(self, one: str) -> str:
        """`1 request`, `25 requests`; of an endless list, that only its beginning can be reached."""
        if self._counted > MOST_COUNTED:
            return f"More than {MOST_COUNTED:,} {one}s, of which the first {MOST_COUNTED:,} are listed,"
        return number_of(self.count, one)
