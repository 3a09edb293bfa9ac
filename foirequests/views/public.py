"""The public request form: one thing a page, nothing lost on the way, one case however often it is sent."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.doors import public_page
from codes.models.bank_holidays import uk_calendar
from foirequests.actions.public_form import submit_public_form
from foirequests.actions.receive import RequesterDetails
from foirequests.actions.visitors import count_attempt
from foirequests.domain.clock import WORKING_DAYS_TO_ANSWER
from foirequests.domain.errors import Refused
from foirequests.domain.rates import FORM_PAGES, REQUESTS, REQUESTS_OF_A_PERSON
from foirequests.forms.public import CheckForm
from foirequests.models import FoiRequest
from foirequests.presenters.public import answers_to_check, what_happens_next
from foirequests.views.public_session import LAST, STEPS, KeptForm, Step, sent_case
from foirequests.views.visitors import requester_page, shown, too_many, visitor_address

PUBLIC = "anybody may ask an authority for information (section 1 FOIA)"


@public_page(PUBLIC)
@require_http_methods(["GET", "HEAD", "POST"])
def public_request(http_request: HttpRequest) -> HttpResponse:
    """What one can ask, what happens then and by when, and other ways to ask; a POST begins with an empty form."""
    kept = KeptForm(http_request.session)
    if http_request.method == "POST":
        kept.forget()
        return redirect("public_request_step", STEPS[0].slug)
    facts = {"first_step": STEPS[0].slug, "is_begun": kept.is_begun, "due_on": due_if_sent(timezone.localdate())}
    return shown(http_request, "portal/start.html", facts)


@requester_page(PUBLIC)
@require_http_methods(["GET", "HEAD", "POST"])
def public_request_step(http_request: HttpRequest, slug: str) -> HttpResponse:
    """One page of the form. What was typed is kept even when it cannot stand, and shown with what is wrong."""
    step = next(step for step in STEPS if step.slug == slug)
    kept = KeptForm(http_request.session)
    checking = http_request.GET.get("to") == "check"
    if http_request.method == "POST":
        if not count_attempt(FORM_PAGES, visitor_address(http_request), at=timezone.now()):
            return too_many(http_request)
        form = kept.form(step, http_request.POST)
        kept.keep(step, form)
        if not http_request.user.is_authenticated:
            http_request.session.set_expiry(0)
        if form.is_valid():
            if checking or step.number == len(STEPS):
                return redirect("public_request_check")
            return redirect("public_request_step", STEPS[step.number].slug)
    else:
        form = kept.form(step)
    facts = {
        "form": form,
        "step": step,
        "of": LAST,
        "back_url": _page_before(step, checking),
        "checking": checking,
        "by_post": kept.is_by_post,
    }
    return shown(http_request, step.template, facts)


@requester_page(PUBLIC)
@require_http_methods(["GET", "HEAD", "POST"])
def public_request_check(http_request: HttpRequest) -> HttpResponse:
    """All answers on one page, and the button that sends them."""
    posted = CheckForm(http_request.POST) if http_request.method == "POST" else None
    if posted is not None and sent_case(http_request.session, posted.data.get("form_key", "")):
        return redirect("public_request_sent")
    kept = KeptForm(http_request.session)
    if not kept.is_begun:
        return redirect("public_request_sent" if sent_case(http_request.session) else "public_request")
    unanswered = kept.first_unanswered()
    if unanswered is not None:
        return redirect("public_request_step", unanswered.slug)
    form = CheckForm()
    if posted is not None and posted.is_valid():
        if not count_attempt(REQUESTS, visitor_address(http_request), at=timezone.now()):
            return too_many(http_request)
        form = posted
        foi_request = _send(kept, form)
        if foi_request is not None:
            kept.mark_sent(foi_request.pk)
            return redirect("public_request_sent")
    answers = kept.answers()
    facts = {
        "form": form,
        "form_key": kept.key,
        "refusals": [{"text": error, "href": "#send"} for error in form.non_field_errors()] if form.is_bound else [],
        "step": LAST,
        "rows": answers_to_check(answers),
        "has_name": bool(answers["name"]),
        "due_on": due_if_sent(timezone.localdate()),
    }
    return shown(http_request, "portal/form_check.html", facts)


@requester_page("says to the person who sent the form what happens next")
@require_safe
def public_request_sent(http_request: HttpRequest) -> HttpResponse:
    """Confirmation, for printing."""
    case_pk = sent_case(http_request.session)
    if case_pk is None:
        return redirect("public_request")
    foi_request = FoiRequest.objects.with_people().get(pk=case_pk)
    return shown(
        http_request, "portal/sent.html", {"foi_request": foi_request, "steps": what_happens_next(foi_request.due_on)}
    )


def due_if_sent(day: date) -> date:
    """The last day for our reply to a request received on `day` (FOIA s.10(1))."""
    return uk_calendar().nth_working_day_after(day, WORKING_DAYS_TO_ANSWER)


def _page_before(step: Step, checking: bool) -> str:
    if checking:
        return reverse("public_request_check")
    if step.number == 1:
        return reverse("public_request")
    return reverse("public_request_step", args=[STEPS[step.number - 2].slug])


def _send(kept: KeptForm, form: CheckForm) -> FoiRequest | None:
    """The case that the form became; None, with the reason in the form, when it was not taken in."""
    now, answers = timezone.now(), kept.answers()
    if form.cleaned_data["leave_empty"]:
        form.add_error(None, "We could not tell whether a person sent this. Your answers are kept: please send again.")
        return None
    if form.cleaned_data["form_key"] != kept.key:
        form.add_error(None, "Your answers changed in another window. Check them again before you send them.")
        return None
    email = answers["email"]
    if email and not count_attempt(REQUESTS_OF_A_PERSON, email.casefold(), at=now):
        form.add_error(
            None,
            "We have had many requests under this e-mail address today. Your answers are kept: please send them"
            " tomorrow, or write to us by e-mail or letter.",
        )
        return None
    requester = RequesterDetails(name=answers["name"], email=email, postal_address=answers.get("postal_address", ""))
    try:
        return submit_public_form(
            kept.key,
            text=answers["text"],
            requester=requester,
            preferred_format=answers["preferred_format"],
            adjustments=answers["adjustments"],
            at=now,
        )
    except Refused as refused:
        form.add_error(None, str(refused))
        return None
