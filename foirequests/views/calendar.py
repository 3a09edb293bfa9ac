"""The calendar of bank holidays: read by all staff, added to by officers, mended by the deputy director."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.doors import staff_page
from accounts.models import Role
from codes.actions.reference_data import doubtful_bank_holidays
from codes.bank_holiday_source import FIRST_YEAR
from codes.models import BankHoliday
from codes.models.bank_holidays import bank_holidays_known_to, uk_calendar
from foirequests.actions.calendar import YEARS_AHEAD, proclaim_holiday, put_notice_away, withdraw_holiday
from foirequests.actions.promises import tell_due_date
from foirequests.domain.errors import Refused
from foirequests.forms.calendar import AddHolidayForm, CalendarFilters, WithdrawHolidayForm
from foirequests.forms.cases import NothingToEnterForm
from foirequests.models import CalendarChange, CalendarNotice
from foirequests.presenters import calendar as presenter
from foirequests.presenters.days import day_words
from foirequests.views.act_page import act_page, posted
from foirequests.views.fetch import case_or_404

CHANGES_A_PAGE, MOVES_A_PAGE, MOVES_A_PRINTED_PAGE = 25, 50, 1000


@staff_page
@require_safe
def calendar(http_request: HttpRequest) -> HttpResponse:
    """The bank holidays of a year with where each comes from, and which of its weekdays do not count."""
    today = timezone.localdate()
    years = list(range(today.year + YEARS_AHEAD, FIRST_YEAR - 1, -1))
    filters = CalendarFilters(http_request.GET or None, years=years, initial={"year": today.year})
    chosen = filters.cleaned_data if filters.is_valid() else {}
    year = chosen.get("year") or today.year
    holidays = BankHoliday.objects.filter(date__year=year).order_by("date", "pk")
    if chosen.get("nation"):
        holidays = holidays.of_nations([chosen["nation"]])
    if chosen.get("state") != "all":
        holidays = holidays.filter(withdrawn_at__isnull=chosen.get("state") != "withdrawn")
    known_to = bank_holidays_known_to()
    return render(
        http_request,
        "foirequests/calendar.html",
        {
            "section": "settings",
            "filters": filters,
            "year": year,
            "caption": f"Bank holidays in {year}",
            "columns": presenter.HOLIDAY_COLUMNS,
            "rows": presenter.calendar_rows(holidays, member=http_request.user),
            "beyond_england": presenter.days_beyond_england(year, uk_calendar()),
            "known_to": day_words(known_to) if known_to else "",
            "is_provisional": known_to is not None and year > known_to.year,
            "is_short": known_to is not None and known_to.year <= today.year,
            "doubtful": presenter.doubtful_words(doubtful_bank_holidays(today=today)),
            "change_columns": presenter.CHANGE_COLUMNS,
            "changes": presenter.changes_rows(CalendarChange.objects.newest_first()[:5]),
            "may_add": http_request.user.holds(Role.OFFICER, Role.DEPUTY_DIRECTOR),
        },
    )


@staff_page(Role.OFFICER, Role.DEPUTY_DIRECTOR)
@require_http_methods(["GET", "HEAD", "POST"])
def calendar_add(http_request: HttpRequest) -> HttpResponse:
    """Add a bank holiday by hand."""
    form = AddHolidayForm(posted(http_request))
    if form.is_valid():
        try:
            change = proclaim_holiday(**form.cleaned_data, by=http_request.user, at=timezone.now())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return _made(http_request, change, "The bank holiday was added.")
    context = {"section": "settings", "form": form}
    return render(http_request, "foirequests/calendar_add.html", context)


@staff_page(Role.DEPUTY_DIRECTOR)
@require_http_methods(["GET", "HEAD", "POST"])
def calendar_withdraw(http_request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw a bank holiday in some of its nations, or in all."""
    holiday = get_object_or_404(BankHoliday.objects.in_force(), pk=pk)
    same_day = BankHoliday.objects.in_force().filter(date=holiday.date)
    ticked = list(same_day.filter(title=holiday.title))
    form = WithdrawHolidayForm(posted(http_request), holidays=same_day, initial={"holidays": ticked})
    if form.is_valid():
        try:
            change = withdraw_holiday(
                holidays=list(form.cleaned_data["holidays"]),
                reason=form.cleaned_data["reason"],
                by=http_request.user,
                at=timezone.now(),
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return _made(http_request, change, "The bank holiday was withdrawn.")
    context = {"section": "settings", "form": form, "title": f"{holiday.title}, {day_words(holiday.date)}"}
    return render(http_request, "foirequests/calendar_withdraw.html", context)


def _made(http_request: HttpRequest, change: CalendarChange, done: str) -> HttpResponse:
    messages.success(http_request, f"{done} {presenter.effect_words(change)}")
    return redirect("calendar_change", change.pk)


@staff_page
@require_safe
def calendar_changes(http_request: HttpRequest) -> HttpResponse:
    """Every change of the calendar, newest first."""
    page = Paginator(CalendarChange.objects.newest_first(), CHANGES_A_PAGE).get_page(http_request.GET.get("page"))
    context = {
        "section": "settings",
        "page": page,
        "columns": presenter.CHANGE_COLUMNS,
        "rows": presenter.changes_rows(page.object_list),
    }
    return render(http_request, "foirequests/calendar_changes.html", context)


@staff_page
@require_safe
def calendar_change(http_request: HttpRequest, pk: int) -> HttpResponse:
    """One change: how far the due dates have followed, and each case with its date before and after."""
    change = get_object_or_404(CalendarChange.objects.newest_first(), pk=pk)
    moves = change.moves.select_related("foi_request", "owner").order_by("pk")
    is_mine = http_request.GET.get("whose") == "mine"
    if is_mine:
        moves = moves.filter(owner=http_request.user)
    is_whole = "print" in http_request.GET
    length = MOVES_A_PRINTED_PAGE if is_whole else MOVES_A_PAGE
    page = Paginator(moves, length).get_page(http_request.GET.get("page"))
    return render(
        http_request,
        "foirequests/calendar_change.html",
        {
            "section": "settings",
            "title": presenter.change_title(change),
            "change": change,
            "tag": presenter.state_tag(change),
            "facts": presenter.change_facts(change),
            "progress": presenter.progress(change),
            "page": page,
            "columns": presenter.MOVE_COLUMNS,
            "rows": presenter.moves_rows(page.object_list),
            "is_mine": is_mine,
            "is_whole": is_whole,
            "has_mine": change.moves.filter(owner=http_request.user).exists(),
        },
    )


@staff_page
@require_POST
def calendar_notice_seen(http_request: HttpRequest, pk: int) -> HttpResponse:
    """Put the notice of a change away."""
    notice = get_object_or_404(CalendarNotice.objects.for_member(http_request.user), pk=pk)
    put_notice_away(notice, at=timezone.now())
    return redirect("queue")


@staff_page(Role.OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
def case_tell_due_date(http_request: HttpRequest, reference: str) -> HttpResponse:
    """Tell the requester the last day for the reply, because the bank holidays changed after they were told one."""
    foi_request = case_or_404(http_request, reference)
    last = day_words(foi_request.due_on) if foi_request.due_on else "not known while the clock stands still"
    return act_page(
        http_request,
        foi_request,
        "due_date_told",
        NothingToEnterForm(posted(http_request)),
        lambda typed: tell_due_date(foi_request, by=http_request.user, at=timezone.now()),
        title="Tell the requester the new last day",
        button="Send the message",
        done="The requester is told the new last day for the reply.",
        about=(
            f"The message says which day we told them before, and that the last day for our reply is now {last},"
            " because the bank holidays changed.",
        ),
    )
