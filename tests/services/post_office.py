"""A real SMTP server that keeps what it is given, and can be told to fail at every point of a delivery."""

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.services.programs import How, free_port, wait_until

# The points of a delivery, in order: the sender is named; the message is here, but the answer has not been given;
# the answer "250" has reached the sender, who has not yet said goodbye.
BEFORE_DATA, DURING_DATA, AFTER_DATA = "before DATA", "during DATA", "after DATA"


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


class _Listener(Controller):
    """aiosmtpd's server, which knows its connections, so that they can be waited for or cut."""

    def __init__(self, *arguments, **more) -> None:
        super().__init__(*arguments, **more)
        self.connections: list[SMTP] = []

    def factory(self) -> SMTP:
        """A connection comes in."""
        self.connections.append(super().factory())
        return self.connections[-1]

    def is_idle(self) -> bool:
        """Whether every client has gone."""
        transports = [connection.transport for connection in self.connections]
        return all(transport is None or transport.is_closing() for transport in transports)

    def cut(self) -> None:
        """End every connection without a word, as the death of the server would; waits until it is so."""
        done = threading.Event()

        def cut_all() -> None:
            for connection in self.connections:
                if connection.transport is not None:
                    connection.transport.abort()
            done.set()

        self.loop.call_soon_threadsafe(cut_all)
        assert done.wait(timeout=5)


@dataclass
class PostOffice:
    """The server; `hooks` are called once each at their point, and may kill the sender or return an SMTP answer.

    While `hanging`, deliveries are held before the answer, and `held` says how many, until the tests end it.
    """

    deliveries: list[Delivery] = field(default_factory=list)
    hooks: dict[str, Callable[[], str | None]] = field(default_factory=dict)
    hanging: bool = False
    held: int = 0

    def __post_init__(self) -> None:
        self.port = free_port()
        self.start()

    def start(self) -> None:
        """Open the office."""
        self.controller = _Listener(self, hostname="127.0.0.1", port=self.port)
        self.controller.start()

    def end(self, how: How) -> None:
        """Close it for now: take no more and finish with those who are in, or cut everybody off."""
        listener = self.controller
        if how is How.KILL:
            listener.cut()
        else:
            listener.loop.call_soon_threadsafe(listener.server.close)
            wait_until(listener.is_idle, "Somebody stays in the post office", seconds=10)
        listener.stop()
        self.held = 0

    @property
    def url(self) -> str:
        """The address for `EMAIL_URL`."""
        return f"smtp://127.0.0.1:{self.port}"

    def once(self, point: str, hook: Callable[[], str | None]) -> None:
        """Do something at the next delivery that comes to this point; a returned text is the server's answer."""
        self.hooks[point] = hook

    def _at(self, point: str) -> str | None:
        hook = self.hooks.pop(point, None)
        return hook() if hook else None

    def message_ids(self) -> list[str]:
        """The Message-ID of each delivery."""
        return [delivery.message["Message-ID"] for delivery in self.deliveries]

    def forget(self) -> None:
        """Start anew."""
        self.deliveries.clear()
        self.hooks.clear()
        self.hanging = False

    def stop(self) -> None:
        """End the server."""
        self.hanging = False
        self.end(How.KILL)

    # What aiosmtpd calls.

    async def handle_MAIL(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list) -> str:
        """The sender is named."""
        answer = self._at(BEFORE_DATA)
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return answer or "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """The message is here."""
        answer = self._at(DURING_DATA)
        self.held += 1
        try:
            while self.hanging:
                await asyncio.sleep(0.05)
        finally:  # also of a sender who is killed meanwhile
            self.held -= 1
        if answer and not answer.startswith("2"):
            return answer
        self.deliveries.append(Delivery(envelope.mail_from, tuple(envelope.rcpt_tos), envelope.content))
        return answer or "250 Accepted"

    async def handle_QUIT(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """The sender has its answer and says goodbye; it has not gone on, for it waits for ours."""
        self._at(AFTER_DATA)
        return "221 Goodbye"
