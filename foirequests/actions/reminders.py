"""Putting away the reminders of a date that no longer stands."""

from collections.abc import Collection
from datetime import datetime

from foirequests.models import Notice


def put_away_reminders(cases: Collection[int], *, at: datetime) -> None:
    """Put away what was told of the due dates of these cases: each has another one now, or none any more.

    The night's work tells of the new date when its time comes; a notice of it is another row.
    """
    Notice.objects.unseen().filter(foi_request__in=cases, kind__in=Notice.OF_DUE_DATES).update(seen_at=at)
