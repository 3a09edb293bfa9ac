"""The work queue: the officer's home."""

from collections.abc import Mapping
from datetime import date

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from accounts.doors import staff_page
from accounts.models import Role, StaffMember
from codes.models.bank_holidays import uk_calendar
from foirequests.actions.cases import assign_cases
from foirequests.actions.notices import mark_seen
from foirequests.actions.search import find_cases
from foirequests.domain.errors import Refused
from foirequests.forms.queue import OwnerForm, QueueFilters
from foirequests.forms.ticked import row_keys
from foirequests.models import CalendarNotice, FoiRequest, Notice
from foirequests.presenters import queue as presenter
from foirequests.presenters import search as searching
from foirequests.presenters.calendar import calendar_notices
from foirequests.presenters.days import number_of
from foirequests.views.long_lists import LongList

NOTICES_SHOWN = 5
REMEMBERED = "queue_filters"


@staff_page
@require_safe
def queue(http_request: HttpRequest) -> HttpResponse:
    """The requests that wait, the most urgent first; filters stand in the address and are remembered.

    Whoever searches looks for something else than what is to be done: notices and numbers stand on the queue alone.
    """
    if "clear" in http_request.GET:
        http_request.session.pop(REMEMBERED, None)
        return redirect("queue")
    if not http_request.GET and http_request.session.get(REMEMBERED):
        return redirect(f"{reverse('queue')}?{http_request.session[REMEMBERED]}")
    member, today, calendar = http_request.user, timezone.localdate(), uk_calendar()
    soon = presenter.last_day_of_soon(today, calendar)
    filters = QueueFilters(http_request.GET)
    _remember(http_request, filters)
    cases = FoiRequest.objects.visible_to(member)
    pieces = presenter.chosen_cases(cases, filters.chosen, member=member, today=today, soon=soon)
    search, shown = None, cases.as_rows()
    if filters.errors:
        pieces = [cases.none()]
    elif "q" in filters.chosen:
        shown = cases.as_rows_of_a_search()
        [found] = pieces
        search = find_cases(found, filters.chosen["q"])
        pieces = [searching.in_order(found, search, shown=shown, is_sorted="sort" in filters.chosen)]
    page = LongList(*pieces, whole=shown, counted_by="stage").get_page(http_request.GET.get("page"))
    on_page = list(page.object_list)
    return render(
        http_request,
        "foirequests/queue.html",
        {
            "section": "queue",
            "top": None if filters.is_search else _top(member, cases, today=today, soon=soon, chosen=filters.chosen),
            "filters": filters,
            "is_filtered": bool(filters.chosen.keys() - {"sort"}),
            "found": page.paginator.number_words("request"),
            "page": page,
            "search_told": searching.told(search),
            "rows": presenter.rows(
                on_page,
                member=member,
                today=today,
                calendar=calendar,
                passages=searching.passages(on_page, search.wanted) if search else {},
            ),
            "may_assign": member.holds(Role.OFFICER, Role.DEPUTY_DIRECTOR),
            "assign_form": OwnerForm(officers=filters.officers),
        },
    )


def _top(
    member: StaffMember, cases: QuerySet, *, today: date, soon: date, chosen: Mapping[str, object]
) -> dict[str, object]:
    """What stands above the queue: notices, and the queue in numbers."""
    shown = Notice.objects.first_for(member, NOTICES_SHOWN + 1)
    return {
        "notices": [
            *calendar_notices(CalendarNotice.objects.for_member(member).unseen()),
            *presenter.notice_rows(shown[:NOTICES_SHOWN]),
        ],
        "more": len(shown) > NOTICES_SHOWN,
        "counts": presenter.counts(cases, today=today, soon=soon, chosen=chosen),
    }


def _remember(http_request: HttpRequest, filters: QueueFilters) -> None:
    """Keep the filters, not the search and not the page; of filters that were refused nothing, not even from before."""
    kept = QueryDict(mutable=True)
    for name, values in http_request.GET.lists() if filters.is_valid() else ():
        if name in QueueFilters.base_fields or name.rpartition("_")[0] in ("received_from", "received_to"):
            kept.setlist(name, [value for value in values if value])
    kept.pop("q", None)
    address = kept.urlencode()
    if http_request.session.get(REMEMBERED, "") != address:
        http_request.session[REMEMBERED] = address


@staff_page(Role.OFFICER, Role.DEPUTY_DIRECTOR)
@require_POST
def queue_assign(http_request: HttpRequest) -> HttpResponse:
    """Give the ticked cases to one officer."""
    form = OwnerForm(http_request.POST)
    ticked = row_keys(http_request.POST.getlist("cases"))
    cases = list(FoiRequest.objects.visible_to(http_request.user).filter(pk__in=ticked))
    if not cases:
        messages.warning(http_request, "Tick the requests that you want to give to somebody.")
    elif not form.is_valid():
        messages.warning(http_request, "Choose who is to look after the ticked requests.")
    else:
        owner = form.cleaned_data["owner"]
        try:
            changed = assign_cases(cases, owner=owner, by=http_request.user, at=timezone.now())
        except Refused as refused:
            messages.warning(http_request, str(refused))
        else:
            messages.success(http_request, f"{owner.name} now looks after {number_of(len(changed), 'more request')}.")
    back = http_request.POST.get("back", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None) or not back.startswith(reverse("queue")):
        back = reverse("queue")
    return redirect(back)


@staff_page
@require_POST
def notice_seen(http_request: HttpRequest, pk: int) -> HttpResponse:
    """Put a notice away."""
    notice = get_object_or_404(Notice.objects.for_member(http_request.user), pk=pk)
    mark_seen(notice, by=http_request.user, at=timezone.now())
    return redirect("queue")
