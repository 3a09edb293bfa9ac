"""Taking turns in a sweep over work that is claimed by a lease."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from time import monotonic

from django.conf import settings


def turns(due: Iterable[int], *, at: datetime) -> Iterator[tuple[int, datetime]]:
    """Each piece of due work (its key) with the moment when its turn comes, until one lease has passed.

    Each is claimed at its own moment: behind slow work a lease counted from the beginning of the sweep would be over
    before it began, and another worker would do the same once more. What is left waits for the next sweep.
    """
    began = monotonic()
    for key in due:
        passed = timedelta(seconds=monotonic() - began)
        if passed >= timedelta(seconds=settings.MAIL_LEASE_SECONDS):
            return
        yield key, at + passed
