"""What a browser kept of typing that was not saved: what of it is not in the draft."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_POST

from accounts.doors import staff_page
from foirequests.presenters.days import moment_words
from responses.actions.letters import parts_of
from responses.forms.drafting import GAP, read_typing
from responses.models import WorkingCopy
from responses.presenters.unsaved import unsaved_rows
from responses.views.draft import may_draft
from responses.views.fetch import response_or_404


@require_POST
@staff_page
def draft_unsaved(http_request: HttpRequest, reference: str, response_id: int) -> HttpResponse:
    """The difference between what a browser kept and what is saved, and the way to put it in; empty without one."""
    foi_response = response_or_404(http_request, reference, response_id)
    if not may_draft(http_request, foi_response):
        raise PermissionDenied
    copy, typing = WorkingCopy.objects.get(foi_response=foi_response), read_typing(http_request.POST)
    rows = unsaved_rows(typing, parts=parts_of(copy), values=copy.values)
    has_part = any(part["key"] == typing.part for part in copy.parts)
    fields = {f"{GAP}{name}": text for name, text in (typing.values or {}).items()} | {"part": typing.part}
    added = [typing.added, "" if has_part else typing.body or ""]
    if has_part and typing.body is not None:
        fields["body"] = typing.body
    if any(added):
        fields["added"] = "\n\n".join(filter(None, added))
    context = {
        "foi_request": foi_response.foi_request,
        "foi_response": foi_response,
        "rows": rows,
        "fields": fields,
        "revision": copy.revision,
        "typed_at": _when(http_request.POST.get("at", "")),
    }
    return render(http_request, "responses/draft/unsaved_offer.html", context)


def _when(told: str) -> str:
    """When the browser says that the words were typed."""
    try:
        moment = parse_datetime(told)
    except ValueError:
        moment = None
    return f"on {moment_words(moment)}" if moment and moment.tzinfo else "earlier"
