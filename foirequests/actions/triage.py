"""Triage: regime, service, codes, and whether the information is held, for each question."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from accounts.models import StaffMember
from codes.models import Code
from foirequests.actions.clock import refresh_due_date
from foirequests.actions.history import write_history
from foirequests.actions.stages import check_permitted, move_stage
from foirequests.domain import workflow
from foirequests.domain.triage import QuestionFindings, check_findings
from foirequests.models import FoiRequest, Question


@transaction.atomic
def record_triage(
    question: Question, findings: QuestionFindings, *, codes: Iterable[Code] = (), by: StaffMember, at: datetime
) -> FoiRequest:
    """Record what was found about a question; the first time, the case moves on to drafting.

    Raises:
        Refused: something that a draft stands on is missing.
        NotPermitted: not at this stage, or not by this person.
    """
    check_findings(findings)
    foi_request = question.foi_request
    first = foi_request.stage == workflow.TRIAGE
    if not first:
        check_permitted(foi_request, "corrected_triage", by=by)
    question.regime_id = findings.regime
    question.service_area_id = findings.service_area
    question.information_held_id = findings.information_held
    question.holder = findings.holder.strip()
    question.missing_attribute = findings.missing_attribute.strip()
    question.save()
    question.codes.set(codes)
    changes = {"regime_id": findings.regime, "service_area_id": findings.service_area}
    if foi_request.owner_id is None:
        changes["owner"] = by
    if first:
        move_stage(foi_request, "triaged", by=by, at=at, **changes)
    else:
        FoiRequest.objects.filter(pk=foi_request.pk).update(**changes)
        for name, value in changes.items():
            setattr(foi_request, name, value)
        facts = {"regime": findings.regime, "held": findings.information_held, "question": question.number}
        write_history(foi_request, "corrected_triage", by=by, at=at, concerning=question, facts=facts)
    refresh_due_date(foi_request)
    return foi_request
