"""The drafting page, the library beside it, versions, and the preview of the PDF."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts.doors import staff_page
from accounts.models import Role
from foirequests.domain import workflow
from foirequests.domain.handover import ForAnotherTeam
from foirequests.presenters.case_acts import asks_for_subject
from foirequests.views.fetch import case_or_404
from responses.actions.clear import decided_about
from responses.actions.draft import check_is_drafter, draft_letter, preview_pdf, start_draft
from responses.actions.letters import letter_on_screen
from responses.actions.precedents import reuse_outline
from responses.actions.windows import as_if_issued
from responses.actions.wording_search import find_blocks
from responses.domain.errors import NotPermitted, Refused
from responses.domain.letter import Letter
from responses.forms.drafting import LibrarySearchForm
from responses.models import Clearance, FoiResponse, IssuedLetter, TextBlock, TextBlockVersion
from responses.presenters import drafting as words
from responses.presenters.library import library_groups
from responses.views.fetch import response_or_404
from responses.views.workspace import draw


@staff_page(Role.OFFICER)
@require_POST
def draft_start(http_request: HttpRequest, reference: str) -> HttpResponse:
    """Start the reply from the outline that triage leads to; a draft that is there already is opened."""
    foi_request = case_or_404(http_request, reference)
    begun = foi_request.foi_responses.open().filter(kind=FoiResponse.Kind.REPLY).first()
    if begun is not None:
        return redirect("draft", reference, begun.pk)
    try:
        foi_response = start_draft(foi_request, by=http_request.user, at=timezone.now())
    except ForAnotherTeam as refused:
        messages.error(http_request, str(refused))
        return redirect("case_hand_over", reference)
    except Refused as refused:
        messages.error(http_request, str(refused))
        return redirect("case", reference)
    return redirect("draft", reference, foi_response.pk)


@staff_page(Role.OFFICER)
@require_POST
def draft_like(http_request: HttpRequest, reference: str, earlier: str) -> HttpResponse:
    """Build the reply like that of an earlier case."""
    foi_request, of = case_or_404(http_request, reference), case_or_404(http_request, earlier)
    try:
        foi_response = reuse_outline(foi_request, of=of, by=http_request.user, at=timezone.now())
    except Refused as refused:
        messages.error(http_request, str(refused))
        return redirect("case", reference)
    messages.success(http_request, f"The reply is built like that to {earlier}, in wording approved today.")
    return redirect("draft", reference, foi_response.pk)


@require_GET
@staff_page
def draft(http_request: HttpRequest, reference: str, response_id: int) -> HttpResponse:
    """The drafting page; for a letter that is not being drafted, or not by this person, the letter alone."""
    foi_response = response_or_404(http_request, reference, response_id)
    if foi_response.stage == workflow.ISSUED:
        return redirect("letter", reference, response_id)
    if foi_response.stage != workflow.DRAFTING or not may_draft(http_request, foi_response):
        return render(http_request, "responses/draft/read.html", read_only(http_request, foi_response))
    context = draw(http_request, foi_response, open_part=http_request.GET.get("part", ""))
    context["returned"] = last_return(foi_response)
    context["asks_for_subject"] = asks_for_subject(foi_response.foi_request, http_request.user)
    return render(http_request, "responses/draft/draft.html", context)


@require_GET
@staff_page
def draft_library(http_request: HttpRequest, reference: str, response_id: int) -> HttpResponse:
    """The wording that may be used today, to add to the letter."""
    foi_response = response_or_404(http_request, reference, response_id)
    if not may_draft(http_request, foi_response):
        raise PermissionDenied
    form = LibrarySearchForm(http_request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    sought = chosen.get("q", "")
    uses = IssuedLetter.objects.filter(wording=OuterRef("pk")).order_by("-issued_at")
    versions = TextBlockVersion.objects.usable_on(timezone.localdate()).order_by("block__kind", "block__title")
    versions = versions.annotate(
        last_used_in=Subquery(uses.values("foi_request__reference")[:1]),
        last_used_on=Subquery(uses.values("issued_on")[:1]),
    )
    if chosen.get("kind"):
        versions = versions.filter(block__kind=chosen["kind"])
    if sought:
        place = {key: number for number, key in enumerate(find_blocks(TextBlock.objects.all(), sought))}
        versions = sorted(versions.filter(block__in=place), key=lambda version: place[version.block_id])
    copy = foi_response.working_copy
    context = {
        "foi_request": foi_response.foi_request,
        "foi_response": foi_response,
        "form": form,
        "sought": sought,
        "after": http_request.GET.get("after", ""),
        "revision": copy.revision,
        "is_filtered": bool(sought or chosen.get("kind")),
        "groups": library_groups(versions, used={part["slug"] for part in copy.parts}, is_ranked=bool(sought)),
    }
    return render(http_request, "responses/draft/library.html", context)


@require_GET
@staff_page
def draft_preview_pdf(http_request: HttpRequest, reference: str, response_id: int) -> HttpResponse:
    """The draft as a PDF that says that it is one."""
    foi_response = response_or_404(http_request, reference, response_id)
    try:
        content = preview_pdf(foi_response, at=timezone.now())
    except Refused as refused:
        messages.error(http_request, str(refused))
        return redirect("draft", reference, response_id)
    name = f"{reference}-draft.pdf"
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "private, no-store"},
    )


def may_draft(http_request: HttpRequest, foi_response: FoiResponse) -> bool:
    """Whether the letter is this person's to draft, at whatever stage it is."""
    try:
        check_is_drafter(foi_response, by=http_request.user)
    except NotPermitted:
        return False
    return True


def may_drop(http_request: HttpRequest, foi_response: FoiResponse) -> bool:
    """Whether this person may drop a letter of the clock that is begun, also when the case has moved on."""
    is_open = foi_response.stage in (workflow.DRAFTING, workflow.CLEARANCE, workflow.CLEARED)
    return foi_response.is_of_the_clock and is_open and http_request.user.holds(Role.OFFICER)


def last_return(foi_response: FoiResponse) -> Clearance | None:
    """The last decision on the letter, when it was to return it."""
    decided = decided_about(foi_response)
    return decided[0] if decided and decided[0].verdict == Clearance.Verdict.RETURNED else None


def read_only(http_request: HttpRequest, foi_response: FoiResponse) -> dict:
    """The letter as it stands or was submitted, where it waits, and the way back to drafting."""
    at = timezone.now()
    under_decision = foi_response.stage in (workflow.CLEARANCE, workflow.CLEARED)
    submitted = foi_response.versions.order_by("-number").first() if under_decision else None
    letter = Letter.from_json(submitted.letter) if submitted else draft_letter(foi_response, at=at)
    stage, tone = words.STAGE_WORDS[foi_response.stage]
    return {
        "foi_request": foi_response.foi_request,
        "foi_response": foi_response,
        "heading": words.heading_of(foi_response),
        "stage": stage,
        "tone": tone,
        "letter_html": letter_on_screen(as_if_issued(foi_response, letter, at=at), top_heading=3, mark_moments=True),
        "may_take_back": under_decision and may_draft(http_request, foi_response),
        "is_cleared": foi_response.stage == workflow.CLEARED,
        "may_drop": may_drop(http_request, foi_response),
    }
