"""Starting programs so that none outlives the tests."""

import ctypes
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from enum import StrEnum
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PR_SET_PDEATHSIG = 1


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return tried.getsockname()[1]


def _die_with_the_tests() -> None:
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


class How(StrEnum):
    """How a part of the installation ends: it is asked to and finishes what it does, or it is cut off."""

    STOP = "stop"
    KILL = "kill -9"


class Program:
    """One running program; `log` is the file that it writes to."""

    def __init__(self, command: Sequence[object], *, log: Path, env: dict[str, str] | None = None, **more) -> None:
        self.log = log
        with log.open("ab") as written:
            self.process = subprocess.Popen(
                [str(part) for part in command],
                stdin=subprocess.DEVNULL,
                stdout=written,
                stderr=subprocess.STDOUT,
                env=env,
                start_new_session=True,
                preexec_fn=_die_with_the_tests,
                **more,
            )

    @property
    def pid(self) -> int:
        """The program's process."""
        return self.process.pid

    @property
    def is_running(self) -> bool:
        """Whether it has not ended."""
        return self.process.poll() is None

    def heeds(self, number: int) -> bool:
        """Whether it does something of its own about a signal; one that still starts is ended by it."""
        with suppress(FileNotFoundError):
            heeded = re.search(r"^SigCgt:\s*(\w+)$", Path(f"/proc/{self.pid}/status").read_text(), re.M)[1]
            return bool(int(heeded, 16) >> (number - 1) & 1)
        return False

    def said(self) -> str:
        """Everything that it printed."""
        return self.log.read_text(errors="replace")

    def wait_until(self, ready: Callable[[], bool], what: str, seconds: float = 30) -> None:
        """Wait for a sign of life; fail with what the program said."""
        wait_until(ready, lambda: f"{what}; it said:\n{self.said()[-4000:]}", seconds, alive=lambda: self.is_running)

    def stop(self, first: int = signal.SIGTERM) -> None:
        """Ask it to end, and make it and its children end when it does not."""
        if self.is_running:
            self.process.send_signal(first)
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(timeout=10)
        self.kill()

    def children(self) -> list[int]:
        """The processes that it started itself."""
        with suppress(FileNotFoundError):
            return [int(child) for child in Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()]
        return []

    def child_at(self, ports: set[int]) -> int | None:
        """The child that has a connection one of whose ends is one of these ports of 127.0.0.1."""
        rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
        ends = {f"socket:[{row[9]}]": {int(end.rpartition(":")[2], 16) for end in row[1:3]} for row in rows}
        for child in self.children():
            with suppress(FileNotFoundError):
                for opened in Path(f"/proc/{child}/fd").iterdir():
                    if ends.get(os.readlink(opened), set()) & ports:
                        return child
        return None

    def kill(self) -> None:
        """End it and its children at once, as a power cut would."""
        children = self.children()  # some of PostgreSQL's are groups of their own
        for end, process in [(os.killpg, self.pid), *((os.kill, child) for child in children)]:
            with suppress(ProcessLookupError):
                end(process, signal.SIGKILL)
        self.process.wait(timeout=10)


def wait_until(
    ready: Callable[[], bool],
    what: Callable[[], str] | str,
    seconds: float = 30,
    alive: Callable[[], bool] | None = None,
) -> None:
    """Wait until something is so; fail with `what` after so many seconds."""
    until = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > until or (alive and not alive()):
            raise AssertionError(what if isinstance(what, str) else what())
        time.sleep(0.05)


class Place:
    """A folder of its own under the machine's temporary folder, which goes away with what stands in it."""

    def __init__(self, name: str) -> None:
        self.path = Path(tempfile.mkdtemp(prefix=f"foidesk-{name}-"))

    def clear(self) -> None:
        """Remove the folder."""
        shutil.rmtree(self.path, ignore_errors=True)
