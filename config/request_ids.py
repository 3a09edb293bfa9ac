"""One number for a page and all the work that it began: in every line of web and worker, and told to the person.

A page's number comes from the proxy or is made here. It travels in the header of each task's message, so that the
worker's lines about the letter carry the number of the page on which "Issue" was pressed. A sweep has one of its own.
"""

import logging
import re
from collections.abc import Callable
from contextvars import ContextVar
from time import monotonic
from uuid import uuid4

from celery import Task
from celery.signals import before_task_publish, task_postrun, task_prerun
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.template import loader

HEADER = "X-Request-ID"
TASK_HEADER = "request_id"
# What an outsider could use to write into our lines and traces.
TOLD_BY_PROXIES = ("HTTP_X_REQUEST_ID", "HTTP_TRACEPARENT", "HTTP_TRACESTATE", "HTTP_BAGGAGE")
ROUTINE = ("health", "static")
_SAFE = re.compile(r"[A-Za-z0-9-]{16,64}")
_current: ContextVar[str | None] = ContextVar("request_id", default=None)
log = logging.getLogger(__name__)


def current_id() -> str | None:
    """The number of the page or task that is being worked on; None between them."""
    return _current.get()


def fresh_id() -> str:
    """A number that nobody has had."""
    return uuid4().hex


# --- Pages ----------------------------------------------------------------------------------------------------------


def numbered(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: give each request its number, and write one line about it.

    The line names the page by the name of its address in `urls.py`: an address itself may be a private link, and what
    follows its question mark may be a name that was searched for.
    """

    def answer(http_request: HttpRequest) -> HttpResponse:
        begun = monotonic()
        if not settings.TRUSTED_PROXIES:
            for name in TOLD_BY_PROXIES:
                http_request.META.pop(name, None)
        given = http_request.headers.get(HEADER, "")
        number = given if _SAFE.fullmatch(given) else fresh_id()
        before = _current.set(number)
        try:
            response = get_response(http_request)
            response[HEADER] = number
            _tell(http_request, response, begun)
        finally:
            _current.reset(before)
        return response

    return answer


def _tell(http_request: HttpRequest, response: HttpResponse, begun: float) -> None:
    if match := http_request.resolver_match:
        route = match.view_name
    else:
        route = "static" if http_request.path.startswith(settings.STATIC_URL) else "unknown"
    size = response.headers.get("Content-Length")
    facts = {
        "method": http_request.method,
        "route": route,
        "status": response.status_code,
        "duration_ms": _since(begun),
        "bytes": int(size) if size else None,
    }
    level = logging.DEBUG if route in ROUTINE else logging.INFO
    log.log(level, "%(method)s %(route)s %(status)s in %(duration_ms)s ms", facts, extra={"facts": facts})


def _since(begun: float) -> int:
    return round((monotonic() - begun) * 1000)


def server_error(http_request: HttpRequest) -> HttpResponse:
    """The page for a fault of ours. It stands on nothing that may be broken, and names the number to quote."""
    page = loader.get_template("500.html").render({"request_id": current_id()})
    return HttpResponseServerError(page)


# --- Tasks ----------------------------------------------------------------------------------------------------------


@before_task_publish.connect
def _send_along(headers: dict, **_: object) -> None:
    headers[TASK_HEADER] = current_id()


@task_prerun.connect
def _begin(task: Task, **_: object) -> None:
    number = task.request.get(TASK_HEADER) or current_id() or fresh_id()
    task.request.update(number_before=_current.set(number), begun=monotonic())


@task_postrun.connect
def _end(task: Task, state: str, **_: object) -> None:
    facts = {"state": state, "duration_ms": _since(task.request.begun)}
    log.info("%s: %s in %s ms", task.name, state, facts["duration_ms"], extra={"facts": facts})
    _current.reset(task.request.number_before)
