"""What the calendar means for one case beside its due date: what the requester was told, and the prudent date."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from django.urls import reverse
from django.utils import timezone

from accounts.models import Role, StaffMember
from foirequests.actions.clock import clock_rules, read_case_clock
from foirequests.actions.promises import promised_date
from foirequests.domain.clock import SUBJECT_ACCESS, Reading
from foirequests.models import CalendarChange, ChangedHoliday, ClockEvent, FoiRequest, HistoryEntry
from foirequests.presenters.days import Tag, day_words


def promise_panel(
    foi_request: FoiRequest,
    entries: Iterable[HistoryEntry],
    events: Iterable[ClockEvent],
    *,
    member: StaffMember,
) -> dict[str, object] | None:
    """What the requester was told, where it is not the due date that the case has now; None where it is."""
    if not foi_request.is_open or foi_request.due_on is None:
        return None
    promised = promised_date(entries, events)
    if promised in (None, foi_request.due_on):
        return None
    told, due = day_words(promised), day_words(foi_request.due_on)
    is_late = promised > foi_request.due_on
    return {
        "is_late": is_late,
        "text": f"We told the requester {told}; by the Act it is now {due}, because the bank holidays changed.",
        "advice": (
            f"A reply on {told} would be late. Reply by {due}, and tell the requester."
            if is_late
            else f"Keep to {told} if you can: the requester counts on it."
        ),
        "tag": promise_tag(promised),
        "url": reverse("case_tell_due_date", args=[foi_request.reference]) if member.holds(Role.OFFICER) else "",
    }


def promise_tag(promised: date) -> Tag:
    """The day that the requester was told, as a few words."""
    return Tag(f"Promised by {day_words(promised)}", "info")


def prudent_line(foi_request: FoiRequest, reading: Reading) -> str:
    """The due date without the bank holidays that were proclaimed after the request came; empty where it is the same.

    Whether such a holiday lengthens a clock that runs already is contested: the Scottish Commissioner took it as no
    working day for the State Funeral of 2022, others wait for a decision. A reply by the earlier day is safe.
    """
    if not foi_request.is_open or reading.due_on is None or foi_request.regime_id == SUBJECT_ACCESS:
        return ""
    proclaimed = ChangedHoliday.objects.exclude(change__kind=CalendarChange.Kind.SET_UP).filter(
        moves_uk=True,
        bank_holiday__withdrawn_at__isnull=True,
        bank_holiday__date__range=(reading.received_on, reading.due_on),
    )
    late = {
        row.bank_holiday.date
        for row in proclaimed.select_related("bank_holiday")
        if timezone.localdate(row.bank_holiday.first_seen_at) > reading.received_on
    }
    if not late:
        return ""
    rules = clock_rules(foi_request.received_on)
    prudent = read_case_clock(foi_request, replace(rules, uk=rules.uk.without(late))).due_on
    if prudent in (None, reading.due_on):
        return ""
    days = ", ".join(day_words(day) for day in sorted(late))
    return (
        f"Prudent date: {day_words(prudent)}. The bank holiday of {days} was announced after the request came, and"
        " whether it gives us more time is contested."
    )
