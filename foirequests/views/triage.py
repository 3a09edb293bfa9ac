"""Triage: the request on one side, what is found about each question on the other."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.doors import staff_page
from accounts.models import Role
from codes.models.organisation import office_on
from foirequests.actions.stages import check_permitted
from foirequests.actions.triage import record_triage
from foirequests.domain import workflow
from foirequests.domain.errors import NotPermitted, Refused
from foirequests.forms.triage import TriageForm, TriageLists
from foirequests.models import FoiRequest
from foirequests.views.fetch import case_or_404
from responses.actions.draft import start_draft
from responses.models import FoiResponse


@staff_page(Role.OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
def case_triage(http_request: HttpRequest, reference: str) -> HttpResponse:
    """Record or correct what was found; the first time, go on to the draft at once if asked to."""
    foi_request = case_or_404(http_request, reference)
    act = "triaged" if foi_request.stage == workflow.TRIAGE else "corrected_triage"
    try:
        check_permitted(foi_request, act, by=http_request.user)
    except NotPermitted as refused:
        messages.warning(http_request, str(refused))
        return redirect("case", reference)
    has_draft = FoiResponse.objects.open().filter(foi_request=foi_request).exists()
    forms = _forms(http_request, foi_request)
    wants_codes = "find" in http_request.POST or any(form.is_bound and form.has_unsearched_words for form in forms)
    if wants_codes:
        forms = [_unjudged(form) for form in forms]
    elif all([form.is_valid() for form in forms]):
        try:
            _record(http_request, foi_request, forms)
        except Refused as refused:
            forms[0].add_error(None, str(refused))
        else:
            return _go_on(http_request, foi_request, to_draft="start" in http_request.POST and not has_draft)
    return render(
        http_request,
        "foirequests/triage.html",
        {
            "foi_request": foi_request,
            "forms": forms,
            "form": next((form for form in forms if form.errors), forms[0]),
            "has_draft": has_draft,
            "is_correction": act == "corrected_triage",
            "section": "queue",
        },
    )


def _forms(http_request: HttpRequest, foi_request: FoiRequest) -> list[TriageForm]:
    lists = TriageLists.current(office_on(timezone.localdate()).holders.teams)
    data = http_request.POST if http_request.method == "POST" else None
    return [
        TriageForm(data, prefix=f"question-{question.number}", question=question, lists=lists)
        for question in foi_request.questions.prefetch_related("codes")
    ]


def _unjudged(form: TriageForm) -> TriageForm:
    """The same form with what was typed and without a verdict: somebody is still looking for codes."""
    typed = {name: form[name].value() for name in form.fields}
    typed["searched"] = typed["code_search"]
    return TriageForm(prefix=form.prefix, question=form.question, lists=form.lists, initial=typed)


@transaction.atomic
def _record(http_request: HttpRequest, foi_request: FoiRequest, forms: list[TriageForm]) -> None:
    for form in forms:
        form.question.foi_request = foi_request
        record_triage(
            form.question, form.findings, codes=form.cleaned_data["codes"], by=http_request.user, at=timezone.now()
        )


def _go_on(http_request: HttpRequest, foi_request: FoiRequest, *, to_draft: bool) -> HttpResponse:
    if not to_draft:
        messages.success(http_request, "What you found is recorded.")
        return redirect("case", foi_request.reference)
    try:
        foi_response = start_draft(foi_request, by=http_request.user, at=timezone.now())
    except Refused as refused:
        messages.warning(http_request, f"What you found is recorded. {refused}")
        return redirect("case", foi_request.reference)
    return redirect("draft", foi_request.reference, foi_response.pk)
