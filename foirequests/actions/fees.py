"""Fees: the notice, and the payment that starts the clock again (FOIA sections 9 and 10(2), EIR regulation 8)."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from accounts.models import StaffMember
from foirequests.actions.clock import record_clock_event
from foirequests.actions.history import write_history
from foirequests.actions.stages import check_permitted
from foirequests.domain import clock
from foirequests.domain.errors import Refused
from foirequests.models import FoiRequest


@transaction.atomic
def record_fees_notice(
    foi_request: FoiRequest, *, pounds: Decimal, given_on: date, by: StaffMember, at: datetime
) -> clock.Reading:
    """Record that the requester was given a fees notice: the days until the payment, both included, do not count.

    A notice after the due date stops nothing (FOIA s.9(1): "within the period for complying with section 1(1)").

    Raises:
        Refused: no sum, another question waits for its answer, or the dates contradict one another.
        NotPermitted: not at this stage, or not by this person.
    """
    check_permitted(foi_request, "fees_notice_given", by=by)
    if pounds <= 0:
        raise Refused("Enter the fee in pounds and pence.")
    facts = {"given_on": given_on.isoformat(), "pounds": str(pounds)}
    entry = write_history(foi_request, "fees_notice_given", by=by, at=at, facts=facts)
    return record_clock_event(foi_request, clock.FEES_NOTICE, on=given_on, entry=entry)


@transaction.atomic
def record_fee_paid(foi_request: FoiRequest, *, paid_on: date, by: StaffMember, at: datetime) -> clock.Reading:
    """Record that the fee came: the clock runs on from the next working day.

    Raises:
        Refused: there is no notice, the fee came after the time to pay, or the dates contradict one another.
        NotPermitted: not at this stage, or not by this person.
    """
    check_permitted(foi_request, "fee_paid", by=by)
    entry = write_history(foi_request, "fee_paid", by=by, at=at, facts={"paid_on": paid_on.isoformat()})
    return record_clock_event(foi_request, clock.FEE_PAID, on=paid_on, entry=entry)
