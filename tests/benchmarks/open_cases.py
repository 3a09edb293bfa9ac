"""Many open cases in bulk, each as the acts leave it: requester, request, question, history and clock.

For measuring what looks at every open case: days of receipt are spread over the last weeks, one case in fifty waits
for clarification, one in fifty has had it, one in a hundred is for environmental information and one in a hundred for
the requester's own data.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Max

from accounts.models import StaffMember
from foirequests.actions.many_clocks import CaseFacts, Reader
from foirequests.domain import clock
from foirequests.models import ClockEvent, FoiRequest, HistoryEntry, Question, Requester
from tests.factories import at as moment_of

SPREAD = 25
"""Days of receipt lie so many days before the last one at most."""

AT_ONCE = 5000


def make_open_cases(number: int, *, last_received: date, owners: Sequence[StaffMember]) -> list[int]:
    """Add so many open cases, received up to a day; returns their keys in order."""
    made: list[int] = []
    with transaction.atomic():
        begin = (FoiRequest.objects.aggregate(last=Max("pk"))["last"] or 0) + 1
        reader = Reader()
        for first in range(begin, begin + number, AT_ONCE):
            made += _add(range(first, min(first + AT_ONCE, begin + number)), reader, last_received, owners)
    return made


def _add(numbers: range, reader: Reader, last_received: date, owners: Sequence[StaffMember]) -> list[int]:
    days = {number: last_received - timedelta(days=number * 7 % SPREAD) for number in numbers}
    known = {number: tuple(_events(number, on)) for number, on in days.items()}
    people = Requester.objects.bulk_create(Requester(name=f"Requester {number}") for number in numbers)
    cases = FoiRequest.objects.bulk_create(
        FoiRequest(
            reference=f"MANY_{number:07d}",
            subject=f"How many of kind {number}?",
            text="How many?",
            requester=person,
            channel="email",
            received_on=days[number],
            recorded_at=moment_of(days[number]),
            regime_id=_regime(number),
            owner=owners[number % len(owners)],
            due_on=reader.due_on(CaseFacts(days[number], None, _regime(number), "triage", None, known[number])),
        )
        for number, person in zip(numbers, people, strict=True)
    )
    Question.objects.bulk_create(Question(foi_request=case, text=case.text) for case in cases)
    entries = HistoryEntry.objects.bulk_create(
        HistoryEntry(
            foi_request=case,
            act="received",
            actor_kind=HistoryEntry.ActorKind.REQUESTER,
            facts={"channel": "email", "received_on": case.received_on.isoformat()},
            happened_at=case.recorded_at,
            recorded_at=case.recorded_at,
        )
        for case in cases
    )
    ClockEvent.objects.bulk_create(
        ClockEvent(foi_request=case, kind=event.kind, on=event.on, recorded_at=case.recorded_at, entry=entry)
        for number, case, entry in zip(numbers, cases, entries, strict=True)
        for event in known[number]
    )
    return [case.pk for case in cases]


def _regime(number: int) -> str:
    return {0: clock.EIR, 1: clock.SUBJECT_ACCESS}.get(number % 100, clock.FOI)


def _events(number: int, on: date) -> list[clock.Event]:
    events = [clock.Event(clock.RECEIVED, on, entered=1)]
    if number % 50 in (2, 3):
        events.append(clock.Event(clock.CLARIFICATION_ASKED, on + timedelta(days=3), entered=2))
    if number % 50 == 3:
        events.append(clock.Event(clock.CLARIFICATION_RECEIVED, on + timedelta(days=8), entered=3))
    return events
