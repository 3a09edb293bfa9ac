"""A real SMTP server: a process that keeps what it accepts, and can be held, stopped or killed during a delivery."""

import json
import smtplib
import sys
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage

from tests.services.mail_server import ANSWER, HOLD, SPOOL, STANDING, Point
from tests.services.programs import ROOT, How, Place, Program, free_port

GRACE_SECONDS = 10


@dataclass(frozen=True)
class Delivery:
    """One message that the server took responsibility for."""

    sender: str
    recipients: tuple[str, ...]
    content: bytes

    @property
    def message(self) -> EmailMessage:
        """The message, parsed."""
        return message_from_bytes(self.content, policy=policy.default)


class PostOffice:
    """The server on a free port; what it has accepted lies in a folder and outlives it."""

    def __init__(self) -> None:
        self.place = Place("post-office")
        self.port = free_port()
        self.forget()
        self.start()

    def start(self) -> None:
        """Open the office, with what it had accepted before, and wait until a client gets in."""
        self._empty(STANDING)
        self.program = Program(
            [sys.executable, "-m", "tests.services.mail_server", self.port, self.place.path],
            log=self.place.path / "mail_server.log",
            cwd=ROOT,
        )
        self.program.wait_until(self.answers, "The post office does not answer")

    def end(self, how: How) -> None:
        """Close it for now: take no more and finish with those who are in, or die in the middle of everything."""
        if how is How.KILL:
            self.program.kill()
        else:
            self.program.process.terminate()
            status = self.program.process.wait(timeout=GRACE_SECONDS)
            assert status == 0, f"The post office ended with {status}:\n{self.program.said()[-3000:]}"

    def answers(self) -> bool:
        """Whether a client gets in."""
        try:
            smtplib.SMTP("127.0.0.1", self.port, local_hostname="localhost", timeout=2).close()
        except OSError:
            return False
        return True

    @property
    def url(self) -> str:
        """The address for `EMAIL_URL`."""
        return f"smtp://127.0.0.1:{self.port}"

    @property
    def deliveries(self) -> list[Delivery]:
        """What it has accepted, oldest first."""
        spooled = [path.read_bytes().partition(b"\n") for path in sorted((self.place.path / SPOOL).glob("*.eml"))]
        read = [(json.loads(about), content) for about, _, content in spooled]
        return [Delivery(about["sender"], tuple(about["recipients"]), content) for about, content in read]

    def message_ids(self) -> list[str]:
        """The Message-ID of each delivery."""
        return [delivery.message["Message-ID"] for delivery in self.deliveries]

    def hold(self, point: Point) -> None:
        """From now on, whatever comes to this point of its delivery stands there until `let_go()`."""
        (self.place.path / HOLD / point).touch()

    def held(self) -> int:
        """How many deliveries stand still."""
        return len(list((self.place.path / STANDING).iterdir()))

    def let_go(self) -> None:
        """Nothing is held any more."""
        for point in Point:
            (self.place.path / HOLD / point).unlink(missing_ok=True)

    def answer_once(self, point: Point, answer: str) -> None:
        """Give this answer to the next delivery that comes to the point."""
        (self.place.path / ANSWER / point).write_text(answer)

    def has_answered(self, point: Point) -> bool:
        """Whether the answer that was ordered for this point has been given."""
        return not (self.place.path / ANSWER / point).exists()

    def _empty(self, name: str) -> None:
        folder = self.place.path / name
        folder.mkdir(exist_ok=True)
        for path in folder.iterdir():
            path.unlink(missing_ok=True)

    def forget(self) -> None:
        """Start anew."""
        for name in (SPOOL, HOLD, ANSWER, STANDING):
            self._empty(name)

    def stop(self) -> None:
        """End the server and remove what it kept."""
        self.end(How.KILL)
        self.place.clear()
