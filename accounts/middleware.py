"""Who is signed out is led to sign in, and from there back to the page that they were on."""

from urllib.parse import urlsplit

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme


class SignInMiddleware(LoginRequiredMiddleware):
    """Django's own, except for a button that was pressed after the session had ended.

    What the button does is not done, and its address shows nothing; so signing in leads back to the page that the
    button stood on.
    """

    def handle_no_permission(self, request: HttpRequest, view_func) -> HttpResponse:
        """To the sign-in page."""
        came_from = request.headers.get("Referer", "")
        is_ours = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure())
        if request.method in ("GET", "HEAD") or not came_from or not is_ours:
            return super().handle_no_permission(request, view_func)
        page = urlsplit(came_from)
        back = f"{page.path}?{page.query}" if page.query else page.path
        return redirect_to_login(back, self.get_login_url(view_func), self.get_redirect_field_name(view_func))
