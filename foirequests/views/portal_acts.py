"""What the requester can do on the private page: write to us, answer a question, ask for an internal review."""

from collections.abc import Callable
from datetime import date

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from foirequests.actions.clarification import record_clarification
from foirequests.actions.portal import receive_message
from foirequests.actions.visitors import count_attempt
from foirequests.domain.errors import Refused
from foirequests.domain.rates import MESSAGES
from foirequests.forms.portal import ClarificationForm, MessageForm, ReviewForm
from foirequests.models import FoiRequest, Message
from foirequests.presenters.days import day_words
from foirequests.presenters.portal import letter_title
from foirequests.presenters.review_time import late_words, window_worked_out
from foirequests.views.portal import OWN_PAGE, case_facts, letters_of
from foirequests.views.portal_session import private_page
from foirequests.views.visitors import shown
from responses.actions.internal_review import ask_for_internal_review
from responses.models import FoiResponse, InternalReview, IssuedLetter

REVIEW_WITHOUT_REASONS = "I ask for an internal review of your reply."
"""What is kept when somebody asks for a review and gives no reasons; none are needed."""
ASKED_ALREADY = "You have asked for an internal review already. If you want to add something, write us a message."
GET_OR_POST = ["GET", "HEAD", "POST"]


@private_page(OWN_PAGE)
@require_http_methods(GET_OR_POST)
def portal_message(http_request: HttpRequest, foi_request: FoiRequest) -> HttpResponse:
    """Write to us."""
    form = _form(MessageForm, http_request)
    if form.is_valid():

        def send() -> str:
            receive_message(foi_request, text=form.cleaned_data["text"], at=timezone.now())
            return "We have your message."

        if _done(http_request, foi_request, form, send):
            return redirect("portal", foi_request.reference)
    return shown(http_request, "portal/message.html", {"form": form, "foi_request": foi_request})


def what_we_asked(foi_request: FoiRequest, asked_on: date) -> dict[str, object]:
    """Our question of that day: the letter that asks it, with its number among the letters, or the message.

    Neither when it was asked outside FOI Desk.
    """
    for number, letter in enumerate(letters_of(foi_request), start=1):
        is_question = letter.foi_response.kind == FoiResponse.Kind.CLARIFICATION and letter.issued_on == asked_on
        if is_question and letter.render_state == IssuedLetter.RenderState.RENDERED:
            return {"letter_number": number, "letter_title": letter_title(letter)}
    messages_asking = foi_request.messages.filter(kind=Message.Kind.CLARIFICATION)
    return {"asked": messages_asking.filter(happened_at__date=asked_on).last()}


@private_page(OWN_PAGE)
@require_http_methods(GET_OR_POST)
def portal_clarify(http_request: HttpRequest, foi_request: FoiRequest) -> HttpResponse:
    """Answer the question that we asked; the time for our reply begins again."""
    facts = case_facts(foi_request)
    if facts.asked is None or not foi_request.is_open:
        messages.info(http_request, "We are not waiting for an answer from you. You can write us a message.")
        return redirect("portal", foi_request.reference)
    form = _form(ClarificationForm, http_request)
    if form.is_valid():

        def send() -> str:
            now = timezone.now()
            record_clarification(
                foi_request,
                text=form.cleaned_data["text"],
                received_on=timezone.localdate(now),
                channel="web",
                by=None,
                at=now,
            )
            return f"We have your answer. You will have our reply by {day_words(foi_request.due_on)} at the latest."

        if _done(http_request, foi_request, form, send):
            return redirect("portal", foi_request.reference)
    context = {
        "form": form,
        "foi_request": foi_request,
        "lapse_on": facts.asked.lapses_on,
        **what_we_asked(foi_request, facts.asked.asked_on),
    }
    return shown(http_request, "portal/clarify.html", context)


@private_page(OWN_PAGE)
@require_http_methods(GET_OR_POST)
def portal_review(http_request: HttpRequest, foi_request: FoiRequest) -> HttpResponse:
    """Ask for an internal review of the reply that stands, or before it of a notice; says what asking late means."""
    facts = case_facts(foi_request)
    if facts.reviewed is None:
        raise Http404
    form = _form(ReviewForm, http_request)
    if facts.has_asked_for_review:
        if not form.is_bound:
            messages.info(http_request, ASKED_ALREADY)
            return redirect("portal", foi_request.reference)
        form.add_error(None, ASKED_ALREADY)
    elif form.is_valid():

        def send() -> str:
            now = timezone.now()
            grounds = form.cleaned_data["grounds"] or REVIEW_WITHOUT_REASONS
            review = ask_for_internal_review(facts.reviewed, grounds=grounds, asked_on=timezone.localdate(now), at=now)
            return review_received(review)

        if _done(http_request, foi_request, form, send):
            return redirect("portal", foi_request.reference)
    context = {
        "form": form,
        "foi_request": foi_request,
        "window": facts.window,
        "late": late_words(facts.window, facts.today),
        "working": window_worked_out(facts.window),
        "regulator": facts.regulator,
    }
    return shown(http_request, "portal/review.html", context)


def review_received(review: InternalReview) -> str:
    """What to say to somebody who has just asked for an internal review."""
    if review.is_late:
        return (
            "We have your request for an internal review. It came after the last day. We will write to you and say"
            " whether we carry it out."
        )
    return f"We have your request for an internal review. You will have the outcome by {day_words(review.due_on)}."


def _form(kind: type[forms.Form], http_request: HttpRequest) -> forms.Form:
    return kind(http_request.POST) if http_request.method == "POST" else kind()


def _done(http_request: HttpRequest, foi_request: FoiRequest, form: forms.Form, send: Callable[[], str]) -> bool:
    """Do the act and say what came of it; False, with the reason in the form, when it was not done."""
    if not count_attempt(MESSAGES, foi_request.reference, at=timezone.now()):
        form.add_error(
            None, "You have written to us many times in the last hour. Your text is kept here: send it later."
        )
        return False
    try:
        messages.success(http_request, send())
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    return True
