"""Asking those who hold the information, and recording what they answer."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import StaffMember
from foirequests.actions.history import write_history
from foirequests.actions.stages import check_permitted
from foirequests.domain.errors import Refused
from foirequests.domain.receipt import check_text
from foirequests.models import Commission, FoiRequest, Question


@transaction.atomic
def commission_information(
    foi_request: FoiRequest,
    *,
    holder: str,
    asked_for: str,
    asked_on: date,
    due_on: date,
    by: StaffMember,
    at: datetime,
    question: Question | None = None,
) -> Commission:
    """Record who was asked, on which day, for what and by when.

    Raises:
        Refused: nobody or nothing is named, or the days are in the wrong order.
    """
    check_permitted(foi_request, "commissioned", by=by)
    if not holder.strip():
        raise Refused("Enter who was asked.")
    if asked_on > timezone.localdate(at):
        raise Refused("The day on which they were asked cannot be in the future.")
    if due_on < asked_on:
        raise Refused("The answer cannot be due before it was asked for.")
    commission = Commission.objects.create(
        foi_request=foi_request,
        question=question,
        holder=holder.strip(),
        asked_for=check_text(asked_for, what="question to them"),
        asked_on=asked_on,
        due_on=due_on,
        asked_by=by,
    )
    facts = {"asked_on": asked_on.isoformat(), "due_on": due_on.isoformat()}
    write_history(foi_request, "commissioned", by=by, at=at, concerning=commission, facts=facts)
    return commission


@transaction.atomic
def record_commission_answer(
    commission: Commission, *, answer: str, answered_on: date, by: StaffMember, at: datetime
) -> Commission:
    """Record what the information holder answered, and when.

    Raises:
        Refused: an answer is recorded already, is empty, or its day is impossible.
    """
    check_permitted(commission.foi_request, "commission_answered", by=by)
    if answered_on > timezone.localdate(at):
        raise Refused("The day of the answer cannot be in the future.")
    if answered_on < commission.asked_on:
        raise Refused("The answer cannot have come before it was asked for.")
    recorded = Commission.objects.filter(pk=commission.pk, answered_on__isnull=True).update(
        answer=check_text(answer, what="answer"), answered_on=answered_on, recorded_by=by
    )
    if recorded != 1:
        raise Refused("An answer is recorded already.")
    facts = {"answered_on": answered_on.isoformat()}
    write_history(commission.foi_request, "commission_answered", by=by, at=at, concerning=commission, facts=facts)
    commission.refresh_from_db()
    return commission
