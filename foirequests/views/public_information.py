"""What a public service says about itself: accessibility, cookies, privacy, and what search engines may list."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.doors import public_page
from codes.models.organisation import letterhead_on
from foirequests.logo import media_type_of_logo, read_logo
from foirequests.views.visitors import requester_page, shown


@public_page("the law asks for a statement that everybody can read (Accessibility Regulations 2018, regulation 8)")
@require_safe
def accessibility_statement(http_request: HttpRequest) -> HttpResponse:
    """How accessible the service is, and whom to tell."""
    return shown(http_request, "portal/accessibility_statement.html")


@public_page("everybody may know what is kept in their browser")
@require_safe
def cookies(http_request: HttpRequest) -> HttpResponse:
    """The two cookies that there are."""
    names = {"session_cookie": settings.SESSION_COOKIE_NAME, "csrf_cookie": settings.CSRF_COOKIE_NAME}
    return shown(http_request, "portal/cookies.html", names)


@public_page("everybody may know what is done with what they tell us (UK GDPR Article 13)")
@require_safe
def privacy(http_request: HttpRequest) -> HttpResponse:
    """What is done with what people tell us."""
    return shown(http_request, "portal/privacy.html")


@requester_page("says goodbye; shows nothing of any case")
@require_safe
def portal_closed(http_request: HttpRequest) -> HttpResponse:
    """The private page is closed in this browser."""
    return shown(http_request, "portal/closed.html")


@public_page("stands at the head of every page and letter of the office")
@require_safe
def office_logo(http_request: HttpRequest) -> HttpResponse:
    """The office's own logo, if it has one. It may be an SVG file: opened by itself, nothing in it runs."""
    letterhead = letterhead_on(timezone.localdate())
    media_type = media_type_of_logo(letterhead)
    if not media_type:
        raise Http404("This office has no logo.")
    try:
        content = read_logo(letterhead)
    except FileNotFoundError as missing:
        raise Http404("The file of the logo is not there.") from missing
    return HttpResponse(
        content,
        content_type=media_type,
        headers={
            "Cache-Control": "public, max-age=3600",
            "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
            "X-Content-Type-Options": "nosniff",
        },
    )


@public_page("search engines ask for it")
@require_safe
def robots(http_request: HttpRequest) -> HttpResponse:
    """Search engines may list the page on which one begins to ask, and what the service says about itself."""
    public = [
        reverse(name)
        for name in ("public_request", "deadline_calculator", "accessibility_statement", "cookies", "privacy")
    ]
    allowed = "\n".join(f"Allow: {address}$" for address in public)
    return HttpResponse(f"User-agent: *\n{allowed}\nDisallow: /\n", content_type="text/plain; charset=utf-8")
