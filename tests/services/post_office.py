"""A real SMTP server that keeps what it is given, and can be told to fail at every point of a delivery."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.services.programs import free_port

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


@dataclass
class PostOffice:
    """The server; `hooks` are called once each at their point, and may kill the sender or return an SMTP answer.

    While `hanging` a delivery is held before the answer until the tests end it.
    """

    deliveries: list[Delivery] = field(default_factory=list)
    hooks: dict[str, Callable[[], str | None]] = field(default_factory=dict)
    hanging: bool = False

    def __post_init__(self) -> None:
        self.port = free_port()
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self.controller.start()

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
        self.controller.stop()

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
        while self.hanging:
            await asyncio.sleep(0.05)
        if answer and not answer.startswith("2"):
            return answer
        self.deliveries.append(Delivery(envelope.mail_from, tuple(envelope.rcpt_tos), envelope.content))
        return answer or "250 Accepted"

    async def handle_QUIT(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """The sender has its answer and says goodbye; it has not gone on, for it waits for ours."""
        self._at(AFTER_DATA)
        return "221 Goodbye"
