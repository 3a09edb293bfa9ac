"""Room for the calls of a page: a loop takes no longer for standing deep in other calls."""

import resource
from collections.abc import Callable

from django.http import HttpResponse
from django.test import RequestFactory

from config.room_for_calls import with_room

DEPTHS = range(0, 400, 2)
"""Calls within calls: more than one piece of 16 KB holds."""


def nothing() -> None:
    """A call that does nothing."""


def called_often(depth: int) -> None:
    """A loop of calls, so deep in other calls."""
    if depth:
        return called_often(depth - 1)
    for _ in range(2_000):
        nothing()
    return None


def pages_asked_for(act: Callable[[], object]) -> int:
    """How often the system had to give a page of memory."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    act()
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


def test_a_loop_asks_the_system_for_no_memory_however_deep_it_stands():
    def view(_http_request):
        for depth in DEPTHS:
            called_often(depth)
        return HttpResponse()

    request = RequestFactory().get("/")
    assert pages_asked_for(lambda: view(request)) > 2_000  # without it, at some depth each call of the loop asks
    assert pages_asked_for(lambda: with_room(view)(request)) < 200


def test_the_answer_and_its_faults_come_through():
    answer = HttpResponse("Here")
    assert with_room(lambda _request: answer)(RequestFactory().get("/")) is answer
