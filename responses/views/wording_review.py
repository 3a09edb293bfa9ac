"""Wording out for review as one file, and the file that comes back."""

from datetime import date

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.doors import staff_page
from accounts.models import Role
from codes.models.organisation import office_on
from foirequests.presenters.days import number_of
from responses.actions.wording_review import as_document, as_file, propose_returned, returned
from responses.domain.errors import Refused
from responses.domain.wording_document import read
from responses.forms.wording_review import IN_FORCE, TO_DECIDE, ExportForm, ProposeReturnedForm, ReturnedFileForm
from responses.models import TextBlockVersion
from responses.presenters.wording import approver_of
from responses.presenters.wording_review import review_page
from responses.views.wording import FORM_METHODS, PROPOSERS
from responses.word_files import WORD_TYPE

A_FEW = 5
"""Of what could not be proposed, so many are told one by one."""


@staff_page(*PROPOSERS)
@require_safe
def wording_export(http_request: HttpRequest) -> HttpResponse:
    """The wording as one Word document or text file."""
    form = ExportForm(http_request.GET)
    which = form.cleaned_data["which"] if form.is_valid() else IN_FORCE
    today = timezone.localdate()
    chosen, told = _chosen(which, today), {"authority": office_on(today).authority.name, "day": today}
    if http_request.GET.get("kind") == "text":
        # The mark at the head tells Word that it is UTF-8.
        content, ends = as_file(chosen, **told).encode("utf-8-sig"), "txt"
    else:
        content, ends = as_document(chosen, **told), "docx"
    answer = HttpResponse(content, content_type="text/plain; charset=utf-8" if ends == "txt" else WORD_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="wording-{today.isoformat()}.{ends}"'
    return answer


def _chosen(which: str, today: date) -> QuerySet[TextBlockVersion]:
    versions = TextBlockVersion.objects
    in_force = versions.filter(pk__in=versions.usable_on(today).values("pk"))
    waiting = versions.to_decide(today)
    chosen = {IN_FORCE: in_force, TO_DECIDE: waiting}.get(which, in_force | waiting)
    return chosen.select_related("block").order_by("block__kind", "block__title", "block__slug", "number")


@staff_page(*PROPOSERS)
@require_http_methods(FORM_METHODS)
def wording_review(http_request: HttpRequest) -> HttpResponse:
    """Send the wording out, and take in what came back: first to be looked at, then as proposals."""
    if http_request.method != "POST":
        return _start(http_request, ReturnedFileForm())
    if "text" in http_request.POST:
        return _propose(http_request)
    form = ReturnedFileForm(http_request.POST, http_request.FILES)
    if not form.is_valid():
        return _start(http_request, form)
    text = form.cleaned_data["file"]
    initial = {"text": text, "is_document": form.is_document, "valid_from": timezone.localdate()}
    return _look(http_request, text, ProposeReturnedForm(initial=initial))


def _propose(http_request: HttpRequest) -> HttpResponse:
    text = http_request.POST["text"]
    form = ProposeReturnedForm(http_request.POST)
    if not form.is_valid():
        return _look(http_request, text, form)
    told = {name: value for name, value in form.cleaned_data.items() if name not in ("text", "is_document")}
    try:
        proposed, remarked, left = propose_returned(
            read(text).pieces,
            **told,
            meant=http_request.POST.getlist("meant"),
            by=http_request.user,
            at=timezone.now(),
        )
    except Refused as refused:
        form.add_error(None, str(refused))
        return _look(http_request, text, form)
    if proposed:
        changes = number_of(proposed, "change waits", "changes wait")
        messages.success(http_request, f"{changes} for {approver_of(http_request.user)}’s approval.")
    if remarked:
        messages.success(http_request, f"{number_of(remarked, 'remark')} kept in the history of the wording.")
    for each in left[:A_FEW]:
        messages.warning(http_request, f"{each.piece.wording.title} was not proposed. {each.why}")
    if len(left) > A_FEW:
        messages.warning(http_request, f"{len(left) - A_FEW} more were not proposed. Bring the file again to see them.")
    if http_request.user.holds(Role.DEPUTY_DIRECTOR) and proposed:
        return redirect("wording_approve")
    return redirect("wording")


def _start(http_request: HttpRequest, form: ReturnedFileForm) -> HttpResponse:
    context = {"section": "wording", "form": form, "export_form": ExportForm()}
    return render(http_request, "responses/wording/review.html", context)


def _look(http_request: HttpRequest, text: str, form: ProposeReturnedForm) -> HttpResponse:
    document = read(text)
    page = review_page(
        document,
        returned(document.pieces, at=timezone.now()),
        authority=office_on(timezone.localdate()).authority.name,
        ticked=http_request.POST.getlist("meant"),
        has_lines=not form.fields["is_document"].to_python(form["is_document"].value()),
    )
    context = {"section": "wording", "form": form, **page}
    return render(http_request, "responses/wording/returned.html", context)
