"""Longer time for the reply: public interest (FOIA s.10(3)), complexity and volume (EIR reg.7), subject access."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.db.models import Model

from accounts.models import StaffMember
from codes.models import Exemption
from foirequests.actions.clock import read_case_clock, read_part_clocks, record_clock_event
from foirequests.actions.history import TOLD, write_history
from foirequests.actions.stages import check_permitted, hold_case
from foirequests.domain import clock
from foirequests.domain.clock_checks import Ground, check_extension
from foirequests.domain.errors import Refused
from foirequests.models import FoiRequest


@transaction.atomic
def extend_time(
    foi_request: FoiRequest,
    *,
    extended_on: date,
    reason: str,
    by: StaffMember,
    at: datetime,
    grounds: Collection[Exemption] = (),
    until: date | None = None,
    complex_and_voluminous: bool = False,
    concerning: Model | None = None,
) -> clock.Reading:
    """Record that the requester was told that the reply takes longer, and why.

    Under FOIA `grounds` are the exemptions that are engaged and `until` is the estimated day; under the EIR it is
    forty working days and the request is complex and voluminous; subject access has three months in all. `concerning`
    is the letter that told the requester.

    Raises:
        Refused: the law gives no extension for this, it was extended before, or the dates contradict one another.
        NotPermitted: not at this stage, or not by this person.
    """
    hold_case(foi_request)
    check_may_extend(
        foi_request,
        by=by,
        extended_on=extended_on,
        grounds=grounds,
        until=until,
        complex_and_voluminous=complex_and_voluminous,
    )
    if not reason.strip():
        raise Refused("Say why the reply needs longer: the notice must give the reason.")
    facts = {
        "extended_on": extended_on.isoformat(),
        "until": until.isoformat() if until else "",
        "exemptions": sorted(ground.code for ground in grounds),
    }
    if extended_on <= read_case_clock(foi_request).notice_due_on:
        facts[TOLD] = (until or extended_to(foi_request, extended_on=extended_on)).isoformat()
    entry = write_history(
        foi_request, "extended", by=by, at=at, concerning=concerning, facts=facts, words=reason.strip()
    )
    return record_clock_event(foi_request, clock.EXTENDED, on=extended_on, entry=entry, until=until)


def check_may_extend(
    foi_request: FoiRequest,
    *,
    extended_on: date,
    by: StaffMember,
    grounds: Collection[Exemption] = (),
    until: date | None = None,
    complex_and_voluminous: bool = False,
) -> None:
    """Raise `Refused` unless the law gives the extension that is asked for; nothing is recorded."""
    check_permitted(foi_request, "extended", by=by)
    reading = read_case_clock(foi_request)
    if reading.is_stopped:
        raise Refused("The clock stands still while we wait for the requester: there is nothing to extend.")
    if reading.extension is not None:
        raise Refused("The time was extended already. It can be extended once.")
    check_extension(
        regime=foi_request.regime_id,
        grounds=[Ground(each.code, is_qualified=each.kind == Exemption.Kind.QUALIFIED) for each in grounds],
        until=until,
        complex_and_voluminous=complex_and_voluminous,
        on=extended_on,
        standard_due_on=reading.notice_due_on,
    )


def extended_to(foi_request: FoiRequest, *, extended_on: date, until: date | None = None) -> date | None:
    """The last day for the reply if the time were extended on a day; None while the clock stands still."""
    extended = clock.Event(clock.EXTENDED, extended_on, until=until)
    return clock.governing(read_part_clocks(foi_request, if_also=[extended]).values()).due_on
