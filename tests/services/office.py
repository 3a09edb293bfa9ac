"""The product as it runs: gunicorn, worker and beat from the Procfile, with data of their own."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from tests.services.post_office import PostOffice
from tests.services.postgres import PostgresServer
from tests.services.programs import ROOT, How, Place, Program, free_port, wait_until

PASSWORD = "only-in-the-tests-2023"
PROCFILE = dict(re.findall(r"^(\w+): (.+)$", (ROOT / "Procfile").read_text(), re.M))
SECOND_WORKER = "second worker"
ONE_CHILD_EACH = {"WEB_PROCESSES": "1", "WORKER_PROCESSES": "1"}
"""Enough for most tests, and started sooner."""
GRACE_SECONDS = 20


class Office:
    """One installation. `start()` starts its processes; `kill("worker")` is a power cut; `stop()` ends everything.

    Its processes are those of the Procfile, with one child each, and where it is `whole` with as many children as the
    Procfile says and a `SECOND_WORKER`. Its data lie in `var`; `settings` are its environment, and more can be given
    at the start. It mails through the `post_office`, or else into a folder.
    """

    def __init__(
        self, like: Path | None = None, *, whole: bool = False, post_office: PostOffice | None = None, **settings: str
    ) -> None:
        self.post_office = post_office
        self.processes = [*PROCFILE, *([SECOND_WORKER] if whole else [])]
        self.place = Place("office")
        self.var = self.place.path / "var"
        if like:
            shutil.copytree(like, self.var)
        else:
            self.var.mkdir()
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        inherited = {name: value for name, value in os.environ.items() if name in ("LANG", "HOME", "TMPDIR")}
        self.settings = {
            **inherited,
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.defpath}",
            "PYTHONUNBUFFERED": "1",
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "ENV_FILE": os.devnull,
            "DEBUG": "0",
            "SECRET_KEY": "only-for-an-office-in-the-tests",
            "BASE_URL": self.url,
            "ALLOWED_HOSTS": "127.0.0.1",
            "EMAIL_URL": post_office.url if post_office else f"filemail:///{self.var / 'mail'}",
            "MAIL_FROM": "foi@authority.example",
            "MAIL_ONLY_TO": ".example",
            "LINK_CHECKS": "off",
            "DEMONSTRATION": "1",
            "DEMONSTRATION_PASSWORD": PASSWORD,
            "STATIC_ROOT": str(ROOT / "var/static"),
            "VAR_DIR": str(self.var),
            "PORT": str(self.port),
            **({} if whole else ONE_CHILD_EACH),
            **settings,
        }
        self.programs: dict[str, Program] = {}

    def twin(self, postgres: PostgresServer | None = None, **more) -> "Office":
        """An office with the same rows and files as this one, which must not run; `postgres` is where its rows are."""
        if postgres:
            name = self.settings["DATABASE_URL"].rpartition("/")[2]
            more["DATABASE_URL"] = postgres.new_database(like=name)
        return Office(like=self.var, **more)

    def manage(self, *arguments: str) -> str:
        """Run a management command of this office; what it printed."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.settings,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, (
            f"manage.py {' '.join(arguments)} failed:\n{done.stdout[-2000:]}{done.stderr[-4000:]}"
        )
        return done.stdout

    def __enter__(self) -> "Office":
        return self

    def __exit__(self, *_how: object) -> None:
        self.stop()

    def ask(self, code: str) -> str:
        """Run Python inside the office, as a look into its database; what it printed."""
        return self.manage("shell", "--no-imports", "-v0", "-c", code).strip()

    def look(self, code: str) -> Any:
        """Look into its database with Python that prints what it found, as JSON, in its last line."""
        return json.loads(self.ask(code).splitlines()[-1])

    def start(self, *names: str, **settings: str) -> "Office":
        """Start these processes, or all, and wait until the pages answer and all have been seen."""
        self.settings |= settings
        for name in names or self.processes:
            self._run(name)
        wait_until(
            self._lives,
            lambda: "The office does not start:\n" + self.said(),
            seconds=60,
            alive=lambda: all(program.is_running for program in self.programs.values()),
        )
        return self

    def _run(self, name: str) -> None:
        """Run one process; the second worker is the first one under a name of its own, as Celery asks."""
        second = name == SECOND_WORKER
        command = ["sh", "-c", f"exec {PROCFILE['worker' if second else name]}"]
        environment = {**self.settings, **({"CELERY_WORKER_HOSTNAME": "second@%h"} if second else {})}
        log = self.place.path / f"{name}.log"
        self.programs[name] = Program(command, log=log, env=environment, cwd=ROOT)

    def said(self) -> str:
        """What the processes printed last."""
        return "\n".join(f"{name}: {program.said()[-3000:]}" for name, program in self.programs.items())

    def _lives(self) -> bool:
        if "web" not in self.programs:
            return True
        # Without worker or beat the office says 503, and serves all the same.
        status, _ = self.health()
        return status == 200 or (status == 503 and self.programs.keys() != set(self.processes))

    def health(self) -> tuple[int, dict]:
        """What /health says: the status and the parts; (0, {}) when nobody answers."""
        try:
            with urllib.request.urlopen(f"{self.url}/health", timeout=5) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as refused:
            return refused.code, json.load(refused) if refused.code == 503 else {}
        except OSError:
            return 0, {}

    def kill(self, name: str) -> None:
        """End one of the processes at once, with its children."""
        self.programs.pop(name).kill()

    def end(self, name: str, how: How) -> None:
        """End one of the processes; one that is asked to must end by itself, in good order."""
        if how is How.KILL:
            self.kill(name)
            return
        program, process = self.programs[name], self.programs[name].process
        program.wait_until(lambda: program.heeds(signal.SIGTERM), f"{name} has not started")
        process.terminate()
        status = process.wait(timeout=GRACE_SECONDS)
        assert status == 0, f"{name} ended with {status}:\n{self.programs[name].said()[-3000:]}"
        del self.programs[name]

    def mails(self) -> list[str]:
        """The messages that have left, oldest first."""
        if self.post_office:
            return [delivery.content.decode() for delivery in self.post_office.deliveries]
        folder = self.var / "mail"
        found = sorted(folder.glob("*.log"), key=lambda path: path.stat().st_mtime_ns) if folder.exists() else []
        return [path.read_text() for path in found]

    def stop(self) -> None:
        """End the processes at once and remove the data."""
        for program in self.programs.values():
            program.kill()
        self.programs.clear()
        self.place.clear()
