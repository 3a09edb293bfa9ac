"""How fast the clock is on both databases: run by `make bench`; figures, not pass or fail.

A million due dates, a bank holiday that moves 100,000 open cases, and the nightly notices over them, timed from inside
an office (`clock_timing.py`).
"""

from tests.benchmarks.growth import MEMORY, inside, migrated_offices
from tests.services.postgres import PostgresServer

OPEN_CASES = 100_000


def main() -> None:
    """Measure and print."""
    server = PostgresServer(**MEMORY)
    try:
        with migrated_offices(server) as offices:
            for database, office in offices.items():
                print(f"The clock on {database}", flush=True)
                office.manage("load_reference_data")
                print(inside(office, "tests.benchmarks.clock_timing", str(OPEN_CASES)), flush=True)
                office.stop()
    finally:
        server.stop()


if __name__ == "__main__":
    main()
