"""Ending parts of an installation at chosen points of a journey, and starting them again."""

import os
import signal
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from threading import Thread
from typing import Protocol

from tests.services.office import SECOND_WORKER, Office
from tests.services.post_office import PostOffice
from tests.services.postgres import PostgresServer
from tests.services.programs import How, wait_until
from tests.services.records import Records
from tests.services.redis import RedisServer

WEB, WORKER, BEAT = "web", "worker", "beat"
POSTGRESQL, REDIS, MAIL_SERVER = "PostgreSQL", "Redis", "mail server"
PARTS = (WEB, WORKER, SECOND_WORKER, BEAT, POSTGRESQL, REDIS, MAIL_SERVER)
A_CHILD_OF = {name: f"a child of {name}" for name in (WEB, WORKER, SECOND_WORKER)}
THE_OTHER = {
    **{WORKER: SECOND_WORKER, A_CHILD_OF[WORKER]: SECOND_WORKER},
    **{SECOND_WORKER: WORKER, A_CHILD_OF[SECOND_WORKER]: WORKER},
}


class Part(Protocol):
    """What can end, and start with what it held before."""

    def end(self, how: How) -> None: ...

    def start(self) -> None: ...


class _Process:
    """One of the office's own processes."""

    def __init__(self, office: Office, name: str) -> None:
        self.office, self.name = office, name

    def end(self, how: How) -> None:
        self.office.end(self.name, how)

    def start(self) -> None:
        self.office.start(self.name)


class _Child:
    """The child of one of the office's processes that is in the middle of its work; its parent sees to another.

    It is known by its connection: it stands at a lock of PostgreSQL, or the mail server holds its message.
    """

    def __init__(self, office: Office, name: str) -> None:
        self.office, self.name = office, name
        self.records = Records(office.settings["DATABASE_URL"])

    def end(self, how: How) -> None:
        assert how is How.KILL, "Only its parent asks a child to end"
        program = self.office.programs[self.name]
        self.parent, self.siblings = program.pid, program.children()
        killed = program.child_at(self.records.ports_at_a_lock() | {self.office.post_office.port})
        assert killed and len(self.siblings) > 1, f"None of {self.name}'s {self.siblings} is at work"
        os.kill(killed, signal.SIGKILL)
        wait_until(lambda: killed not in program.children(), f"{killed} of {self.name} lives on")

    def start(self) -> None:
        program = self.office.programs[self.name]
        wait_until(
            lambda: len(program.children()) == len(self.siblings),
            lambda: f"{self.name} has no new child:\n{program.said()[-3000:]}",
            alive=lambda: program.is_running and program.pid == self.parent,
        )


class Trouble:
    """Ends the parts that `plan` names at each point, all in the same way; `happened` says which ended at which."""

    def __init__(self, parts: Mapping[str, Part], plan: Mapping[str, Sequence[str]], how: How) -> None:
        self.parts, self.plan, self.how = parts, plan, how
        self.away: list[str] = []
        self.kept_away: set[str] = set()
        self.happened: list[tuple[str, str]] = []

    @contextmanager
    def around(self, point: str) -> Iterator[None]:
        """The parts are away when people begin, and come back when somebody needs them, or at the end."""
        for name in self.plan.get(point, ()):
            self._end(name, point)
        yield
        self.bring_back()

    def in_the_middle_of(self, point: str, go_on: Callable[[], None]) -> None:
        """The parts end while work is held back, which then may go on; what is asked to end may finish its work."""
        ends = [Thread(target=self._end, args=(name, point)) for name in self.plan.get(point, ())]
        for end in ends:
            end.start()
        if ends and self.how is How.STOP:
            time.sleep(0.5)  # asked to end before the work is done
        elif ends:
            ends[0].join()
        go_on()
        for end in ends:
            end.join()

    @contextmanager
    def alone_for(self, point: str) -> Iterator[None]:
        """Where a worker is to end in the middle of its work, the other is away, so that it is this one that works."""
        others = {THE_OTHER[name] for name in self.plan.get(point, ()) if name in THE_OTHER} - set(self.away)
        for name in others:
            self.parts[name].end(self.how)
            self.away.append(name)
        self.kept_away |= others
        yield
        self.kept_away -= others
        self.bring_back()

    def bring_back(self) -> None:
        """Start what is away."""
        for name in [name for name in self.away if name not in self.kept_away]:
            self.parts[name].start()
            self.away.remove(name)

    def _end(self, name: str, point: str) -> None:
        self.parts[name].end(self.how)
        self.away.append(name)
        self.happened.append((point, name))


def parts_of(office: Office, postgres: PostgresServer, redis: RedisServer, post_office: PostOffice) -> dict[str, Part]:
    """Everything that an installation consists of, by name."""
    processes = {name: _Process(office, name) for name in office.processes}
    children = {child: _Child(office, name) for name, child in A_CHILD_OF.items()}
    return {**processes, **children, POSTGRESQL: postgres, REDIS: redis, MAIL_SERVER: post_office}
