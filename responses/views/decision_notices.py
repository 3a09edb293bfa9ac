"""The regulator's decision notice, its steps, and appeals to the tribunal."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.doors import staff_page
from accounts.models import Role
from foirequests.views.act_page import posted
from responses.actions import appeals
from responses.actions import decision_notices as acts
from responses.forms.decision_notices import AppealForm, JudgedForm, NoticeForm
from responses.forms.regulator import HappenedForm
from responses.models import DecisionNotice, RegulatorComplaint
from responses.presenters.regulator_page import sides_left
from responses.views.regulator import FORM_METHODS, complaint_act, complaint_or_404


@staff_page(Role.OFFICER)
@require_http_methods(FORM_METHODS)
def regulator_decision(http_request: HttpRequest, pk: int) -> HttpResponse:
    """Record the decision notice, or correct what is recorded of it."""
    found = complaint_or_404(http_request, pk)
    notice = found.notice
    form = NoticeForm(posted(http_request), complaint=found, today=timezone.localdate())

    def decide() -> RegulatorComplaint:
        by, at = http_request.user, timezone.now()
        if notice is None:
            acts.record_notice(found, form.decided, by=by, at=at)
        else:
            revision = form.cleaned_data["revision"] or 0
            acts.correct_notice(notice, form.decided, revision=revision, by=by, at=at)
        return found

    return complaint_act(
        http_request,
        found.foi_request,
        form,
        decide,
        complaint=found,
        title="Correct the decision notice" if notice else "Record the decision notice",
        button="Save" if notice else "Record",
        done="Saved. What stood before stays in the history." if notice else "Recorded. The deputy director is told.",
        about=(
            "“Upheld” means that the regulator agreed with the requester, as its published notices say it.",
            "Does it decide on a provision that is not named here? Then correct first what the complaint is about.",
        ),
        is_open=found.is_open or notice is not None and not notice.appeals.all(),
    )


@staff_page(Role.OFFICER)
@require_http_methods(FORM_METHODS)
def regulator_steps(http_request: HttpRequest, pk: int) -> HttpResponse:
    """Record that the steps of a decision notice were taken."""
    found = complaint_or_404(http_request, pk)
    notice = _notice_or_404(found)
    form = HappenedForm(posted(http_request), label="On which day was the last step taken?", **_of_notice(notice))

    def take() -> RegulatorComplaint:
        acts.take_steps(notice, taken_on=form.cleaned_data["on"], by=http_request.user, at=timezone.now())
        return found

    return complaint_act(
        http_request,
        found.foi_request,
        form,
        take,
        complaint=found,
        title="Record that the steps were taken",
        button="Record",
        done="Recorded. Nobody is reminded of the steps any more.",
        about=(f"The notice requires: {notice.steps}",),
        is_open=notice.steps_open,
    )


@staff_page(Role.OFFICER)
@require_http_methods(FORM_METHODS)
def regulator_appeal(http_request: HttpRequest, pk: int) -> HttpResponse:
    """Record an appeal to the tribunal."""
    found = complaint_or_404(http_request, pk)
    notice = _notice_or_404(found)
    sides = sides_left(notice)
    form = AppealForm(posted(http_request), open_to=sides, **_of_notice(notice))

    def record() -> RegulatorComplaint:
        appeals.record_appeal(notice, **form.cleaned_data, by=http_request.user, at=timezone.now())
        return found

    return complaint_act(
        http_request,
        found.foi_request,
        form,
        record,
        complaint=found,
        title="Record an appeal to the tribunal",
        button="Record",
        done="Recorded. Until the tribunal decides, nobody is reminded of the steps.",
        is_open=bool(sides),
    )


@staff_page(Role.OFFICER)
@require_http_methods(FORM_METHODS)
def appeal_outcome(http_request: HttpRequest, pk: int, appeal_pk: int) -> HttpResponse:
    """Record what the tribunal decided."""
    found = complaint_or_404(http_request, pk)
    notice = _notice_or_404(found)
    appeal = get_object_or_404(notice.appeals.select_related("notice__complaint__foi_request"), pk=appeal_pk)
    form = JudgedForm(
        posted(http_request),
        findings=notice.findings.all(),
        today=timezone.localdate(),
        earliest=appeal.lodged_on,
        since="the appeal",
    )

    def decide() -> RegulatorComplaint:
        appeals.decide_appeal(appeal, form.judged, by=http_request.user, at=timezone.now())
        return found

    return complaint_act(
        http_request,
        found.foi_request,
        form,
        decide,
        complaint=found,
        title="Record what the tribunal decided",
        button="Record",
        done="Recorded. What the tribunal found counts from now on.",
        about=("“Upheld” means that the requester was right, whoever appealed.",),
        is_open=not appeal.outcome,
    )


def _notice_or_404(complaint: RegulatorComplaint) -> DecisionNotice:
    if complaint.notice is None:
        raise Http404("No decision notice is recorded.")
    return complaint.notice


def _of_notice(notice: DecisionNotice) -> dict[str, object]:
    return {"today": timezone.localdate(), "earliest": notice.given_on, "since": "the decision notice"}
