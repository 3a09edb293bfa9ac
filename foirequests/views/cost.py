"""The estimate of cost under section 12, and the card for section 43(2)."""

from dataclasses import asdict

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.doors import staff_page
from accounts.models import Role
from foirequests.actions import commercial_cards, cost
from foirequests.actions.repeats import advised_together
from foirequests.domain import workflow
from foirequests.domain.commercial_card import missing_from
from foirequests.domain.cost_words import letter_paragraph
from foirequests.domain.errors import Refused
from foirequests.forms.cost import CommercialCardForm, CostLineForm, CostScopeForm
from foirequests.models import CostEstimate, CostLine, FoiRequest, Question
from foirequests.presenters.cost import card_words, cost_page
from foirequests.presenters.days import number_of
from foirequests.views.act_page import act_page, posted
from foirequests.views.correspondence import form_page
from foirequests.views.fetch import case_or_404
from responses.actions.arrange import current_revision, save_typing
from responses.models import FoiResponse


@staff_page
@require_safe
def case_cost(http_request: HttpRequest, reference: str) -> HttpResponse:
    """What complying would cost, what would fit, and what a letter says of it."""
    foi_request = case_or_404(http_request, reference)
    page = cost_page(foi_request, http_request.user, today=timezone.localdate())
    drafts = foi_request.foi_responses.open().filter(kind=FoiResponse.Kind.REPLY, stage=workflow.DRAFTING)
    page["has_draft"] = page["may_change"] and drafts.exists()
    return render(http_request, "foirequests/cost.html", {"foi_request": foi_request, "section": "queue", **page})


@staff_page(Role.OFFICER)
@form_page
def case_cost_line(http_request: HttpRequest, reference: str, pk: int | None = None) -> HttpResponse:
    """Add a line to the estimate, or change one."""
    foi_request = case_or_404(http_request, reference)
    line = _line_or_404(foi_request, pk) if pk else None
    form = CostLineForm(posted(http_request), cases=_counted(foi_request), line=line)

    def save(_typed) -> HttpResponse:
        cost.save_line(foi_request, fields=form.values, line=line, by=http_request.user, at=timezone.now())
        return redirect("case_cost", reference)

    title = "Change the work" if line else "Add work to the estimate"
    return act_page(http_request, foi_request, cost.ACT, form, save, title=title, button="Save", done="")


@staff_page(Role.OFFICER)
@require_POST
def case_cost_line_remove(http_request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Take a line out."""
    foi_request = case_or_404(http_request, reference)
    try:
        cost.remove_line(foi_request, _line_or_404(foi_request, pk), by=http_request.user, at=timezone.now())
    except Refused as refused:
        messages.error(http_request, str(refused))
    return redirect("case_cost", reference)


@staff_page(Role.OFFICER)
@form_page
def case_cost_scope(http_request: HttpRequest, reference: str) -> HttpResponse:
    """Say how much the request covers, and which others are counted with it."""
    foi_request = case_or_404(http_request, reference)
    kept = CostEstimate.objects.filter(foi_request=foi_request).first()
    counted = list(kept.together.values_list("reference", flat=True)) if kept else []
    together = "\n".join(counted or advised_together(foi_request))
    initial = {**(kept.asked_for if kept else {}), "together": together}
    form = CostScopeForm(posted(http_request), cases=FoiRequest.objects.visible_to(http_request.user), initial=initial)

    def save(typed) -> HttpResponse:
        cost.set_scope(
            foi_request,
            asked_for=form.asked_for,
            together=typed["together"],
            by=http_request.user,
            at=timezone.now(),
        )
        return redirect("case_cost", reference)

    return act_page(
        http_request, foi_request, cost.ACT, form, save, title="What the request covers", button="Save", done=""
    )


@staff_page(Role.OFFICER)
@require_POST
def case_cost_to_draft(http_request: HttpRequest, reference: str) -> HttpResponse:
    """Add the estimate to the reply that is being drafted, as a paragraph at its end."""
    foi_request = case_or_404(http_request, reference)
    foi_response = foi_request.foi_responses.open().filter(kind=FoiResponse.Kind.REPLY).first()
    found = cost.estimate_of(foi_request, on=timezone.localdate())
    if foi_response is None or found is None:
        messages.warning(http_request, "There is no draft, or no estimate, yet.")
        return redirect("case_cost", reference)
    words = letter_paragraph(found)
    if any(part.get("body") == words for part in foi_response.working_copy.parts):
        messages.warning(http_request, "This estimate stands in the letter already.")
        return redirect("draft", reference, foi_response.pk)
    try:
        save_typing(
            foi_response,
            revision=current_revision(foi_response),
            added=words,
            by=http_request.user,
            at=timezone.now(),
        )
    except Refused as refused:
        messages.error(http_request, str(refused))
        return redirect("case_cost", reference)
    messages.success(http_request, "The estimate stands at the end of the letter. Move it to where it belongs.")
    return redirect("draft", reference, foi_response.pk)


@staff_page
@form_page
def case_commercial_card(http_request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Fill in the card for one question, as far as it is known; clearers and the deputy director read it."""
    foi_request = case_or_404(http_request, reference)
    may_change = http_request.user.holds(Role.OFFICER)
    if http_request.method == "POST" and not may_change:
        raise PermissionDenied
    question = get_object_or_404(Question.objects.select_related("foi_request"), foi_request=foi_request, number=number)
    card = commercial_cards.card_of(question)
    form = CommercialCardForm(posted(http_request), initial=asdict(card))
    for field in form.fields.values():
        field.disabled = not may_change
    if form.is_valid():
        try:
            commercial_cards.fill_card(question, form.card, by=http_request.user, at=timezone.now())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            missing = len(missing_from(form.card))
            if missing:
                messages.warning(
                    http_request, f"The card is kept. It is not complete: {number_of(missing, 'answer')} to go."
                )
            else:
                messages.success(http_request, "The card is kept, and complete.")
            return redirect("case_commercial_card", reference, number)
    shown = {"foi_request": foi_request, "question": question, "form": form, "section": "queue"}
    context = shown | {"may_change": may_change, **card_words(card)}
    return render(http_request, "foirequests/commercial_card.html", context)


def _line_or_404(foi_request: FoiRequest, pk: int) -> CostLine:
    return get_object_or_404(CostLine, pk=pk, estimate__foi_request=foi_request)


def _counted(foi_request: FoiRequest) -> list[FoiRequest]:
    kept = CostEstimate.objects.filter(foi_request=foi_request).first()
    return [foi_request, *(kept.together.all() if kept else ())]
