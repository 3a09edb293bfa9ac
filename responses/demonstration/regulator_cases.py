"""Complaints to the regulator of the demonstration: one that waits for our answer, one that was decided."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from responses.actions.appeals import record_appeal
from responses.actions.decision_notices import Decided, record_notice
from responses.actions.regulator import Particulars, record_complaint
from responses.actions.regulator_letters import record_answer, record_letter
from responses.models import IssuedLetter, TribunalAppeal

if TYPE_CHECKING:
    from responses.demonstration.office import DemonstrationOffice

OPEN, DECIDED = "IC-482913-D4K2", "IC-451207-P9T6"
"""References of the two complaints; both are invented."""


def walk_complaints(office: DemonstrationOffice, *, waiting: IssuedLetter, decided: IssuedLetter) -> None:
    """The reply `waiting` is looked into, and our answer is due soon; the reply `decided` was decided about."""
    _waiting(office, waiting)
    _decided(office, decided)


def _waiting(office: DemonstrationOffice, letter: IssuedLetter) -> None:
    told_on, by = office.working_day(9), office.officer
    particulars = Particulars(told_on, OPEN, matters=["held"], says="I think that the claims system does hold it.")
    complaint = record_complaint(letter.foi_request, particulars, by=by, at=office.at(told_on, 11))
    record_letter(
        complaint,
        kind="investigation",
        sent_on=told_on,
        answer_by=office.calendar.nth_working_day_after(office.today, 3),
        asks="Please set out which searches were made, and why the claims data could not answer the question.",
        by=by,
        at=office.at(told_on, 11),
    )


def _decided(office: DemonstrationOffice, letter: IssuedLetter) -> None:
    told_on, by = letter.issued_on + timedelta(days=1), office.officer
    particulars = Particulars(told_on, DECIDED, matters=["held", "other"])
    complaint = record_complaint(letter.foi_request, particulars, by=by, at=office.at(told_on, 11))
    asked = record_letter(
        complaint,
        kind="investigation",
        sent_on=told_on,
        answer_by=office.working_day(6),
        by=by,
        at=office.at(told_on, 11),
    )
    record_answer(asked, answered_on=office.working_day(8), by=by, at=office.at(office.working_day(8), 15))
    given_on = office.working_day(5)
    notice = record_notice(
        complaint,
        Decided(
            given_on,
            {"held": "partly_upheld", "other": "not_upheld"},
            reference=DECIDED,
            steps="Confirm or deny whether the figures for the last financial year are held.",
            steps_days=35,
        ),
        by=by,
        at=office.at(given_on, 12),
    )
    lodged_on = office.working_day(2)
    side = TribunalAppeal.Side.REQUESTER
    record_appeal(notice, side=side, lodged_on=lodged_on, by=by, at=office.at(lodged_on, 10))
