"""Closing a case without a reply: nothing came of our question, the fee was not paid, or another authority answers."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from accounts.models import StaffMember
from foirequests.actions.clock import read_part_clocks
from foirequests.actions.stages import check_permitted, hold_case, move_stage
from foirequests.domain import clock
from foirequests.domain.errors import Refused
from foirequests.models import FoiRequest


@transaction.atomic
def lapse_request(
    foi_request: FoiRequest, *, by: StaffMember, at: datetime, concerning: Model | None = None
) -> FoiRequest:
    """Close a case whose requester did not answer our question, or did not pay, in time.

    A late answer is a new request. `concerning` is the letter that told the requester. Sources: section 45 Code of
    Practice (about two months for clarification); FOIA s.9(2) (three months for a fee); EIR reg.8(5) (60 working days).

    Raises:
        Refused: nothing is waited for, or there is still time.
        NotPermitted: not at this stage, or not by this person.
    """
    hold_case(foi_request)
    today = timezone.localdate(at)
    reading = check_may_lapse(foi_request, by=by, today=today)
    facts = {"waited_for": reading.waiting_for, "until": reading.lapses_on.isoformat()}
    move_stage(foi_request, "lapsed", by=by, at=at, concerning=concerning, facts=facts, closed_on=today)
    return foi_request


def check_may_lapse(foi_request: FoiRequest, *, by: StaffMember, today: date) -> clock.Reading:
    """What the clock says of a case that `by` may close as lapsed; raise `Refused` when it may not be.

    A question about one part lapses with that part alone: the rest of the request is still to be answered.
    """
    check_permitted(foi_request, "lapsed", by=by)
    readings = read_part_clocks(foi_request).values()
    if not any(reading.is_waiting for reading in readings):
        raise Refused("Nothing is waited for on this case, so it cannot lapse.")
    if not all(reading.is_waiting for reading in readings):
        raise Refused(
            "Only a part of this request waits for the requester. The rest is answered by its own date, so the case"
            " cannot lapse: say in the reply that you had no answer about that part."
        )
    last = max(readings, key=lambda reading: reading.lapses_on)
    if today <= last.lapses_on:
        until = f"{last.lapses_on.day} {last.lapses_on:%B %Y}"
        raise Refused(f"The requester has time until {until}. The case can be closed as lapsed on the day after.")
    return last


@transaction.atomic
def transfer_request(
    foi_request: FoiRequest,
    *,
    to: str,
    agreed: bool,
    by: StaffMember,
    at: datetime,
    concerning: Model | None = None,
) -> FoiRequest:
    """Close a case that was transferred, with the requester's agreement, to the authority which holds the information.

    `concerning` is the letter that told the requester. Sources: section 45 Code of Practice, part 2; EIR regulation 10.

    Raises:
        Refused: no authority named, or the requester did not agree.
        NotPermitted: not at this stage, or not by this person.
    """
    check_may_transfer(foi_request, to=to, agreed=agreed, by=by)
    today = timezone.localdate(at)
    move_stage(foi_request, "transferred", by=by, at=at, words=to.strip(), concerning=concerning, closed_on=today)
    return foi_request


def check_may_transfer(foi_request: FoiRequest, *, to: str, agreed: bool, by: StaffMember) -> None:
    """Raise `Refused` unless `by` may transfer the request to this authority now."""
    check_permitted(foi_request, "transferred", by=by)
    if not to.strip():
        raise Refused("Name the authority that the request is transferred to.")
    if not agreed:
        raise Refused(
            "Ask the requester first: a request is passed on only with their agreement. Without it, tell them whom to"
            " ask (section 16, EIR regulation 10)."
        )
