"""Complaints to the regulator as tests record them: through the acts."""

from datetime import date

from accounts.models import StaffMember
from foirequests.models import FoiRequest
from responses.actions.appeals import record_appeal
from responses.actions.decision_notices import Decided, record_notice
from responses.actions.regulator import Particulars, record_complaint
from responses.actions.regulator_letters import record_letter
from responses.models import DecisionNotice, RegulatorComplaint, RegulatorLetter, TribunalAppeal
from tests.dates import day, moment

TOLD, NOTICE = day("Mon 6 March 2023"), day("Tue 6 June 2023")
NOW = moment("Wed 7 June 2023 10:00")


def a_complaint(case: FoiRequest, *, by: StaffMember, told_on: date = TOLD, **particulars) -> RegulatorComplaint:
    """A complaint about section 43(2), unless told otherwise."""
    particulars = {"exemptions": ["s43(2)"], "reference": "IC-123456-A1B2"} | particulars
    return record_complaint(case, Particulars(told_on, **particulars), by=by, at=NOW)


def a_letter(complaint: RegulatorComplaint, *, by: StaffMember, **fields) -> RegulatorLetter:
    """An investigation letter of 10 May that wants an answer by 7 June 2023."""
    fields = {
        "kind": "investigation",
        "sent_on": day("Wed 10 May 2023"),
        "answer_by": day("Wed 7 June 2023"),
        "asks": "Why would offers be timed?",
    } | fields
    return record_letter(complaint, by=by, at=NOW, **fields)


def a_notice(complaint: RegulatorComplaint, outcome: str = "upheld", *, by: StaffMember, **fields) -> DecisionNotice:
    """A decision notice of 6 June 2023 on everything that the complaint is about."""
    matters = [*(each.code for each in complaint.exemptions.all()), *complaint.matters]
    fields = {"given_on": NOTICE, "findings": dict.fromkeys(matters, outcome)} | fields
    return record_notice(complaint, Decided(**fields), by=by, at=NOW)


def an_appeal(notice: DecisionNotice, side: str = "authority", *, by: StaffMember) -> TribunalAppeal:
    """An appeal of the day after the notice."""
    return record_appeal(notice, side=side, lodged_on=NOW.date(), by=by, at=NOW)
