"""Worker and beat say that they live, by name to the office and each by itself to a health check beside it.

The office hears it from the database every minute (`accounts.background`), whichever of several workers says it. A
health check (`config/alive.py`) asks about one process, and looks at a file that only this process touches.
"""

import logging
import signal
from datetime import timedelta
from pathlib import Path
from time import monotonic

from celery import bootsteps
from celery.beat import Scheduler
from django.conf import settings
from django.db import Error, connection
from django.utils import timezone

from config.processes import end_telemetry

EVERY = 60  # seconds
ASKED_TO_END = (signal.SIGTERM, signal.SIGINT)
TOUCH_EVERY = 10  # seconds; a health check takes a minute without one for silence
log = logging.getLogger(__name__)


def say(name: str) -> None:
    """Record that the service was alive at this moment; a database that is away must not stop the service."""
    from accounts.background import mark_seen  # needs the applications, which are not loaded when Celery starts

    try:
        mark_seen(name, at=timezone.now())
    except Error:
        log.warning("%s could not record that it lives", name, exc_info=True)
    finally:
        # The timer runs in a thread that no request and no task cleans up after.
        connection.close()


def touch(name: str) -> None:
    """Leave a sign of life in HEARTBEAT_DIR, a folder of this container or machine; OSError when it is not there."""
    if settings.HEARTBEAT_DIR:
        (Path(settings.HEARTBEAT_DIR) / name).touch()


class WorkerHeartbeat(bootsteps.StartStopStep):
    """Timers inside each worker, which stand still while it does not work or cannot reach the broker."""

    requires = {"celery.worker.components:Timer", "celery.worker.components:Pool"}

    def __init__(self, worker, **kwargs) -> None:
        super().__init__(worker, **kwargs)
        self.beating = []

    def start(self, worker) -> None:
        """Speak at once, then every minute."""
        for speak, seconds in ((touch, TOUCH_EVERY), (say, EVERY)):
            speak("worker")
            self.beating.append(worker.timer.call_repeatedly(seconds, speak, ("worker",), priority=10))

    def stop(self, worker) -> None:
        """Be silent from now on."""
        while self.beating:
            self.beating.pop().cancel()


def end_when_asked(sender, **_: object) -> None:
    """Let beat end when it is asked to, wherever it is (`beat_init`).

    Celery's own handler closes the connection to the broker in the middle of whatever is being done with it: where that
    holds a lock, the handler waits for it for ever. This one says that it is time, and leaves; the connection is closed
    on the way out. Should the leaving be caught, as Python does in destructors, the timetable ends at its next look.
    """

    def leave(*_: object) -> None:
        for each in ASKED_TO_END:
            signal.signal(each, signal.SIG_IGN)
        sender.stop()
        raise SystemExit

    for each in ASKED_TO_END:
        signal.signal(each, leave)


class SeenScheduler(Scheduler):
    """Celery's timetable, which also speaks every minute and keeps no file.

    A file of when each sweep ran last can be left half-written, and beat would not start beside it. Sweeps ask what is
    due and not yet done, so one too many costs nothing: all of them run when beat starts, and find at once what was
    left undone meanwhile.
    """

    PAST = timedelta(days=1)

    spoke_at = None

    def setup_schedule(self) -> None:
        """Take the timetable as the settings have it, every entry due."""
        self.update_from_dict(self.app.conf.beat_schedule)
        for entry in self.schedule.values():
            entry.last_run_at = entry.default_now() - self.PAST

    def tick(self, *args, **kwargs) -> float:
        """Send what is due; the seconds until the next look."""
        until_next = super().tick(*args, **kwargs)
        touch("beat")
        if self.spoke_at is None or monotonic() - self.spoke_at >= EVERY:
            say("beat")
            self.spoke_at = monotonic()
        return until_next

    def close(self) -> None:
        """Beat ends, for which Celery has no signal."""
        super().close()
        end_telemetry()
