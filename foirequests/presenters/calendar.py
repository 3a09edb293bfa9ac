"""The calendar of bank holidays and its changes, in words."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role, StaffMember
from codes.domain.working_days import NATIONS, WorkingDayCalendar, good_friday
from codes.models import BankHoliday
from foirequests.models import CalendarChange, CalendarNotice, DueDateMove
from foirequests.presenters.days import Tag, day_words, moment_words, number_of

MOVES_NOTHING = "It moves no due date: the day is not a working day anyway."
WEEKEND = "It moves no due date: a Saturday or a Sunday is not a working day anyway."
HOLIDAY_COLUMNS = [{"label": "Day"}, {"label": "Name"}, {"label": "Nations"}, {"label": "Source"}, {"label": "State"}]
CHANGE_COLUMNS = [
    {"label": "When"},
    {"label": "Change"},
    {"label": "By"},
    {"label": "Due dates moved", "numeric": True},
    {"label": "State"},
]
MOVE_COLUMNS = [{"label": "Request"}, {"label": "Owner"}, {"label": "Due before"}, {"label": "Due now"}]
SET_UP_WORDS = "Brought by set-up: open cases were dated by these from the beginning."


def calendar_rows(holidays: Iterable[BankHoliday], *, member: StaffMember) -> list[list[dict[str, object]]]:
    """The rows of the table of a year: one for each day, name, source and fate, with its nations together."""
    together: dict[tuple, list[BankHoliday]] = {}
    for holiday in holidays:
        fate = (holiday.date, holiday.title, holiday.source, holiday.first_seen_at, holiday.withdrawn_at)
        together.setdefault(fate, []).append(holiday)
    may_withdraw = member.holds(Role.DEPUTY_DIRECTOR)
    return [_row(rows, may_withdraw=may_withdraw) for rows in together.values()]


def _row(rows: list[BankHoliday], *, may_withdraw: bool) -> list[dict[str, object]]:
    first = rows[0]
    state: dict[str, object] = {"text": "In force"}
    if first.withdrawn_at:
        state = {"text": f"Withdrawn on {_day(first.withdrawn_at)}", "tag": "Withdrawn", "tone": "neutral"}
    elif may_withdraw:
        state = {"text": "Withdraw", "url": reverse("calendar_withdraw", args=[first.pk])}
    return [
        {"text": f"{first.date:%a} {day_words(first.date)}", "header": True},
        {"text": first.title},
        {"text": nations_words(row.nation for row in rows)},
        {"text": f"First seen {_day(first.first_seen_at)}", "sub": first.source},
        state,
    ]


def nations_words(nations: Iterable[str]) -> str:
    """`England, Wales`, or `All nations`."""
    held = set(nations)
    return "All nations" if held == NATIONS.keys() else ", ".join(NATIONS[key] for key in NATIONS if key in held)


def days_beyond_england(year: int, calendar: WorkingDayCalendar) -> list[str]:
    """The weekdays of a year that do not count and are ordinary days in England: the ones that surprise."""
    england = {holiday.on for holiday in calendar.holidays if holiday.nation == "ENG"}
    elsewhere = sorted({holiday.on for holiday in calendar.holidays if holiday.on.year == year} - england)
    skipped = [calendar.why_not_working(on) for on in elsewhere if on.weekday() < 5 and on != good_friday(year)]
    return [f"{day.on:%A} {day_words(day.on)}: {day.reason}" for day in skipped if day is not None]


def doubtful_words(doubtful: Iterable[BankHoliday]) -> list[str]:
    """The days that the source no longer has."""
    return [f"{day_words(row.date)}, {row.title}, {row.get_nation_display()}" for row in doubtful]


def changes_rows(changes: Iterable[CalendarChange]) -> list[list[dict[str, object]]]:
    """The rows of the history of changes."""
    return [
        [
            {"text": moment_words(change.made_at), "header": True},
            {"text": change_title(change), "url": reverse("calendar_change", args=[change.pk])},
            {"text": change.by.name if change.by else "FOI Desk"},
            {"text": f"{change.moved:,}", "numeric": True},
            {"text": "", "tag": state_tag(change).text, "tone": state_tag(change).tone},
        ]
        for change in changes
    ]


def change_title(change: CalendarChange) -> str:
    """`Bank holiday added: State Funeral, 19 September 2022`, or how many days there are."""
    days = {row.bank_holiday.date: row.bank_holiday.title for row in change.holidays.all()}
    kind = change.get_kind_display()
    if len(days) == 1:
        [(on, title)] = days.items()
        return f"{kind}: {title}, {day_words(on)}"
    return f"{kind}: {number_of(len(days), 'day')}"


def state_tag(change: CalendarChange) -> Tag:
    """Whether the due dates have followed."""
    return Tag("Done", "good") if change.finished_at else Tag("Under way", "warning")


def change_facts(change: CalendarChange) -> list[dict[str, object]]:
    """What the change was, and what it did to working days."""
    rows = list(change.holidays.all())
    facts: list[dict[str, object]] = [
        {"key": "Made", "value": f"{moment_words(change.made_at)} by {change.by.name if change.by else 'FOI Desk'}"}
    ]
    if change.kind != CalendarChange.Kind.SET_UP:
        facts.append({"key": "Bank holidays", "lines": _days(row.bank_holiday for row in rows)})
    sources = sorted({row.bank_holiday.source for row in rows})
    facts.append({"key": "Source", "lines": sources})
    if change.reason:
        facts.append({"key": "Reason", "value": change.reason})
    facts.append({"key": "Effect", "value": effect_words(change)})
    return facts


def effect_words(change: CalendarChange) -> str:
    """What the change does to the days that count."""
    rows = list(change.holidays.all())
    if change.kind == CalendarChange.Kind.SET_UP:
        return SET_UP_WORDS
    verb = "counts again" if change.kind == CalendarChange.Kind.WITHDRAWN else "does not count any more"
    if any(row.moves_uk for row in rows):
        days = sorted({row.bank_holiday.date for row in rows if row.moves_uk})
        return f"{', '.join(day_words(day) for day in days)}: {verb} as a working day."
    if any(row.moves_england_and_wales for row in rows):
        return "It moves subject access requests alone: elsewhere the day was a bank holiday already."
    return WEEKEND if all(row.bank_holiday.date.weekday() >= 5 for row in rows) else MOVES_NOTHING


def progress(change: CalendarChange) -> dict[str, object]:
    """How far the due dates have followed, in words and as parts of a whole."""
    if change.finished_at:
        looked = number_of(change.looked_at, "open case")
        if not change.looked_at:
            return {"done": True, "words": "No open case was touched."}
        return {"done": True, "words": f"{looked} looked at; {number_of(change.moved, 'due date')} moved."}
    left = change.cases_left().count()
    return {
        "done": False,
        "value": change.looked_at,
        "whole": change.looked_at + left,
        "words": f"{change.looked_at:,} of {number_of(change.looked_at + left, 'open case')} looked at;"
        f" {number_of(change.moved, 'due date')} moved so far.",
    }


def moves_rows(moves: Iterable[DueDateMove]) -> list[list[dict[str, object]]]:
    """The cases with their due dates before and after."""
    return [
        [
            {
                "text": move.foi_request.reference,
                "url": reverse("case", args=[move.foi_request.reference]),
                "sub": move.foi_request.subject,
                "header": True,
            },
            {"text": move.owner.name if move.owner else "Nobody yet"},
            {"text": _due(move.due_before)},
            {"text": _due(move.due_after)},
        ]
        for move in moves
    ]


def calendar_notices(notices: QuerySet[CalendarNotice]) -> list[dict[str, str]]:
    """Notices of changes for the queue: one for each change, however many cases it moved."""
    found = notices.select_related("change").prefetch_related("change__holidays__bank_holiday")
    return [
        {
            "pk": f"calendar-{notice.pk}",
            "text": change_title(notice.change),
            "url": f"{reverse('calendar_change', args=[notice.change_id])}?{'whose=mine' if notice.to_id else ''}",
            "link_text": "See which due dates moved",
            "seen_url": reverse("calendar_notice_seen", args=[notice.pk]),
        }
        for notice in found
    ]


def _days(holidays: Iterable[BankHoliday]) -> list[str]:
    nations: dict[tuple[date, str], list[str]] = {}
    for holiday in holidays:
        nations.setdefault((holiday.date, holiday.title), []).append(holiday.nation)
    return [f"{on:%A} {day_words(on)}: {title} ({nations_words(where)})" for (on, title), where in nations.items()]


def _due(on: date | None) -> str:
    return day_words(on) if on else "Clock stopped"


def _day(moment: datetime) -> str:
    return day_words(timezone.localdate(moment))
