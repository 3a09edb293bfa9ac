"""The regulator's decision notice on the record of a case, the steps that it requires, and appeals to the tribunal."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import Role, StaffMember
from foirequests.actions.history import moment_of_day, write_history
from foirequests.actions.stages import hold_case
from foirequests.domain.time_limits import decision_notice_by
from foirequests.domain.workflow import check_role
from foirequests.models import Notice
from responses.actions.regulator import CHANGED_MEANWHILE, begun, close, tell_deputy_director
from responses.actions.regulator_waits import take_back_what_is_over
from responses.domain.errors import Refused, Stale
from responses.domain.regulator import FINDINGS, GROUND, MATTERS
from responses.domain.regulator_days import check_day, check_published, check_steps
from responses.models import DecisionNotice, Finding, RegulatorComplaint


@dataclass(frozen=True)
class Decided:
    """What a decision notice says.

    `findings` has the outcome of each matter: the code of a provision, or one of `MATTERS`. `steps` with the calendar
    days that it gives for them; empty and None when it requires none. `published_url` is where the regulator shows it.
    """

    given_on: date
    findings: Mapping[str, str]
    reference: str = ""
    steps: str = ""
    steps_days: int | None = None
    published_url: str = ""

    @property
    def steps_by(self) -> date | None:
        """The last day for the steps."""
        return None if self.steps_days is None else decision_notice_by(self.given_on, self.steps_days)


@transaction.atomic
def record_notice(complaint: RegulatorComplaint, decided: Decided, *, by: StaffMember, at: datetime) -> DecisionNotice:
    """Record the decision notice: it ends the complaint, and the deputy director is told.

    Raises:
        Refused: an impossible day, no finding, steps without a time, or the complaint is no longer with the regulator.
        NotPermitted: `by` is no information governance officer.
    """
    check_role(by.roles, Role.OFFICER)
    hold_case(complaint.foi_request)
    _check(complaint, decided, at=at)
    close(complaint, stage=RegulatorComplaint.Stage.DECIDED, ended_on=decided.given_on)
    notice = DecisionNotice.objects.create(
        complaint=complaint, recorded_by=by, recorded_at=at, steps_by=decided.steps_by, **_columns(decided)
    )
    _write_findings(notice, decided)
    _write(notice, "regulator_decided", decided, by=by, at=moment_of_day(decided.given_on, at=at))
    take_back_what_is_over(complaint.foi_request)
    tell_deputy_director(complaint.foi_request, Notice.Kind.REGULATOR_DECIDED, concerns_on=decided.given_on, at=at)
    return notice


@transaction.atomic
def correct_notice(
    notice: DecisionNotice, decided: Decided, *, revision: int, by: StaffMember, at: datetime
) -> DecisionNotice:
    """Correct what is recorded of a decision notice; `revision` is that of the record when it was read.

    Raises:
        Refused: as for recording, or an appeal is recorded, which would lose what it is about.
        Stale: somebody else corrected it meanwhile.
        NotPermitted: `by` is no information governance officer.
    """
    check_role(by.roles, Role.OFFICER)
    complaint = notice.complaint
    hold_case(complaint.foi_request)
    notice.refresh_from_db(fields=["steps_taken_on"])
    _check(complaint, decided, at=at)
    if notice.appeals.exists():
        raise Refused("An appeal against this notice is recorded, so the notice can no longer be corrected.")
    if notice.steps_taken_on is not None and (not decided.steps or notice.steps_taken_on < decided.given_on):
        raise Refused("The steps of this notice are recorded as taken, which would no longer fit.")
    changed = DecisionNotice.objects.filter(pk=notice.pk, revision=revision).update(
        steps_by=decided.steps_by, revision=F("revision") + 1, **_columns(decided)
    )
    if changed != 1:
        raise Stale(CHANGED_MEANWHILE)
    notice.refresh_from_db()
    RegulatorComplaint.objects.filter(pk=complaint.pk).update(ended_on=decided.given_on)
    notice.findings.all().delete()
    _write_findings(notice, decided)
    _write(notice, "notice_corrected", decided, by=by, at=at)
    take_back_what_is_over(complaint.foi_request)
    return notice


@transaction.atomic
def take_steps(notice: DecisionNotice, *, taken_on: date, by: StaffMember, at: datetime) -> DecisionNotice:
    """Record the day on which all steps of a notice were taken; their reminders are taken back.

    Raises:
        Refused: an impossible day, or there is nothing to do.
        NotPermitted: `by` is no information governance officer.
    """
    check_role(by.roles, Role.OFFICER)
    foi_request = notice.complaint.foi_request
    hold_case(foi_request)
    notice.refresh_from_db(fields=["given_on", "steps_by"])
    check_day(taken_on, today=timezone.localdate(at), earliest=notice.given_on, since="the decision notice")
    if DecisionNotice.objects.steps_open().filter(pk=notice.pk).update(steps_taken_on=taken_on) != 1:
        raise Refused("No step of this notice has to be taken.")
    notice.steps_taken_on = taken_on
    facts = {"taken_on": taken_on.isoformat(), "steps_by": notice.steps_by.isoformat()}
    happened_at = moment_of_day(taken_on, at=at)
    write_history(foi_request, "steps_taken", by=by, at=happened_at, concerning=notice.complaint, facts=facts)
    take_back_what_is_over(foi_request)
    return notice


def _columns(decided: Decided) -> dict[str, object]:
    return {
        "given_on": decided.given_on,
        "reference": decided.reference,
        "steps": decided.steps,
        "steps_days": decided.steps_days,
        "published_url": decided.published_url,
    }


def _write_findings(notice: DecisionNotice, decided: Decided) -> None:
    Finding.objects.bulk_create(
        Finding(
            notice=notice,
            matter=name if name in MATTERS else GROUND,
            exemption_id=None if name in MATTERS else name,
            outcome=outcome,
        )
        for name, outcome in decided.findings.items()
    )


def _check(complaint: RegulatorComplaint, decided: Decided, *, at: datetime) -> None:
    check_day(decided.given_on, today=timezone.localdate(at), **begun(complaint))
    check_steps(decided.steps, decided.steps_days)
    check_published(decided.published_url)
    if not decided.findings:
        raise Refused("Say what the notice decides of one matter at least.")
    if not set(decided.findings.values()) <= FINDINGS.keys():
        raise Refused("Choose what the notice decides from the list.")
    unknown = set(decided.findings) - matters_of(complaint).keys()
    if unknown:
        raise Refused("The notice decides on something that the complaint is not about. Add it to the complaint first.")


def matters_of(complaint: RegulatorComplaint) -> dict[str, str]:
    """What can be decided of a complaint, in words: its provisions, then its other matters."""
    provisions = {each.code: f"{each.citation[:1].upper()}{each.citation[1:]}" for each in complaint.exemptions.all()}
    return provisions | {matter: MATTERS[matter] for matter in complaint.matters}


def _write(notice: DecisionNotice, act: str, decided: Decided, *, by: StaffMember, at: datetime) -> None:
    complaint = notice.complaint
    facts = {
        "given_on": decided.given_on.isoformat(),
        "findings": dict(decided.findings),
        "steps_by": decided.steps_by.isoformat() if decided.steps_by else "",
    }
    write_history(complaint.foi_request, act, by=by, at=at, concerning=complaint, facts=facts, words=decided.steps)
