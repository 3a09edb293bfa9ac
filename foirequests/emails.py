"""E-mail: words from templates, bytes that are the same at every attempt, delivery through Django's mail back end."""

import hashlib
import re
import smtplib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.message import EmailMessage as MimeMessage
from email.utils import format_datetime, parseaddr

from django.conf import settings
from django.core import mail
from django.core.mail.backends.smtp import EmailBackend
from django.template.loader import render_to_string

PRIVATE_LINK = "(private link)"
"""What the kept copy of a message has where the message that leaves has the requester's link."""

_LINK_LINE = re.compile(rb"^\(private link\)(?=\r?$)", re.MULTILINE)
_LONGEST_LINE = 75


class CannotBeDelivered(Exception):
    """The mail server, or our own rule, refused the message for good."""


class NotDeliveredNow(Exception):
    """The message did not get through this time; another attempt may."""


class AnswerLost(NotDeliveredNow):
    """The mail server fell silent while it had the message: it may have arrived, and nobody can say."""


@dataclass(frozen=True)
class Attachment:
    """A file that goes with an e-mail."""

    name: str
    media_type: str
    content: bytes


def words(template: str, facts: Mapping[str, object]) -> tuple[str, str]:
    """Subject and text of a message from `templates/emails/<template>.txt`; its first line is the subject."""
    rendered = render_to_string(f"emails/{template}.txt", dict(facts)).strip()
    subject, _, text = rendered.partition("\n")
    return " ".join(subject.split()), re.sub(r"\n{3,}", "\n\n", text.strip()) + "\n"


def compose(
    *,
    message_id: str,
    at: datetime,
    from_address: str,
    reply_to: str,
    to_address: str,
    subject: str,
    text: str,
    attachments: Sequence[Attachment] = (),
) -> bytes:
    """The message as bytes, a function of its arguments alone.

    The multipart boundary is derived from the Message-ID, the date is the moment the row was made.
    """
    mime = MimeMessage(policy=policy.SMTP)
    mime["Message-ID"] = message_id
    mime["Date"] = format_datetime(at)
    mime["From"] = from_address
    mime["To"] = to_address
    mime["Subject"] = " ".join(subject.split())
    mime["Reply-To"] = reply_to
    mime["Auto-Submitted"] = "auto-generated"
    mime.set_content(text, cte="quoted-printable")
    for attachment in attachments:
        maintype, subtype = attachment.media_type.split("/", 1)
        mime.add_attachment(attachment.content, maintype=maintype, subtype=subtype, filename=attachment.name)
    if attachments:
        mime.set_boundary(f"part-{hashlib.sha256(message_id.encode()).hexdigest()[:40]}")
    return mime.as_bytes()


def with_link(kept: bytes, address: str) -> bytes:
    """The bytes that leave: the kept copy with the private link in its place.

    The text part is quoted-printable, where `=` begins an escape and long lines are folded.
    """
    escaped = address.replace("=", "=3D")
    folded = b"=\r\n".join(
        escaped[start : start + _LONGEST_LINE].encode() for start in range(0, len(escaped), _LONGEST_LINE)
    )
    return _LINK_LINE.sub(lambda _found: folded, kept)


class _Bytes:
    """A finished message in the shape that Django's mail back ends ask for."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def as_bytes(self, linesep: str = "\n", **_options) -> bytes:
        return self._content if linesep == "\r\n" else self._content.replace(b"\r\n", b"\n")

    def get_charset(self) -> None:
        return None


class FrozenMail(mail.EmailMessage):
    """An e-mail whose bytes are already fixed."""

    def __init__(self, content: bytes, *, from_address: str, to_address: str) -> None:
        super().__init__(from_email=from_address, to=[to_address])
        self._content = content

    def message(self, *_args, **_options) -> _Bytes:
        """The fixed bytes, whatever back end asks."""
        return _Bytes(self._content)


class _LostAnswer(smtplib.SMTPServerDisconnected):
    """The connection broke off between the command DATA and the answer to the message."""


class _Connection(smtplib.SMTP):
    """One that tells when it broke off: before DATA nothing has left."""

    def data(self, msg: bytes | str) -> tuple[int, bytes]:
        """Hand over the message."""
        try:
            return super().data(msg)
        except smtplib.SMTPServerDisconnected as lost:
            raise _LostAnswer(*lost.args) from lost


class _EncryptedConnection(_Connection, smtplib.SMTP_SSL):
    """The same for servers that are encrypted from the first byte."""


class SmtpBackend(EmailBackend):
    """Django's back end for mail servers, on connections that tell when they broke off."""

    @property
    def connection_class(self) -> type[_Connection]:
        """What a connection is made of."""
        return _EncryptedConnection if self.use_ssl else _Connection


def may_be_mailed(address: str) -> bool:
    """Whether this installation may write to the address (`MAIL_ONLY_TO` keeps a demonstration from real people)."""
    only = settings.MAIL_ONLY_TO
    return not only or parseaddr(address)[1].lower().endswith(only.lower())


def deliver(content: bytes, *, from_address: str, to_address: str) -> None:
    """Hand the message to the mail server once.

    Raises:
        CannotBeDelivered: refused for good; the text says by whom.
        AnswerLost: it may have got through.
        NotDeliveredNow: it did not get through, and may later.
    """
    if not may_be_mailed(to_address):
        raise CannotBeDelivered(f"This installation may write only to addresses ending in {settings.MAIL_ONLY_TO}.")
    try:
        with mail.get_connection() as connection:
            connection.send_messages([FrozenMail(content, from_address=from_address, to_address=to_address)])
    except smtplib.SMTPRecipientsRefused as refused:
        code, said = next(iter(refused.recipients.values()))
        answer = f"The mail server answered {code}: {_as_text(said)[:200]}"
        raise (CannotBeDelivered if code >= 500 else NotDeliveredNow)(answer) from refused
    except smtplib.SMTPResponseException as refused:
        said = _as_text(refused.smtp_error)
        answer = f"The mail server answered {refused.smtp_code}: {said[:200]}"
        ours = isinstance(refused, smtplib.SMTPConnectError | smtplib.SMTPAuthenticationError)
        lasting = refused.smtp_code >= 500 and not ours
        raise (CannotBeDelivered if lasting else NotDeliveredNow)(answer) from refused
    except _LostAnswer as lost:
        raise AnswerLost("The mail server broke off before it answered. The message may have arrived.") from lost
    except (smtplib.SMTPException, OSError) as failed:
        raise NotDeliveredNow(f"The mail server could not be reached: {failed}"[:300]) from failed


def _as_text(said: bytes | str) -> str:
    return said.decode(errors="replace") if isinstance(said, bytes) else said
