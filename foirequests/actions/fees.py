"""Fees: the notice, and the payment that starts the clock again (FOIA sections 9 and 10(2), EIR regulation 8)."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Model

from accounts.models import StaffMember
from foirequests.actions.clock import read_part_clocks, record_clock_event
from foirequests.actions.history import write_history
from foirequests.actions.stages import check_permitted, hold_case
from foirequests.domain import clock
from foirequests.domain.clock_checks import check_regime
from foirequests.domain.errors import Refused
from foirequests.models import FoiRequest


@transaction.atomic
def record_fees_notice(
    foi_request: FoiRequest,
    *,
    pounds: Decimal,
    given_on: date,
    by: StaffMember,
    at: datetime,
    words: str = "",
    concerning: Model | None = None,
) -> clock.Reading:
    """Record that the requester was given a fees notice: the days until the payment, both included, do not count.

    A notice after the due date stops nothing (FOIA s.9(1): "within the period for complying with section 1(1)").
    `concerning` is the letter that gave it, `words` say what the fee is for.

    Raises:
        Refused: no sum, another question waits for its answer, or the dates contradict one another.
        NotPermitted: not at this stage, or not by this person.
    """
    hold_case(foi_request)
    check_may_charge(foi_request, pounds=pounds, by=by)
    facts = {"given_on": given_on.isoformat(), "pounds": str(pounds)}
    entry = write_history(
        foi_request, "fees_notice_given", by=by, at=at, concerning=concerning, facts=facts, words=words.strip()
    )
    return record_clock_event(foi_request, clock.FEES_NOTICE, on=given_on, entry=entry)


def check_may_charge(foi_request: FoiRequest, *, pounds: Decimal, by: StaffMember) -> None:
    """Raise `Refused` unless `by` may give the requester a notice of this fee now."""
    check_permitted(foi_request, "fees_notice_given", by=by)
    check_regime(clock.FEES_NOTICE, foi_request.regime_id)
    if pounds <= 0:
        raise Refused("Enter the fee in pounds and pence.")
    if any(reading.is_waiting for reading in read_part_clocks(foi_request).values()):
        raise Refused("We wait for the requester already. One thing is waited for at a time.")


@transaction.atomic
def record_fee_paid(foi_request: FoiRequest, *, paid_on: date, by: StaffMember, at: datetime) -> clock.Reading:
    """Record that the fee came: the clock runs on from the next working day.

    Raises:
        Refused: there is no notice, the fee came after the time to pay, or the dates contradict one another.
        NotPermitted: not at this stage, or not by this person.
    """
    hold_case(foi_request)
    check_permitted(foi_request, "fee_paid", by=by)
    entry = write_history(foi_request, "fee_paid", by=by, at=at, facts={"paid_on": paid_on.isoformat()})
    return record_clock_event(foi_request, clock.FEE_PAID, on=paid_on, entry=entry)
