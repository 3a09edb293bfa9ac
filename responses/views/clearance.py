"""What waits for clearance, and clearing one letter."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.doors import staff_page
from accounts.models import Role
from codes.models.bank_holidays import uk_calendar
from foirequests.domain import workflow
from foirequests.views.long_lists import LongList
from responses.actions.clear import clear_response, return_response, seen_before, submitted_version, why_not_clear
from responses.actions.findings import checked
from responses.actions.letters import letter_on_screen
from responses.actions.windows import as_if_issued
from responses.domain.clearance import WARNING_FOR_DEPUTY_DIRECTOR
from responses.domain.errors import Refused
from responses.domain.letter import Letter
from responses.forms.clearance import ClearanceForm
from responses.models import Clearance, FoiResponse
from responses.presenters import clearance as presenter
from responses.presenters.drafting import changes_between, heading_of
from responses.views.fetch import response_or_404

CLEARERS = (Role.CLEARER, Role.DEPUTY_DIRECTOR)


@staff_page(*CLEARERS)
def clearance_queue(http_request: HttpRequest) -> HttpResponse:
    """The letters that wait for clearance, the one that waits longest first."""
    letters = (
        FoiResponse.objects.in_clearance()
        .select_related("foi_request__requester", "started_by", "asked_clearer", "internal_review")
        .order_by("submitted_at", "pk")
    )
    page = LongList(letters).get_page(http_request.GET.get("page"))
    waiting = page.object_list
    refusals = why_not_clear(waiting, http_request.user)
    rows = presenter.queue_rows(
        waiting, refusals=refusals, reader=http_request.user, today=timezone.localdate(), calendar=uk_calendar()
    )
    context = {
        "section": "clearance",
        "columns": presenter.QUEUE_COLUMNS,
        "rows": rows,
        "page": page,
        "found": page.paginator.number_words("letter"),
    }
    return render(http_request, "responses/clearance/queue.html", context)


@staff_page(*CLEARERS)
def clear(http_request: HttpRequest, reference: str, response_id: int) -> HttpResponse:
    """Request, letter and findings on one page; clear the letter or return it."""
    foi_response = response_or_404(http_request, reference, response_id)
    if foi_response.stage != workflow.CLEARANCE:
        if http_request.method == "POST":
            messages.error(http_request, "This letter is not waiting for clearance any more. Nothing was changed.")
        return redirect("draft", reference, response_id)
    form = ClearanceForm(http_request.POST if http_request.method == "POST" else None)
    at = timezone.now()
    if http_request.method == "POST" and form.is_valid():
        answer = _decide(http_request, foi_response, form, at)
        if answer is not None:
            return answer
    return render(http_request, "responses/clearance/clear.html", _page(http_request, foi_response, form, at))


def _decide(
    http_request: HttpRequest, foi_response: FoiResponse, form: ClearanceForm, at: datetime
) -> HttpResponse | None:
    """Do what the clearer chose; None when it was refused and the form says why."""
    decided = form.cleaned_data
    act = clear_response if decided["verdict"] == Clearance.Verdict.CLEARED else return_response
    try:
        act(
            foi_response,
            letter_hash=decided["letter_hash"],
            comment=decided["comment"],
            by=http_request.user,
            at=at,
        )
    except Refused as refused:
        form.add_error(None, str(refused))
        return None
    done = "cleared" if act is clear_response else "returned to its drafter"
    messages.success(http_request, f"{heading_of(foi_response)} is {done}.")
    return redirect("clearance_queue")


def _page(http_request: HttpRequest, foi_response: FoiResponse, form: ClearanceForm, at: datetime) -> dict:
    person = http_request.user
    version = submitted_version(foi_response)
    letter = Letter.from_json(version.letter)
    earlier = seen_before(foi_response, person)
    refusal = why_not_clear([foi_response], person)[foi_response.pk]
    is_review = foi_response.kind == FoiResponse.Kind.REVIEW_OUTCOME
    warned = person.holds(Role.DEPUTY_DIRECTOR) and not is_review
    return {
        "section": "clearance",
        "foi_request": foi_response.foi_request,
        "foi_response": foi_response,
        "heading": f"{'Approve' if is_review else 'Clear'}: {heading_of(foi_response)}",
        "form": form,
        "letter_hash": version.letter_hash,
        "facts": presenter.facts(foi_response, version, today=timezone.localdate(at), calendar=uk_calendar()),
        "letter_html": letter_on_screen(as_if_issued(foi_response, letter, at=at), top_heading=3, mark_moments=True),
        **checked(letter, foi_response, at=at)._asdict(),
        "earlier": earlier,
        "changes": changes_between(Letter.from_json(earlier.letter), letter) if earlier else [],
        "decisions": presenter.decision_events(foi_response),
        "refusal": refusal,
        "warning": WARNING_FOR_DEPUTY_DIRECTOR if warned and not refusal else "",
        "button": "Approve" if is_review else "Clear",
    }
