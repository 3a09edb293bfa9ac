"""Pages for people without an account: who they are to a rate limit, and what browsers may do with the pages."""

from collections.abc import Callable, Mapping
from functools import wraps
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.doors import View, public_page
from codes.models.organisation import office_on


def requester_page(reason: str) -> Callable[[View], View]:
    """Open a view to the public and keep what it shows to the one who asked for it.

    No cache keeps the page, no search engine lists it, and no other site learns its address. The referrer policy is
    `same-origin` and not `no-referrer`, under which browsers call the origin of our own forms "null" and the protection
    against forged posts refuses them; `portal_enter`, whose address is a secret, sets `no-referrer`.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def kept_close(http_request: HttpRequest, *args, **kwargs) -> HttpResponse:
            try:
                response = view(http_request, *args, **kwargs)
            except Http404:
                response = shown(http_request, "404.html", status=404)
            response.headers.setdefault("Referrer-Policy", "same-origin")
            response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
            response.headers["Cache-Control"] = "no-store, private"
            return response

        return public_page(reason)(kept_close)

    return decorate


def shown(
    http_request: HttpRequest, template: str, context: Mapping[str, object] | None = None, *, status: int = 200
) -> HttpResponse:
    """A page in the public layout, which names the authority."""
    facts = {"office": office_on(timezone.localdate()), "demonstration": settings.DEMONSTRATION}
    return render(http_request, template, {**facts, **(context or {})}, status=status)


def too_many(http_request: HttpRequest) -> HttpResponse:
    """Say that something was tried too often, and what to do instead."""
    return shown(http_request, "portal/too_many.html", status=429)


def visitor_address(http_request: HttpRequest) -> str:
    """The network address to count attempts by; behind our own proxies (TRUSTED_PROXIES), what the first of them saw.

    People with an IPv6 line have a whole /64 to themselves, so that is what counts.
    """
    seen = http_request.META.get("REMOTE_ADDR", "")
    if settings.TRUSTED_PROXIES:
        told = [part.strip() for part in http_request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
        if len(told) >= settings.TRUSTED_PROXIES:
            seen = told[-settings.TRUSTED_PROXIES]
    try:
        address = ip_address(seen)
    except ValueError:
        return seen
    if isinstance(address, IPv6Address):
        return str(address.ipv4_mapped or ip_network((address, 64), strict=False))
    return str(address)
