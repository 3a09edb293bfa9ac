"""Ways to the private page: the link, the printed code, and a new link for those who lost theirs."""

import time

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from foirequests.actions.portal import open_link, open_with_code, send_lost_links
from foirequests.actions.visitors import count_attempt, is_used_up
from foirequests.domain.rates import LINKS_ASKED_FOR, WRONG_CODES, WRONG_LINKS
from foirequests.forms.portal import CodeForm, LostLinkForm
from foirequests.views.portal_session import admit, no_such_page
from foirequests.views.visitors import requester_page, shown, too_many, visitor_address

ANSWERS_AFTER = 0.4
"""Seconds that asking for a lost link takes at least, so that its time does not tell whether we know the address."""


@requester_page("a requester's private link: it opens one case, and only for those who have it")
@require_safe
def portal_enter(http_request: HttpRequest, token: str) -> HttpResponse:
    """Trade a private link for a session and go to the clean address of the page."""
    now, visitor = timezone.now(), visitor_address(http_request)
    link = open_link(token, at=now)
    if link is None:
        # Only wrong links are limited: a good one cannot be guessed, and many people may share one address.
        return no_such_page(http_request) if count_attempt(WRONG_LINKS, visitor, at=now) else too_many(http_request)
    admit(http_request, link, at=now)
    response = redirect("portal", link.foi_request.reference)
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@requester_page("for requesters who were given a code on paper")
@require_http_methods(["GET", "HEAD", "POST"])
def portal_code(http_request: HttpRequest) -> HttpResponse:
    """Open the private page with the reference and the code from our letter."""
    if http_request.method != "POST":
        return shown(http_request, "portal/code.html", {"form": CodeForm()})
    now, visitor = timezone.now(), visitor_address(http_request)
    if is_used_up(WRONG_CODES, visitor, at=now):
        return too_many(http_request)
    form = CodeForm(http_request.POST)
    if form.is_valid():
        link = open_with_code(form.cleaned_data["reference"], form.cleaned_data["code"], at=now)
        if link is not None:
            admit(http_request, link, at=now)
            return redirect("portal", link.foi_request.reference)
        count_attempt(WRONG_CODES, visitor, at=now)
        form.add_error(None, "We have no request with this reference and this code. Check both against our letter.")
    return shown(http_request, "portal/code.html", {"form": form})


@requester_page("for requesters who lost their link; it never says whom we know")
@require_http_methods(["GET", "HEAD", "POST"])
def portal_link_lost(http_request: HttpRequest) -> HttpResponse:
    """Mail a new link to the address on file, and say the same whether there is one or not."""
    if http_request.method != "POST":
        return shown(http_request, "portal/link_lost.html", {"form": LostLinkForm()})
    began = time.monotonic()
    now, visitor = timezone.now(), visitor_address(http_request)
    form = LostLinkForm(http_request.POST)
    if not form.is_valid():
        return shown(http_request, "portal/link_lost.html", {"form": form})
    if not count_attempt(LINKS_ASKED_FOR, visitor, at=now):
        return too_many(http_request)
    send_lost_links(**form.cleaned_data, at=now)
    time.sleep(max(0.0, ANSWERS_AFTER - (time.monotonic() - began)))
    return shown(http_request, "portal/link_lost_asked.html")
