"""Figures about requests, each an aggregate that the database works out."""

from datetime import date

from django.db.models import Count, F, Q

from foirequests.domain import workflow
from foirequests.domain.timeliness import STATUTORY_REGIMES, Quarter, Timeliness
from foirequests.models import FoiRequest


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
    counted = answered.aggregate(
        in_time=Count("pk", filter=Q(due_on__isnull=True) | Q(closed_on__lte=F("due_on"))),
        late=Count("pk", filter=Q(closed_on__gt=F("due_on"))),
    )
    overdue = FoiRequest.objects.overdue(as_of).filter(regime__in=STATUTORY_REGIMES).count()
    return Timeliness(in_time=counted["in_time"], late=counted["late"], overdue=overdue)
