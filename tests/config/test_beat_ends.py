"""Beat that is asked to end: wherever it is in its work, with a lock of the broker's connection in hand as well."""

import signal
from threading import Lock

import pytest
from celery.apps.beat import Beat

from config.celery import app
from config.heartbeats import ASKED_TO_END, SeenScheduler


class BusyScheduler(SeenScheduler):
    """Is asked to end in the middle of a look, while it holds a lock that closing the connection wants as well."""

    asked_by, catches = signal.SIGTERM, False

    def setup_schedule(self) -> None:
        self.connections, self.looks, self.closed = Lock(), 0, False

    def tick(self) -> float:
        self.looks += 1
        assert self.looks == 1, "It goes on"
        with self.connections:
            try:
                signal.raise_signal(self.asked_by)
            except SystemExit:
                if not self.catches:
                    raise
        return 0.01

    def close(self) -> None:
        assert self.connections.acquire(timeout=1), "It waits for a lock that it holds itself"
        self.closed = True


@pytest.fixture
def handlers():
    """Those of the tests come back afterwards."""
    before = {each: signal.getsignal(each) for each in ASKED_TO_END}
    yield
    for each, handler in before.items():
        signal.signal(each, handler)


@pytest.mark.parametrize("asked_by", ASKED_TO_END)
@pytest.mark.parametrize("catches", [False, True], ids=["and leaves", "and what leaves is caught"])
def test_beat_ends_when_it_is_asked_with_a_lock_in_hand(handlers, monkeypatch, asked_by, catches):
    monkeypatch.setattr(BusyScheduler, "asked_by", asked_by)
    monkeypatch.setattr(BusyScheduler, "catches", catches)
    beat = Beat(app=app, scheduler_cls=BusyScheduler, quiet=True, redirect_stdouts=False)
    service = beat.Service(app=app, scheduler_cls=BusyScheduler, schedule_filename="")
    beat.install_sync_handler(service)

    service.start()

    assert service.scheduler.closed
