"""The front door."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.doors import public_page
from codes.models.organisation import office_on


@public_page("everybody starts here: the public to make a request, staff to sign in")
@require_safe
def home(http_request: HttpRequest) -> HttpResponse:
    """Staff go to their work; anybody else chooses between a request, a private page and the staff's sign-in."""
    if http_request.user.is_authenticated:
        return redirect("queue")
    return render(http_request, "foirequests/home.html", {"office": office_on(timezone.localdate())})
