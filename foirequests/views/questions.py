"""Splitting, merging and rewording the questions of a request."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.doors import staff_page
from accounts.models import Role
from foirequests.actions.stages import check_permitted
from foirequests.domain.errors import NotPermitted, Refused, WordsChanged
from foirequests.forms.questions import QuestionForm
from foirequests.models import FoiRequest
from foirequests.views.act_page import posted
from foirequests.views.correspondence import form_page
from foirequests.views.fetch import case_or_404
from responses.actions.joining import change_questions_of_letters, lost_by_joining


@staff_page(Role.OFFICER)
@form_page
def case_questions(http_request: HttpRequest, reference: str) -> HttpResponse:
    """The questions of a case in boxes; saved, triage shows them with the advice on each."""
    foi_request = case_or_404(http_request, reference)
    try:
        check_permitted(foi_request, "questions_changed", by=http_request.user)
    except NotPermitted as refused:
        messages.warning(http_request, str(refused))
        return redirect("case", reference)
    typed, shown = posted(http_request), http_request.POST.get("shown")
    stand = " ".join(str(pk) for pk in foi_request.questions.values_list("pk", flat=True))
    are_others = shown not in (None, stand)
    forms = [
        QuestionForm(
            None if are_others else typed,
            prefix=f"question-{question.pk}",
            question=question,
            is_first=question.number == 1,
        )
        for question in foi_request.questions.all()
    ]
    for form in forms:
        form.question.foi_request = foi_request
    if all([form.is_valid() for form in forms]) and not _loses_decisions(foi_request, forms):
        changes = [form.change for form in forms]
        try:
            change_questions_of_letters(foi_request, changes, by=http_request.user, at=timezone.now())
        except WordsChanged as changed:
            for form in forms:
                if form.question.pk in changed.stand:
                    form.tell_changed(changed.stand[form.question.pk])
        except Refused as refused:
            forms[0].add_error(None, str(refused))
        else:
            messages.success(http_request, "The questions are saved.")
            return redirect("case_triage", reference)
    return render(
        http_request,
        "foirequests/questions.html",
        {
            "foi_request": foi_request,
            "forms": forms,
            "shown": stand,
            "are_others": are_others,
            "typed": _typed_words(http_request) if are_others else [],
            "form": next((form for form in forms if form.errors), forms[0]),
            "section": "queue",
        },
    )


def _typed_words(http_request: HttpRequest) -> list[str]:
    """What was typed on a page whose questions are not these any more, to be copied from."""
    boxes = [value.strip() for name, value in http_request.POST.items() if name.endswith(("-text", "-taken_out"))]
    return [words for words in boxes if words]


def _loses_decisions(foi_request: FoiRequest, forms: list[QuestionForm]) -> bool:
    """Whether a question would join another and lose what a draft has on it; the form then says so."""
    lost = lost_by_joining(foi_request, [form.question.pk for form in forms if form.change.joins])
    for form in forms:
        if form.question.pk in lost:
            form.add_error("joins", lost[form.question.pk])
    return bool(lost)
