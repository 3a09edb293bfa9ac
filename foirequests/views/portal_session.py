"""Private pages that this browser has opened: a session keeps which links it came by, and nothing of the cases."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from accounts.doors import View
from foirequests.models import FoiRequest, PortalLink
from foirequests.views.visitors import requester_page, shown

_OPENED = "portal_links"
STAYS_OPEN = timedelta(hours=12)


def admit(http_request: HttpRequest, link: PortalLink, *, at: datetime) -> None:
    """Trade a link for an entry in the session, under a new session key; it ends with the browser or after 12 hours."""
    opened = {**_still_open(http_request, at), str(link.pk): at.isoformat()}
    http_request.session.cycle_key()
    http_request.session[_OPENED] = opened
    if not http_request.user.is_authenticated:
        http_request.session.set_expiry(0)


def close_page(http_request: HttpRequest, foi_request: FoiRequest) -> None:
    """Forget the links that opened this case."""
    own = {str(pk) for pk in foi_request.portal_links.values_list("pk", flat=True)}
    opened = http_request.session.get(_OPENED, {})
    http_request.session[_OPENED] = {pk: since for pk, since in opened.items() if pk not in own}


def private_page(reason: str) -> Callable[[View], View]:
    """A page of one case, open to the browser that came by a link of that very case and to nobody else.

    The view gets the case in place of its reference. A revoked link shuts the page at once.
    """

    def decorate(view: View) -> View:
        @requester_page(reason)
        @wraps(view)
        def entered(http_request: HttpRequest, reference: str, *args, **kwargs) -> HttpResponse:
            opened = _still_open(http_request, timezone.now())
            links = PortalLink.objects.usable().filter(pk__in=[int(pk) for pk in opened])
            cases = FoiRequest.objects.opened_by(links).select_related("requester", "merged_into")
            foi_request = cases.filter(reference=reference).first() if opened else None
            if foi_request is None:
                return no_such_page(http_request)
            return view(http_request, foi_request, *args, **kwargs)

        return entered

    return decorate


def no_such_page(http_request: HttpRequest) -> HttpResponse:
    """The same words whether the link was forged, cut or revoked, or the case is another person's, or there is none."""
    response = shown(http_request, "portal/no_such_page.html", status=404)
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _still_open(http_request: HttpRequest, at: datetime) -> dict[str, str]:
    opened = http_request.session.get(_OPENED, {})
    return {pk: since for pk, since in opened.items() if at - datetime.fromisoformat(since) < STAYS_OPEN}
