"""What the benchmarks stand on: one PostgreSQL, and an empty office on each database that all of them copy.

Migrating takes longer than most of what is measured after it, so it is done once for each database, on both at once.
"""

import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from tests.services.office import Office
from tests.services.postgres import PostgresServer
from tests.services.programs import ROOT

SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"
DATABASES = (SQLITE, POSTGRESQL)
MEMORY = {"shared_buffers": "2GB", "work_mem": "16MB", "maintenance_work_mem": "512MB", "max_wal_size": "8GB"}
"""What PostgreSQL is given: a quarter of a server of 8 GB, as its manual advises. A million cases are 30 GB of rows."""


class Ground:
    """One PostgreSQL and the migrated offices; `copy()` lends an office of its own to whoever measures."""

    def __init__(self, server: PostgresServer, empty: dict[str, Office]) -> None:
        self.server = server
        self.empty = empty

    @contextmanager
    def copy(self, database: str, *, like: Office | None = None, **settings: str) -> Iterator[Office]:
        """An office on this database, empty or with what another one holds; it is gone afterwards, rows and all."""
        office = (like or self.empty[database]).twin(self.server if database == POSTGRESQL else None, **settings)
        try:
            yield office
        finally:
            office.stop()
            if database == POSTGRESQL:
                self.server.drop(office.settings["DATABASE_URL"])


@contextmanager
def prepared() -> Iterator[Ground]:
    """The ground, ready to be stood on."""
    server, offices = PostgresServer(**MEMORY), {}
    try:
        offices |= {SQLITE: Office(), POSTGRESQL: Office(DATABASE_URL=server.new_database())}
        at_once(lambda office: office.manage("migrate", "-v0"), offices.values())
        yield Ground(server, offices)
    finally:
        for office in offices.values():
            office.stop()
        server.stop()


def at_once(act: Callable[[Office], str], offices: Iterable[Office]) -> list[str]:
    """Do something that is not measured to several offices at the same time; what each printed."""
    offices = list(offices)
    with ThreadPoolExecutor(len(offices)) as threads:
        return list(threads.map(act, offices))


def inside(office: Office, *arguments: str) -> str:
    """Run a module in the office's own settings; what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=ROOT,
        env=office.settings | {"LOG_LEVEL": "ERROR"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{' '.join(arguments)} failed:\n{done.stdout[-2000:]}{done.stderr[-4000:]}"
    return done.stdout.strip()
