"""A real PostgreSQL: the machine's, else the one in the `pgserver` wheel."""

import os
import shutil
import signal
import subprocess
from importlib.util import find_spec
from pathlib import Path

import psycopg

from tests.services.programs import Place, Program, free_port

NOBODY = 65534  # PostgreSQL refuses to run as root


class PostgresServer:
    """A server on a free port, with a cluster that is thrown away."""

    def __init__(self) -> None:
        self.place = Place("postgres")
        self.account = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
        if self.account:
            os.chown(self.place.path, NOBODY, NOBODY)
        programs = self._programs()
        cluster = self.place.path / "cluster"
        asked = [programs / "initdb", "-D", cluster, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "-N"]
        made = subprocess.run(asked, capture_output=True, text=True, check=False, cwd=self.place.path, **self.account)
        assert made.returncode == 0, f"initdb failed: {made.stdout}{made.stderr}"
        self.port = free_port()
        self.databases = 0
        options = {
            "listen_addresses": "127.0.0.1",
            "port": self.port,
            "unix_socket_directories": "",
            "fsync": "off",
            "shared_buffers": "32MB",
            "max_connections": 60,
        }
        self.program = Program(
            [programs / "postgres", "-D", cluster, *(f"--{name}={value}" for name, value in options.items())],
            log=self.place.path / "postgres.log",
            cwd=self.place.path,
            **self.account,
        )
        self.program.wait_until(self.answers, "PostgreSQL does not answer")

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

    def new_database(self) -> str:
        """The address of an empty database."""
        self.databases += 1
        name = f"office_{self.databases}"
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return self.url(name)

    def stop(self) -> None:
        """End the server and remove its cluster."""
        self.program.stop(signal.SIGINT)
        self.place.clear()
