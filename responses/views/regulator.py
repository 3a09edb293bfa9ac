"""Complaints to the regulator: what we were told, its letters and our answers, the end of one without a notice."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.doors import staff_page
from accounts.models import Role
from foirequests.domain.errors import Refused
from foirequests.models import FoiRequest
from foirequests.views.act_page import form_page, posted
from foirequests.views.fetch import case_or_404
from responses.actions import regulator as acts
from responses.actions import regulator_letters
from responses.forms.regulator import (
    AnswerDayForm,
    ComplaintForm,
    EndForm,
    HappenedForm,
    LetterForm,
    of_complaint,
    of_letter,
)
from responses.models import RegulatorComplaint, RegulatorLetter
from responses.presenters.regulator_dates import answer_working
from responses.presenters.regulator_page import complaint_page

FORM_METHODS = ["GET", "HEAD", "POST"]


@staff_page(Role.OFFICER)
@require_http_methods(FORM_METHODS)
def regulator_record(http_request: HttpRequest, reference: str) -> HttpResponse:
    """Record that the regulator told us of a complaint."""
    foi_request = case_or_404(http_request, reference)
    form = ComplaintForm(posted(http_request), foi_request=foi_request, today=timezone.localdate())

    def record() -> RegulatorComplaint:
        return acts.record_complaint(foi_request, form.particulars, by=http_request.user, at=timezone.now())

    return complaint_act(
        http_request,
        foi_request,
        form,
        record,
        title="Record a complaint to the regulator",
        button="Record",
        done="Recorded. The deputy director is told.",
        about=(
            "The requester asked the regulator to decide whether we dealt with the request as the law says"
            " (section 50; EIR regulation 18). Record it on the day on which the regulator tells you.",
        ),
    )


@staff_page
@require_safe
def regulator_complaint(http_request: HttpRequest, pk: int) -> HttpResponse:
    """One complaint: what it is about, what is due, what was decided."""
    found = complaint_or_404(http_request, pk)
    context = complaint_page(found, member=http_request.user, today=timezone.localdate())
    return render(http_request, "responses/regulator/complaint.html", context)


@staff_page(Role.OFFICER)
@require_http_methods(FORM_METHODS)
def regulator_change(http_request: HttpRequest, pk: int) -> HttpResponse:
    """Correct what is recorded of a complaint."""
    found = complaint_or_404(http_request, pk)
    form = ComplaintForm(
        posted(http_request), foi_request=found.foi_request, complaint=found, today=timezone.localdate()
    )

    def correct() -> RegulatorComplaint:
        revision = form.cleaned_data["revision"] or 0
        return acts.correct_complaint(
            found, form.particulars, revision=revision, by=http_request.user, at=timezone.now()
        )

    return complaint_act(
        http_request,
        found.foi_request,
        form,
        correct,
        complaint=found,
        title="Correct the complaint",
        button="Save",
        done="Saved. What stood before stays in the history.",
    )


@staff_page(Role.OFFICER)
@require_http_methods(FORM_METHODS)
def regulator_letter(http_request: HttpRequest, pk: int) -> HttpResponse:
    """Record a letter of the regulator that wants an answer."""
    found = complaint_or_404(http_request, pk)
    form = LetterForm(posted(http_request), **of_complaint(found, timezone.localdate()))

    def record() -> RegulatorComplaint:
        letter = regulator_letters.record_letter(found, **form.cleaned_data, by=http_request.user, at=timezone.now())
        for note in answer_working(letter, found.foi_request).notes:
            messages.warning(http_request, note)
        return found

    return complaint_act(
        http_request,
        found.foi_request,
        form,
        record,
        complaint=found,
        title="Record a letter from the regulator",
        button="Record",
        done="Recorded. The owner is reminded before the answer is due.",
        is_open=found.is_open,
    )


@staff_page(Role.OFFICER)
@require_http_methods(FORM_METHODS)
def regulator_answer_day(http_request: HttpRequest, pk: int, letter_pk: int) -> HttpResponse:
    """Change the day by which the regulator wants an answer."""
    found = complaint_or_404(http_request, pk)
    letter = _letter_or_404(found, letter_pk)
    form = AnswerDayForm(posted(http_request), letter=letter)

    def move() -> RegulatorComplaint:
        day = form.cleaned_data["answer_by"]
        regulator_letters.move_answer(letter, answer_by=day, by=http_request.user, at=timezone.now())
        return found

    return complaint_act(
        http_request,
        found.foi_request,
        form,
        move,
        complaint=found,
        title="Change the day of our answer",
        button="Save",
        done="Saved. The day before stays in the history.",
        about=("When the regulator gave more time, or the day was recorded wrongly.",),
        is_open=found.is_open and letter.answered_on is None,
    )


@staff_page(Role.OFFICER)
@require_http_methods(FORM_METHODS)
def regulator_answered(http_request: HttpRequest, pk: int, letter_pk: int) -> HttpResponse:
    """Record that a letter of the regulator was answered."""
    found = complaint_or_404(http_request, pk)
    letter = _letter_or_404(found, letter_pk)
    today = timezone.localdate()
    form = HappenedForm(posted(http_request), label="On which day did our answer leave?", **of_letter(letter, today))

    def answer() -> RegulatorComplaint:
        day = form.cleaned_data["on"]
        regulator_letters.record_answer(letter, answered_on=day, by=http_request.user, at=timezone.now())
        return found

    return complaint_act(
        http_request,
        found.foi_request,
        form,
        answer,
        complaint=found,
        title="Record our answer to the regulator",
        button="Record",
        done="The answer is recorded.",
        is_open=letter.answered_on is None,
    )


@staff_page(Role.OFFICER)
@require_http_methods(FORM_METHODS)
def regulator_end(http_request: HttpRequest, pk: int) -> HttpResponse:
    """Record that the complaint ended without a decision notice."""
    found = complaint_or_404(http_request, pk)
    form = EndForm(posted(http_request), **of_complaint(found, timezone.localdate()))

    def end() -> RegulatorComplaint:
        return regulator_letters.end_complaint(found, **form.cleaned_data, by=http_request.user, at=timezone.now())

    return complaint_act(
        http_request,
        found.foi_request,
        form,
        end,
        complaint=found,
        title="Record that the complaint ended",
        button="Record",
        done="Recorded. Nothing is due to the regulator any more.",
        about=("For a complaint that the regulator closed without a decision notice.",),
        is_open=found.is_open,
    )


@staff_page(Role.OFFICER)
@require_POST
def regulator_resume(http_request: HttpRequest, pk: int) -> HttpResponse:
    """Open a complaint again that had ended without a decision notice."""
    found = complaint_or_404(http_request, pk)
    try:
        regulator_letters.resume_complaint(found, by=http_request.user, at=timezone.now())
    except Refused as refused:
        messages.warning(http_request, str(refused))
    else:
        messages.success(http_request, "The complaint is with the regulator again.")
    return redirect("regulator_complaint", found.pk)


def complaint_or_404(http_request: HttpRequest, pk: int) -> RegulatorComplaint:
    """The complaint, whole, whose case the signed-in person may open; else a 404."""
    complaints = RegulatorComplaint.objects.whole().select_related("foi_request__requester", "foi_request__owner")
    found = get_object_or_404(complaints, pk=pk)
    get_object_or_404(FoiRequest.objects.visible_to(http_request.user), pk=found.foi_request_id)
    return found


def _letter_or_404(complaint: RegulatorComplaint, pk: int) -> RegulatorLetter:
    return get_object_or_404(complaint.letters.select_related("complaint__foi_request"), pk=pk)


def complaint_act(
    http_request: HttpRequest,
    foi_request: FoiRequest,
    form: forms.Form,
    do: Callable[[], RegulatorComplaint],
    *,
    title: str,
    button: str,
    done: str,
    complaint: RegulatorComplaint | None = None,
    about: tuple[str, ...] = (),
    is_open: bool = True,
) -> HttpResponse:
    """The page of one act on a complaint, which leads to the complaint. What cannot be done now goes there at once."""
    if not is_open:
        messages.warning(http_request, "This is recorded already, or no longer open.")
        return redirect("regulator_complaint", complaint.pk)

    def go() -> HttpResponse:
        changed = do()
        messages.success(http_request, done)
        return redirect("regulator_complaint", changed.pk)

    if complaint is None:
        back = reverse("case", args=[foi_request.reference]), foi_request.reference
    else:
        back = reverse("regulator_complaint", args=[complaint.pk]), "the complaint"
    return form_page(http_request, foi_request, form, go, back=back, title=title, button=button, about=about)
