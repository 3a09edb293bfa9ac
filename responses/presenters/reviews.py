"""Internal reviews in words: where one stands, its dates, who may do what next."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from accounts.models import Role, StaffMember
from codes.domain.working_days import WorkingDayCalendar
from codes.models.bank_holidays import uk_calendar
from foirequests.domain import workflow
from foirequests.domain.clock import EIR
from foirequests.domain.time_limits import longest_internal_review, review_working_days
from foirequests.models import FoiRequest
from foirequests.presenters.days import Tag, day_words, due_tag, kept_tag, moment_words
from foirequests.presenters.working import count_working
from responses.actions.internal_review import letter_to_review_among, may_be_declined
from responses.models import InternalReview, IssuedLetter
from responses.presenters.windows import window_lines, window_tag, window_told

STAGES = InternalReview.Stage


REVIEW_PROVISIONS = {EIR: "regulation 11(4) of the Environmental Information Regulations 2004"}


def review_tag(review: InternalReview) -> Tag:
    """Where a review stands, in a few words."""
    if review.stage == STAGES.DECLINED:
        return Tag("Declined as late", "neutral")
    if review.stage == STAGES.CLOSED:
        return Tag("Outcome issued", "good")
    if is_late_and_undecided(review):
        return Tag("Late, to be decided", "warning")
    if review.stage == STAGES.ASKED:
        return Tag("To be allocated", "warning")
    if review.foi_response is None:
        return Tag("With the reviewer", "info")
    return {
        workflow.DRAFTING: Tag("Outcome being drafted", "info"),
        workflow.CLEARANCE: Tag("Outcome to be approved", "warning"),
        workflow.CLEARED: Tag("Approved, to be issued", "info"),
    }.get(review.foi_response.stage, Tag("With the reviewer", "info"))


def is_late_and_undecided(review: InternalReview) -> bool:
    """Whether a late request waits for its decision."""
    return review.is_late and review.stage == STAGES.ASKED and not review.accepted_late_reason


def in_time_words(review: InternalReview) -> str:
    """Whether the request came in time, and what follows when it did not."""
    last_day = review.letter.review_by
    if last_day is None:
        return "In time: the time to ask begins when the posting of the reply is recorded"
    if review.asked_on <= last_day:
        return f"In time: the last day was {day_words(last_day)}"
    if not review.is_late:
        return "In time as things stood when it came"
    if may_be_declined(review):
        return f"Late: the last day was {day_words(last_day)}, and the Code’s 40 working days had passed as well"
    return f"Late for us: the last day was {day_words(last_day)}. In time for the Code’s 40 working days"


def fact_rows(review: InternalReview) -> list[dict[str, Any]]:
    """The facts of a review, for a summary list."""
    letter = review.letter
    rows = [
        {"key": "Asked for", "value": f"{day_words(review.asked_on)}, {_channel_words(review)}"},
        {"key": "In time?", "value": in_time_words(review)},
        {
            "key": "About",
            "value": f"{letter.foi_response.get_kind_display()} of {day_words(letter.issued_on)}",
            "url": reverse("letter", args=[review.foi_request.reference, letter.foi_response_id]),
        },
    ]
    if review.message.by is not None:
        rows.append({"key": "Recorded by", "value": review.message.by.name})
    if review.accepted_late_reason:
        rows.append({"key": "Taken on although late", "value": review.accepted_late_reason})
    if review.reviewer is not None:
        allocated = f"{review.allocated_by.name}, {moment_words(review.allocated_at)}"
        rows += [{"key": "Reviewer", "value": review.reviewer.name}, {"key": "Given by", "value": allocated}]
    if review.outcome:
        rows.append({"key": "Outcome", "value": review.get_outcome_display()})
    if review.closed_at is not None:
        rows.append({"key": "Closed", "value": moment_words(review.closed_at)})
    return rows


def due_panel(review: InternalReview, today: date) -> dict[str, Any]:
    """What `components/clock.html` shows of a review: when the outcome is due, and how that was worked out."""
    calendar = uk_calendar()
    regime = review.foi_request.regime_id
    working = count_working(
        "Outcome due",
        review.asked_on,
        review_working_days(regime),
        calendar,
        provision=REVIEW_PROVISIONS.get(regime, "section 45 Code of Practice, part 5, and the regulator’s guidance"),
    )
    if regime != EIR:
        at_most = longest_internal_review(review.asked_on, calendar)
        working.steps.append(f"At most 40 working days in exceptional cases: {day_words(at_most)}.")
    panel = {
        "label": "Outcome due" if review.stage in InternalReview.OPEN_STAGES else "Outcome was due",
        "due": day_words(review.due_on),
        "why": f"{review_working_days(regime)} working days after {day_words(review.asked_on)}",
        "working": working,
    }
    if review.stage == STAGES.DECLINED:
        return panel | {"label": "No outcome is due", "due": "Declined", "why": "", "working": None}
    if is_late_and_undecided(review):
        panel["label"] = "Outcome due if we take it on"
    closed = review.closed_at and kept_tag(review.due_on, timezone.localdate(review.closed_at))
    tag = closed or due_tag(review.due_on, today, calendar)
    return panel | {"tag": tag.text, "tone": tag.tone}


def window_panel(review: InternalReview) -> dict[str, Any]:
    """How the time to ask was worked out."""
    return {"summary": "How the time to ask was worked out", "lines": window_lines(review.letter)}


def waiting_words(review: InternalReview, member: StaffMember) -> str:
    """What the review waits for, for somebody who has nothing to do about it now."""
    if is_late_and_undecided(review):
        return "An officer or the deputy director decides whether we take it on although it came late."
    if review.stage == STAGES.ASKED:
        return "The deputy director gives it to somebody who had no part in the reply."
    if review.stage == STAGES.DECLINED:
        return "We declined this request because it came too late, and told the requester how to complain."
    if review.stage == STAGES.CLOSED:
        return "The outcome has been issued. The next step for the requester is the regulator."
    name = review.reviewer.name
    if review.foi_response is None:
        return f"{name} looks at the request afresh."
    if review.foi_response.stage == workflow.CLEARANCE:
        return "A deputy director who had no part in the reply approves the outcome."
    if review.foi_response.stage == workflow.CLEARED:
        return f"The outcome is approved. {name} or an officer issues it."
    return f"{name} drafts the outcome."


def reviews_of(foi_request: FoiRequest) -> list[InternalReview]:
    """The internal reviews of a case, the newest first, with who reviews and the letter of the outcome.

    Most cases have none, so these are read where there is one, in two queries more.
    """
    return list(foi_request.internal_reviews.prefetch_related("reviewer", "foi_response").order_by("-asked_at", "-pk"))


def letters_reviewed(reviews: Iterable[InternalReview]) -> set[int]:
    """Letters that cannot be reviewed again, by key: there is one stage, and a review declined as late was none."""
    return {review.letter_id for review in reviews if review.stage != STAGES.DECLINED}


def review_panel(
    foi_request: FoiRequest,
    member: StaffMember,
    today: date,
    *,
    letters: Iterable[IssuedLetter],
    reviews: Iterable[InternalReview],
    calendar: WorkingDayCalendar,
) -> dict[str, Any]:
    """What `responses/review/case_panel.html` shows on the page of a case.

    `letters` are those issued in the case, `reviews` its `reviews_of`. Of what comes back, `window` are the words on
    the time to ask, empty where nothing is left to be reviewed; `reviews` are the newest first; `record_url` is empty
    where nothing can be recorded, or not by this person.
    """
    reviews = list(reviews)
    letter = letter_to_review_among(letters)
    if letter is not None and letter.pk in letters_reviewed(reviews):
        letter = None
    shown = []
    is_open = False
    for review in reviews:
        tag = review_tag(review)
        is_open = is_open or review.stage in InternalReview.OPEN_STAGES
        shown.append(
            {
                "text": f"Asked for on {day_words(review.asked_on)}",
                "url": reverse("review", args=[review.pk]),
                "tag": tag.text,
                "tone": tag.tone,
                "about": waiting_words(review, member),
                "due": f"Outcome due {day_words(review.due_on)}" if review.stage in InternalReview.OPEN_STAGES else "",
            }
        )
    may_record = letter is not None and member.holds(Role.OFFICER) and not is_open
    tag = window_tag(letter, today) if letter else None
    words, lines = window_told(letter, today, calendar) if letter else ("", [])
    return {
        "window": words,
        "window_tag": tag.text if tag else "",
        "window_tone": tag.tone if tag else "",
        "working": lines,
        "reviews": shown,
        "record_url": reverse("review_record", args=[foi_request.reference]) if may_record else "",
    }


def _channel_words(review: InternalReview) -> str:
    words = {
        "web": "on the private page",
        "email": "by e-mail",
        "post": "by post",
        "phone": "by telephone",
        "in_person": "in person",
    }
    return words.get(review.message.channel, "")
