"""Passing a warning about a letter with a note."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.doors import staff_page
from foirequests.domain import workflow
from responses.actions.draft import draft_letter
from responses.actions.findings import all_findings
from responses.actions.passing import pass_warning
from responses.domain.errors import Refused
from responses.domain.letter_rules import finding_with
from responses.domain.passing import note_for, notes_in
from responses.forms.passing import NoteForm
from responses.presenters.drafting import heading_of
from responses.views.draft import may_draft
from responses.views.fetch import response_or_404

GONE = "This warning no longer stands in these words. Look at what is left to do."


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
    form = NoteForm(http_request.POST or None, initial={"words": note.note if note else ""})
    if http_request.method == "POST" and form.is_valid():
        try:
            words = form.cleaned_data["words"]
            pass_warning(foi_response, finding, words=words, by=http_request.user, at=at)
        except Refused as refused:
            form.add_error("words", str(refused))
        else:
            return redirect("draft", reference, response_id)
    context = {
        "heading": heading_of(foi_response),
        "foi_request": foi_response.foi_request,
        "foi_response": foi_response,
        "finding": finding,
        "form": form,
    }
    return render(http_request, "responses/draft/warning.html", context)
