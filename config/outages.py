"""What people see when a page fails: that our records are out of reach for now, or that the fault is ours."""

import logging
import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import loader

from config.request_ids import server_error

RETRY_AFTER = 60  # seconds
log = logging.getLogger(__name__)


def page_failed(http_request: HttpRequest) -> HttpResponse:
    """The answer to an exception that nobody handled (Django's `handler500`); asks no database.

    While the database is away (or too busy to answer) it is 503, with what was typed in a form that sends it again.
    """
    if not isinstance(sys.exception(), OperationalError | InterfaceError):
        return server_error(http_request)
    log.error("The database could not do its part of a page.", exc_info=True)
    template = loader.get_template("503.html")
    page = template.render({"address": http_request.get_full_path(), "typed": _typed(http_request)})
    return HttpResponse(page, status=503, headers={"Retry-After": RETRY_AFTER, "Cache-Control": "no-store"})


def _typed(http_request: HttpRequest) -> list[tuple[str, str]]:
    """Name and value of each box that was sent, with the form's own token against forged posts.

    None of a password, and none beside files: those cannot be carried, and without them something else would be sent.
    """
    if http_request.path.startswith("/account/") or http_request.FILES:
        return []
    return [(name, value) for name, values in http_request.POST.lists() for value in values]
