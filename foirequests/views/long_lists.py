"""Lists that may be longer than anybody reads: counted and paged up to a bound, so that no page grows with them."""

from functools import cached_property

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from foirequests.presenters.days import number_of

PAGE_LENGTH = 25
MOST_COUNTED = 10_000
"""Rows: 400 pages. To count a million takes the database as long as to read them."""


class LongList(Paginator):
    """Pages of a list, of which only the first `MOST_COUNTED` rows are counted and can be reached."""

    def __init__(self, rows) -> None:
        super().__init__(rows, PAGE_LENGTH)

    @cached_property
    def _counted(self) -> int:
        """The number of rows, or one more than are counted."""
        if isinstance(self.object_list, QuerySet):
            return self.object_list.order_by().values("pk")[: MOST_COUNTED + 1].count()
        return len(self.object_list)

    @cached_property
    def count(self) -> int:
        """The number of rows that can be reached."""
        return min(self._counted, MOST_COUNTED)

    def page(self, number: int) -> Page:
        """One page; of a query the keys are sorted and skipped first, and only the rows of the page are read whole."""
        page = super().page(number)
        if isinstance(page.object_list, QuerySet):
            keys = list(page.object_list.values_list("pk", flat=True))
            found = self.object_list.order_by().in_bulk(keys)
            page.object_list = [found[key] for key in keys if key in found]
        return page

    def number_words(self, one: str) -> str:
        """`1 request`, `25 requests`; of an endless list, that only its beginning can be reached."""
        if self._counted > MOST_COUNTED:
            return f"More than {MOST_COUNTED:,} {one}s, of which the first {MOST_COUNTED:,} are listed,"
        return number_of(self.count, one)
