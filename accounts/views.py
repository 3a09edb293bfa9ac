"""Pages of the room `accounts`: whether the product lives, and saying that one is away."""

from django.contrib import messages
from django.db import Error
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.actions.absence import end_absence, record_absence
from accounts.background import SERVICES, silent_services
from accounts.domain.errors import Refused
from accounts.doors import public_page, staff_page
from accounts.forms import AwayForm
from accounts.models import StaffAbsence
from accounts.presenters import absence_rows


@public_page("the deployment asks; it says which parts live and nothing about any request")
@never_cache
@require_safe
def health(http_request: HttpRequest) -> JsonResponse:
    """200 when database, worker and beat live, else 503."""
    try:
        silent = {service.name for service in silent_services(at=timezone.now())}
    except Error:
        components = {"database": "down"} | dict.fromkeys(SERVICES, "unknown")
    else:
        components = {"database": "up"} | {name: "silent" if name in silent else "up" for name in SERVICES}
    well = all(state == "up" for state in components.values())
    return JsonResponse({"status": "up" if well else "down", "components": components}, status=200 if well else 503)


@staff_page(*StaffAbsence.ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def away(http_request: HttpRequest) -> HttpResponse:
    """When somebody who clears letters is away, and who covers."""
    member, now = http_request.user, timezone.now()
    form = AwayForm(http_request.POST if http_request.method == "POST" else None, member=member)
    if form.is_valid():
        days = {name: form.cleaned_data[name] for name in ("first_day", "last_day")}
        try:
            record_absence(**days, covers=form.covers, by=member, at=now)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(http_request, "It is recorded that you are away.")
            return redirect("away")
    today = timezone.localdate(now)
    absences = member.absences.standing().filter(last_day__gte=today).select_related("cover")
    return render(http_request, "account/away.html", {"form": form, "absences": absence_rows(absences, today=today)})


@staff_page(*StaffAbsence.ROLES)
@require_POST
def away_end(http_request: HttpRequest, pk: int) -> HttpResponse:
    """Say that one is back, or does not go."""
    absence = get_object_or_404(http_request.user.absences, pk=pk)
    try:
        end_absence(first_day=absence.first_day, by=http_request.user, at=timezone.now())
    except Refused as refused:
        messages.error(http_request, str(refused))
    else:
        messages.success(http_request, "You are not recorded as away any more.")
    return redirect("away")
