"""Appeals to the First-tier Tribunal against a decision notice, on the record of a case (FOIA sections 57 and 58)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import Role, StaffMember
from foirequests.actions.history import moment_of_day, write_history
from foirequests.actions.stages import hold_case
from foirequests.domain.workflow import check_role
from responses.actions.regulator_waits import take_back_what_is_over
from responses.domain.errors import Refused
from responses.domain.regulator import FINDINGS
from responses.domain.regulator_days import check_day, check_new_day, check_published
from responses.models import DecisionNotice, TribunalAppeal

KEPT, CHANGED, LIFTED = "kept", "changed", "lifted"
"""What a tribunal made of the steps of a notice: left as they are, set anew, or lifted."""

_OF_STEPS = ("steps", "steps_by", "steps_days", "steps_taken_on", "steps_lifted_on")
"""What a notice says of its steps."""


@dataclass(frozen=True)
class Judged:
    """What a tribunal decided of an appeal.

    `outcome` is one of `TribunalAppeal.Outcome`. When it allowed the appeal, `findings` has what it found instead, by
    the keys of the findings; `steps_are` says what became of the steps, with `steps` and `steps_by` where set anew.
    """

    decided_on: date
    outcome: str
    findings: Mapping[int, str] = field(default_factory=dict)
    steps_are: str = KEPT
    steps: str = ""
    steps_by: date | None = None
    published_url: str = ""


@transaction.atomic
def record_appeal(
    notice: DecisionNotice, *, side: str, lodged_on: date, reference: str = "", by: StaffMember, at: datetime
) -> TribunalAppeal:
    """Record an appeal; until it is decided no step that it affects has to be taken (section 50(6)).

    One that came late is recorded too: the tribunal may give more time.

    Raises:
        Refused: an impossible day, or this side's appeal is recorded already.
        NotPermitted: `by` is no information governance officer.
    """
    check_role(by.roles, Role.OFFICER)
    foi_request = notice.complaint.foi_request
    hold_case(foi_request)
    check_day(lodged_on, today=timezone.localdate(at), earliest=notice.given_on, since="the decision notice")
    if side not in TribunalAppeal.Side.values:
        raise Refused("Choose who appealed.")
    if notice.appeals.filter(side=side).exists():
        raise Refused("An appeal of this side is recorded already.")
    appeal = notice.appeals.create(side=side, lodged_on=lodged_on, reference=reference, recorded_by=by, recorded_at=at)
    facts = {"side": side, "lodged_on": lodged_on.isoformat(), "reference": reference}
    happened_at = moment_of_day(lodged_on, at=at)
    write_history(foi_request, "appeal_lodged", by=by, at=happened_at, concerning=notice.complaint, facts=facts)
    take_back_what_is_over(foi_request)
    return appeal


@transaction.atomic
def decide_appeal(appeal: TribunalAppeal, judged: Judged, *, by: StaffMember, at: datetime) -> TribunalAppeal:
    """Record what the tribunal decided; what it found instead counts from now on.

    Raises:
        Refused: an impossible day, a finding where the appeal was not allowed, steps without a day, or it is decided.
        NotPermitted: `by` is no information governance officer.
    """
    check_role(by.roles, Role.OFFICER)
    notice = appeal.notice
    foi_request = notice.complaint.foi_request
    hold_case(foi_request)
    notice.refresh_from_db(fields=_OF_STEPS)
    _check(appeal, judged, at=at)
    undecided = TribunalAppeal.objects.undecided().filter(pk=appeal.pk)
    changed = undecided.update(outcome=judged.outcome, decided_on=judged.decided_on, published_url=judged.published_url)
    if changed != 1:
        raise Refused("The outcome of this appeal is recorded already.")
    appeal.refresh_from_db()
    for key, outcome in judged.findings.items():
        notice.findings.filter(pk=key).update(on_appeal=outcome, appeal_on=judged.decided_on)
    _change_steps(notice, judged)
    take_back_what_is_over(foi_request)
    facts = {"outcome": judged.outcome, "decided_on": judged.decided_on.isoformat(), "steps": judged.steps_are}
    happened_at = moment_of_day(judged.decided_on, at=at)
    write_history(
        foi_request,
        "appeal_decided",
        by=by,
        at=happened_at,
        concerning=notice.complaint,
        facts=facts,
        words=judged.steps,
    )
    return appeal


def _check(appeal: TribunalAppeal, judged: Judged, *, at: datetime) -> None:
    check_day(judged.decided_on, today=timezone.localdate(at), earliest=appeal.lodged_on, since="the appeal")
    check_published(judged.published_url)
    if judged.outcome not in TribunalAppeal.Outcome.values:
        raise Refused("Choose what became of the appeal.")
    changes = bool(judged.findings) or judged.steps_are != KEPT
    if changes and judged.outcome not in TribunalAppeal.CHANGE_THE_NOTICE:
        raise Refused("Only an appeal that was allowed changes what the regulator found.")
    known = set(appeal.notice.findings.values_list("pk", flat=True))
    if not judged.findings.keys() <= known or not set(judged.findings.values()) <= FINDINGS.keys():
        raise Refused("Choose what the tribunal found from the list.")
    if judged.steps_are == CHANGED:
        if not (judged.steps or appeal.notice.steps) or judged.steps_by is None:
            raise Refused("Enter the steps that have to be taken now, and the last day for them.")
        check_new_day(judged.steps_by, decided_on=judged.decided_on)


def _change_steps(notice: DecisionNotice, judged: Judged) -> None:
    if judged.steps_are == CHANGED:
        notice.steps = judged.steps or notice.steps
        notice.steps_by, notice.steps_days = judged.steps_by, None
        notice.steps_taken_on, notice.steps_lifted_on = None, None
    elif judged.steps_are == LIFTED and notice.steps_open:
        notice.steps_lifted_on = judged.decided_on
    else:
        return
    notice.save(update_fields=_OF_STEPS)
