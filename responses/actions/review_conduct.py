"""Carrying out an internal review: given to somebody who had no part in the case, and decided by them."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import Role, StaffMember
from foirequests.actions.history import write_history
from foirequests.actions.notices import raise_notice
from foirequests.domain import workflow
from foirequests.models import Notice
from responses.actions.decisions import copy_decisions
from responses.actions.draft import make_working_copy, rearrange, wording_for
from responses.actions.independence import drafted_letter, involved_in, letter_facts
from responses.domain import drafting
from responses.domain.errors import NotPermitted, Refused
from responses.domain.independence import why_not_reviewer
from responses.domain.letter import Part
from responses.domain.outline import review_outline
from responses.models import FoiResponse, InternalReview

NOT_ON_THE_STAFF = "does not work here with a role"


def possible_approvers(review: InternalReview) -> list[StaffMember]:
    """The deputy directors who could approve the outcome: no part in the original decision, nor in drafting it."""
    barred = involved_in(review.foi_request, apart_from=review.foi_response_id)
    barred |= drafted_letter(review.foi_request, review.foi_response_id)
    return [person for person in StaffMember.objects.holding(Role.DEPUTY_DIRECTOR) if person.pk not in barred]


def eligible_reviewers(review: InternalReview) -> list[tuple[StaffMember, str]]:
    """Everybody on the staff, with the reason why they may not carry out this review, or an empty one."""
    barred = involved_in(review.foi_request, apart_from=review.foi_response_id)
    approvers = {person.pk for person in possible_approvers(review)}
    return [
        (person, why_not_reviewer(person.pk, involved=barred, approvers=approvers))
        for person in StaffMember.objects.holding(*Role.values)
    ]


@transaction.atomic
def allocate_review(review: InternalReview, *, reviewer: StaffMember, by: StaffMember, at: datetime) -> InternalReview:
    """Give the review to somebody who had no part in the case; until its outcome is submitted, also to somebody else.

    Raises:
        NotPermitted: `by` is no deputy director.
        Refused: the reviewer had a part in the case or holds no role, or would leave nobody to approve the outcome;
            a late request waits for its decision; the outcome is submitted, or the review is closed.
    """
    if not by.holds(Role.DEPUTY_DIRECTOR):
        raise NotPermitted("Only the deputy director allocates internal reviews.")
    review = InternalReview.objects.select_related("foi_request", "foi_response").get(pk=review.pk)
    if not can_be_allocated(review):
        raise Refused("The outcome of this review has been submitted, or the review is closed.")
    if review.is_late and not review.accepted_late_reason:
        raise Refused("This review was asked for late. Accept or decline it first.")
    if review.reviewer_id == reviewer.pk:
        raise Refused(f"{reviewer.name} has this review already.")
    reasons = {person.pk: reason for person, reason in eligible_reviewers(review)}
    if why := reasons.get(reviewer.pk, NOT_ON_THE_STAFF):
        raise Refused(f"{reviewer.name} {why}, so somebody else has to review it.")
    moved = InternalReview.objects.filter(pk=review.pk, stage=review.stage, reviewer=review.reviewer_id).update(
        stage=InternalReview.Stage.ALLOCATED, reviewer=reviewer, allocated_by=by, allocated_at=at
    )
    if moved != 1:
        raise Refused("Somebody else has allocated this review.")
    review.refresh_from_db()
    _tell_reviewer(review, at=at)
    write_history(
        review.foi_request, "review_allocated", by=by, at=at, concerning=review, facts={"reviewer": reviewer.pk}
    )
    return review


def _tell_reviewer(review: InternalReview, *, at: datetime) -> None:
    """One notice to the reviewer; given on to another the same day, it is that person's."""
    today = timezone.localdate(at)
    told = raise_notice(review.foi_request, Notice.Kind.REVIEW_ALLOCATED, concerns_on=today, at=at, to=review.reviewer)
    if told is None:
        review.foi_request.notices.filter(kind=Notice.Kind.REVIEW_ALLOCATED, concerns_on=today).update(
            to=review.reviewer, seen_at=None
        )


def can_be_allocated(review: InternalReview) -> bool:
    """Whether the review may be given to a reviewer, or to another one: until its outcome waits for approval."""
    if review.stage == InternalReview.Stage.ALLOCATED and review.foi_response is not None:
        return review.foi_response.stage == workflow.DRAFTING
    return review.stage in InternalReview.OPEN_STAGES


@transaction.atomic
def draft_review_outcome(review: InternalReview, *, outcome: str, by: StaffMember, at: datetime) -> FoiResponse:
    """The reviewer's finding, and the letter about it, in the library's wording for that outcome.

    It begins with what the reply decided: the reviewer takes away each ground that does not stand.

    Raises:
        NotPermitted: `by` is not the reviewer.
        Refused: the review is not allocated, the outcome is none, or its letter is begun already.
    """
    _check_reviewer_and_outcome(review, outcome, by)
    begun = InternalReview.objects.filter(
        pk=review.pk, stage=InternalReview.Stage.ALLOCATED, reviewer=by, foi_response__isnull=True, outcome=""
    ).update(outcome=outcome)
    if begun != 1:
        raise Refused("The outcome of this review has been drafted already.")
    foi_response = FoiResponse.objects.create(
        foi_request=review.foi_request, kind=FoiResponse.Kind.REVIEW_OUTCOME, started_by=by, started_at=at
    )
    review.outcome, review.foi_response = outcome, foi_response
    review.save(update_fields=["foi_response"])
    copy_decisions(review.letter.foi_response, foi_response)
    parts = wording_for(review_outline(outcome, regime=review.foi_request.regime_id), at=at)
    make_working_copy(foi_response, parts=parts, values={}, by=by, at=at)
    _write_decided(review, by=by, at=at)
    return foi_response


@transaction.atomic
def change_review_outcome(review: InternalReview, *, outcome: str, by: StaffMember, at: datetime) -> FoiResponse:
    """Another finding while the letter is being drafted: its opening wording is exchanged, the rest stays.

    Raises:
        NotPermitted: `by` is not the reviewer, or the letter is not being drafted.
        Refused: the outcome is none, or the one that stands.
    """
    _check_reviewer_and_outcome(review, outcome, by)
    foi_response = review.foi_response
    if foi_response is None:
        raise Refused("The outcome of this review has not been drafted yet.")
    if review.outcome == outcome:
        raise Refused("This is the outcome already.")
    of_outcomes = {review_outline(each)[0] for each in InternalReview.Outcome.values}
    fresh = wording_for(review_outline(outcome)[:1], at=at)

    def exchanged(parts: tuple[Part, ...]) -> tuple[Part, ...]:
        kept = tuple(part for part in parts if part.slug not in of_outcomes)
        return tuple(drafting.renamed(part, key=drafting.new_key(parts)) for part in fresh) + kept

    revision = foi_response.working_copy.revision
    rearrange(foi_response, exchanged, revision=revision, by=by, at=at)
    InternalReview.objects.filter(pk=review.pk).update(outcome=outcome)
    review.outcome = outcome
    _write_decided(review, by=by, at=at)
    return foi_response


def _check_reviewer_and_outcome(review: InternalReview, outcome: str, by: StaffMember) -> None:
    if review.reviewer_id != by.pk:
        raise NotPermitted("Only the reviewer decides the review.")
    if outcome not in InternalReview.Outcome.values:
        raise Refused("Choose the outcome of the review.")


def _write_decided(review: InternalReview, *, by: StaffMember, at: datetime) -> None:
    facts = {"outcome": str(review.outcome), **letter_facts(review.foi_response)}
    write_history(review.foi_request, "review_decided", by=by, at=at, concerning=review, facts=facts)
