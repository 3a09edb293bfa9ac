"""The statutory clock of a case: its events, its reading, and the one writer of `due_on`."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import StaffMember
from codes.domain.office_settings import Office
from codes.domain.working_days import WorkingDayCalendar
from codes.models.bank_holidays import both_calendars
from codes.models.organisation import office_on
from foirequests.actions.history import write_history
from foirequests.actions.reminders import put_away_reminders
from foirequests.actions.stages import check_permitted, hold_case
from foirequests.domain import clock
from foirequests.domain.clock_checks import check_events
from foirequests.domain.clock_rules import NO_VARIATION, TimeVariation
from foirequests.domain.errors import Refused, Stale
from foirequests.domain.receipt import check_day_of_receipt
from foirequests.models import ClockEvent, FoiRequest, HistoryEntry, Question
from foirequests.models.many_rows import change_each


def clock_rules(day: date) -> clock.Rules:
    """The calendars, and what the office's settings of a day choose of the law."""
    uk, england_and_wales = both_calendars()
    return rules_of(office_on(day), uk=uk, england_and_wales=england_and_wales)


def rules_of(office: Office, *, uk: WorkingDayCalendar, england_and_wales: WorkingDayCalendar) -> clock.Rules:
    """What the office chooses of the law by its settings, with these calendars."""
    return clock.Rules(
        uk=uk,
        england_and_wales=england_and_wales,
        clarification_months=office.clarification_lapse.months,
        sar=office.sar_rule.rule,
        variation=_variation(office),
    )


def _variation(office: Office) -> TimeVariation:
    """The longer time that regulations give this authority; none in an office that has not been asked yet."""
    if not office.has("time_variation") or office.time_variation.kind == "none":
        return NO_VARIATION
    told = office.time_variation
    closed = frozenset(
        first + clock.ONE_DAY * number
        for first, last in told.closed_periods()
        for number in range((last - first).days + 1)
    )
    return TimeVariation(told.kind, told.agreed_days, told.agreement, closed)


def read_case_clock(foi_request: FoiRequest, rules: clock.Rules | None = None) -> clock.Reading:
    """What the clock of the case says on the events recorded so far, by the rules of the day of receipt.

    Where a part has a clock of its own, the case goes by the part that is due first.
    """
    return clock.governing(read_part_clocks(foi_request, rules).values())


def read_part_clocks(
    foi_request: FoiRequest, rules: clock.Rules | None = None, *, if_also: Iterable[clock.Event] = ()
) -> dict[int | None, clock.Reading]:
    """The reading of each question that has a clock of its own, by its key; of the whole case, under None, else.

    Questions have clocks of their own when one was asked about by itself, and when they fall under different laws.
    `if_also` are events that have not happened: what the clocks would say if they had.
    """
    rules = rules or clock_rules(foi_request.received_on)
    events = [*(event.as_value() for event in foi_request.clock_events.all()), *if_also]
    laws = {question.pk: question.regime_id for question in foi_request.questions.all()}
    is_mixed = len(set(laws.values())) > 1
    if not is_mixed and all(event.part is None for event in events):
        return {None: clock.read_clock(events, regime=foi_request.regime_id, rules=rules)}
    return clock.read_parts(events, list(laws), regime=laws if is_mixed else foi_request.regime_id, rules=rules)


def refresh_due_date(foi_request: FoiRequest, rules: clock.Rules | None = None) -> clock.Reading:
    """Read the clock and keep its one cached answer, `due_on`, and the day of receipt that it counts from.

    The case is held first, so that the calendar is read as it stands when nobody else can move the date any more.
    """
    before = FoiRequest.objects.select_for_update(no_key=True).get(pk=foi_request.pk)
    reading = read_case_clock(foi_request, rules)
    if before.due_on is not None and before.due_on != reading.due_on:
        put_away_reminders([foi_request.pk], at=timezone.now())
    foi_request.received_on, foi_request.due_on = reading.received_on, reading.due_on
    FoiRequest.objects.filter(pk=foi_request.pk).update(received_on=reading.received_on, due_on=reading.due_on)
    return reading


def move_due_dates(moves: Iterable[tuple[int, date | None, date | None]]) -> None:
    """Give many cases another due date: for each its key, the date that it has, and the one that it gets.

    Raises:
        Stale: one of them no longer has the date that it was said to have; the caller's transaction must not go on.
    """
    moved = list(moves)
    if change_each(FoiRequest, "due_on", moved) != len(moved):
        raise Stale("Somebody else moved the due date of one of these cases at the same moment.")
    put_away_reminders([key for key, _, _ in moved], at=timezone.now())


def record_clock_event(
    foi_request: FoiRequest,
    kind: str,
    *,
    on: date,
    entry: HistoryEntry,
    question: Question | None = None,
    until: date | None = None,
) -> clock.Reading:
    """Add an event to the clock and read it again; two events at one moment are read one after the other.

    Raises:
        Refused: the dates of the case would contradict one another, with the rule that they break.
    """
    # No key changes: rows that point at the case, which both have written by now, must not lock each other out.
    FoiRequest.objects.select_for_update(no_key=True).get(pk=foi_request.pk)
    ClockEvent.objects.create(
        foi_request=foi_request,
        kind=kind,
        on=on,
        question=question,
        until=until,
        recorded_at=timezone.now(),
        entry=entry,
    )
    check_events(
        [event.as_value() for event in foi_request.clock_events.all()],
        regime=foi_request.regime_id,
        rules=clock_rules(foi_request.received_on),
        today=timezone.localdate(entry.happened_at),
    )
    return refresh_due_date(foi_request)


@transaction.atomic
def correct_receipt_date(
    foi_request: FoiRequest, *, received_on: date, reason: str, by: StaffMember, at: datetime
) -> FoiRequest:
    """Correct the day of receipt; the old day stays in the history with the reason.

    Raises:
        Refused: no reason, an impossible day, or the same day as before.
    """
    hold_case(foi_request)
    check_permitted(foi_request, "receipt_corrected", by=by)
    check_day_of_receipt(received_on, today=timezone.localdate(at))
    if not reason.strip():
        raise Refused("Enter the reason for the correction.")
    if received_on == foi_request.received_on:
        raise Refused("That is the date of receipt already recorded.")
    facts = {"from": foi_request.received_on.isoformat(), "to": received_on.isoformat()}
    entry = write_history(foi_request, "receipt_corrected", by=by, at=at, facts=facts, words=reason.strip())
    record_clock_event(foi_request, clock.RECEIPT_CORRECTED, on=received_on, entry=entry)
    return foi_request
