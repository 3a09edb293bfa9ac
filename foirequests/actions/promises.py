"""The last day for the reply as the requester was told it, and telling them another one."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from accounts.models import StaffMember
from foirequests.actions.correspondence import send_from_template
from foirequests.actions.history import TOLD, write_history
from foirequests.actions.stages import check_permitted
from foirequests.domain.errors import Refused
from foirequests.models import ClockEvent, DueDateMove, FoiRequest, HistoryEntry, Message


def promised_date(entries: Iterable[HistoryEntry], events: Iterable[ClockEvent]) -> date | None:
    """The last day that the requester was told, while it stands; `entries` and `events` are those of one case.

    It stands until something else happens on the clock, such as a clarification: that is told in words of its own. A
    change of the calendar is no such event, and the requester need not know of it.
    """
    told = max((entry for entry in entries if TOLD in entry.facts), key=lambda entry: entry.pk, default=None)
    if told is None or any(event.entry_id > told.pk for event in events):
        return None
    return date.fromisoformat(told.facts[TOLD])


def promises_overtaken(foi_requests: Iterable[FoiRequest]) -> dict[int, date]:
    """For each open case whose due date a change of the calendar moved: the other day that the requester was told.

    Three queries at most, and one where nothing was moved.
    """
    due = {case.pk: case.due_on for case in foi_requests if case.is_open and case.due_on is not None}
    moved = set(DueDateMove.objects.filter(foi_request__in=due).values_list("foi_request", flat=True))
    if not moved:
        return {}
    entries: dict[int, list[HistoryEntry]] = {key: [] for key in moved}
    events: dict[int, list[ClockEvent]] = {key: [] for key in moved}
    for entry in HistoryEntry.objects.filter(foi_request__in=moved, facts__has_key=TOLD):
        entries[entry.foi_request_id].append(entry)
    for event in ClockEvent.objects.filter(foi_request__in=moved):
        events[event.foi_request_id].append(event)
    promised = {key: promised_date(entries[key], events[key]) for key in moved}
    return {key: told for key, told in promised.items() if told not in (None, due[key])}


@transaction.atomic
def tell_due_date(foi_request: FoiRequest, *, by: StaffMember, at: datetime) -> Message:
    """Tell the requester the due date that the case has now, because it is not the one that they were told.

    Raises:
        Refused: the clock stands still, or they were told this day already.
        NotPermitted: not at this stage, or not by this person.
    """
    held = FoiRequest.objects.select_for_update(no_key=True).get(pk=foi_request.pk)
    check_permitted(held, "due_date_told", by=by)
    promised = promised_date(held.history.all(), held.clock_events.all())
    if held.due_on is None:
        raise Refused("The clock stands still while we wait for the requester, so there is no last day to tell.")
    if promised in (None, held.due_on):
        raise Refused("There is no other day to tell: the requester knows the one that stands.")
    message = send_from_template(
        held, Message.Kind.MESSAGE, template="due_date", facts={"promised": promised}, at=at, by=by
    )
    facts = {TOLD: held.due_on.isoformat()}
    write_history(held, "due_date_told", by=by, at=at, concerning=message, facts=facts)
    return message
