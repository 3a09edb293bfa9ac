"""The office's own processes, as they are started everywhere: they live, they tell when one is silent, they end."""

from collections.abc import Iterator

import pytest

from tests.services.office import Office


@pytest.fixture
def bare_office(empty_office_data) -> Iterator[Office]:
    """An office on its first day."""
    office = Office(like=empty_office_data)
    try:
        yield office
    finally:
        office.stop()


def test_health_says_which_part_is_silent_and_nothing_else(bare_office):
    bare_office.start("web")
    assert bare_office.health() == (
        503,
        {"status": "down", "components": {"database": "up", "worker": "silent", "beat": "silent"}},
    )
    bare_office.start("worker", "beat")
    assert bare_office.health() == (
        200,
        {"status": "up", "components": {"database": "up", "worker": "up", "beat": "up"}},
    )


def test_the_same_processes_run_on_postgresql_and_redis(first_day_on_postgres, redis_server):
    redis_server.forget()
    office = first_day_on_postgres(REDIS_URL=redis_server.url)
    try:
        office.start()
        assert office.health()[0] == 200
    finally:
        office.stop()


def test_a_message_that_comes_while_no_worker_lives_is_done_when_one_does(bare_office):
    bare_office.start("worker")
    bare_office.kill("worker")
    bare_office.ask("from foirequests import tasks; tasks.raise_notices.delay()")
    queue = bare_office.var / "broker/queue"
    assert len(list(queue.iterdir())) == 1
    bare_office.start("worker")
    bare_office.programs["worker"].wait_until(lambda: not list(queue.iterdir()), "The message was not taken")


def test_a_worker_that_is_asked_to_end_ends_by_itself(bare_office):
    bare_office.start()
    bare_office.programs["worker"].process.terminate()
    assert bare_office.programs["worker"].process.wait(timeout=20) == 0


def test_the_demonstration_is_built_beside_a_worker_that_runs(first_day_on_postgres, redis_server):
    redis_server.forget()
    office = first_day_on_postgres(REDIS_URL=redis_server.url, SWEEP_SECONDS="2")
    try:
        office.start("worker", "beat")
        office.manage("load_demo", "--out", str(office.var))
    finally:
        office.stop()
    asked = "from responses.models import IssuedLetter as L; print(L.objects.filter(posted_on__isnull=False).count())"
    assert office.ask(asked) == "1"
