"""The tables of a letter: adding and changing one, and the files that are made from them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.doors import staff_page
from accounts.models import Role
from responses.actions.draft import check_may_draft
from responses.actions.generated_files import read_file
from responses.actions.tables import add_table, change_table
from responses.domain.errors import NotPermitted, Refused
from responses.domain.table_reading import as_typed
from responses.domain.tables import Table
from responses.forms.tables import TableForm, initial_of
from responses.models import FoiResponse, GeneratedFile, LetterTable
from responses.rendering import table_html
from responses.views.fetch import response_or_404


@staff_page(Role.OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
def table_add(http_request: HttpRequest, reference: str, response_id: int) -> HttpResponse:
    """Add a table: what was read is shown before it is saved."""
    foi_response = _drafted(http_request, reference, response_id)
    form = _form(http_request, foi_response)
    if form.is_bound and form.is_valid() and _is_to_be_saved(http_request, form):
        data = form.cleaned_data
        try:
            add_table(
                foi_response,
                question=form.questions[data["question"]],
                table=data["table"],
                as_csv=data["as_csv"],
                as_workbook=data["as_workbook"],
                by=http_request.user,
                at=timezone.now(),
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(http_request, f"The table “{data['table'].caption}” is in the letter.")
            return redirect("draft", reference, response_id)
    return _page(http_request, foi_response, form)


@staff_page(Role.OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
def table_change(http_request: HttpRequest, reference: str, response_id: int, pk: int) -> HttpResponse:
    """Change a table as a whole."""
    foi_response = _drafted(http_request, reference, response_id)
    table = get_object_or_404(LetterTable.objects.of_letter(foi_response), pk=pk)
    form = _form(http_request, foi_response, table)
    if form.is_bound and form.is_valid() and _is_to_be_saved(http_request, form):
        data = form.cleaned_data
        try:
            change_table(
                table,
                table=data["table"],
                revision=data["revision"] or 0,
                as_csv=data["as_csv"],
                as_workbook=data["as_workbook"],
                by=http_request.user,
                at=timezone.now(),
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(http_request, f"The table “{data['table'].caption}” is changed.")
            return redirect("draft", reference, response_id)
    return _page(http_request, foi_response, form, table)


@require_GET
@staff_page
def table_file(http_request: HttpRequest, reference: str, response_id: int, pk: int) -> HttpResponse:
    """A file that was made from a table of this letter; always saved, never shown inside a page of ours."""
    foi_response = response_or_404(http_request, reference, response_id)
    made = GeneratedFile.objects.select_related("stored")
    return as_download(get_object_or_404(made, pk=pk, table__foi_response=foi_response))


def as_download(made: GeneratedFile) -> HttpResponse:
    """The answer that saves a generated file under its name."""
    return HttpResponse(
        read_file(made),
        content_type=made.stored.media_type,
        headers={
            "Content-Disposition": f'attachment; filename="{made.name}"',
            "Cache-Control": "private, no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )


def _drafted(http_request: HttpRequest, reference: str, response_id: int) -> FoiResponse:
    """The letter, when it answers the request and this person may draft it now."""
    foi_response = response_or_404(http_request, reference, response_id)
    if not foi_response.is_reply:
        raise Http404("Only a letter that answers the request has tables.")
    try:
        check_may_draft(foi_response, by=http_request.user)
    except NotPermitted as refused:
        raise PermissionDenied(str(refused)) from refused
    return foi_response


def _form(http_request: HttpRequest, foi_response: FoiResponse, table: LetterTable | None = None) -> TableForm:
    questions = list(foi_response.foi_request.questions.all())
    if http_request.method == "POST":
        return TableForm(http_request.POST, http_request.FILES, questions=questions)
    return TableForm(questions=questions, initial=initial_of(table) if table else None)


def _is_to_be_saved(http_request: HttpRequest, form: TableForm) -> bool:
    """Whether the person has seen the table that is saved; one that a file gave is shown first."""
    return "preview" not in http_request.POST and not form.cleaned_data["read_from_file"]


def _page(
    http_request: HttpRequest, foi_response: FoiResponse, form: TableForm, table: LetterTable | None = None
) -> HttpResponse:
    data = form.cleaned_data if form.is_bound else {}
    shown: Table | None = data.get("table")
    if data.get("read_from_file"):
        form.data = form.data.copy()
        form.data["typed"] = as_typed(data["cells"])
    context = {
        "foi_request": foi_response.foi_request,
        "foi_response": foi_response,
        "form": form,
        "table": table,
        "preview_html": table_html(shown) if shown else "",
        "was_read": data.get("read_from_file", False),
        "heading": "Change a table" if table else "Add a table",
    }
    return render(http_request, "responses/tables/form.html", context)
