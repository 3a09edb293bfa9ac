"""Cases of the demonstration whose clock was moved by letters: a question, a fee, an extension, a lapse, a transfer."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from foirequests.actions import clarification, fees
from foirequests.models import FoiRequest
from responses.actions import clock_letters, draft
from responses.actions.clock_letters import Act
from responses.models import FoiResponse, IssuedLetter

if TYPE_CHECKING:
    from responses.demonstration.office import DemonstrationOffice

Kind = FoiResponse.Kind

QUESTION = {
    "unclear": "You ask about claims after operations “at weekends”. We record the day of the incident, not the day on"
    " which it was reported to us.",
    "clarification_options": "Incidents on a Saturday or a Sunday, or claims that reached us on one of these days; and"
    " for which financial years.",
}
FEE = {
    "fee_for": "copying 310 pages and posting them",
    "how_to_pay": "By cheque to NHS Resolution, with the reference of your request on the back.",
}
COMMERCIAL = {
    "exemption_reason": "The fees that we agreed with each firm of solicitors would tell the others what to bid when we"
    " next ask for tenders."
}


def walk_clock_cases(office: DemonstrationOffice) -> None:
    """Walk each of them, by the letters that officers write."""
    _question_fee_and_extension(office)
    _waiting_for_a_fee(office)
    _lapsed(office)
    _transferred(office)


def _question_fee_and_extension(office: DemonstrationOffice) -> None:
    foi_request = office.receive("clock", received_on=office.working_day(19), channel="email")
    office.triage(foi_request, "", on=office.working_day(18))
    _leaves(office, foi_request, Kind.CLARIFICATION, Act(words=QUESTION), on=office.working_day(17))
    answered_on = office.working_day(14)
    clarification.record_clarification(
        foi_request,
        text="Incidents on a Saturday or a Sunday, please, in the last two financial years.",
        received_on=answered_on,
        channel="email",
        by=office.officer,
        at=office.at(answered_on, 10),
    )
    _leaves(office, foi_request, Kind.FEES_NOTICE, Act({"pounds": "31.00"}, FEE), on=office.working_day(12))
    paid_on = office.working_day(9)
    fees.record_fee_paid(foi_request, paid_on=paid_on, by=office.officer, at=office.at(paid_on, 10))
    until = office.calendar.nth_working_day_after(answered_on, 38)
    extension = Act({"exemptions": ["s43(2)"], "until": until.isoformat()}, COMMERCIAL)
    _leaves(office, foi_request, Kind.EXTENSION, extension, on=office.working_day(3))


def _waiting_for_a_fee(office: DemonstrationOffice) -> None:
    foi_request = office.receive("fee", received_on=office.working_day(8), channel="email")
    office.triage(foi_request, "", on=office.working_day(6))
    _leaves(office, foi_request, Kind.FEES_NOTICE, Act({"pounds": "31.00"}, FEE), on=office.working_day(4))


def _lapsed(office: DemonstrationOffice) -> None:
    foi_request = office.receive("lapsed", received_on=office.working_day(70), channel="email")
    _leaves(office, foi_request, Kind.CLARIFICATION, Act(words=QUESTION), on=office.working_day(66))
    _leaves(office, foi_request, Kind.LAPSE_NOTICE, Act(), on=office.working_day(5))


def _transferred(office: DemonstrationOffice) -> None:
    foi_request = office.receive("transferred", received_on=office.working_day(7), channel="email")
    to = Act({"to": "NHS England", "agreed": True}, {"transfer_contact": "england.foi@nhs-england.example"})
    _leaves(office, foi_request, Kind.TRANSFER_NOTICE, to, on=office.working_day(5))


def _leaves(office: DemonstrationOffice, foi_request: FoiRequest, kind: str, act: Act, *, on: date) -> IssuedLetter:
    """A letter of the clock, written and issued on one day; an extension notice is cleared between the two."""
    foi_response = clock_letters.start_clock_letter(foi_request, kind, act, by=office.officer, at=office.at(on, 9))
    if not foi_response.is_issued_by_officer:
        draft.submit_draft(foi_response, by=office.officer, at=office.at(on, 11))
        office.clear(foi_response, on=on)
    letter = office.issue(foi_response, on=on, channel="email")
    foi_request.refresh_from_db()
    return letter
