"""Room for the calls of a page, so that none of them waits for the system to give memory and take it back.

CPython keeps the frames of its calls in pieces of 16 KB. Where a loop stands at the end of a piece, each call in it
asks the system for another, and gives it back when it returns: a page whose loop over a list happened to stand there
took a tenth longer, or a quarter, and after any change it was another page. A call that says it needs a larger piece
gets it, and whatever it calls has the rest of that. Memory that no call reaches is never touched.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

SLOTS = 70_000
"""Of 8 bytes each: more than half a megabyte, so the piece is the next power of two, and nearly half of it is left."""


def with_room(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: answer each request in one piece of memory for calls."""

    def answer(http_request: HttpRequest) -> HttpResponse:
        return get_response(http_request)

    answer.__code__ = answer.__code__.replace(co_stacksize=SLOTS)
    return answer
