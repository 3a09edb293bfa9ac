"""The office's own processes, as they are started everywhere: they live, they tell when one is silent, they end."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.office import Office


@pytest.fixture(scope="module")
def migrated(tmp_path_factory) -> Path:
    """The data of an office whose database is migrated and empty."""
    office = Office()
    try:
        office.manage("migrate", "-v0")
        return office.var.rename(tmp_path_factory.mktemp("migrated") / "var")
    finally:
        office.stop()


@pytest.fixture
def bare_office(migrated) -> Iterator[Office]:
    """An office with a migrated database and nothing in it."""
    office = Office(like=migrated)
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


def test_the_same_processes_run_on_postgresql_and_redis(postgres, redis_server):
    redis_server.forget()
    office = Office(DATABASE_URL=postgres.new_database(), REDIS_URL=redis_server.url)
    try:
        office.manage("migrate", "-v0")
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
