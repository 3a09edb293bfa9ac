"""The clock against a naive reference that walks from day to day and asks of each whether it counts."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from codes.domain.working_days import NATIONS, Holiday, WorkingDayCalendar
from foirequests.domain import clock
from foirequests.domain.clock import Event, Rules, read_clock

ONE_DAY = timedelta(days=1)
FIRST = date(2024, 1, 1)
DAYS = st.integers(0, 500).map(lambda n: FIRST + n * ONE_DAY)
HOLIDAYS = st.lists(st.builds(Holiday, DAYS, st.sampled_from(sorted(NATIONS)), st.just("Holiday")), max_size=40)
GOOD_FRIDAYS = {date(2024, 3, 29), date(2025, 4, 18), date(2026, 4, 3)}
KINDS = (clock.RECEIPT_CORRECTED, clock.CLARIFICATION_ASKED, clock.CLARIFICATION_RECEIVED)


@st.composite
def histories(draw) -> list[Event]:
    """A receipt and then up to six events, none before the one before it, entered in this order."""
    on = draw(DAYS)
    events = [Event(clock.RECEIVED, on)]
    for kind, later in draw(st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 45)), max_size=6)):
        on += later * ONE_DAY
        events.append(Event(kind, on, entered=len(events)))
    return events


def counts(on: date, holidays: list[Holiday]) -> bool:
    """Section 10(6), word for word."""
    weekend = on.strftime("%A") in ("Saturday", "Sunday")
    christmas = on.strftime("%d %m") == "25 12"
    return not (weekend or christmas or on in GOOD_FRIDAYS or on in {holiday.on for holiday in holidays})


def twentieth_day_after(start: date, holidays: list[Holiday]) -> date:
    """Section 10(1), on the fingers."""
    left, on = 20, start
    while left:
        on += ONE_DAY
        left -= counts(on, holidays)
    return on


def due_by_hand(events: list[Event], holidays: list[Holiday]) -> date | None:
    """The due date, event by event; None while clarification asked for in time is waited for."""
    received = [event.on for event in events if event.kind in (clock.RECEIVED, clock.RECEIPT_CORRECTED)][-1]
    start, waiting, in_time = received, None, False
    # What happens on one day is read questions first.
    for event in sorted(events, key=lambda event: (event.on, event.kind == clock.CLARIFICATION_RECEIVED)):
        if event.kind == clock.CLARIFICATION_ASKED:
            waiting, in_time = event.on, event.on <= twentieth_day_after(start, holidays)
        elif event.kind == clock.CLARIFICATION_RECEIVED and waiting is not None:
            start, waiting = max(start, event.on) if in_time else start, None
    return None if waiting is not None and in_time else twentieth_day_after(start, holidays)


@given(histories(), HOLIDAYS, st.sampled_from(["foi", "eir"]), st.randoms())
def test_the_order_of_entry_does_not_matter(events, holidays, regime, chance):
    uk = WorkingDayCalendar("United Kingdom", tuple(NATIONS), "FOIA s.10(6)", tuple(holidays))
    rules = Rules(uk=uk, england_and_wales=uk)
    shuffled = chance.sample(events, len(events))
    assert read_clock(shuffled, regime=regime, rules=rules) == read_clock(events, regime=regime, rules=rules)


@given(histories(), HOLIDAYS, st.sampled_from(["foi", "eir"]))
def test_the_fold_and_the_fingers_come_to_the_same_day(events, holidays, regime):
    uk = WorkingDayCalendar("United Kingdom", tuple(NATIONS), "FOIA s.10(6)", tuple(holidays))
    reading = read_clock(events, regime=regime, rules=Rules(uk=uk, england_and_wales=uk))
    assert reading.due_on == due_by_hand(events, holidays)
    if reading.count:
        start, walked = reading.counted_from, [*reading.count.counted, *(each.on for each in reading.count.skipped)]
        assert sorted(walked) == [start + n * ONE_DAY for n in range(1, (reading.due_on - start).days + 1)]
        assert all(counts(on, holidays) for on in reading.count.counted)


@given(DAYS, DAYS, HOLIDAYS)
def test_days_left_are_counted_as_on_the_fingers(today, due, holidays):
    uk = WorkingDayCalendar("United Kingdom", tuple(NATIONS), "FOIA s.10(6)", tuple(holidays))
    first, last = sorted((today, due))
    between = [first + n * ONE_DAY for n in range(1, (last - first).days + 1)]
    left = sum(counts(on, holidays) for on in between)
    assert uk.working_days_between(today, due) == (left if today <= due else -left)
