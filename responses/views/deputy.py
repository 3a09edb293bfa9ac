"""The deputy director's home."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.doors import staff_page
from accounts.models import Role
from responses.presenters import deputy as presenter


@staff_page(Role.DEPUTY_DIRECTOR)
@require_safe
def deputy_home(http_request: HttpRequest) -> HttpResponse:
    """What waits for the deputy director, and how the service stands."""
    today = timezone.localdate()
    return render(
        http_request,
        "responses/deputy/home.html",
        {"section": "deputy", "lists": presenter.waiting_lists(today), "standing": presenter.standing(today)},
    )
