"""How pages and timed tasks grow with the cases, on both databases: run by `make bench`; figures, not pass or fail.

For each database and each number of cases an office is filled in bulk, and timed from inside (`timing.py`): median and
95th percentile of server time in milliseconds. The last column is the exponent of growth between the smallest and the
largest office: 0 is no growth, 1 means that ten times as many cases take ten times as long.
"""

import argparse
import json
import math
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from tests.services.office import Office
from tests.services.postgres import PostgresServer
from tests.services.programs import ROOT

SIZES = (1_000, 100_000)
LARGEST = 1_000_000
MEMORY = {"shared_buffers": "512MB", "work_mem": "16MB", "maintenance_work_mem": "512MB", "max_wal_size": "8GB"}
"""What PostgreSQL is given: a quarter of a server of 2 GB, as its manual advises."""

Timings = dict[str, dict[str, float]]


@contextmanager
def migrated_offices(server: PostgresServer) -> Iterator[dict[str, Office]]:
    """An empty office on each database, by the database's name; both migrate at once, for that is not timed."""
    offices = {"SQLite": Office(), "PostgreSQL": Office(DATABASE_URL=server.new_database())}
    try:
        with ThreadPoolExecutor(len(offices)) as both:
            list(both.map(lambda office: office.manage("migrate", "-v0"), offices.values()))
        yield offices
    finally:
        for office in offices.values():
            office.stop()


def timed_twin(empty: Office, cases: int, server: PostgresServer) -> Timings:
    """Fill a copy of an empty office and time it from inside."""
    office = empty.twin(server if "DATABASE_URL" in empty.settings else None)
    try:
        began = time.monotonic()
        print(f"  {inside(office, 'tests.benchmarks.crowd', str(cases))}", flush=True)
        timings = json.loads(inside(office, "tests.benchmarks.timing").splitlines()[-1])
        print(f"  Filled and timed in {time.monotonic() - began:.0f} s.", flush=True)
        return timings
    finally:
        office.stop()


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


def table(by_size: dict[int, Timings]) -> list[str]:
    """One line for each page or task: median and 95th percentile in each office, queries, exponent of growth."""
    sizes = sorted(by_size)
    lines = [f"{'':52}" + "".join(f"{size:>16,}" for size in sizes) + f"{'queries':>9}{'growth':>8}"]
    for name, most in by_size[sizes[-1]].items():
        cells = [by_size[size].get(name) for size in sizes]
        shown = "".join(f"{cell['median']:>8.1f}{cell['p95']:>8.1f}" if cell else f"{'none':>16}" for cell in cells)
        queries = f"{most['queries']:>9}" if most["queries"] else f"{'':9}"
        growth = ""
        if least := cells[0]:
            growth = f"{math.log(most['median'] / least['median']) / math.log(sizes[-1] / sizes[0]):.2f}"
        lines.append(f"{name:52}{shown}{queries}{growth:>8}")
    return lines


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--full", action="store_true", help="a million cases as well")
    sizes = (*SIZES, LARGEST) if parser.parse_args().full else SIZES
    server = PostgresServer(**MEMORY)
    try:
        with migrated_offices(server) as offices:
            for database, empty in offices.items():
                print(f"Pages and timed tasks on {database}: milliseconds, median and 95th percentile", flush=True)
                print("\n".join(table({size: timed_twin(empty, size, server) for size in sizes})), flush=True)
    finally:
        server.stop()


if __name__ == "__main__":
    main()
