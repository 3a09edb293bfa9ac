"""How fast the clock is on both databases: run by `make bench`; figures, not pass or fail.

A million due dates, a bank holiday that moves 100,000 open cases, and the nightly notices over them, timed from inside
an office (`clock_timing.py`).
"""

from contextlib import ExitStack

from tests.benchmarks.ground import DATABASES, Ground, at_once, inside, prepared
from tests.services.office import Office

OPEN_CASES = 100_000


def filled(office: Office) -> str:
    """Put reference data and the open cases into an empty office."""
    office.manage("load_reference_data")
    return inside(office, "tests.benchmarks.clock_timing", str(OPEN_CASES), "--fill")


def measure(ground: Ground) -> None:
    """Fill an office on each database, both at once; measure one after the other, and print."""
    with ExitStack() as lent:
        offices = {database: lent.enter_context(ground.copy(database)) for database in DATABASES}
        at_once(filled, offices.values())
        for database, office in offices.items():
            print(f"The clock on {database}", flush=True)
            print(inside(office, "tests.benchmarks.clock_timing", str(OPEN_CASES)), flush=True)


def main() -> None:
    """Measure this part alone."""
    with prepared() as ground:
        measure(ground)


if __name__ == "__main__":
    main()
