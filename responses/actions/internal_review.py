"""Internal review: asked for, given to somebody who had no part in the case, decided, approved, issued."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import Role, StaffMember
from codes.models.bank_holidays import uk_calendar
from foirequests.actions.correspondence import keep_incoming_message, send_from_template
from foirequests.actions.history import write_history
from foirequests.actions.notices import raise_notice
from foirequests.domain.receipt import check_day_of_receipt
from foirequests.models import FoiRequest, Message, Notice
from responses.actions.draft import make_working_copy, wording_for
from responses.actions.windows import window_of
from responses.domain.errors import NotPermitted, Refused
from responses.domain.independence import involved
from responses.domain.outline import review_outline
from responses.domain.review_window import WindowState
from responses.models import FoiResponse, InternalReview, IssuedLetter

WORKING_DAYS_TO_REVIEW = 20
"""Working days for an internal review: section 45 Code of Practice, part 5; ICO."""


@transaction.atomic
def ask_for_internal_review(
    letter: IssuedLetter,
    *,
    grounds: str,
    asked_on: date,
    at: datetime,
    channel: str = "web",
    by: StaffMember | None = None,
) -> InternalReview:
    """Open an internal review of a reply; after the last day it opens marked late, with the officer's choice to come.

    `by` is the officer who records a request that came otherwise than on the private page.

    Raises:
        Refused: the letter is replaced or is itself the outcome of a review, or a review of it is open or done.
    """
    if by is not None and not by.holds(Role.OFFICER):
        raise NotPermitted("You do not hold the role that this needs.")
    check_day_of_receipt(asked_on, today=timezone.localdate(at))
    if letter.foi_response.kind == FoiResponse.Kind.REVIEW_OUTCOME:
        raise Refused("There is one stage of internal review. The next step is the regulator.")
    if letter.superseded_by_id is not None:
        raise Refused("This letter has been replaced by a corrected one. Ask for a review of that one.")
    if letter.internal_reviews.exclude(stage=InternalReview.Stage.DECLINED).exists():
        raise Refused("An internal review of this reply has been asked for already.")
    foi_request = letter.foi_request
    window = window_of(letter)
    is_late = window is not None and window.state_on(asked_on) is not WindowState.OPEN
    message = keep_incoming_message(
        foi_request, kind=Message.Kind.REVIEW_REQUEST, text=grounds, happened_at=at, by=by, channel=channel
    )
    review = InternalReview.objects.create(
        foi_request=foi_request,
        letter=letter,
        message=message,
        asked_on=asked_on,
        asked_at=at,
        is_late=is_late,
        due_on=uk_calendar().nth_working_day_after(asked_on, WORKING_DAYS_TO_REVIEW),
    )
    write_history(
        foi_request,
        "review_asked",
        by=by,
        by_requester=by is None,
        at=at,
        concerning=review,
        facts={"asked_on": asked_on.isoformat(), "late": is_late},
    )
    raise_notice(foi_request, Notice.Kind.REVIEW_ASKED, concerns_on=asked_on, at=at)
    if not is_late:
        _acknowledge(review, at=at)
    return review


@transaction.atomic
def accept_late_review(review: InternalReview, *, reason: str, by: StaffMember, at: datetime) -> InternalReview:
    """Take on a review that was asked for late. Until 40 working days the Code expects it; then it is a choice.

    Raises:
        Refused: it is not late, is decided about already, or no reason is given.
    """
    _check_officer_or_director(by)
    if not reason.strip():
        raise Refused("Enter the reason.")
    _check_late_and_open(review)
    review.accepted_late_reason = reason.strip()
    review.save(update_fields=["accepted_late_reason"])
    write_history(review.foi_request, "review_accepted", by=by, at=at, concerning=review, words=reason.strip())
    _acknowledge(review, at=at)
    return review


@transaction.atomic
def decline_late_review(review: InternalReview, *, reason: str, by: StaffMember, at: datetime) -> InternalReview:
    """Decline a review that was asked for later than the Code's 40 working days, and tell the requester why.

    Raises:
        Refused: it came within the Code's time, is not late, is decided about already, or no reason is given.
    """
    _check_officer_or_director(by)
    if not reason.strip():
        raise Refused("Enter the reason. The requester will read it.")
    _check_late_and_open(review)
    if window_of(review.letter).state_on(review.asked_on) is not WindowState.PASSED:
        raise Refused(
            "The request came within the 40 working days of the Code of Practice (paragraph 5.3), so it cannot be"
            " declined as late."
        )
    review.stage, review.closed_at = InternalReview.Stage.DECLINED, at
    review.save(update_fields=["stage", "closed_at"])
    write_history(review.foi_request, "review_declined", by=by, at=at, concerning=review, words=reason.strip())
    send_from_template(
        review.foi_request,
        Message.Kind.MESSAGE,
        template="review_declined",
        facts={"review": review, "reason": reason.strip()},
        at=at,
        by=by,
    )
    return review


def eligible_reviewers(review: InternalReview) -> list[tuple[StaffMember, str]]:
    """Everybody on the staff, with the reason why they may not carry out this review, or an empty one."""
    barred = involved(review.foi_request.history.values_list("act", "actor_id"))
    return [
        (person, "had a part in the original decision" if person.pk in barred else "")
        for person in StaffMember.objects.holding(*Role.values)
    ]


@transaction.atomic
def allocate_review(review: InternalReview, *, reviewer: StaffMember, by: StaffMember, at: datetime) -> InternalReview:
    """Give the review to somebody who had no part in the case.

    Raises:
        NotPermitted: `by` is no deputy director.
        Refused: the reviewer had a part in the case, or a late request waits for its decision, or it is not open.
    """
    if not by.holds(Role.DEPUTY_DIRECTOR):
        raise NotPermitted("Only the deputy director allocates internal reviews.")
    if review.stage != InternalReview.Stage.ASKED:
        raise Refused("This review is allocated already, or closed.")
    if review.is_late and not review.accepted_late_reason:
        raise Refused("This review was asked for late. Accept or decline it first.")
    if reviewer.pk in involved(review.foi_request.history.values_list("act", "actor_id")):
        raise Refused(f"{reviewer.name} had a part in the original decision, so somebody else has to review it.")
    moved = InternalReview.objects.filter(pk=review.pk, stage=InternalReview.Stage.ASKED).update(
        stage=InternalReview.Stage.ALLOCATED, reviewer=reviewer, allocated_by=by, allocated_at=at
    )
    if moved != 1:
        raise Refused("Somebody else has allocated this review.")
    review.refresh_from_db()
    write_history(
        review.foi_request, "review_allocated", by=by, at=at, concerning=review, facts={"reviewer": reviewer.pk}
    )
    return review


@transaction.atomic
def draft_review_outcome(review: InternalReview, *, outcome: str, by: StaffMember, at: datetime) -> FoiResponse:
    """The reviewer's finding, and the letter about it, in the library's wording for that outcome.

    Raises:
        NotPermitted: `by` is not the reviewer.
        Refused: the review is not allocated, the outcome is none, or its letter is begun already.
    """
    if review.reviewer_id != by.pk:
        raise NotPermitted("Only the reviewer decides the review.")
    if review.stage != InternalReview.Stage.ALLOCATED or review.foi_response_id is not None:
        raise Refused("The outcome of this review has been drafted already.")
    if outcome not in InternalReview.Outcome.values:
        raise Refused("Choose the outcome of the review.")
    foi_response = FoiResponse.objects.create(
        foi_request=review.foi_request, kind=FoiResponse.Kind.REVIEW_OUTCOME, started_by=by, started_at=at
    )
    review.outcome, review.foi_response = outcome, foi_response
    review.save(update_fields=["outcome", "foi_response"])
    parts = wording_for(review_outline(outcome), at=at)
    make_working_copy(foi_response, parts=parts, values={}, by=by, at=at)
    write_history(
        review.foi_request, "review_decided", by=by, at=at, concerning=review, facts={"outcome": str(outcome)}
    )
    return foi_response


def close_review_windows(*, at: datetime) -> int:
    """Write one history line and one notice for each window that has passed; returns how many are new."""
    today = timezone.localdate(at)
    known = Notice.objects.filter(kind=Notice.Kind.WINDOW_CLOSED)
    passed = IssuedLetter.objects.with_passed_window(today).select_related("foi_request__owner")
    told = set(known.values_list("foi_request_id", "concerns_on"))
    closed = 0
    for letter in passed:
        if (letter.foi_request_id, letter.review_by) not in told:
            closed += _close_window(letter, at)
    return closed


@transaction.atomic
def _close_window(letter: IssuedLetter, at: datetime) -> bool:
    raised = raise_notice(letter.foi_request, Notice.Kind.WINDOW_CLOSED, concerns_on=letter.review_by, at=at)
    if raised is None:
        return False
    facts = {"review_by": letter.review_by.isoformat()}
    write_history(letter.foi_request, "review_window_closed", by=None, at=at, concerning=letter, facts=facts)
    return True


def current_letter(foi_request: FoiRequest) -> IssuedLetter | None:
    """The reply that stands: the newest that is not replaced, and no outcome of a review."""
    return (
        foi_request.issued_letters.current()
        .exclude(foi_response__kind=FoiResponse.Kind.REVIEW_OUTCOME)
        .select_related("foi_response", "pdf")
        .order_by("-issued_at", "-pk")
        .first()
    )


def open_reviews_without_decision() -> Q:
    """Late requests for review that wait for the officer's choice."""
    return Q(stage=InternalReview.Stage.ASKED, is_late=True, accepted_late_reason="")


def _acknowledge(review: InternalReview, *, at: datetime) -> None:
    send_from_template(
        review.foi_request,
        Message.Kind.REVIEW_ACKNOWLEDGEMENT,
        template="review_acknowledgement",
        facts={"review": review},
        at=at,
    )


def _check_officer_or_director(by: StaffMember) -> None:
    if not by.holds(Role.OFFICER, Role.DEPUTY_DIRECTOR):
        raise NotPermitted("You do not hold the role that this needs.")


def _check_late_and_open(review: InternalReview) -> None:
    if not review.is_late or review.accepted_late_reason or review.stage != InternalReview.Stage.ASKED:
        raise Refused("There is no late request for review to decide about here.")
