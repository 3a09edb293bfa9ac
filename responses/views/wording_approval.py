"""Approving and declining what waits in the wording library."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.doors import staff_page
from accounts.models import Role, StaffMember
from foirequests.presenters.days import number_of
from responses.actions.wording_approval import (
    approve_wording,
    decline_wording,
    waiting_for_a_second,
    why_not_approve,
    why_not_decline,
)
from responses.domain.errors import Refused
from responses.forms.wording import ApproveForm, DeclineForm
from responses.models import TextBlockVersion
from responses.presenters import wording_proposals

PROPOSALS_AT_ONCE = 100
FORM_METHODS = ["GET", "HEAD", "POST"]
APPROVERS = (Role.CLEARER, Role.DEPUTY_DIRECTOR)


@staff_page(*APPROVERS)
@require_http_methods(FORM_METHODS)
def wording_approve(http_request: HttpRequest) -> HttpResponse:
    """All that waits for approval on one page, to be approved tick by tick; for a clearer, what needs a clearer."""
    form = ApproveForm(http_request.POST if http_request.method == "POST" else None)
    if form.is_valid():
        versions = form.cleaned_data["versions"]
        try:
            approved = approve_wording(versions, by=http_request.user, at=timezone.now())
        except Refused as refused:
            form.add_error(None, f"{refused} Nothing was approved: untick it and approve the rest.")
        else:
            if approved:
                messages.success(http_request, f"Approved: {number_of(approved, 'version')}. Letters can use them now.")
            if others := len(versions) - approved:
                words = number_of(others, "version")
                messages.warning(http_request, f"{words} had been approved or declined by somebody else before you.")
            return redirect("wording_approve")
    return render(http_request, "responses/wording/approve.html", _approve_page(form, http_request.user))


@staff_page(*APPROVERS)
@require_http_methods(FORM_METHODS)
def wording_decline(http_request: HttpRequest, pk: int) -> HttpResponse:
    """Decline one proposal, with the reason."""
    version = get_object_or_404(TextBlockVersion.objects.select_related("block", "proposed_by"), pk=pk)
    if refusal := why_not_decline(version, http_request.user, day=timezone.localdate()):
        raise PermissionDenied(refusal)
    form = DeclineForm(http_request.POST if http_request.method == "POST" else None)
    if form.is_valid():
        try:
            decline_wording(version, reason=form.cleaned_data["reason"], by=http_request.user, at=timezone.now())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(http_request, f"Declined: version {version.number} of “{version.title}”.")
            return redirect("wording_approve")
    card = wording_proposals.proposal_cards([version], {}, top_heading=2)[0]
    return render(http_request, "responses/wording/decline.html", {"section": "wording", "form": form, "card": card})


def _approve_page(form: ApproveForm, person: StaffMember) -> dict[str, object]:
    today = timezone.localdate()
    is_director = person.holds(Role.DEPUTY_DIRECTOR)
    proposals = TextBlockVersion.objects.proposed().select_related("block", "proposed_by")
    waiting = proposals.to_decide(today)
    if not is_director:
        waiting = waiting.filter(pk__in=[version.pk for version in waiting_for_a_second(person, day=today)])
    waiting = list(waiting.order_by("block__kind", "block__title", "number")[:PROPOSALS_AT_ONCE])
    expired = proposals.filter(valid_until__lt=today).order_by("block__title", "number")[:PROPOSALS_AT_ONCE]
    in_force = {
        version.block_id: version
        for version in TextBlockVersion.objects.usable_on(today).filter(block__in=[each.block_id for each in waiting])
    }
    refusals = why_not_approve(waiting, person, day=today)
    cards = wording_proposals.proposal_cards(waiting, in_force, top_heading=4, ticked=form.ticked, refusals=refusals)
    return {
        "section": "wording",
        "form": form,
        "groups": wording_proposals.grouped_by_kind(cards),
        "number": sum(not refusal for refusal in refusals.values()),
        "is_director": is_director,
        "expired": expired if is_director else [],
    }
