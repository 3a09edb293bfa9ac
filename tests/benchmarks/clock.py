"""How fast the clock is: due dates of a million receipts, and re-dating many open cases.

Figures, not pass or fail. `re_dating` needs an office that is migrated and has its reference data.
"""

import time
from dataclasses import dataclass
from datetime import date, timedelta

from accounts.actions.staff import enter_member
from accounts.models import Role, StaffMember
from codes.domain.working_days import WorkingDayCalendar
from codes.models import BankHoliday
from foirequests.actions import re_dating
from foirequests.actions.calendar import proclaim_holiday, withdraw_holiday
from foirequests.domain.clock import WORKING_DAYS_TO_ANSWER
from foirequests.models import FoiRequest
from tests.benchmarks.open_cases import make_open_cases
from tests.dates import day, moment

HOLIDAY = day("Tue 15 June 2027")
LAST_RECEIVED = day("Fri 11 June 2027")
NOW = moment("Fri 11 June 2027 10:00")


@dataclass(frozen=True)
class ReDating:
    """One run: how many open cases were looked at and moved, in how many seconds, and the longest transaction."""

    looked_at: int
    moved: int
    seconds: float
    longest: float


def due_dates_a_second(calendar: WorkingDayCalendar, receipts: int = 1_000_000) -> float:
    """Due dates under FOIA s.10(1) of so many receipts, spread over the years 2005 to 2027, in one second."""
    first, days = date(2005, 1, 1), (date(2027, 12, 31) - date(2005, 1, 1)).days
    began = time.perf_counter()
    for number in range(receipts):
        calendar.nth_working_day_after(first + timedelta(days=number % days), WORKING_DAYS_TO_ANSWER)
    return receipts / (time.perf_counter() - began)


def re_dating_of(cases: int) -> ReDating:
    """Add a bank holiday, or withdraw it if it is there, with so many open cases; they are made where they lack."""
    director = _director()
    lacking = cases - FoiRequest.objects.open().count()
    if lacking > 0:
        make_open_cases(lacking, last_received=LAST_RECEIVED, owners=[director])
    there = list(BankHoliday.objects.in_force().filter(date=HOLIDAY))
    if there:
        change = withdraw_holiday(holidays=there, reason="A measurement", by=director, at=NOW)
    else:
        change = proclaim_holiday(
            on=HOLIDAY, nations=["SCT"], title="Holiday", source="A measurement", by=director, at=NOW
        )
    longest, write = 0.0, re_dating._write

    def timed(*batch):
        nonlocal longest
        began = time.perf_counter()
        try:
            return write(*batch)
        finally:
            longest = max(longest, time.perf_counter() - began)

    re_dating._write = timed
    began = time.perf_counter()
    try:
        re_dating.re_date_for(change, at=NOW)
    finally:
        re_dating._write = write
    seconds = time.perf_counter() - began
    change.refresh_from_db()
    return ReDating(change.looked_at, change.moved, seconds, longest)


def _director() -> StaffMember:
    held = StaffMember.objects.holding(Role.DEPUTY_DIRECTOR).first()
    return held or enter_member(name="Bea Bench", email="bea@office.example", roles=[Role.DEPUTY_DIRECTOR])
