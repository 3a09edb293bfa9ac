"""Receiving a request, by any channel."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import StaffMember
from codes.models.organisation import office_on
from foirequests import tasks
from foirequests.actions.clock import record_clock_event
from foirequests.actions.correspondence import IncomingFile, acknowledge, keep_incoming_message
from foirequests.actions.history import write_history
from foirequests.actions.search import index_cases
from foirequests.domain import clock
from foirequests.domain.errors import NotPermitted, Refused
from foirequests.domain.receipt import check_day_of_receipt, check_text, subject_of
from foirequests.models import FoiRequest, Message, Question, ReferenceSeries, Requester


@dataclass(frozen=True)
class RequesterDetails:
    """Who asks, as they told us; every field may be empty."""

    name: str = ""
    email: str = ""
    postal_address: str = ""
    phone: str = ""


@transaction.atomic
def receive_request(
    *,
    text: str,
    requester: RequesterDetails,
    channel: str,
    received_on: date,
    at: datetime,
    by: StaffMember | None,
    subject: str = "",
    preferred_format: str = "any",
    adjustments: str = "",
    files: Sequence[IncomingFile] = (),
    is_demonstration: bool = False,
) -> FoiRequest:
    """Take in a request: reference, one question, clock, and an acknowledgement with the private link.

    `received_on` is the London day of receipt (FOIA s.10(6)(a)); `by` is None for the public form, and then the
    requester acted. A missing name does not stop a request: environmental requests need none, and the office helps
    the requester to mend the rest (FOIA ss.8, 16).

    Raises:
        Refused: empty or overlong text, an impossible day, or no way to reply at all.
        NotPermitted: `by` is not an information governance officer.
    """
    if by is not None and not by.holds("officer"):
        raise NotPermitted("Only information governance officers record requests.")
    text = check_text(text)
    check_day_of_receipt(received_on, today=timezone.localdate(at))
    if not (requester.email.strip() or requester.postal_address.strip()):
        raise Refused("Enter an e-mail address or a postal address, so that the reply can reach the requester.")
    person = Requester.objects.create(
        name=requester.name.strip(),
        email=requester.email.strip(),
        postal_address=requester.postal_address.strip(),
        phone=requester.phone.strip(),
    )
    foi_request = FoiRequest.objects.create(
        reference=next_reference(received_on),
        subject=subject.strip() or subject_of(text),
        text=text,
        requester=person,
        channel=channel,
        received_on=received_on,
        received_at=at if channel == "web" else None,
        recorded_at=timezone.now(),
        preferred_format=preferred_format,
        adjustments=adjustments.strip(),
        owner=by,
        is_demonstration=is_demonstration,
    )
    Question.objects.create(foi_request=foi_request, number=1, text=text)
    message = keep_incoming_message(
        foi_request, kind=Message.Kind.REQUEST, text=text, happened_at=at, by=by, channel=channel, files=files
    )
    entry = write_history(
        foi_request,
        "received",
        by=by,
        by_requester=by is None,
        at=at,
        to_stage=foi_request.stage,
        concerning=message,
        facts={"channel": str(channel), "received_on": received_on.isoformat()},
    )
    record_clock_event(foi_request, clock.RECEIVED, on=received_on, entry=entry)
    acknowledge(foi_request, at=at)
    index_cases([foi_request.pk])
    tasks.read_request.delay_on_commit(foi_request.pk)
    return foi_request


def next_reference(day: date) -> str:
    """Take the next reference of the series in force on `day`, without gaps.

    Must run inside the transaction that stores the case: when that is rolled back, so is the number.
    """
    series = office_on(day).reference_series
    ReferenceSeries.objects.get_or_create(prefix=series.prefix)
    ReferenceSeries.objects.filter(prefix=series.prefix).update(next_number=F("next_number") + 1)
    taken = ReferenceSeries.objects.get(prefix=series.prefix).next_number - 1
    return series.reference(taken)
