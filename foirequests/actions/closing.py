"""Closing a case without a reply: nothing came of our question, the fee was not paid, or another authority answers."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import StaffMember
from foirequests.actions.clock import read_case_clock
from foirequests.actions.stages import move_stage
from foirequests.domain.errors import Refused
from foirequests.models import FoiRequest


@transaction.atomic
def lapse_request(foi_request: FoiRequest, *, by: StaffMember, at: datetime) -> FoiRequest:
    """Close a case whose requester did not answer our question, or did not pay, in time.

    A late answer is a new request. Sources: section 45 Code of Practice (about two months for clarification); FOIA
    s.9(2) (three months for a fee); EIR reg.8(5) (60 working days).

    Raises:
        Refused: nothing is waited for, or there is still time.
    """
    reading = read_case_clock(foi_request)
    if not reading.is_waiting:
        raise Refused("Nothing is waited for on this case, so it cannot lapse.")
    if timezone.localdate(at) <= reading.lapses_on:
        last = f"{reading.lapses_on.day} {reading.lapses_on:%B %Y}"
        raise Refused(f"The requester has time until {last}. The case can be closed as lapsed on the day after.")
    move_stage(foi_request, "lapsed", by=by, at=at, closed_on=timezone.localdate(at))
    return foi_request


@transaction.atomic
def transfer_request(foi_request: FoiRequest, *, to: str, by: StaffMember, at: datetime) -> FoiRequest:
    """Close a case that was transferred to the authority which holds the information.

    Sources: section 45 Code of Practice, part 2; EIR regulation 10. The requester agrees to the transfer first.

    Raises:
        Refused: no authority named.
    """
    if not to.strip():
        raise Refused("Name the authority that the request is transferred to.")
    move_stage(foi_request, "transferred", by=by, at=at, words=to.strip(), closed_on=timezone.localdate(at))
    return foi_request
