"""Every benchmark after another: run by `make bench`; figures, not pass or fail. `--full`: a million cases as well.

Each part says at its end how long it took, and `python -m tests.benchmarks.NAME` runs one of them alone. Those that
measure a process from its first letter on have one to themselves.
"""

import argparse
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from tests.benchmarks import clock, growth, preview, triage, workers
from tests.benchmarks.ground import prepared
from tests.services.programs import ROOT

IN_A_PROCESS_OF_ITS_OWN = ("letters", "long_letter", "checks")


@contextmanager
def timed(part: str) -> Iterator[None]:
    """Say at the end how long a part took."""
    print(f"--- {part}", flush=True)
    began = time.monotonic()
    yield
    print(f"--- {part}: this part took {time.monotonic() - began:.0f} s\n", flush=True)


def main() -> None:
    """Measure everything and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--full", action="store_true", help="a million cases as well")
    sizes = growth.sizes(full=parser.parse_args().full)
    began = time.monotonic()
    for name in IN_A_PROCESS_OF_ITS_OWN:
        with timed(name):
            subprocess.run([sys.executable, "-m", f"tests.benchmarks.{name}"], cwd=ROOT, check=True)
    with ExitStack() as lent:
        with timed("offices to copy"):
            ground = lent.enter_context(prepared())
        for part in (preview, triage, clock, workers):
            with timed(part.__name__.rpartition(".")[2]):
                part.measure(ground)
        with timed("growth"):
            growth.measure(ground, sizes)
    print(f"All of it took {(time.monotonic() - began) / 60:.1f} minutes.")


if __name__ == "__main__":
    main()
