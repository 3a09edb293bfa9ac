"""The grounds for what is not given: choosing one, what the law wants to be said for it, and weighing."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from codes.domain.published import S21
from codes.models import Exemption
from codes.models.organisation import office_on
from foirequests.actions.cost import estimate_on_file, limit_on
from foirequests.views.act_page import posted
from responses.actions import decisions as acts
from responses.actions.decision_values import decision_on, ground_of, provision_of
from responses.actions.ground_prefill import prefilled
from responses.actions.opinions import qualified_on
from responses.actions.overturns import how_exemptions_fared
from responses.actions.public_interest import earlier_factors, weigh
from responses.actions.published_proposals import published_for
from responses.actions.reviewed_grounds import let_stand_again
from responses.domain.decisions import DISCLOSURE, MAINTAINING, NOT_CONFIRMED
from responses.domain.errors import Refused, Stale
from responses.domain.missing import needs_weighing
from responses.domain.provisions import COST_GROUNDS, OPINION, cited
from responses.forms.decisions import ApplyForm, GroundForm
from responses.forms.weighing import WeighingForm
from responses.models import AppliedGround, FoiResponse
from responses.presenters import grounds as words
from responses.presenters.decisions import qualified_person_words
from responses.presenters.overturns import overturn_note, with_overturns
from responses.views.decisions import GET_OR_POST, deciding_page, page, question_or_404, show_both


@require_http_methods(GET_OR_POST)
@deciding_page
def ground_add(http_request: HttpRequest, foi_response: FoiResponse, number: int) -> HttpResponse:
    """Choose a provision that the authority may use, then name the information that it is applied to."""
    question = question_or_404(foi_response, number)
    must_deny = decision_on(foi_response, question).held == NOT_CONFIRMED
    offered = acts.grounds_on_offer(question, office_on(timezone.localdate()))
    add_url = words.address("ground_add", foi_response, number)
    context: dict[str, Any] = {"question": question, "must_deny": must_deny, "add_url": add_url}
    chosen = http_request.GET.get("use", "")
    exemption = next((row for row, why in offered if row.code == chosen and not why), None)
    if exemption is None:
        groups = words.picker_groups(offered, add_url, leaves_open=must_deny)
        fared = how_exemptions_fared([row.code for row, _why_not in offered])
        context["groups"] = with_overturns(groups, fared)
        context["not_offered"] = words.not_offered(offered)
        context["qualified_person"] = qualified_person_words(qualified_on(timezone.localdate()))
        return page(http_request, foi_response, "picker", context)
    known = "; ".join(each.what for each in published_for([question]).get(question.pk, ())) if chosen == S21 else ""
    form = ApplyForm(posted(http_request), provision=provision_of(exemption), must_deny=must_deny, known=known)
    if form.is_valid():
        try:
            ground = acts.apply_ground(
                foi_response,
                question,
                exemption,
                information=form.cleaned_data["information"],
                denies=form.denies,
                by=http_request.user,
                at=timezone.now(),
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("ground", foi_response.foi_request.reference, foi_response.pk, ground.pk)
    row = words.picker_row(exemption, add_url, leaves_open=form.denies)
    context |= {"form": form, "row": row, "exemption": exemption, "fared": _fared(exemption)}
    return page(http_request, foi_response, "apply", context)


@require_http_methods(GET_OR_POST)
@deciding_page
def ground(http_request: HttpRequest, foi_response: FoiResponse, pk: int) -> HttpResponse:
    """One ground: the information that it is applied to, and what the law wants to be said for it."""
    row = _ground_or_404(foi_response, pk)
    provision = provision_of(row.exemption)
    opinions = foi_response.foi_request.opinions.all() if provision.basis == OPINION else ()
    known, _factors = prefilled(row.decision.question, row.exemption, denies=row.denies, today=timezone.localdate())
    anew = http_request.GET.get("fill") == "estimate"
    form = GroundForm(posted(http_request), ground=row, provision=provision, opinions=opinions, known=known, anew=anew)
    trouble: list[dict[str, str]] = []
    if form.is_valid():
        try:
            acts.change_ground(
                row,
                information=form.cleaned_data["information"],
                denies=row.denies,
                details=form.details,
                opinion=form.opinion,
                withheld_explanation=form.cleaned_data.get("withheld_explanation", ""),
                revision=form.cleaned_data["revision"],
                by=http_request.user,
                at=timezone.now(),
            )
        except Stale as stale:
            row.refresh_from_db()
            kept = {
                **row.details,
                "information": row.information,
                "opinion": str(row.opinion_id or ""),
                "withheld_explanation": row.withheld_explanation,
            }
            trouble = show_both(form, str(stale), kept, row.revision)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(http_request, "Saved.")
            return redirect("ground", foi_response.foi_request.reference, foi_response.pk, pk)
    value, limit, estimated = ground_of(row), None, None
    if value.provision.code in COST_GROUNDS:
        limit = limit_on(timezone.localdate())
        estimated = words.estimate_beside(row, estimate_on_file(foi_response.foi_request, on=timezone.localdate()))
    context = {
        "row": row,
        "provision": provision,
        "kind": words.kind_words(provision),
        "denied_under": cited(value.cites) if row.denies else "",
        "form": form,
        "asked": words.asked_rows(form, form.asked),
        "theirs": trouble,
        "missing": words.ground_missing(value, limit=limit),
        "weighing": words.ground_card(foi_response, value, may_change=True) if needs_weighing(provision) else None,
        "is_opinion": provision.basis == OPINION,
        "question": row.decision.question,
        "fared": _fared(row.exemption),
        "source": words.source_of(row, known, form.asked),
        "estimated": estimated if foi_response.is_reply else None,
    }
    return page(http_request, foi_response, "ground", context)


def _fared(exemption: Exemption) -> dict[str, str] | None:
    """How replies that leaned on the provision fared."""
    return overturn_note(how_exemptions_fared([exemption.code])[exemption.code])


@require_POST
@deciding_page
def ground_restore(http_request: HttpRequest, foi_response: FoiResponse, pk: int) -> HttpResponse:
    """Let a ground of the reply under review stand that the reviewer had overturned."""
    row = get_object_or_404(AppliedGround.objects.select_related("decision__question", "exemption"), pk=pk)
    try:
        let_stand_again(foi_response, row, by=http_request.user, at=timezone.now())
        messages.success(http_request, f"{provision_of(row.exemption).opening_citation} stands.")
    except Refused as refused:
        messages.error(http_request, str(refused))
    return redirect("decisions", foi_response.foi_request.reference, foi_response.pk)


@require_POST
@deciding_page
def ground_remove(http_request: HttpRequest, foi_response: FoiResponse, pk: int) -> HttpResponse:
    """Take a ground away."""
    row = AppliedGround.objects.filter(pk=pk, decision__foi_response=foi_response).first()
    if row is not None:  # else a double click
        try:
            acts.remove_ground(row, by=http_request.user, at=timezone.now())
            messages.success(http_request, f"{provision_of(row.exemption).opening_citation} is taken away.")
        except Refused as refused:
            messages.error(http_request, str(refused))
    return redirect("decisions", foi_response.foi_request.reference, foi_response.pk)


@require_http_methods(GET_OR_POST)
@deciding_page
def weighing(http_request: HttpRequest, foi_response: FoiResponse, pk: int) -> HttpResponse:
    """The workbench of one public interest test."""
    row = _ground_or_404(foi_response, pk)
    value = ground_of(row)
    if not needs_weighing(value.provision):
        raise Http404("There is no public interest test for this ground.")
    earlier = earlier_factors(row)
    offered = [(each.key, each.factor) for each in earlier]
    form = WeighingForm(posted(http_request), ground=value, revision=row.revision, earlier=offered)
    if form.is_valid():
        try:
            weigh(
                row,
                factors=form.factors,
                balance=form.cleaned_data["balance"],
                revision=form.cleaned_data["revision"],
                by=http_request.user,
                at=timezone.now(),
            )
        except Stale as stale:
            show_both(form, str(stale), {}, row.revision)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(http_request, "Saved.")
            return redirect("weighing", foi_response.foi_request.reference, foi_response.pk, pk)
    context = {
        "row": row,
        "provision": value.provision,
        "form": form,
        "disclosure": form.side(DISCLOSURE),
        "maintaining": form.side(MAINTAINING),
        "disclosure_earlier": form[f"{DISCLOSURE}-earlier"] if f"{DISCLOSURE}-earlier" in form.fields else None,
        "maintaining_earlier": form[f"{MAINTAINING}-earlier"] if f"{MAINTAINING}-earlier" in form.fields else None,
        "saved": words.ground_facts(value) if form.errors else [],
        **words.weighing_words(value),
    }
    return page(http_request, foi_response, "weighing", context)


def _ground_or_404(foi_response: FoiResponse, pk: int) -> AppliedGround:
    rows = AppliedGround.objects.select_related("exemption", "opinion", "decision__question")
    row = get_object_or_404(rows.prefetch_related("factors"), pk=pk, decision__foi_response=foi_response)
    row.decision.foi_response = foi_response
    row.decision.question.foi_request = foi_response.foi_request
    return row
