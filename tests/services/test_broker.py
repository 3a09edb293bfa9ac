"""The worker goes on taking hints, however Redis ended and whatever the worker was doing."""

from collections.abc import Iterator

import pytest

from tests.services.mail_server import Point
from tests.services.office import Office
from tests.services.programs import How, wait_until
from tests.services.redis import RedisServer

A_REQUEST_ARRIVES = """
from django.utils import timezone
from foirequests.actions.receive import RequesterDetails, receive_request
receive_request(
    text="How many claims were there last year?",
    requester=RequesterDetails(name="Ada Quill", email="ada.quill@requesters.example"),
    channel="web", received_on=timezone.localdate(), at=timezone.now(), by=None,
)
"""
NOT_ACKNOWLEDGED = "Couldn't ack"


@pytest.fixture
def redis(redis_server) -> Iterator[RedisServer]:
    """Redis, empty; it is there again for the next test."""
    redis_server.forget()
    yield redis_server
    if not redis_server.program.is_running:
        redis_server.start()


@pytest.fixture
def office(empty_office_data, redis, post_office) -> Iterator[Office]:
    """An office whose worker does one thing at a time."""
    office = Office(like=empty_office_data, REDIS_URL=redis.url, post_office=post_office, SWEEP_SECONDS="1")
    try:
        yield office.start("worker", "beat")
    finally:
        office.stop()


@pytest.mark.parametrize("how", How)
def test_a_worker_that_was_at_work_when_redis_ended_takes_hints_again(office, redis, post_office, how):
    post_office.hold(Point.DURING_DATA)
    office.ask(A_REQUEST_ARRIVES)
    wait_until(post_office.held, office.said)

    redis.end(how)
    post_office.let_go()
    wait_until(lambda: NOT_ACKNOWLEDGED in office.programs["worker"].said(), office.said)
    redis.start()

    office.ask(A_REQUEST_ARRIVES)
    wait_until(lambda: len(post_office.deliveries) == 2, lambda: "The worker takes nothing:\n" + office.said())
