"""How fast the clock is, timed inside an office: due dates, re-dating, and the nightly notices.

Figures, not pass or fail. The office is migrated and has its reference data; its open cases are made here.
"""

import argparse
import os
import time
from dataclasses import dataclass
from datetime import date, timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from accounts.actions.staff import enter_member  # noqa: E402
from accounts.models import Role, StaffMember  # noqa: E402
from codes.domain.working_days import WorkingDayCalendar  # noqa: E402
from codes.models import BankHoliday  # noqa: E402
from codes.models.bank_holidays import uk_calendar  # noqa: E402
from foirequests.actions import re_dating  # noqa: E402
from foirequests.actions.calendar import proclaim_holiday, withdraw_holiday  # noqa: E402
from foirequests.actions.notices import raise_notices  # noqa: E402
from foirequests.domain.clock import WORKING_DAYS_TO_ANSWER  # noqa: E402
from foirequests.models import FoiRequest  # noqa: E402
from tests.benchmarks.crowd.loading import gather_statistics  # noqa: E402
from tests.benchmarks.open_cases import make_open_cases  # noqa: E402
from tests.dates import day, moment  # noqa: E402

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


def fill(cases: int) -> None:
    """Make open cases where so many of them are lacking."""
    lacking = cases - FoiRequest.objects.open().count()
    if lacking > 0:
        make_open_cases(lacking, last_received=LAST_RECEIVED, owners=[_director()])
        gather_statistics()


def re_dating_of(cases: int) -> ReDating:
    """Add a bank holiday, or withdraw it if it is there, with so many open cases; they are made where they lack."""
    fill(cases)
    director = _director()
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


def nightly_notices() -> tuple[int, float, float]:
    """How many notices a night raises, in how many seconds, and the seconds of a second run that has nothing to do."""
    began = time.perf_counter()
    raised = raise_notices(at=NOW)
    first = time.perf_counter() - began
    began = time.perf_counter()
    raise_notices(at=NOW)
    return raised, first, time.perf_counter() - began


def main() -> None:
    """Measure in this office, with as many open cases as the command line says, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", type=int)
    parser.add_argument("--fill", action="store_true", help="make the open cases, and measure nothing")
    asked = parser.parse_args()
    cases = asked.cases
    if asked.fill:
        return fill(cases)
    print(f"  Due dates a second, of a million receipts: {due_dates_a_second(uk_calendar()):,.0f}")
    moved = re_dating_of(cases)
    print(
        f"  Re-dating {moved.looked_at:,} open cases, of which {moved.moved:,} moved: {moved.seconds:.1f} s,"
        f" the longest transaction {moved.longest * 1000:.0f} ms"
    )
    raised, first, second = nightly_notices()
    print(f"  Nightly notices over {cases:,} open cases: {raised:,} raised in {first:.1f} s; run again {second:.1f} s")


if __name__ == "__main__":
    main()
