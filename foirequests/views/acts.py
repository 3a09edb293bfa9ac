"""Acts on a case as a whole: owner, requester, date of receipt, duplicates, withdrawal, reopening."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from accounts.doors import staff_page
from accounts.models import Role
from codes.models.bank_holidays import uk_calendar
from foirequests.actions.cases import assign_cases, link_requests, merge_duplicate, reopen_request, withdraw_request
from foirequests.actions.clock import correct_receipt_date
from foirequests.actions.early_word import tell_deputy_early
from foirequests.actions.lateness import explain_lateness
from foirequests.actions.receive import RequesterDetails
from foirequests.actions.requesters import FIELDS, correct_requester
from foirequests.actions.subjects import change_subject
from foirequests.domain.errors import Stale
from foirequests.forms.cases import (
    EarlyWordForm,
    LatenessForm,
    LinkForm,
    MergeForm,
    ReasonForm,
    ReceiptDateForm,
    RequesterForm,
    SubjectForm,
)
from foirequests.forms.queue import OwnerForm
from foirequests.models import FoiRequest
from foirequests.presenters.days import day_words
from foirequests.views.act_page import act_page, posted
from foirequests.views.correspondence import form_page
from foirequests.views.fetch import case_or_404


@staff_page(Role.OFFICER, Role.DEPUTY_DIRECTOR)
@form_page
def case_assign(http_request: HttpRequest, reference: str) -> HttpResponse:
    """Change who looks after the case."""
    foi_request = case_or_404(http_request, reference)
    return act_page(
        http_request,
        foi_request,
        "assigned",
        OwnerForm(posted(http_request), initial={"owner": foi_request.owner_id}),
        lambda typed: assign_cases([foi_request], owner=typed["owner"], by=http_request.user, at=timezone.now()),
        title="Change the owner",
        button="Change the owner",
        done="The case has its owner.",
    )


DAYS_BEFORE_DUE = 3
"""Working days before the due date by which a reply is planned to be cleared, unless the officer says otherwise."""


@staff_page(Role.OFFICER)
@form_page
def case_tell_early(http_request: HttpRequest, reference: str) -> HttpResponse:
    """Tell the deputy director early of a request that is sensitive or may interest the press."""
    foi_request = case_or_404(http_request, reference)
    return act_page(
        http_request,
        foi_request,
        "told_early",
        EarlyWordForm(posted(http_request), initial={"clear_by": planned_clearance(foi_request)}),
        lambda typed: tell_deputy_early(
            foi_request, clear_by=typed["clear_by"], by=http_request.user, at=timezone.now()
        ),
        title="Tell the deputy director early",
        button="Tell the deputy director",
        done="The deputy director is told, with the day by which you plan to have the reply cleared.",
        about=("The deputy director has it on the home page until the reply is issued.",),
    )


def planned_clearance(foi_request: FoiRequest) -> date | None:
    """Some working days before the due date, and never in the past; None while the clock stands still."""
    if foi_request.due_on is None:
        return None
    calendar, day, left = uk_calendar(), foi_request.due_on, DAYS_BEFORE_DUE
    while left:
        day -= timedelta(days=1)
        left -= calendar.is_working_day(day)
    return max(day, timezone.localdate())


@staff_page(Role.OFFICER)
@form_page
def case_requester(http_request: HttpRequest, reference: str) -> HttpResponse:
    """Correct who asked and where the reply goes; what stood there before stays on the file."""
    foi_request = case_or_404(http_request, reference)
    known = {name: getattr(foi_request.requester, name) for name in FIELDS}
    return act_page(
        http_request,
        foi_request,
        "requester_corrected",
        RequesterForm(posted(http_request), initial=known),
        lambda typed: correct_requester(
            foi_request,
            RequesterDetails(**{name: typed[name] for name in FIELDS}),
            reason=typed["reason"],
            by=http_request.user,
            at=timezone.now(),
        ),
        title="Correct the requester",
        button="Correct the requester",
        done="The requester is corrected. What stood there before and your reason stand in what happened.",
        about=(
            "What stands here now stays on the file with your reason.",
            "A letter that waits for clearance or has been cleared, and prints the name or address, has to be taken"
            " back and submitted again. An issued letter is never changed.",
            "If a private link went to the wrong person, revoke the private links as well.",
        ),
    )


@staff_page(Role.OFFICER)
@form_page
def case_subject(http_request: HttpRequest, reference: str) -> HttpResponse:
    """Say what the case is about; what it was called before stays in its history."""
    foi_request = case_or_404(http_request, reference)
    shown = "" if foi_request.lacks_subject else foi_request.subject
    beside = (f"It is called “{foi_request.subject}” now: that is how the request begins.",)
    form = SubjectForm(posted(http_request), initial={"subject": shown, "seen": foi_request.subject})

    def change(typed: Mapping[str, Any]) -> None:
        try:
            change_subject(foi_request, **typed, by=http_request.user, at=timezone.now())
        except Stale:
            form.look_again(case_or_404(http_request, reference).subject)
            raise

    return act_page(
        http_request,
        foi_request,
        "subject_changed",
        form,
        change,
        title="Change the subject",
        button="Change the subject",
        done="The subject is changed. What it was before stands in what happened.",
        about=(
            *(beside if foi_request.lacks_subject else ()),
            "The subject stands above our letters and on the requester’s page.",
            "A letter that waits for clearance or has been cleared has to be taken back and submitted again. An issued"
            " letter is never changed.",
        ),
    )


@staff_page(Role.OFFICER)
@form_page
def case_receipt_date(http_request: HttpRequest, reference: str) -> HttpResponse:
    """Correct the date of receipt; both dates stay on the file."""
    foi_request = case_or_404(http_request, reference)
    return act_page(
        http_request,
        foi_request,
        "receipt_corrected",
        ReceiptDateForm(posted(http_request)),
        lambda typed: correct_receipt_date(foi_request, **typed, by=http_request.user, at=timezone.now()),
        title="Correct the date of receipt",
        button="Correct the date",
        done="The date of receipt is corrected. Both dates and your reason stand in what happened.",
        about=(
            f"Recorded as received on {day_words(foi_request.received_on)}. The due date follows from the corrected"
            " date, and the old one stays on the file with your reason.",
        ),
    )


@staff_page(Role.OFFICER)
@form_page
def case_withdraw(http_request: HttpRequest, reference: str) -> HttpResponse:
    """Record that the requester withdrew."""
    foi_request = case_or_404(http_request, reference)
    form = ReasonForm(posted(http_request))
    form.fields["reason"].label = "How did the requester withdraw it?"
    return act_page(
        http_request,
        foi_request,
        "withdrawn",
        form,
        lambda typed: withdraw_request(foi_request, reason=typed["reason"], by=http_request.user, at=timezone.now()),
        title="Record that the request was withdrawn",
        button="Close as withdrawn",
        done="The request is closed as withdrawn.",
        about=("Only the requester can withdraw a request. The case can be reopened.",),
        warning=True,
    )


@staff_page(Role.OFFICER)
@form_page
def case_reopen(http_request: HttpRequest, reference: str) -> HttpResponse:
    """Reopen a withdrawn or merged case."""
    foi_request = case_or_404(http_request, reference)
    return act_page(
        http_request,
        foi_request,
        "reopened",
        ReasonForm(posted(http_request)),
        lambda typed: reopen_request(foi_request, reason=typed["reason"], by=http_request.user, at=timezone.now()),
        title="Reopen the case",
        button="Reopen",
        done="The case is open again, at triage.",
        about=("Its clock is what it would be had the case never been closed.",),
    )


@staff_page(Role.OFFICER)
@form_page
def case_lateness(http_request: HttpRequest, reference: str) -> HttpResponse:
    """Record why the reply was late."""
    foi_request = case_or_404(http_request, reference)
    return act_page(
        http_request,
        foi_request,
        "lateness_explained",
        LatenessForm(posted(http_request)),
        lambda typed: explain_lateness(foi_request, **typed, by=http_request.user, at=timezone.now()),
        title="Say why the reply was late",
        button="Record the reason",
        done="The reason is recorded.",
        about=("The office counts the reasons, to be on time more often. The requester does not see them.",),
    )


@staff_page(Role.OFFICER)
@form_page
def case_link(http_request: HttpRequest, reference: str) -> HttpResponse:
    """Note that another request belongs with this one."""
    foi_request = case_or_404(http_request, reference)
    return act_page(
        http_request,
        foi_request,
        "linked",
        LinkForm(posted(http_request), cases=FoiRequest.objects.visible_to(http_request.user)),
        lambda typed: link_requests(foi_request, typed["reference"], by=http_request.user, at=timezone.now()),
        title="Link with another request",
        button="Link",
        done="The two requests are linked. Each keeps its own clock and its own reply.",
    )


@staff_page(Role.OFFICER)
@form_page
def case_merge(http_request: HttpRequest, reference: str) -> HttpResponse:
    """Close this case as a duplicate of another by the same person."""
    foi_request = case_or_404(http_request, reference)
    cases = FoiRequest.objects.visible_to(http_request.user)
    candidates = cases.same_person_as(foi_request).open().order_by("received_on", "pk")
    about = (
        "This case closes, and the one you choose goes on for both. The earlier date of receipt stands.",
        "Only requests by the same person can be merged. For anything else link the two requests.",
    )
    if not candidates:
        messages.warning(
            http_request, "There is no other open request by this person to merge with. Link them instead."
        )
        return redirect("case", reference)
    return act_page(
        http_request,
        foi_request,
        "merged",
        MergeForm(posted(http_request), candidates=candidates),
        lambda typed: merge_duplicate(foi_request, into=typed["into"], by=http_request.user, at=timezone.now()),
        title="Merge as a duplicate",
        button="Close this case as a duplicate",
        done="This case is closed as a duplicate.",
        about=about,
        warning=True,
    )
