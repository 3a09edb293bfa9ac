"""The deputy director's home: what waits, how old the oldest is, and how the service stands."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Count, Min, QuerySet
from django.urls import reverse
from django.utils import timezone

from codes.models.bank_holidays import uk_calendar
from foirequests.domain import workflow
from foirequests.domain.timeliness import Timeliness, percent_words, quarter_of, rating
from foirequests.models import FoiRequest, Handover, Notice
from foirequests.presenters.days import day_words, number_of
from foirequests.reports import timeliness_by_closure
from responses.actions.clearance_route import standings
from responses.actions.internal_review import late_reviews_to_decide
from responses.domain.routing import CLEARER, DEPUTY_DIRECTOR
from responses.models import (
    DecisionNotice,
    FoiResponse,
    InternalReview,
    RegulatorComplaint,
    TextBlock,
    TextBlockVersion,
    TribunalAppeal,
)
from responses.models.responses import FoiResponseQuerySet
from responses.presenters.regulator import due_of

SOON = 10
"""Working days: what is due within them could still be late."""

SHOWN = 5
"""Entries of each list that stand on the page."""

MOST_CLEARED_ONCE = 200
"""Letters in clearance that a clearer has cleared whose route is looked at, those that wait longest."""

_SHOWN_OF_A_LETTER = (
    "kind",
    "stage",
    "submitted_at",
    "foi_request__reference",
    "foi_request__subject",
    "foi_request__due_on",
    "internal_review__due_on",
)
"""What a list says of a letter in clearance, and what its route is worked out from."""

RATINGS = {"good": "good", "adequate": "warning", "unsatisfactory": "bad"}


def waiting_lists(today: date) -> list[dict[str, Any]]:
    """Everything that waits for the deputy director; a bounded number of queries, however long the lists are."""
    reviews = InternalReview.objects.select_related("foi_request").order_by("asked_on", "pk")
    late = late_reviews_to_decide()
    in_clearance = FoiResponse.objects.in_clearance().select_related("foi_request", "internal_review")
    in_clearance = in_clearance.only(*_SHOWN_OF_A_LETTER)
    outcomes = in_clearance.filter(kind=FoiResponse.Kind.REVIEW_OUTCOME).order_by("submitted_at", "pk")
    replies = in_clearance.exclude(kind=FoiResponse.Kind.REVIEW_OUTCOME).order_by("submitted_at", "pk")
    up = _routed_up(replies, today)
    queue, work = reverse("clearance_queue"), reverse("queue")
    wording = TextBlockVersion.objects.to_decide(today).order_by("proposed_at", "pk")
    return [
        _list("allocate", "Internal reviews to give to a reviewer", reviews.to_allocate().exclude(late), _review_row),
        _list("late", "Late requests for review to decide about", reviews.filter(late), _review_row),
        _list("outcomes", "Outcomes of reviews to approve", outcomes, _response_row),
        _wording_list(wording),
        _list(
            "to_review",
            "Wording due for review",
            TextBlock.objects.due_for_review(today),
            _block_row,
            more=f"{reverse('wording')}?state=to_review",
        ),
        _list("handovers", "With other teams", _handovers(), _handover_row, more=reverse("handovers")),
        _list("early", "Sensitive, or of interest to the press", _told_early(), _early_row, more=reverse("queue")),
        _list(
            "regulator",
            "With the regulator or a tribunal",
            _complaints(),
            _complaint_row,
            more=f"{work}?stage=regulator",
        ),
        _list("up", "Letters routed up to you", up, _response_row, more=queue),
        _list("replies", "Replies in clearance", replies, _response_row, more=queue),
    ]


def _list(id: str, heading: str, rows: QuerySet | list, row_of, *, more: str = "") -> dict[str, Any]:
    """One list with its first rows, and how many there are."""
    first = list(rows[:SHOWN])
    number = len(first)
    if number == SHOWN:
        number = len(rows) if isinstance(rows, list) else rows.count()
    shown = [row_of(row) for row in first]
    return {
        "id": id,
        "heading": heading,
        "number": number,
        "rows": shown,
        "oldest": shown[0]["since"] if shown else "",
        "more": f"and {number - SHOWN} more" if number > SHOWN else "",
        "more_url": more,
    }


def _handovers() -> QuerySet[Handover]:
    return Handover.objects.in_force().select_related("foi_request").order_by("passed_on_at", "pk")


def _handover_row(handover: Handover) -> dict[str, str]:
    return {
        "text": f"{handover.foi_request.reference} {handover.get_kind_display()}",
        "url": reverse("handovers"),
        "since": f"since {_day(handover.passed_on_at)}",
        "about": f"{handover.team} team",
    }


def _routed_up(replies: FoiResponseQuerySet, today: date) -> list[FoiResponse]:
    """Those that a clearer has cleared and that wait for a deputy director now.

    A clearer clears every reply first, so the routes of those that nobody has cleared yet need not be worked out.
    """
    # Named by key: they are few, and are then looked up one by one.
    cleared = FoiResponse.objects.filter(stage=workflow.CLEARANCE).cleared_at(CLEARER)
    waiting = list(replies.filter(pk__in=list(cleared.values_list("pk", flat=True)))[:MOST_CLEARED_ONCE])
    steps = {pk: standing.next_step for pk, standing in standings(waiting, day=today).items()}
    return [each for each in waiting if (step := steps[each.pk]) and step.name == DEPUTY_DIRECTOR]


def _complaints() -> QuerySet[RegulatorComplaint]:
    """Complaints of which something is still to come, those first of which we were told first."""
    keys = RegulatorComplaint.objects.open().order_by().values_list("pk", flat=True)
    steps = DecisionNotice.objects.steps_open().order_by().values_list("complaint", flat=True)
    appeals = TribunalAppeal.objects.undecided().order_by().values_list("notice__complaint", flat=True)
    found = RegulatorComplaint.objects.filter(pk__in=list(keys.union(steps, appeals)))
    return found.whole().select_related("foi_request").order_by("told_on", "pk")


def _complaint_row(complaint: RegulatorComplaint) -> dict[str, str]:
    foi_request, due = complaint.foi_request, due_of(complaint)
    return {
        "text": f"{foi_request.reference} {foi_request.subject}",
        "url": reverse("regulator_complaint", args=[complaint.pk]),
        "since": f"since {day_words(complaint.told_on)}",
        "about": f"{due[0][:1].lower()}{due[0][1:]} due {day_words(due[1])}" if due else "",
    }


def _told_early() -> QuerySet[Notice]:
    """Open cases that the deputy director was told of before anything is drafted."""
    told = Notice.objects.filter(kind=Notice.Kind.TOLD_EARLY, foi_request__stage__in=workflow.OPEN_STAGES)
    return told.select_related("foi_request").order_by("concerns_on", "pk")


def _early_row(notice: Notice) -> dict[str, str]:
    foi_request = notice.foi_request
    return {
        "text": f"{foi_request.reference} {foi_request.subject}",
        "url": reverse("case", args=[foi_request.reference]),
        "since": f"told on {_day(notice.raised_at)}",
        "about": f"planned to be cleared by {day_words(notice.concerns_on)}",
    }


def _wording_list(proposals: QuerySet) -> dict[str, Any]:
    counted = proposals.order_by().aggregate(number=Count("pk"), oldest=Min("proposed_at"))
    oldest = counted["oldest"] and f"since {_day(counted['oldest'])}"
    row = {
        "text": f"Read and approve {number_of(counted['number'], 'version')}",
        "url": reverse("wording_approve"),
        "since": oldest or "",
        "about": "",
    }
    return {
        "id": "wording",
        "heading": "Wording to approve",
        "number": counted["number"],
        "rows": [row] if counted["number"] else [],
        "oldest": oldest or "",
        "more": "",
        "more_url": "",
    }


def _block_row(block: TextBlock) -> dict[str, str]:
    return {
        "text": block.title,
        "url": reverse("wording_block", args=[block.slug]),
        "since": f"due on {day_words(block.review_by)}",
        "about": f"looked after by {block.owner}" if block.owner else "",
    }


def _review_row(review: InternalReview) -> dict[str, str]:
    foi_request = review.foi_request
    return {
        "text": f"{foi_request.reference} {foi_request.subject}",
        "url": reverse("review", args=[review.pk]),
        "since": f"since {day_words(review.asked_on)}",
        "about": f"outcome due {day_words(review.due_on)}",
    }


def _response_row(response: FoiResponse) -> dict[str, str]:
    foi_request = response.foi_request
    review = getattr(response, "internal_review", None)
    due_on = review.due_on if review else foi_request.due_on
    return {
        "text": f"{foi_request.reference} {foi_request.subject}",
        "url": reverse("clear", args=[foi_request.reference, response.pk]),
        "since": f"since {_day(response.submitted_at)}",
        "about": f"due {day_words(due_on)}" if due_on else "",
    }


def standing(today: date) -> dict[str, Any]:
    """How the service stands: this quarter's answers, what is overdue, what is due soon; five queries."""
    quarter = quarter_of(today)
    figures = timeliness_by_closure(quarter, as_of=today)
    last = uk_calendar().nth_working_day_after(today, SOON)
    stages = FoiRequest.objects.open_by_stage(today=today, last=last)
    reviews = InternalReview.objects.open()
    queue = reverse("queue")
    return {
        "quarter": f"{day_words(quarter.first)} to {day_words(today)}",
        "share": share_words(figures),
        "rows": share_rows(figures),
        "counts": [
            _count("Overdue now", figures.overdue, f"{queue}?due=overdue", "bad"),
            _count(
                f"Due by {day_words(last)}",
                sum(stage["due_soon"] for stage in stages),
                f"{queue}?stage=",
                "warning",
            ),
            _count("Reviews past their day", reviews.filter(due_on__lt=today).count(), f"{queue}?stage=review", "bad"),
        ],
        "stages": stage_rows(stages),
    }


def _count(label: str, number: int, url: str, tone: str) -> dict[str, Any]:
    """One number with its list; a number of none alarms nobody."""
    return {"label": label, "number": number, "url": url, "tone": tone if number else "neutral"}


def share_words(figures: Timeliness) -> dict[str, str]:
    """The share answered in time with its rating, or that nothing was answered yet."""
    if figures.share is None:
        return {"text": "No request has been answered this quarter yet", "rating": "", "tone": "neutral"}
    rated = rating(figures.share)
    return {"text": percent_words(figures.share), "rating": rated.capitalize(), "tone": RATINGS[rated]}


def share_rows(figures: Timeliness) -> list[dict[str, str]]:
    """The figures behind the share, for a summary list."""
    rows = [
        {"key": "Answered in time", "value": f"{figures.in_time} of {figures.answered} answered"},
        {"key": "Answered late", "value": str(figures.late)},
    ]
    if figures.overdue and figures.share_with_overdue is not None:
        share = percent_words(figures.share_with_overdue)
        rows.append({"key": "With those overdue now counted as late", "value": share})
    return rows


def stage_rows(counted: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Where open requests stand: how many at each stage, and since when the oldest of them is with us."""
    found = {row["stage"]: row for row in counted}
    return [
        {
            "key": workflow.STAGES[stage],
            "value": f"{number_of(found[stage]['number'], 'request')}, the oldest received on"
            f" {day_words(found[stage]['oldest'])}",
        }
        for stage in workflow.OPEN_STAGES
        if stage in found
    ]


def _day(moment) -> str:
    return day_words(timezone.localdate(moment))
