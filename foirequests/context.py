"""What every template may ask for of the office."""

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from codes.models.organisation import letterhead_on
from foirequests.logo import logo_url


def office_logo() -> dict[str, str]:
    """Where the logo is, empty without one, and the name that stands for it."""
    letterhead = letterhead_on(timezone.localdate())
    return {"url": logo_url(letterhead), "name": letterhead.name if letterhead else ""}


def office_head(http_request: HttpRequest) -> dict[str, object]:
    """`office_logo`, asked of the database only by pages that show it."""
    return {"office_logo": SimpleLazyObject(office_logo)}
