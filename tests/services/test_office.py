"""The office's own processes, as they are started everywhere: they live, they tell when one is silent, they end."""

from collections.abc import Iterator

import pytest

from tests.services.office import Office


@pytest.fixture
def bare_office() -> Iterator[Office]:
    """An office with a migrated database and nothing in it."""
    office = Office()
    try:
        office.manage("migrate", "-v0")
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


def test_a_task_reaches_the_worker_through_a_folder_and_a_killed_worker_leaves_a_broker_that_works(bare_office):
    bare_office.start("worker")
    bare_office.kill("worker")
    bare_office.start("worker", "web", "beat")
    assert bare_office.health()[0] == 200
    assert bare_office.worker_pids()
