"""The health checks of docker-compose.yml, run beside the real processes: well while they work, else unwell."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.heartbeats import TOUCH_EVERY
from tests.architecture.deployment import SERVICES, shell_words
from tests.services.office import Office
from tests.services.programs import ROOT, How, wait_until
from tests.services.redis import RedisServer


class Containers(Office):
    """An office whose health can be asked about as Docker asks."""

    def asked(self, service: str) -> subprocess.CompletedProcess:
        """The answer of the service's health check."""
        return subprocess.run(
            shell_words(SERVICES[service]["healthcheck"]["test"]),
            cwd=ROOT,
            env=self.settings,
            capture_output=True,
            text=True,
            timeout=20,
            check=False,
        )

    def is_well(self, service: str) -> bool:
        """Whether the service's health check finds nothing."""
        return self.asked(service).returncode == 0

    def complaint(self, service: str) -> str:
        """What the health check says is wrong."""
        answer = self.asked(service)
        assert answer.returncode == 1, answer
        return answer.stderr.strip()

    def age(self, service: str) -> None:
        """Let the service's last sign of life be two minutes old."""
        long_ago = time.time() - 120
        os.utime(self.signs / service, (long_ago, long_ago))

    @property
    def signs(self) -> Path:
        """The folder that is this office's HEARTBEAT_DIR."""
        return Path(self.settings["HEARTBEAT_DIR"])


@pytest.fixture(scope="module")
def on_servers(postgres, redis_server) -> Iterator[Containers]:
    """A migrated office on PostgreSQL and Redis, with signs of life, which runs."""
    redis_server.forget()
    office = Containers(DATABASE_URL=postgres.new_database(), REDIS_URL=redis_server.url)
    signs = office.place.path / "signs"
    signs.mkdir()
    office.settings["HEARTBEAT_DIR"] = str(signs)
    try:
        office.manage("migrate", "-v0")
        yield office.start()
    finally:
        office.stop()


@pytest.mark.parametrize("service", ["web", "worker", "beat"])
def test_a_service_that_works_is_well(on_servers, service):
    answer = on_servers.asked(service)
    assert answer.returncode == 0, answer.stderr


@pytest.mark.parametrize("service", ["worker", "beat"])
def test_a_service_that_hangs_is_unwell_until_it_goes_on(on_servers, service):
    process = on_servers.programs[service].process
    process.send_signal(signal.SIGSTOP)
    try:
        on_servers.age(service)
        assert on_servers.complaint(service).startswith(f"{service} has been silent for 12")
    finally:
        process.send_signal(signal.SIGCONT)
    wait_until(lambda: on_servers.is_well(service), f"{service} does not touch its sign of life again", seconds=40)


def test_a_worker_that_cannot_reach_the_broker_is_unwell_and_well_again_when_it_can(on_servers):
    """The broker is away for the worker alone, so that other tests keep theirs."""
    broker = RedisServer()
    on_servers.kill("worker")
    on_servers.start("worker", REDIS_URL=broker.url)
    try:
        broker.end(How.KILL)
        worker = on_servers.programs["worker"]
        worker.wait_until(lambda: "Cannot connect" in worker.said(), "The worker does not miss its broker")
        on_servers.age("worker")
        time.sleep(TOUCH_EVERY + 1)
        assert on_servers.complaint("worker").startswith("worker has been silent for 13")
        broker.start()
        wait_until(lambda: on_servers.is_well("worker"), "The worker stays silent after its broker came back", 60)
    finally:
        on_servers.kill("worker")
        broker.stop()


def test_a_service_that_has_not_started_is_unwell(on_servers):
    (on_servers.signs / "beat").unlink()
    on_servers.kill("beat")
    assert on_servers.complaint("beat") == "beat has not started yet."


def test_web_stays_well_while_the_background_is_silent(on_servers):
    on_servers.ask("from accounts.models import ServiceSeen; ServiceSeen.objects.all().delete()")
    assert on_servers.health()[0] == 503
    assert on_servers.is_well("web")


def test_web_that_serves_another_host_name_says_so(on_servers):
    told = on_servers.settings["BASE_URL"]
    on_servers.settings["BASE_URL"] = "https://elsewhere.example"
    try:
        assert on_servers.complaint("web") == "/health answers 400; does ALLOWED_HOSTS name elsewhere.example?"
    finally:
        on_servers.settings["BASE_URL"] = told


def test_web_that_does_not_answer_is_unwell(on_servers):
    on_servers.kill("web")
    assert on_servers.complaint("web").startswith("/health does not answer")
