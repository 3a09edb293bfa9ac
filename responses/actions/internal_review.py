"""Asking for an internal review: in time or late, and what is decided about a late one."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import Role, StaffMember
from codes.models.bank_holidays import uk_calendar
from foirequests.actions.correspondence import IncomingFile, keep_incoming_message, send_from_template
from foirequests.actions.history import moment_of_day, write_history
from foirequests.actions.notices import raise_notice
from foirequests.domain.receipt import check_day_of_receipt
from foirequests.domain.time_limits import internal_review_due
from foirequests.domain.workflow import check_role
from foirequests.models import FoiRequest, Message, Notice
from responses.actions.windows import opens_window, window_of
from responses.domain.clock_letters import NOTICES_OPEN_TO_REVIEW
from responses.domain.errors import Refused
from responses.domain.review_window import WindowState
from responses.models import FoiResponse, InternalReview, IssuedLetter


@transaction.atomic
def ask_for_internal_review(
    letter: IssuedLetter,
    *,
    grounds: str,
    asked_on: date,
    at: datetime,
    channel: str = "web",
    by: StaffMember | None = None,
    files: Sequence[IncomingFile] = (),
) -> InternalReview:
    """Open an internal review of a reply, or of a notice that refuses something (FOIA s.17(7), EIR reg.14(5)).

    After the last day it opens marked late, with the officer's choice to come.

    `by` is the officer who records a request that came otherwise than on the private page, `asked_on` the day on which
    it came. A posted letter whose posting is not recorded yet has no last day, so a request is in time.

    Raises:
        Refused: an impossible day, a letter that had been replaced by then or is itself the outcome of a review, or
            a review of the case is open, or this reply has been reviewed.
        NotPermitted: `by` is no information governance officer.
    """
    if by is not None:
        check_role(by.roles, Role.OFFICER)
    check_day_of_receipt(asked_on, today=timezone.localdate(at))
    # Two requests at one moment come one after the other.
    foi_request = FoiRequest.objects.select_for_update().get(pk=letter.foi_request_id)
    check_may_be_reviewed(letter, asked_on=asked_on)
    window = window_of(letter)
    is_late = window is not None and window.state_on(asked_on) is not WindowState.OPEN
    happened_at = moment_of_day(asked_on, at=at)
    message = keep_incoming_message(
        foi_request,
        kind=Message.Kind.REVIEW_REQUEST,
        text=grounds,
        happened_at=happened_at,
        by=by,
        channel=channel,
        files=files,
    )
    review = InternalReview.objects.create(
        foi_request=foi_request,
        letter=letter,
        message=message,
        asked_on=asked_on,
        asked_at=at,
        is_late=is_late,
        due_on=internal_review_due(asked_on, uk_calendar(), regime=foi_request.regime_id),
    )
    write_history(
        foi_request,
        "review_asked",
        by=by,
        by_requester=by is None,
        at=happened_at,
        concerning=review,
        facts={"asked_on": asked_on.isoformat(), "late": is_late},
    )
    raise_notice(foi_request, Notice.Kind.REVIEW_ASKED, concerns_on=asked_on, at=at)
    if not is_late:
        _acknowledge(review, at=at)
    return review


def check_may_be_reviewed(letter: IssuedLetter, *, asked_on: date) -> None:
    """Raise `Refused` when no internal review of this letter can be opened for a request of that day."""
    if letter.foi_response.kind == FoiResponse.Kind.REVIEW_OUTCOME:
        raise Refused("There is one stage of internal review. The next step is the regulator.")
    if not opens_window(letter.foi_response):
        raise Refused(
            "Only a reply can be reviewed, or a notice that refuses something. Record what came as a message, and"
            " answer it."
        )
    if asked_on < letter.issued_on:
        raise Refused("The request for review cannot have come before the day on which the letter was issued.")
    newer = letter.superseded_by
    if newer is not None and asked_on >= newer.issued_on:
        raise Refused("This letter has been replaced by a corrected one. Ask for a review of that one.")
    if letter.foi_request.internal_reviews.open().exists():
        raise Refused("An internal review of this case is open already. Record what came as a message.")
    if letter.internal_reviews.exclude(stage=InternalReview.Stage.DECLINED).exists():
        raise Refused("This letter has been reviewed already. There is one stage of internal review.")


@transaction.atomic
def accept_late_review(review: InternalReview, *, reason: str, by: StaffMember, at: datetime) -> InternalReview:
    """Take on a review that was asked for late. Until 40 working days the Code expects it; then it is a choice.

    Raises:
        Refused: it is not late, is decided about already, or no reason is given.
        NotPermitted: `by` is neither an officer nor a deputy director.
    """
    check_role(by.roles, Role.OFFICER, Role.DEPUTY_DIRECTOR)
    if not reason.strip():
        raise Refused("Enter the reason.")
    _decide_about_late(review, accepted_late_reason=reason.strip())
    write_history(review.foi_request, "review_accepted", by=by, at=at, concerning=review, words=reason.strip())
    _acknowledge(review, at=at)
    return review


@transaction.atomic
def decline_late_review(review: InternalReview, *, reason: str, by: StaffMember, at: datetime) -> InternalReview:
    """Decline a review that was asked for later than the Code's 40 working days, and tell the requester why.

    Raises:
        Refused: it came within the Code's time, is not late, is decided about already, or no reason is given.
        NotPermitted: `by` is neither an officer nor a deputy director.
    """
    check_role(by.roles, Role.OFFICER, Role.DEPUTY_DIRECTOR)
    if not reason.strip():
        raise Refused("Enter the reason. The requester will read it.")
    if review.is_late and window_of(review.letter).state_on(review.asked_on) is not WindowState.PASSED:
        raise Refused(
            "The request came within the 40 working days of the Code of Practice (paragraph 5.3), so it cannot be"
            " declined as late."
        )
    _decide_about_late(review, stage=InternalReview.Stage.DECLINED, closed_at=at)
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


@transaction.atomic
def recognise_as_in_time(letter: IssuedLetter, *, at: datetime) -> int:
    """Requests marked late that turn out to have come in time, since the reply was received later than expected.

    Only those that nobody has decided about: a decision stands. Returns how many there were.
    """
    found = letter.internal_reviews.filter(late_reviews_to_decide(), asked_on__lte=letter.review_by)
    for review in found:
        if InternalReview.objects.filter(late_reviews_to_decide(), pk=review.pk).update(is_late=False):
            review.refresh_from_db()
            facts = {"in_time": True, "review_by": letter.review_by.isoformat()}
            write_history(review.foi_request, "review_accepted", by=None, at=at, concerning=review, facts=facts)
            _acknowledge(review, at=at)
    return len(found)


def late_reviews_to_decide() -> Q:
    """Late requests for review that wait for the choice of an officer or the deputy director."""
    return Q(stage=InternalReview.Stage.ASKED, is_late=True, accepted_late_reason="")


def may_be_declined(review: InternalReview) -> bool:
    """Whether a late request came after the Code's 40 working days as well, so that declining it is open."""
    return review.is_late and window_of(review.letter).state_on(review.asked_on) is WindowState.PASSED


def current_letter(foi_request: FoiRequest) -> IssuedLetter | None:
    """The reply that stands: the newest that is not replaced."""
    return (
        foi_request.issued_letters.replies()
        .current()
        .select_related("foi_response", "pdf")
        .defer("frozen")
        .order_by("-issued_at", "-pk")
        .first()
    )


def letter_to_review(foi_request: FoiRequest) -> IssuedLetter | None:
    """What a review can be asked for now: the reply that stands, or before it the newest notice that refuses."""
    return letter_to_review_among(foi_request.issued_letters.select_related("foi_response", "pdf").defer("frozen"))


def letter_to_review_among(letters: Iterable[IssuedLetter]) -> IssuedLetter | None:
    """The same, among all letters that were issued in the case, each read with its response."""
    letters = list(letters)
    replies = [letter for letter in letters if letter.foi_response.is_reply and letter.superseded_by_id is None]
    notices = [letter for letter in letters if _refuses(letter)]
    return max(replies or notices, key=lambda letter: (letter.issued_at, letter.pk), default=None)


def _refuses(letter: IssuedLetter) -> bool:
    return (letter.foi_response.kind, letter.foi_request.regime_id) in NOTICES_OPEN_TO_REVIEW


def notice_to_review(foi_request: FoiRequest, *, by_day: date | None = None) -> IssuedLetter | None:
    """The newest notice of the clock that refuses something, issued by that day if one is given."""
    notices = foi_request.issued_letters.notices_open_to_review().select_related("foi_response", "pdf").defer("frozen")
    if by_day is not None:
        notices = notices.filter(issued_on__lte=by_day)
    return notices.order_by("-issued_at", "-pk").first()


def letter_standing_on(foi_request: FoiRequest, day: date) -> IssuedLetter | None:
    """What a request for review of that day is about: the reply that stood then, before it the notice, else what
    stands now."""
    standing = (
        foi_request.issued_letters.replies()
        .filter(Q(superseded_by__isnull=True) | Q(superseded_by__issued_on__gt=day), issued_on__lte=day)
        .select_related("foi_response", "superseded_by")
        .order_by("-issued_at", "-pk")
    )
    return standing.first() or notice_to_review(foi_request, by_day=day) or letter_to_review(foi_request)


def _decide_about_late(review: InternalReview, **decision: object) -> None:
    decided = InternalReview.objects.filter(late_reviews_to_decide(), pk=review.pk).update(**decision)
    if decided != 1:
        raise Refused("There is no late request for review to decide about here.")
    for name, value in decision.items():
        setattr(review, name, value)


def _acknowledge(review: InternalReview, *, at: datetime) -> None:
    send_from_template(
        review.foi_request,
        Message.Kind.REVIEW_ACKNOWLEDGEMENT,
        template="review_acknowledgement",
        facts={"review": review},
        at=at,
    )
