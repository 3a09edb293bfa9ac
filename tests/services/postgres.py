"""A real PostgreSQL: the machine's, else the one in the `pgserver` wheel."""

import os
import shutil
import signal
import subprocess
from importlib.util import find_spec
from pathlib import Path

import psycopg

from tests.services.programs import How, Place, Program, free_port

NOBODY = 65534  # PostgreSQL refuses to run as root


class PostgresServer:
    """A server on a free port, with a cluster that lasts until `stop()`; between, it can end and start as it likes."""

    def __init__(self, **settings: object) -> None:
        """`settings` are the server's own, beside those that the tests need."""
        self.settings = settings
        self.place = Place("postgres")
        self.account = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
        if self.account:
            os.chown(self.place.path, NOBODY, NOBODY)
        self.programs = self._programs()
        self.cluster = self.place.path / "cluster"
        initdb = [self.programs / "initdb", "-D", self.cluster]
        asked = [*initdb, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "-N"]
        made = subprocess.run(asked, capture_output=True, text=True, check=False, cwd=self.place.path, **self.account)
        assert made.returncode == 0, f"initdb failed: {made.stdout}{made.stderr}"
        self.port = free_port()
        self.databases = 0
        self.start()

    def start(self) -> None:
        """Start it, with what it held before, and wait until a client gets in."""
        options = {
            "listen_addresses": "127.0.0.1",
            "port": self.port,
            "unix_socket_directories": "",
            # A killed server loses nothing that the machine has taken; only a power cut would.
            "fsync": "off",
            "shared_buffers": "32MB",
            "max_connections": 60,
            **self.settings,
        }
        self.program = Program(
            [self.programs / "postgres", "-D", self.cluster, *(f"--{name}={value}" for name, value in options.items())],
            log=self.place.path / "postgres.log",
            cwd=self.place.path,
            **self.account,
        )
        self.program.wait_until(self.answers, "PostgreSQL does not answer")

    def end(self, how: How) -> None:
        """End it for now; its clients are cut off."""
        if how is How.KILL:
            self.program.kill()
        else:
            self.program.stop(signal.SIGINT)

    def _programs(self) -> Path:
        """A folder with `postgres` and `initdb` that the account can run."""
        machines = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda found: int(found.parent.name))
        wheel = Path(find_spec("pgserver").submodule_search_locations[0])
        for folder in [*reversed(machines), wheel / "pginstall/bin"]:
            try:
                subprocess.run(
                    [folder / "initdb", "--version"], check=True, capture_output=True, cwd="/", **self.account
                )
                subprocess.run(
                    [folder / "postgres", "--version"], check=True, capture_output=True, cwd="/", **self.account
                )
            except (OSError, subprocess.CalledProcessError):
                continue
            return folder
        # The wheel lies where only root may read; its libraries are found beside it.
        copied = self.place.path / "wheel"
        shutil.copytree(wheel, copied / "pgserver", symlinks=True)
        shutil.copytree(wheel.with_name("pgserver.libs"), copied / "pgserver.libs", symlinks=True)
        return copied / "pgserver/pginstall/bin"

    def answers(self) -> bool:
        """Whether a client gets in."""
        try:
            psycopg.connect(self.url("postgres"), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def url(self, database: str) -> str:
        """The address of a database for `DATABASE_URL`."""
        return f"postgres://postgres@127.0.0.1:{self.port}/{database}"

    def new_database(self, like: str = "template1") -> str:
        """The address of an empty database, or of a copy of the database with that name."""
        self.databases += 1
        name = f"office_{self.databases}"
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {like}")
        return self.url(name)

    def drop(self, url: str) -> None:
        """Drop a database, whoever is still in it."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {url.rpartition('/')[2]} WITH (FORCE)")

    def stop(self) -> None:
        """End the server and remove its cluster, which nobody needs any more."""
        self.end(How.KILL)
        self.place.clear()
