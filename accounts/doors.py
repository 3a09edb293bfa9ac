"""Which door opens for whom: every view is private unless listed here with its reason.

`SignInMiddleware` closes every view to strangers; these decorators say who among the staff may enter, or why a
page is public. A test walks all addresses and fails on a view that carries neither.
"""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from accounts.models import Role

View = Callable[..., HttpResponse]


def staff_page(*roles: Role | View) -> View:
    """Open a view to signed-in staff, or only to those who hold one of `roles` (else 403).

    Used as `@staff_page` or `@staff_page(Role.OFFICER, ...)`.
    """
    if len(roles) == 1 and callable(roles[0]):
        return staff_page()(roles[0])

    def decorate(view: View) -> View:
        @wraps(view)
        def entered(http_request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if roles and not http_request.user.holds(*roles):
                raise PermissionDenied
            return view(http_request, *args, **kwargs)

        entered.door = tuple(str(role) for role in roles) or ("staff",)
        return entered

    return decorate


def public_page(reason: str) -> Callable[[View], View]:
    """Open a view to everybody, and say why."""

    def decorate(view: View) -> View:
        opened = login_not_required(view)
        opened.door = ("public", reason)
        return opened

    return decorate
