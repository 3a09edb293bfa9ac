"""Working out again when the outcomes of internal reviews are due, after the calendar of bank holidays changed."""

from datetime import datetime

from django.db import transaction

from codes.models.bank_holidays import uk_calendar
from foirequests.actions.history import write_history
from foirequests.domain.time_limits import internal_review_due
from responses.models import InternalReview


def re_date_open_reviews(*, at: datetime) -> int:
    """Let open internal reviews follow the calendar; returns how many got another day.

    The history keeps the day before, which the requester was told. Source: section 45 Code of Practice, part 5
    (twenty working days); EIR regulation 11(4) (forty).
    """
    calendar = uk_calendar()
    moved = 0
    for review in InternalReview.objects.open().select_related("foi_request").order_by("pk"):
        due_on = internal_review_due(review.asked_on, calendar, regime=review.foi_request.regime_id)
        if due_on == review.due_on:
            continue
        facts = {"from": review.due_on.isoformat(), "to": due_on.isoformat()}
        with transaction.atomic():
            changed = InternalReview.objects.open().filter(pk=review.pk, due_on=review.due_on).update(due_on=due_on)
            if changed:
                write_history(review.foi_request, "due_date_moved", by=None, at=at, concerning=review, facts=facts)
        moved += changed
    return moved
