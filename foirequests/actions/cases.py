"""Acts on a case as a whole: who looks after it, duplicates, withdrawal and reopening."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import StaffMember
from foirequests.actions.clock import record_clock_event, refresh_due_date
from foirequests.actions.history import write_history
from foirequests.actions.stages import check_permitted, move_stage
from foirequests.domain import clock
from foirequests.domain.answers import Answer
from foirequests.domain.errors import Refused, Stale
from foirequests.models import FoiRequest, Handover


@transaction.atomic
def assign_cases(
    foi_requests: Iterable[FoiRequest], *, owner: StaffMember, by: StaffMember, at: datetime
) -> list[FoiRequest]:
    """Give one or many cases to an owner; those that are theirs already stay without a new line.

    Raises:
        Refused: the new owner is no information governance officer.
        NotPermitted: one of the cases cannot be assigned now; then none is.
        Stale: somebody else gave one of the cases to another owner first; then none is assigned.
    """
    if not (owner.is_active and owner.holds("officer")):
        raise Refused(f"{owner.name} is not an information governance officer.")
    changed = []
    for foi_request in foi_requests:
        check_permitted(foi_request, "assigned", by=by)
        if foi_request.owner_id == owner.pk:
            continue
        facts = {"from": foi_request.owner_id, "to": owner.pk}
        if not FoiRequest.objects.filter(pk=foi_request.pk, owner=foi_request.owner_id).update(owner=owner):
            raise Stale(f"Somebody else gave {foi_request.reference} to another owner at the same moment. Look again.")
        foi_request.owner = owner
        write_history(foi_request, "assigned", by=by, at=at, concerning=owner, facts=facts)
        changed.append(foi_request)
    return changed


@transaction.atomic
def withdraw_request(foi_request: FoiRequest, *, reason: str, by: StaffMember, at: datetime) -> FoiRequest:
    """Close a case that the requester withdrew.

    Raises:
        Refused: no reason given.
    """
    if not reason.strip():
        raise Refused("Say how the requester withdrew the request.")
    move_stage(foi_request, "withdrawn", by=by, at=at, words=reason.strip(), closed_on=timezone.localdate(at))
    return foi_request


@transaction.atomic
def reopen_request(foi_request: FoiRequest, *, reason: str, by: StaffMember, at: datetime) -> FoiRequest:
    """Open a withdrawn or merged case again; its clock is what its events say, as if it had never been closed.

    One that was with another team, of which `by` is, is back with the information governance officers.

    Raises:
        Refused: no reason given.
    """
    if not reason.strip():
        raise Refused("Enter the reason for reopening the case.")
    changes = {"closed_on": None, "merged_into": None}
    given = Handover.objects.in_force().filter(foi_request=foi_request)
    for handover in given:
        changes["subject"] = handover.subject
    move_stage(foi_request, "reopened", by=by, at=at, words=reason.strip(), **changes)
    given.update(taken_back_at=at)
    refresh_due_date(foi_request)
    return foi_request


@transaction.atomic
def link_requests(foi_request: FoiRequest, other: FoiRequest, *, by: StaffMember, at: datetime) -> None:
    """Note that two cases belong together.

    Raises:
        Refused: it is the same case, or they are linked already.
    """
    check_permitted(foi_request, "linked", by=by)
    if foi_request.pk == other.pk:
        raise Refused("Enter the reference of another request, not of this one.")
    _hold(foi_request, other)
    if foi_request.linked_with.filter(pk=other.pk).exists():
        raise Refused("These requests are linked already.")
    foi_request.linked_with.add(other)
    write_history(foi_request, "linked", by=by, at=at, concerning=other)
    write_history(other, "linked", by=by, at=at, concerning=foi_request)


def _hold(*foi_requests: FoiRequest) -> None:
    """Let nobody else change these cases until the transaction ends.

    The rows are locked in one order, so that no two acts wait for each other; SQLite has one writer at a time anyway.
    """
    held = FoiRequest.objects.select_for_update(no_key=True).filter(pk__in=[each.pk for each in foi_requests])
    list(held.order_by("pk").values_list("pk"))


@transaction.atomic
def merge_duplicate(duplicate: FoiRequest, *, into: FoiRequest, by: StaffMember, at: datetime) -> FoiRequest:
    """Close a duplicate and go on with the other case; the earlier date of receipt stands for both.

    Raises:
        Refused: it is the same case, another person's request, or the other case is not open.
    """
    if duplicate.pk == into.pk:
        raise Refused("A request cannot be merged with itself.")
    _hold(duplicate, into)
    into.refresh_from_db()
    if not into.is_open:
        raise Refused(f"{into.reference} is no longer open, so nothing can be merged into it.")
    if not FoiRequest.objects.same_person_as(into).filter(pk=duplicate.pk).exists():
        raise Refused("Only requests by the same person can be merged. Link the two requests instead.")
    move_stage(duplicate, "merged", by=by, at=at, merged_into=into, closed_on=timezone.localdate(at))
    facts = {"received_on": duplicate.received_on.isoformat()}
    entry = write_history(into, "merged_from", by=by, at=at, concerning=duplicate, facts=facts)
    if duplicate.received_on < into.received_on:
        record_clock_event(into, clock.RECEIPT_CORRECTED, on=duplicate.received_on, entry=entry)
    return into


@transaction.atomic
def close_as_answered(foi_request: FoiRequest, *, answers: Mapping[int, Answer], at: datetime) -> None:
    """Copy what was decided onto the questions, once, when the reply is issued: figures are read from here.

    `answers` has one for each question's number.
    """
    for question in foi_request.questions.all():
        answer = answers[question.number]
        question.information_held_id, question.outcome_id = answer.held, answer.outcome
        question.save(update_fields=["information_held", "outcome"])
        question.exemptions.set(answer.exemptions)
    FoiRequest.objects.filter(pk=foi_request.pk).update(closed_on=timezone.localdate(at))
    foi_request.closed_on = timezone.localdate(at)
