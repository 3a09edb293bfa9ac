"""What every template may ask for."""

from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateformat import format as format_moment
from django.utils.functional import SimpleLazyObject

from accounts.background import SilentService, silent_services


def in_words(service: SilentService) -> str:
    """One sentence about a silent service."""
    if service.seen_at is None:
        return f"{service.what} has not been seen yet."
    seen = format_moment(timezone.localtime(service.seen_at), r"H:i \o\n j F Y")
    return f"{service.what} was last seen at {seen}."


def background_trouble() -> str:
    """Sentences about the silent services of this moment; empty when all is well."""
    return " ".join(in_words(service) for service in silent_services(at=timezone.now()))


def background(http_request: HttpRequest) -> dict[str, object]:
    """`background_trouble`, asked of the database only by pages that show it."""
    return {"background_trouble": SimpleLazyObject(background_trouble)}
