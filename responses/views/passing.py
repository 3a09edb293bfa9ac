"""Passing a warning about a letter with a note."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.doors import staff_page
from foirequests.domain import workflow
from responses.actions.draft import draft_letter
from responses.actions.findings import all_findings
from responses.actions.passing import check_may_pass_late, late_warnings, pass_late_warning, pass_warning
from responses.domain.errors import NotPermitted, Refused
from responses.domain.letter_rules import Finding, finding_with
from responses.domain.passing import note_for, notes_in
from responses.forms.passing import NoteForm
from responses.models import FoiResponse
from responses.presenters.drafting import heading_of
from responses.views.draft import may_draft
from responses.views.fetch import response_or_404

GONE = "This warning no longer stands in these words. Look at what is left to do."
BACK = {workflow.CLEARANCE: "clear", workflow.CLEARED: "issue"}
"""The page that somebody who passes a warning late came from, by the stage of the letter."""
BACK_WORDS = {"draft": "Back to the draft", "clear": "Back to clearing", "issue": "Back to issuing"}
LATE_HELP = (
    "Your name and the time are kept with it in the history of the case, and everybody who cleared the letter reads it."
    " The requester does not see it."
)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def draft_warning(http_request: HttpRequest, reference: str, response_id: int, key: str) -> HttpResponse:
    """One warning about the letter, and the note that passes it."""
    foi_response = response_or_404(http_request, reference, response_id)
    if not may_draft(http_request, foi_response):
        raise PermissionDenied
    at = timezone.now()
    finding, note = None, None
    if foi_response.stage == workflow.DRAFTING:
        letter = draft_letter(foi_response, at=at)
        finding = finding_with(all_findings(letter, foi_response, at=at), key)
        note = note_for(finding, notes_in(letter.decisions)) if finding else None
    if finding is None or not finding.is_passable:
        messages.warning(http_request, GONE)
        return redirect("draft", reference, response_id)
    return _ask(http_request, foi_response, finding, written=note.note if note else "", does=pass_warning, back="draft")


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def late_warning(http_request: HttpRequest, reference: str, response_id: int, key: str) -> HttpResponse:
    """A warning that arose after the letter was submitted, and the note of whoever acts next that passes it."""
    foi_response = response_or_404(http_request, reference, response_id)
    back = BACK.get(foi_response.stage)
    if back is None:
        messages.warning(http_request, GONE)
        return redirect("draft", reference, response_id)
    at = timezone.now()
    try:
        check_may_pass_late(foi_response, by=http_request.user, at=at)
    except NotPermitted as refused:
        raise PermissionDenied(str(refused)) from refused
    finding = finding_with(late_warnings(foi_response, at=at).standing, key)
    if finding is None or not finding.is_passable:
        messages.warning(http_request, GONE)
        return redirect(back, reference, response_id)
    return _ask(http_request, foi_response, finding, written="", does=pass_late_warning, back=back)


def _ask(
    http_request: HttpRequest,
    foi_response: FoiResponse,
    finding: Finding,
    *,
    written: str,
    does: Callable[..., object],
    back: str,
) -> HttpResponse:
    """The page that asks for the note; `does` is the act that keeps it, `back` the page to go back to."""
    foi_request = foi_response.foi_request
    form = NoteForm(http_request.POST or None, initial={"words": written})
    if back != "draft":
        form.fields["words"].help_text = LATE_HELP
    if http_request.method == "POST" and form.is_valid():
        try:
            does(foi_response, finding, words=form.cleaned_data["words"], by=http_request.user, at=timezone.now())
        except Refused as refused:
            form.add_error("words", str(refused))
        else:
            return redirect(back, foi_request.reference, foi_response.pk)
    context = {
        "heading": heading_of(foi_response),
        "foi_request": foi_request,
        "foi_response": foi_response,
        "finding": finding,
        "form": form,
        "is_late": back != "draft",
        "back": {"url": reverse(back, args=[foi_request.reference, foi_response.pk]), "text": BACK_WORDS[back]},
    }
    return render(http_request, "responses/draft/warning.html", context)
