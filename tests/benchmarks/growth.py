"""How pages and timed tasks grow with the cases, on both databases: run by `make bench`; figures, not pass or fail.

For each number of cases an office on each database is filled in bulk, and timed from inside (`timing.py`): median and
95th percentile of server time in milliseconds. The last column is the exponent of growth between the smallest and the
largest office: 0 is no growth, 1 means that ten times as many cases take ten times as long.
"""

import argparse
import json
import math
import time
from collections.abc import Sequence
from contextlib import ExitStack

from tests.benchmarks.ground import DATABASES, Ground, at_once, inside, prepared

SIZES = (1_000, 100_000)
LARGEST = 1_000_000

Timings = dict[str, dict[str, float]]


def sizes(*, full: bool) -> tuple[int, ...]:
    """How many cases the offices have."""
    return (*SIZES, LARGEST) if full else SIZES


def timings_of(cases: int, ground: Ground) -> dict[str, Timings]:
    """Fill an office on each database, both at once, and time one after the other from inside."""
    with ExitStack() as lent:
        offices = {database: lent.enter_context(ground.copy(database)) for database in DATABASES}
        began = time.monotonic()
        filled = at_once(lambda office: inside(office, "tests.benchmarks.crowd", str(cases)), offices.values())
        for database, said in zip(offices, filled, strict=True):
            print(f"  {database}: {said}", flush=True)
        filling, began = time.monotonic() - began, time.monotonic()
        timings = {
            database: json.loads(inside(office, "tests.benchmarks.timing").splitlines()[-1])
            for database, office in offices.items()
        }
        print(f"  Filled in {filling:.0f} s and timed in {time.monotonic() - began:.0f} s.", flush=True)
        return timings


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


def measure(ground: Ground, sizes: Sequence[int]) -> None:
    """Measure and print."""
    by_size = {size: timings_of(size, ground) for size in sizes}
    for database in DATABASES:
        print(f"Pages and timed tasks on {database}: milliseconds, median and 95th percentile", flush=True)
        print("\n".join(table({size: timings[database] for size, timings in by_size.items()})), flush=True)


def main() -> None:
    """Measure this part alone."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--full", action="store_true", help="a million cases as well")
    with prepared() as ground:
        measure(ground, sizes(full=parser.parse_args().full))


if __name__ == "__main__":
    main()
