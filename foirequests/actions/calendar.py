"""The calendar of bank holidays: a proclamation, a withdrawal, and what a newer source brings.

Bank holidays are facts of the room on the left; what open cases must do because of one is recorded here as a change,
which the due dates follow in the background (`re_dating`).
"""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Role, StaffMember
from codes.actions.reference_data import merge_bank_holidays
from codes.bank_holiday_source import FIRST_YEAR
from codes.domain.working_days import NATIONS
from codes.models.bank_holidays import ENGLAND_AND_WALES, BankHoliday, uk_calendar
from foirequests import tasks
from foirequests.domain.errors import Refused
from foirequests.domain.workflow import check_role
from foirequests.models import CalendarChange, CalendarNotice, ChangedHoliday

YEARS_AHEAD = 5
"""How many years after this one a proclamation can be entered; the Crown proclaims a year or two ahead."""

LONGEST_TITLE, LONGEST_SOURCE, LONGEST_REASON = 120, 300, 500


@transaction.atomic
def proclaim_holiday(
    *, on: date, nations: Collection[str], title: str, source: str, by: StaffMember, at: datetime
) -> CalendarChange:
    """Add a bank holiday by hand; due dates follow. A Saturday or a Sunday is accepted and moves nothing.

    Source: Banking and Financial Dealings Act 1971 s.1(3). A proclamation may come ten days before the day.

    Raises:
        Refused: no title or source, no or an unknown nation, an impossible year, or a day that is a bank holiday there.
        NotPermitted: `by` is neither an information governance officer nor the deputy director.
    """
    check_role(by.roles, Role.OFFICER, Role.DEPUTY_DIRECTOR)
    _check_words(title, what="the name of the bank holiday", longest=LONGEST_TITLE)
    _check_words(source, what="where you learnt of it", longest=LONGEST_SOURCE)
    last = timezone.localdate(at).year + YEARS_AHEAD
    if not FIRST_YEAR <= on.year <= last:
        raise Refused(f"Enter a day from 1 January {FIRST_YEAR} to 31 December {last}.")
    if not nations or not set(nations) <= NATIONS.keys():
        raise Refused(f"Choose one or more of {_listed(NATIONS.values())}.")
    take_in_new_holidays(at=at)
    _check_new(on, nations)
    try:
        with transaction.atomic():
            added = BankHoliday.objects.bulk_create(
                BankHoliday(date=on, nation=nation, title=title.strip(), source=source.strip(), first_seen_at=at)
                for nation in NATIONS
                if nation in nations
            )
    except IntegrityError as meanwhile:
        raise Refused("Somebody else has just added this bank holiday. Look at the calendar again.") from meanwhile
    return _record(CalendarChange.Kind.PROCLAIMED, added, by=by, at=at)


@transaction.atomic
def withdraw_holiday(
    *, holidays: Collection[BankHoliday], reason: str, by: StaffMember, at: datetime
) -> CalendarChange:
    """Withdraw a bank holiday, in one nation or in several at once; due dates follow.

    It stays in the calendar's history, and a source that still has it does not bring it back.

    Raises:
        Refused: no reason, nothing chosen, or it has been withdrawn already.
        NotPermitted: `by` is not the deputy director: a withdrawal makes replies due earlier than was promised.
    """
    check_role(by.roles, Role.DEPUTY_DIRECTOR)
    _check_words(reason, what="why the bank holiday is withdrawn", longest=LONGEST_REASON)
    if not holidays:
        raise Refused("Choose the nations in which the day is no bank holiday.")
    take_in_new_holidays(at=at)
    keys = [holiday.pk for holiday in holidays]
    if BankHoliday.objects.in_force().filter(pk__in=keys).update(withdrawn_at=at) != len(keys):
        raise Refused("This bank holiday has been withdrawn already.")
    return _record(CalendarChange.Kind.WITHDRAWN, holidays, by=by, at=at, reason=reason.strip())


@transaction.atomic
def take_in_new_holidays(*, at: datetime) -> CalendarChange | None:
    """Record as a change the bank holidays that no change names yet: those that a load or a newer source brought.

    The first ones are the office's own beginning: open cases were dated by them, and nothing is to be followed.
    """
    unrecorded = list(BankHoliday.objects.in_force().filter(changes__isnull=True).order_by("date", "pk"))
    if not unrecorded:
        return None
    begins = not CalendarChange.objects.exists()
    return _record(CalendarChange.Kind.SET_UP if begins else CalendarChange.Kind.MERGED, unrecorded, by=None, at=at)


def put_notice_away(notice: CalendarNotice, *, at: datetime) -> None:
    """Put a notice of a change away; a second time changes nothing."""
    CalendarNotice.objects.filter(pk=notice.pk, seen_at__isnull=True).update(seen_at=at)


@transaction.atomic
def refresh_calendar(*, at: datetime) -> CalendarChange | None:
    """Take in what the source has and we have not seen, to the last proclaimed day; the change, if there is one."""
    take_in_new_holidays(at=at)
    merge_bank_holidays(at=at)
    return take_in_new_holidays(at=at)


def _record(
    kind: str, holidays: Iterable[BankHoliday], *, by: StaffMember | None, at: datetime, reason: str = ""
) -> CalendarChange:
    """Write the change down, with which of its days began or ceased to count, and let the due dates follow."""
    rows = list(holidays)
    begins = kind == CalendarChange.Kind.SET_UP
    done = {"finished_at": at, "checked_at": at} if begins else {}
    change = CalendarChange.objects.create(kind=kind, reason=reason, by=by, made_at=at, **done)
    uk, england_and_wales = (set(), set()) if begins else (_moving(rows, NATIONS), _moving(rows, ENGLAND_AND_WALES))
    ChangedHoliday.objects.bulk_create(
        ChangedHoliday(
            change=change,
            bank_holiday=row,
            moves_uk=row.date in uk,
            moves_england_and_wales=row.nation in ENGLAND_AND_WALES and row.date in england_and_wales,
        )
        for row in rows
    )
    if not begins:
        tasks.re_date_open_cases.delay_on_commit()
    return change


def _moving(rows: Collection[BankHoliday], nations: Collection[str]) -> set[date]:
    """The days among these that count without these bank holidays and do not count with them, or the other way."""
    days = {row.date for row in rows if row.nation in nations}
    bare = uk_calendar().without(days)
    others = BankHoliday.objects.in_force().of_nations(nations).filter(date__in=days)
    kept = set(others.exclude(pk__in=[row.pk for row in rows]).values_list("date", flat=True))
    return {day for day in days if bare.is_working_day(day)} - kept


def _check_new(on: date, nations: Collection[str]) -> None:
    there = BankHoliday.objects.in_force().filter(date=on, nation__in=nations).order_by("pk")
    if there:
        where = _listed(NATIONS[row.nation] for row in there)
        raise Refused(f"{on.day} {on:%B %Y} is a bank holiday in {where} already: {there[0].title}.")


def _check_words(typed: str, *, what: str, longest: int) -> None:
    if not typed.strip():
        raise Refused(f"Enter {what}.")
    if len(typed.strip()) > longest:
        raise Refused(f"Enter {what} in {longest} characters or fewer.")


def _listed(words: Iterable[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last
