"""The guard of precedents on its own page and beside the draft, and answering its warnings."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts.doors import staff_page
from foirequests.domain import workflow
from responses.actions.guard import LONGEST_NOTE, answer_warning, notes_on, warnings_of
from responses.domain.errors import Refused
from responses.models import FoiResponse
from responses.presenters.guard import summary_of, warning_rows
from responses.views.draft import may_draft
from responses.views.fetch import response_or_404


@require_GET
@staff_page
def draft_precedents(http_request: HttpRequest, reference: str, response_id: int) -> HttpResponse:
    """What earlier answers say against a letter: a page, of which others fetch the inside once they are shown."""
    return _shown(http_request, response_or_404(http_request, reference, response_id))


@require_POST
@staff_page
def draft_precedent_note(http_request: HttpRequest, reference: str, response_id: int, key: str) -> HttpResponse:
    """Keep the answer to one warning; what could not be kept stands in its field."""
    foi_response = response_or_404(http_request, reference, response_id)
    if not may_draft(http_request, foi_response):
        raise PermissionDenied
    words = http_request.POST.get(f"note_{key}", "")
    try:
        note = answer_warning(foi_response, key, words=words, by=http_request.user, at=timezone.now())
    except Refused as refused:
        return _shown(http_request, foi_response, refused_key=key, trouble=str(refused), typed=words)
    if http_request.htmx:
        return _shown(http_request, foi_response, answered=key)
    messages.success(http_request, "The note is kept with the draft." if note else "The note is taken away.")
    return redirect("draft_precedents", reference, response_id)


def _shown(http_request: HttpRequest, foi_response: FoiResponse, **more: str) -> HttpResponse:
    rows = warning_rows(warnings_of(foi_response, at=timezone.now()), notes_on(foi_response))
    keys = {row["key"] for row in rows}
    context = {
        "foi_request": foi_response.foi_request,
        "foi_response": foi_response,
        "warnings": rows,
        "summary": summary_of(rows),
        "may_answer": foi_response.stage == workflow.DRAFTING and may_draft(http_request, foi_response),
        "longest": LONGEST_NOTE,
        "lost": more.get("typed", "") if more.get("refused_key", "") not in keys else "",
        **more,
    }
    inside = "responses/guard/inside.html"
    return render(http_request, inside if http_request.htmx else "responses/guard/page.html", context)
