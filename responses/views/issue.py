"""Issuing a cleared letter."""

from datetime import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.doors import staff_page
from foirequests.domain import workflow
from responses.actions.before_issue import (
    check_condition_waits,
    check_may_issue,
    conditions_of,
    conditions_unmet,
    meet_condition,
)
from responses.actions.clear import live_clearance, submitted_version
from responses.actions.clock_letters import check_act
from responses.actions.draft import check_is_drafter, draft_letter
from responses.actions.findings import findings_of
from responses.actions.issue import facts_changed, issue_response
from responses.actions.letters import letter_on_screen
from responses.actions.passing import late_warnings
from responses.actions.where_it_goes import address_correction, digest_of_addresses
from responses.actions.windows import as_if_issued, moment_values, opens_window
from responses.domain.errors import NotPermitted, Refused
from responses.domain.letter import Letter, letter_hash
from responses.domain.letter_rules import Finding
from responses.forms.clearance import ToldForm
from responses.forms.letters import IssueForm
from responses.models import ClearanceCondition, FoiResponse
from responses.presenters import clock_letters as clock_words
from responses.presenters import letters as presenter
from responses.presenters.clearance_route import condition_rows
from responses.presenters.drafting import heading_of
from responses.presenters.findings import late_note_rows
from responses.views.fetch import response_or_404


@staff_page
def issue(http_request: HttpRequest, reference: str, response_id: int) -> HttpResponse:
    """The letter as it leaves today, and how it goes; one button issues it.

    A letter that needs no clearance is issued as it is being drafted.
    """
    foi_response = response_or_404(http_request, reference, response_id)
    try:
        check_may_issue(foi_response, by=http_request.user)
    except NotPermitted as refused:
        raise PermissionDenied(str(refused)) from refused
    if foi_response.stage != (workflow.DRAFTING if foi_response.is_issued_by_officer else workflow.CLEARED):
        if foi_response.stage != workflow.ISSUED:
            messages.error(http_request, "This letter has not been cleared, so it cannot be issued.")
        return redirect("draft", reference, response_id)
    at = timezone.now()
    form = _form(http_request, foi_response, at, is_sent=http_request.method == "POST")
    if form.is_valid():
        channel, post_class = presenter.WAYS[form.cleaned_data["way"]]
        try:
            letter = issue_response(
                foi_response,
                channel=channel,
                post_class=post_class,
                seen_hash=form.cleaned_data["seen_hash"],
                seen_addresses=form.cleaned_data["seen_addresses"],
                address_checked=form.cleaned_data.get("address_checked", False),
                by=http_request.user,
                at=at,
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(http_request, presenter.issued_words(letter))
            return redirect("case", reference)
    return render(http_request, "responses/issue/issue.html", _page(http_request, foi_response, form, at))


def _form(http_request: HttpRequest, foi_response: FoiResponse, at: datetime, *, is_sent: bool = False) -> IssueForm:
    foi_request = foi_response.foi_request
    day = timezone.localdate(at)
    ways = presenter.open_ways(foi_request)
    last_days = {}
    if opens_window(foi_response):
        for way, _label in ways:
            channel, post_class = presenter.WAYS[way]
            values = moment_values(foi_request, channel=channel, post_class=post_class, day=day)
            last_days[way] = values["review_by"]
    return IssueForm(
        http_request.POST if is_sent else None,
        ways=ways,
        hints=presenter.way_hints(ways, last_days),
        corrected=presenter.correction_words(address_correction(foi_response)),
        initial={"way": presenter.default_way(foi_request)},
    )


def _page(
    http_request: HttpRequest,
    foi_response: FoiResponse,
    form: IssueForm,
    at: datetime,
    *,
    refused: ToldForm | None = None,
) -> dict:
    """`refused` is the name typed for a condition, when it could not be recorded."""
    warnings: list[Finding] = []
    if foi_response.is_issued_by_officer:
        letter, clearance, may_take_back = draft_letter(foi_response, at=at), None, False
        changed = [str(finding) for finding in findings_of(letter, foi_response, at=at)]
    else:
        letter = Letter.from_json(submitted_version(foi_response).letter)
        clearance, may_take_back = live_clearance(foi_response), _may_take_back(http_request, foi_response)
        found = late_warnings(foi_response, at=at)
        warnings = [finding for finding in found.standing if finding.is_passable]
        blocking = [str(finding) for finding in found.standing if not finding.is_passable]
        changed = [*blocking, *facts_changed(letter, foi_response, at=at)]
    return _conditions(foi_response, at, refused) | {
        "foi_request": foi_response.foi_request,
        "foi_response": foi_response,
        "heading": f"Issue: {heading_of(foi_response)}",
        "form": form,
        "facts": presenter.issue_facts(foi_response, clearance),
        "means": clock_words.what_issue_means(foi_response, letter),
        "seen_hash": letter_hash(letter),
        "seen_addresses": digest_of_addresses(foi_response.foi_request),
        "changed": [*changed, *_why_not_now(http_request, foi_response, at)],
        "warnings": warnings,
        "passed": [] if foi_response.is_issued_by_officer else late_note_rows(submitted_version(foi_response)),
        "letter_html": letter_on_screen(as_if_issued(foi_response, letter, at=at), top_heading=3),
        "may_take_back": may_take_back,
    }


@staff_page
@require_POST
def condition_met(http_request: HttpRequest, reference: str, response_id: int, pk: int) -> HttpResponse:
    """Record that somebody was told, as the clearance asks before the letter is issued."""
    foi_response = response_or_404(http_request, reference, response_id)
    condition = get_object_or_404(
        ClearanceCondition.objects.select_related("clearance__version__foi_response__foi_request"),
        clearance__version__foi_response=foi_response,
        pk=pk,
    )
    at = timezone.now()
    form = ToldForm(http_request.POST, condition=condition.pk)
    try:
        check_condition_waits(condition, by=http_request.user)
        if not form.is_valid():
            page = _page(http_request, foi_response, _form(http_request, foi_response, at), at, refused=form)
            return render(http_request, "responses/issue/issue.html", page)
        meet_condition(condition, told=form.cleaned_data["told"], by=http_request.user, at=at)
    except NotPermitted as refused:
        raise PermissionDenied(str(refused)) from refused
    except Refused as refused:
        messages.error(http_request, str(refused))
    else:
        messages.success(http_request, "It is recorded that they were told.")
    return redirect("issue", reference, response_id)


def _conditions(foi_response: FoiResponse, at: datetime, refused: ToldForm | None) -> dict:
    """The conditions on which the letter was cleared, and whether one still stands in the way."""
    if foi_response.is_issued_by_officer:
        return {"conditions": [], "unmet": []}
    today = timezone.localdate(at)
    rows = condition_rows(conditions_of(foi_response), foi_response, today=today)
    for row in rows:
        is_refused = refused is not None and refused.condition == row["pk"]
        row["form"] = refused if is_refused else ToldForm(condition=row["pk"])
    return {"conditions": rows, "unmet": conditions_unmet(foi_response, day=today), "refused": refused}


def _may_take_back(http_request: HttpRequest, foi_response: FoiResponse) -> bool:
    try:
        check_is_drafter(foi_response, by=http_request.user)
    except NotPermitted:
        return False
    return True


def _why_not_now(http_request: HttpRequest, foi_response: FoiResponse, at: datetime) -> list[str]:
    """Why the law or the state of the case does not give the act of this letter today, though its text is ready."""
    if not foi_response.is_of_the_clock:
        return []
    try:
        check_act(
            foi_response.foi_request,
            foi_response.kind,
            foi_response.facts,
            by=http_request.user,
            on=timezone.localdate(at),
        )
    except Refused as refused:
        return [str(refused)]
    return []
