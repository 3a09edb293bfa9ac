"""Counting what visitors without an account do, across all processes, and forgetting it."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from foirequests import visitors
from foirequests.domain.rates import Limit
from foirequests.models import RateWindow


def count_attempt(limit: Limit, who: str, *, at: datetime) -> bool:
    """Count one more attempt; False when that is more than the limit allows."""
    key_hash, ends_at = _key(limit, who, at)
    one_more = RateWindow.objects.filter(key_hash=key_hash)
    if not one_more.update(attempts=F("attempts") + 1):
        RateWindow.objects.over(at).delete()
        try:
            with transaction.atomic():
                RateWindow.objects.create(key_hash=key_hash, ends_at=ends_at)
        except IntegrityError:  # another process counted this visitor's first attempt at the same moment
            one_more.update(attempts=F("attempts") + 1)
    return not one_more.filter(attempts__gt=limit.attempts).exists()


def is_used_up(limit: Limit, who: str, *, at: datetime) -> bool:
    """Whether the next attempt would be one too many."""
    return RateWindow.objects.filter(key_hash=_key(limit, who, at)[0], attempts__gte=limit.attempts).exists()


def forget_visitors(*, at: datetime) -> None:
    """Forget the counts and the sessions whose time is over."""
    RateWindow.objects.over(at).delete()
    visitors.forget_expired_sessions()


def _key(limit: Limit, who: str, at: datetime) -> tuple[str, datetime]:
    begins, ends = limit.window(at)
    return visitors.visitor_hash(limit.name, begins.isoformat(), who), ends
