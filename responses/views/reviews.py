"""Internal reviews: recording a request, deciding about a late one, giving it to a reviewer, the outcome."""

from collections.abc import Callable
from functools import partial

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.doors import staff_page
from accounts.models import Role
from foirequests.domain.errors import Refused
from foirequests.forms.files import say_that_files_are_gone
from foirequests.models import FoiRequest
from foirequests.presenters.days import day_words
from foirequests.views.fetch import case_or_404
from responses.actions import internal_review as acts
from responses.actions import review_conduct
from responses.actions.review_inside import open_review_inside
from responses.forms.reviews import AcceptForm, AllocateForm, DeclineReviewForm, OutcomeForm, RecordReviewForm
from responses.models import InternalReview
from responses.presenters import review_page as presenter

FORM_METHODS = ["GET", "HEAD", "POST"]
DECIDERS = (Role.OFFICER, Role.DEPUTY_DIRECTOR)


@staff_page(Role.OFFICER)
@require_http_methods(FORM_METHODS)
def review_record(http_request: HttpRequest, reference: str) -> HttpResponse:
    """Record a request for review that came otherwise than on the private page."""
    foi_request = case_or_404(http_request, reference)
    current = acts.letter_to_review(foi_request)
    if current is None:
        raise Http404("Nothing has been issued that could be reviewed.")
    posted = http_request.method == "POST"
    form = RecordReviewForm(*(http_request.POST, http_request.FILES) if posted else ())
    if form.is_valid():
        data = form.cleaned_data
        try:
            review = acts.ask_for_internal_review(
                acts.letter_standing_on(foi_request, data["asked_on"]),
                grounds=data["grounds"],
                asked_on=data["asked_on"],
                channel=data["channel"],
                files=data["files"],
                by=http_request.user,
                at=timezone.now(),
            )
        except Refused as refused:
            form.add_error(None, str(refused))
            say_that_files_are_gone(form, "files")
        else:
            said = "Recorded and acknowledged"
            if review.is_late:
                said = "Recorded. It came late: decide whether we take it on. If so"
            messages.success(http_request, f"{said}, the outcome is due by {day_words(review.due_on)}.")
            return redirect("review", review.pk)
    return render(
        http_request,
        "responses/review/record.html",
        {
            "section": "queue",
            "foi_request": foi_request,
            "form": form,
            "lines": presenter.record_lines(current, timezone.localdate()),
        },
    )


@staff_page(Role.OFFICER)
@require_POST
def review_inside(http_request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Open the review that a question of a new request asks for; else say why not, at triage."""
    foi_request = case_or_404(http_request, reference)
    question = get_object_or_404(foi_request.questions.select_related("foi_request"), number=number)
    try:
        opened = open_review_inside(question, by=http_request.user, at=timezone.now())
    except Refused as refused:
        messages.warning(http_request, str(refused))
        return redirect("case_triage", reference)
    messages.success(http_request, f"The internal review of {opened.foi_request.reference} is open.")
    return redirect("review", opened.pk)


@staff_page
@require_safe
def review(http_request: HttpRequest, pk: int) -> HttpResponse:
    """One internal review: what the requester says, the reply, the dates, and what is to be done next."""
    return _page(http_request, _review_or_404(http_request, pk))


@staff_page(Role.DEPUTY_DIRECTOR)
@require_http_methods(FORM_METHODS)
def review_allocate(http_request: HttpRequest, pk: int) -> HttpResponse:
    """Give the review to somebody who had no part in the case."""
    found = _review_or_404(http_request, pk)

    def allocate(form: AllocateForm) -> str:
        reviewer = form.cleaned_data["reviewer"]
        review_conduct.allocate_review(found, reviewer=reviewer, by=http_request.user, at=timezone.now())
        return f"{reviewer.name} carries out the internal review."

    people = review_conduct.eligible_reviewers(found)
    offered = [person for person, why_not in people if not why_not and person.pk != found.reviewer_id]
    return _act(http_request, found, "allocate", partial(AllocateForm, eligible=offered), allocate)


@staff_page(*DECIDERS)
@require_http_methods(FORM_METHODS)
def review_accept(http_request: HttpRequest, pk: int) -> HttpResponse:
    """Take on a review that was asked for late."""
    found = _review_or_404(http_request, pk)

    def accept(form: AcceptForm) -> str:
        reason = form.cleaned_data["reason"]
        acts.accept_late_review(found, reason=reason, by=http_request.user, at=timezone.now())
        return "We take the review on. The requester is told when the outcome is due."

    return _act(http_request, found, "accept", AcceptForm, accept)


@staff_page(*DECIDERS)
@require_http_methods(FORM_METHODS)
def review_decline(http_request: HttpRequest, pk: int) -> HttpResponse:
    """Decline a review that was asked for after the Code's 40 working days."""
    found = _review_or_404(http_request, pk)

    def decline(form: DeclineReviewForm) -> str:
        reason = form.cleaned_data["reason"]
        acts.decline_late_review(found, reason=reason, by=http_request.user, at=timezone.now())
        return "The review is declined, and the requester is told why."

    return _act(http_request, found, "decline", DeclineReviewForm, decline)


@staff_page
@require_http_methods(FORM_METHODS)
def review_outcome(http_request: HttpRequest, pk: int) -> HttpResponse:
    """What the reviewer finds: begins the letter about it, or changes its opening."""
    found = _review_or_404(http_request, pk)
    if found.reviewer_id != http_request.user.pk:
        raise PermissionDenied

    def decide(form: OutcomeForm) -> str:
        decided = review_conduct.change_review_outcome if found.foi_response_id else review_conduct.draft_review_outcome
        decided(found, outcome=form.cleaned_data["outcome"], by=http_request.user, at=timezone.now())
        return "The letter with the outcome is begun. Fill its gaps and submit it for approval."

    return _act(http_request, found, "outcome", OutcomeForm, decide, to_letter=True)


def _review_or_404(http_request: HttpRequest, pk: int) -> InternalReview:
    """The review whose case the signed-in person may open, with its people; else a 404."""
    reviews = InternalReview.objects.select_related(
        "foi_request__requester",
        "foi_request__owner",
        "letter__foi_response",
        "letter__superseded_by",
        "message__by",
        "reviewer",
        "allocated_by",
        "foi_response",
    )
    review = get_object_or_404(reviews, pk=pk)
    get_object_or_404(FoiRequest.objects.visible_to(http_request.user), pk=review.foi_request_id)
    return review


def _act(
    http_request: HttpRequest,
    found: InternalReview,
    name: str,
    form_class: Callable[..., forms.Form],
    act: Callable[[forms.Form], str],
    *,
    to_letter: bool = False,
) -> HttpResponse:
    """Do the act and go on, or show the page of the review again with what was typed and what is wrong."""
    if http_request.method != "POST":
        return redirect("review", found.pk)
    form = form_class(http_request.POST, auto_id=f"id_{name}_%s")
    if form.is_valid():
        try:
            messages.success(http_request, act(form))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            if to_letter:
                return redirect("draft", found.foi_request.reference, found.foi_response_id)
            return redirect("review", found.pk)
    return _page(http_request, _review_or_404(http_request, found.pk), refused={name: form})


def _page(
    http_request: HttpRequest, found: InternalReview, *, refused: dict[str, forms.Form] | None = None
) -> HttpResponse:
    refused = refused or {}
    context = presenter.review_page(found, member=http_request.user, today=timezone.localdate())
    offered = {
        "allocate": lambda: AllocateForm(eligible=context["eligible"], auto_id="id_allocate_%s"),
        "accept": lambda: AcceptForm(auto_id="id_accept_%s"),
        "decline": lambda: DeclineReviewForm(auto_id="id_decline_%s"),
        "outcome": lambda: OutcomeForm(initial={"outcome": found.outcome}, auto_id="id_outcome_%s"),
    }
    context["forms"] = {name: refused.get(name) or make() for name, make in offered.items() if name in context["may"]}
    return render(
        http_request,
        "responses/review/review.html",
        context | {"form": next(iter(refused.values()), None), "section": "queue"},
    )
