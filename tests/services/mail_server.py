"""The program of the tests' mail server: it spools what it accepts and keeps what it has spooled, however it ends.

    python -m tests.services.mail_server PORT FOLDER

A message counts as accepted when its file is on the disk; only then the sender is told "250". SIGTERM lets those who
are in finish. `tests.services.post_office` starts the program and gives it orders, which are files of the folder too.
"""

import asyncio
import json
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from itertools import count
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

LOOKS_SECONDS = 0.02
SPOOL, HOLD, ANSWER, STANDING = "spool", "hold", "answer", "standing"
"""The folder's folders: messages accepted; the points where deliveries stand still; an answer for the next delivery
that comes to a point; a file for each delivery that stands still."""


class Point(StrEnum):
    """The points of a delivery, in order."""

    BEFORE_DATA = "before DATA"  # the sender is named
    DURING_DATA = "during DATA"  # the message is here and not spooled
    BEFORE_ANSWER = "before the answer"  # it is spooled, and the sender does not know
    AFTER_DATA = "after DATA"  # the sender has the answer, and has not yet said goodbye


def write_durably(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; when this returns it is on the disk, and so is its name."""
    unfinished = path.with_suffix(".unfinished")
    with unfinished.open("wb") as written:
        written.write(content)
        written.flush()
        os.fsync(written.fileno())
    unfinished.rename(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


class MailServer:
    """What aiosmtpd calls at each command of each connection."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.connections: list[SMTP] = []
        self.numbers = count(1)

    def connection(self) -> SMTP:
        """A connection comes in."""
        self.connections.append(SMTP(self, hostname="mail.authority.example"))
        return self.connections[-1]

    def is_idle(self) -> bool:
        """Whether every client has gone."""
        transports = [connection.transport for connection in self.connections]
        return all(transport is None or transport.is_closing() for transport in transports)

    async def _at(self, point: Point) -> str | None:
        """Stand still as long as that is ordered; the answer that is ordered, or None."""
        hold = self.folder / HOLD / point
        if hold.exists():
            with self._standing():
                while hold.exists():
                    await asyncio.sleep(LOOKS_SECONDS)
        ordered = self.folder / ANSWER / point
        if not ordered.exists():
            return None
        answer = ordered.read_text()
        ordered.unlink()
        return answer

    @contextmanager
    def _standing(self) -> Iterator[None]:
        sign = self.folder / STANDING / f"{os.getpid()}-{next(self.numbers)}"
        sign.touch()
        try:
            yield
        finally:  # also when the sender is killed meanwhile
            sign.unlink(missing_ok=True)

    async def handle_MAIL(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list) -> str:
        """The sender is named."""
        answer = await self._at(Point.BEFORE_DATA)
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return answer or "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """The message is here."""
        answer = await self._at(Point.DURING_DATA)
        if answer and not answer.startswith("2"):
            return answer
        about = json.dumps({"sender": envelope.mail_from, "recipients": envelope.rcpt_tos})
        accepted = self.folder / SPOOL / f"{time.time_ns()}-{next(self.numbers)}.eml"
        write_durably(accepted, about.encode() + b"\n" + envelope.content)
        return await self._at(Point.BEFORE_ANSWER) or answer or "250 Accepted"

    async def handle_QUIT(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """The sender has its answer and says goodbye; it has not gone on, for it waits for ours."""
        await self._at(Point.AFTER_DATA)
        return "221 Goodbye"


async def serve(port: int, folder: Path) -> None:
    """Serve until SIGTERM, and until those who are in have gone."""
    asked_to_end = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, asked_to_end.set)
    office = MailServer(folder)
    listener = await asyncio.get_running_loop().create_server(office.connection, "127.0.0.1", port)
    await asked_to_end.wait()
    listener.close()
    while not office.is_idle():
        await asyncio.sleep(LOOKS_SECONDS)


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), Path(sys.argv[2])))
