"""Which date gets which reminder on which day."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codes.domain.working_days import NATIONS, Holiday, WorkingDayCalendar
from foirequests.domain import reminders
from tests.dates import day

HOLIDAYS = (Holiday(day("Mon 4 May 2026"), "ENG", "Early May bank holiday"),)
UK = WorkingDayCalendar("United Kingdom", tuple(NATIONS), "FOIA s.10(6)", HOLIDAYS)


def reminder(due: str, today: str) -> str | None:
    on = day(due)
    told = [
        band.kind
        for band in reminders.bands(day(today), UK)
        if (band.first is None or band.first <= on) and on <= band.last
    ]
    return told[0] if told else None


@pytest.mark.parametrize(
    ("due", "today", "kind"),
    [
        ("Fri 15 May 2026", "Thu 30 April 2026", "due_in_10"),
        ("Fri 15 May 2026", "Wed 29 April 2026", None),
        ("Fri 15 May 2026", "Thu 7 May 2026", "due_in_10"),
        ("Fri 15 May 2026", "Fri 8 May 2026", "due_in_5"),
        ("Fri 15 May 2026", "Wed 13 May 2026", "due_in_5"),
        ("Fri 15 May 2026", "Thu 14 May 2026", "due_in_1"),
        ("Fri 15 May 2026", "Fri 15 May 2026", "due_today"),
        ("Fri 15 May 2026", "Sat 16 May 2026", "overdue"),
        # Over a weekend and a bank holiday the next working day is Tuesday.
        ("Tue 5 May 2026", "Fri 1 May 2026", "due_in_1"),
        ("Tue 5 May 2026", "Sat 2 May 2026", "due_in_1"),
    ],
)
def test_a_date_is_told_of_ten_five_and_one_working_days_before_on_the_day_and_after(due, today, kind):
    assert reminder(due, today) == kind


@given(st.dates(day("Thu 1 January 2026"), day("Thu 31 December 2026")), st.integers(-30, 30))
def test_no_date_gets_two_reminders_on_one_day(today, away):
    on = today + timedelta(days=away)
    told = [band for band in reminders.bands(today, UK) if (band.first is None or band.first <= on) and on <= band.last]
    assert len(told) <= 1
    assert bool(told) == (on <= UK.nth_working_day_after(today, 10))


@pytest.mark.parametrize(
    ("last", "today", "soon"),
    [
        ("Fri 15 May 2026", "Thu 7 May 2026", False),
        ("Fri 15 May 2026", "Fri 8 May 2026", True),
        ("Fri 15 May 2026", "Fri 15 May 2026", True),
        ("Fri 15 May 2026", "Sat 16 May 2026", False),
    ],
)
def test_the_end_of_a_time_is_soon_within_five_working_days(last, today, soon):
    assert reminders.ends_soon(day(last), day(today), UK) is soon


def test_how_soon_is_soon_can_be_told():
    assert not reminders.ends_soon(day("Fri 15 May 2026"), day("Mon 11 May 2026"), UK, warning=3)
    assert reminders.ends_soon(day("Fri 15 May 2026"), day("Tue 12 May 2026"), UK, warning=3)


def test_how_many_working_days_before_a_time_ends_the_office_is_told():
    assert (reminders.LAPSE_WARNING, reminders.WINDOW_WARNING) == (5, 3)
