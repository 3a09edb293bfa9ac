"""Importing a code workbook: upload, what was understood, confirm."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.doors import staff_page
from codes.actions.code_lists import plan_of, tabs_of_workbook
from codes.actions.uploads import confirm_upload, discard_upload, keep_upload, map_upload, read_upload
from codes.domain.code_list_mapping import mapping_to_json
from codes.domain.code_lists import ImportPlan
from codes.domain.errors import Refused
from codes.forms import ConfirmImportForm, MappingForm, WorkbookForm
from codes.models import CodeListEdition, PendingImport
from codes.presenters import plan_counts, plan_sections, understood_rows
from codes.views.code_lists import MAY_IMPORT

MOST_SHOWN = 400


@staff_page(*MAY_IMPORT)
def code_import(http_request: HttpRequest) -> HttpResponse:
    """Choose a workbook."""
    form = WorkbookForm(http_request.POST or None, http_request.FILES or None)
    if http_request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["workbook"]
        try:
            pending = keep_upload(
                chunks=upload.chunks(),
                size=upload.size,
                file_name=upload.name,
                by=http_request.user,
                at=timezone.now(),
            )
        except Refused as refused:
            form.add_error("workbook", str(refused))
        else:
            return redirect("code_import_check", pending.pk)
    return render(http_request, "codes/import.html", {"section": "codes", "form": form})


@staff_page(*MAY_IMPORT)
def code_import_check(http_request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show what was understood of a workbook and what importing it would change."""
    return _check_page(http_request, _pending(http_request, pk))


@staff_page(*MAY_IMPORT)
@require_POST
def code_import_mapping(http_request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say where the lists stand in the workbook."""
    pending = _pending(http_request, pk)
    try:
        form = MappingForm(http_request.POST, tabs=tabs_of_workbook(place=pending.place))
    except FileNotFoundError:
        return _gone(http_request, pending)
    except Refused as unreadable:
        return _check_page(http_request, pending, refused=str(unreadable))
    if form.is_valid():
        try:
            map_upload(pending=pending, mapping=form.as_mapping())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("code_import_check", pending.pk)
    return _check_page(http_request, pending, mapping_form=form)


@staff_page(*MAY_IMPORT)
@require_POST
def code_import_confirm(http_request: HttpRequest, pk: UUID) -> HttpResponse:
    """Import the workbook as it was shown."""
    pending = _pending(http_request, pk)
    try:
        plan = plan_of(workbook=read_upload(pending=pending))
        form = ConfirmImportForm(http_request.POST, renamings=plan.renamed)
        if form.is_valid():
            edition = confirm_upload(
                pending=pending,
                not_renamed=form.not_renamed(),
                expected_edition=form.cleaned_data["edition"],
                by=http_request.user,
                at=timezone.now(),
            )
            messages.success(http_request, f"The code lists are imported as edition {edition.number}.")
            return redirect("codes")
    except Refused as refused:
        return _check_page(http_request, pending, refused=str(refused))
    return _check_page(http_request, pending, refused="Look at the changes again before you confirm.")


@staff_page(*MAY_IMPORT)
@require_POST
def code_import_cancel(http_request: HttpRequest, pk: UUID) -> HttpResponse:
    """Remove the uploaded workbook."""
    discard_upload(pending=_pending(http_request, pk))
    messages.success(http_request, "The upload is removed. Nothing was imported.")
    return redirect("codes")


def _pending(http_request: HttpRequest, pk: UUID) -> PendingImport:
    return get_object_or_404(PendingImport.objects.of(http_request.user), pk=pk)


def _summary(refused: str) -> list[dict[str, str]]:
    return [{"text": line} for line in refused.splitlines()]


def _gone(http_request: HttpRequest, pending: PendingImport) -> HttpResponse:
    discard_upload(pending=pending)
    messages.error(http_request, "The uploaded file is no longer there. Upload it again.")
    return redirect("code_import")


def _check_page(
    http_request: HttpRequest, pending: PendingImport, *, refused: str = "", mapping_form: MappingForm | None = None
) -> HttpResponse:
    """What was understood; with the form to say where the lists stand when that could not be told."""
    if not pending.place.exists():
        return _gone(http_request, pending)
    shown: dict[str, Any] = {"section": "codes", "pending": pending, "refused": _summary(refused)}
    try:
        workbook = read_upload(pending=pending)
    except Refused as unreadable:
        return render(http_request, "codes/import_check.html", {**shown, "refused": _summary(str(unreadable))})
    reading = workbook.reading
    if mapping_form is None:
        known = mapping_to_json({name: found.where for name, found in reading.lists.items()})
        mapping_form = MappingForm(tabs=tabs_of_workbook(place=pending.place), known=known)
    shown |= {
        "understood": understood_rows(reading),
        "reading": reading,
        "questions": list(reading.questions.values()),
        "may_confirm": not (reading.questions or reading.problems),
        "mapping_form": mapping_form,
        **_changes(plan_of(workbook=workbook)),
    }
    return render(http_request, "codes/import_check.html", shown)


def _changes(plan: ImportPlan) -> dict[str, Any]:
    newest = CodeListEdition.objects.newest()
    return {
        "counts": [{"key": name, "value": str(number)} for name, number in plan_counts(plan)],
        "sections": [
            {"summary": f"{heading}: {len(words)}", "lines": words[:MOST_SHOWN]}
            for heading, words in plan_sections(plan)
        ],
        "confirm_form": ConfirmImportForm(renamings=plan.renamed, initial={"edition": newest.number if newest else 0}),
    }
