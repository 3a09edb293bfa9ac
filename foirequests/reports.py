"""Figures about requests, each an aggregate that the database works out."""

from datetime import date, datetime, time, timedelta

from django.db.models import Count, F, Q
from django.db.models.functions import TruncMonth
from django.utils import timezone

from foirequests.domain import advice, workflow
from foirequests.domain.learning import Score
from foirequests.domain.timeliness import STATUTORY_REGIMES, Quarter, Timeliness
from foirequests.models import Advice, FoiRequest


def timeliness_by_closure(quarter: Quarter, *, as_of: date) -> Timeliness:
    """How the requests answered in the quarter stand, whenever they came, and what is overdue on `as_of`.

    Counted by the day of issue, as the Information Commissioner does; withdrawn and merged requests had no answer.
    A request whose clock stood still when it was answered has no due date, and was in time.
    """
    answered = FoiRequest.objects.filter(
        stage=workflow.ISSUED,
        closed_on__gte=quarter.first,
        closed_on__lte=quarter.last,
        regime__in=STATUTORY_REGIMES,
    )
    # Counted by a column of the index `request_by_closing_day`, so that no request is read itself.
    counted = answered.aggregate(
        in_time=Count("stage", filter=Q(due_on__isnull=True) | Q(closed_on__lte=F("due_on"))),
        late=Count("stage", filter=Q(closed_on__gt=F("due_on"))),
    )
    overdue = FoiRequest.objects.overdue(as_of).filter(regime__in=STATUTORY_REGIMES).count()
    return Timeliness(in_time=counted["in_time"], late=counted["late"], overdue=overdue)


def advice_scores(*, first: date, last: date) -> dict[tuple[date, str], Score]:
    """How good the advice was that officers decided about from `first` to `last`, by month (its first day) and kind."""
    zone = timezone.get_current_timezone()
    begins = datetime.combine(first, time.min, tzinfo=zone)
    ends = datetime.combine(last + timedelta(days=1), time.min, tzinfo=zone)
    decided = Advice.objects.filter(decided_at__gte=begins, decided_at__lt=ends)
    counted = decided.order_by().annotate(month=TruncMonth("decided_at")).values("month", "kind", "decision")
    found: dict[tuple[date, str], dict[str, int]] = {}
    for row in counted.annotate(number=Count("pk")):
        found.setdefault((row["month"].date(), row["kind"]), {})[row["decision"]] = row["number"]
    return {key: Score(**numbers) for key, numbers in sorted(found.items(), key=_newest_month_first)}


def _newest_month_first(item: tuple[tuple[date, str], dict[str, int]]) -> tuple[int, int]:
    (month, kind), _numbers = item
    return -month.toordinal(), list(advice.KINDS).index(kind)
