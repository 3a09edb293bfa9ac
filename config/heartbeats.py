"""Worker and beat say every minute that they live, so that the office sees when they do not (`accounts.background`)."""

import logging
from time import monotonic

from celery import bootsteps
from celery.beat import PersistentScheduler
from django.db import DatabaseError, connection
from django.utils import timezone

EVERY = 60  # seconds
log = logging.getLogger(__name__)


def say(name: str) -> None:
    """Record that the service was alive at this moment; a database that is away must not stop the service."""
    from accounts.background import mark_seen  # needs the applications, which are not loaded when Celery starts

    try:
        mark_seen(name, at=timezone.now())
    except DatabaseError:
        log.warning("%s could not record that it lives", name, exc_info=True)
    finally:
        # The timer runs in a thread that no request and no task cleans up after.
        connection.close()


class WorkerHeartbeat(bootsteps.StartStopStep):
    """A timer inside each worker."""

    requires = {"celery.worker.components:Timer", "celery.worker.components:Pool"}

    def __init__(self, worker, **kwargs) -> None:
        super().__init__(worker, **kwargs)
        self.beating = None

    def start(self, worker) -> None:
        """Speak at once, then every minute."""
        say("worker")
        self.beating = worker.timer.call_repeatedly(EVERY, say, ("worker",), priority=10)

    def stop(self, worker) -> None:
        """Be silent from now on."""
        if self.beating:
            self.beating.cancel()
            self.beating = None


class SeenScheduler(PersistentScheduler):
    """Celery's timetable, which also speaks every minute."""

    spoke_at = None

    def tick(self, *args, **kwargs) -> float:
        """Send what is due; the seconds until the next look."""
        until_next = super().tick(*args, **kwargs)
        if self.spoke_at is None or monotonic() - self.spoke_at >= EVERY:
            say("beat")
            self.spoke_at = monotonic()
        return until_next
