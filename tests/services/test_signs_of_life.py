"""The commands and health checks of docker-compose.yml, run without containers: well while they work, else unwell.

Where the tests run as root, each process stands in a box like its container: another user without rights, a read-only
file system, and one folder to write in.
"""

import os
import re
import signal
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.heartbeats import TOUCH_EVERY
from tests.architecture.deployment import SERVICES, shell_words
from tests.services.office import Office
from tests.services.programs import ROOT, How, Program, wait_until
from tests.services.redis import RedisServer

NOT_ALLOWED = re.compile(r"Read-only file system|Permission denied|No writable cache")
# The right to read everything stands for an image whose files all may read (a test below looks at those that are made
# while building); nothing gives a right to write.
BOX = """
mount --make-rprivate / && mount --bind "$0" "$0" && mount -o remount,bind,ro / &&
exec setpriv --reuid 10001 --regid 10001 --clear-groups --no-new-privs --pdeathsig KILL \\
    --bounding-set=-all,+dac_read_search --inh-caps=-all,+dac_read_search --ambient-caps=-all,+dac_read_search "$@"
"""
HAS_BOX = os.geteuid() == 0 and subprocess.run(["unshare", "--mount", "true"], check=False).returncode == 0


def boxed(words: list[str], folder: Path) -> list[str]:
    """The command in a box in which only this folder can be written, where this machine allows one."""
    return ["unshare", "--mount", "sh", "-c", BOX, str(folder), *words] if HAS_BOX else words


class Containers(Office):
    """An office whose processes start, and whose health is asked about, as docker-compose.yml says."""

    def __init__(self, **settings: str) -> None:
        super().__init__(**settings)
        for variable, name in (("HEARTBEAT_DIR", "signs"), ("TMPDIR", "temporary"), ("HOME", "temporary")):
            self.settings[variable] = str(self.place.path / name)
        self.signs.mkdir()
        (self.place.path / "temporary").mkdir()
        if HAS_BOX:
            for folder in (self.place.path, *self.place.path.iterdir()):
                os.chown(folder, 10001, 10001)

    def _run(self, name: str) -> None:
        command = boxed(SERVICES[name]["command"], self.place.path)
        log = self.place.path / f"{name}.log"
        self.programs[name] = Program(command, log=log, env=self.settings, cwd=ROOT)

    def run_once(self, words: list[str]) -> subprocess.CompletedProcess:
        """Run a command to its end, in a box."""
        asked = boxed(words, self.place.path)
        return subprocess.run(asked, cwd=ROOT, env=self.settings, capture_output=True, text=True, check=False)

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
    """An office on PostgreSQL and Redis that was prepared and runs."""
    redis_server.forget()
    office = Containers(DATABASE_URL=postgres.new_database(), REDIS_URL=redis_server.url)
    try:
        prepared = office.run_once(SERVICES["prepare"]["command"])
        assert prepared.returncode == 0, prepared.stderr
        yield office.start()
    finally:
        office.stop()


@pytest.mark.parametrize("service", ["web", "worker", "beat"])
def test_a_service_that_works_is_well(on_servers, service):
    answer = on_servers.asked(service)
    assert answer.returncode == 0, answer.stderr


@pytest.mark.skipif(not HAS_BOX, reason="only root may make a read-only file system")
def test_the_processes_need_no_right_to_write_but_in_their_folder(on_servers):
    assert "Read-only file system" in on_servers.run_once(["touch", str(ROOT / "written")]).stderr
    assert on_servers.run_once(["sh", "-c", "id -u; touch $TMPDIR/written"]).stdout == "10001\n"
    page = urllib.request.urlopen(f"{on_servers.url}/account/login/", timeout=20)
    assert page.status == 200
    assert not [line for program in on_servers.programs.values() for line in NOT_ALLOWED.findall(program.said())]


@pytest.mark.skipif(not HAS_BOX, reason="only root may become another user")
def test_the_collected_files_can_be_read_by_a_user_without_any_right():
    """Web reads `staticfiles.json` for every page; the mount stands for a way there that all may go."""
    nobody = "setpriv --reuid 10001 --regid 10001 --clear-groups --bounding-set=-all --inh-caps=-all"
    closed = r"find /mnt \( -type d ! -executable -o ! -readable \) -print"
    looked = f"mount --make-rprivate / && mount --bind var/static /mnt && exec {nobody} {closed}"
    asked = ["unshare", "--mount", "sh", "-c", looked]
    assert not subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()


@pytest.mark.parametrize("service", ["worker", "beat"])
def test_a_service_that_hangs_is_unwell_until_it_goes_on(on_servers, service):
    process = on_servers.programs[service].process
    process.send_signal(signal.SIGSTOP)
    try:
        on_servers.age(service)
        assert re.fullmatch(rf"{service} has been silent for 1[2-9]\d seconds.", on_servers.complaint(service))
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
        assert re.fullmatch(r"worker has been silent for 1[3-9]\d seconds.", on_servers.complaint("worker"))
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
