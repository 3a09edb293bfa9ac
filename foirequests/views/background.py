"""How the work in the background stands."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.doors import staff_page
from foirequests.presenters.background import background_page


@staff_page
@require_safe
def background_work(http_request: HttpRequest) -> HttpResponse:
    """Backlog, oldest undone item, what failed, and when each service was last seen."""
    return render(http_request, "foirequests/background_work.html", background_page(now=timezone.now()))
