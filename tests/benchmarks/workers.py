"""1,000 letters rendered by one worker process and by two: run by `make bench`; figures, not pass or fail.

The worker is the Procfile's, over PostgreSQL and Redis. Each letter is rendered, kept, and mailed, as at issue; time
runs from the first hint to the last message, without the worker's start and its first letters. Beside it stands how
long the processors worked for each letter, and for whom: what two workers do not gain they lose there or by waiting.
"""

import os
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tests.benchmarks.ground import POSTGRESQL, Ground, inside, prepared
from tests.services.office import Office
from tests.services.postgres import PostgresServer
from tests.services.programs import wait_until
from tests.services.redis import RedisServer

LETTERS = 1_000
WARMING = 20
TICKS = os.sysconf("SC_CLK_TCK")

HINTS = """
import time
from django.utils import timezone
from responses import tasks
from responses.models import IssuedLetter
keys = list(IssuedLetter.objects.filter(channel="email").order_by("pk").values_list("pk", flat=True)[{first}:{last}])
IssuedLetter.objects.filter(pk__in=keys).update(
    render_state="waiting", pdf=None, pages=None, attempts=0, next_attempt_at=timezone.now()
)
print(time.time())
for key in keys:
    tasks.render_letter.delay(key)
"""
"""Takes the PDF of these letters away again, hints that they are to be rendered, and prints when it began to."""

UNDONE = """
SELECT (SELECT count(*) FROM responses_issuedletter WHERE pdf_id IS NULL)
     + (SELECT count(*) FROM foirequests_outgoingmail WHERE state IN ('waiting', 'sending'))
"""


@dataclass(frozen=True)
class Run:
    """One thousand letters: seconds by the clock, and seconds that processors worked for the worker and PostgreSQL."""

    seconds: float
    worker: float
    database: float

    def words(self, workers: int) -> str:
        """A line of the table."""
        both = self.worker + self.database
        return (
            f"{workers} of them: {LETTERS / self.seconds:6.1f} letters a second. A letter takes"
            f" {1000 * self.worker / LETTERS:.0f} ms of processor time in the worker and"
            f" {1000 * self.database / LETTERS:.0f} in PostgreSQL; {both / self.seconds:.2f} processors were busy."
        )


def processor_seconds(pid: int) -> float:
    """How long a process and its children have worked, those that have ended among them, in user and kernel."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return sum(_ticks(Path(f"/proc/{each}/stat")) for each in (pid, *children)) / TICKS


def _ticks(stat: Path) -> int:
    """The ticks of a process and its ended children; none when it has just become one of these."""
    with suppress(FileNotFoundError):
        return sum(map(int, stat.read_text().rpartition(")")[2].split()[11:15]))
    return 0


def rendered_by(workers: int, office: Office, server: PostgresServer, redis: RedisServer) -> Run:
    """Have the letters of an office rendered."""
    redis.forget()
    office.start("worker", WORKER_PROCESSES=str(workers))
    with psycopg.connect(office.settings["DATABASE_URL"], autocommit=True) as connection:

        def is_done() -> bool:
            return connection.execute(UNDONE).fetchone()[0] == 0

        office.ask(HINTS.format(first=0, last=WARMING))
        wait_until(is_done, office.said, seconds=120)
        busy = office.programs["worker"].pid, server.program.pid
        before = [processor_seconds(pid) for pid in busy]
        began = float(office.ask(HINTS.format(first=WARMING, last=WARMING + LETTERS)))
        wait_until(is_done, office.said, seconds=1200)
        seconds = time.time() - began
        worker, database = (processor_seconds(pid) - was for pid, was in zip(busy, before, strict=True))
        return Run(seconds, worker, database)


def measure(ground: Ground) -> None:
    """Fill an office with letters enough, have one and then two workers render those of a copy, and print."""
    redis = RedisServer()
    try:
        print(
            f"{LETTERS:,} letters rendered, kept and mailed on {os.cpu_count()} processors by worker processes:",
            flush=True,
        )
        with ground.copy(POSTGRESQL, REDIS_URL=redis.url, LOG_LEVEL="ERROR") as filled:
            inside(filled, "tests.benchmarks.crowd", str(2 * LETTERS))
            seconds = []
            for workers in (1, 2):
                with ground.copy(POSTGRESQL, like=filled, REDIS_URL=redis.url) as office:
                    run = rendered_by(workers, office, ground.server, redis)
                print(f"  {run.words(workers)}", flush=True)
                seconds.append(run.seconds)
        print(f"  Two are {seconds[0] / seconds[1]:.2f} times as fast as one.", flush=True)
    finally:
        redis.stop()


def main() -> None:
    """Measure this part alone."""
    with prepared() as ground:
        measure(ground)


if __name__ == "__main__":
    main()
