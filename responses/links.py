"""Looking at one address on the internet, carefully: the one module that opens a connection to a site somebody named.

Each step resolves the name once, refuses it when any of its addresses is not public, and connects to the address that
was checked, so that a name which answers differently the second time gains nothing. Nothing is sent but the question,
no cookies, no credentials; no proxy of the environment is used. Everything together takes `SECONDS` at most, a site
that drips included, and no more than `MOST_BYTES` are read of any answer, whose body nobody looks at.
"""

import http.client
import queue
import socket
import ssl
import threading
import time
from functools import cached_property

from responses.domain.links import OFFLINE, Found, NotCheckable, Target, found_at, is_public, led_to, target_of

SECONDS = 5
MOST_BYTES = 64 * 1024
MOST_STEPS = 5
"""Addresses one after another that a link may lead through, the first and the last included."""

_LEADS_ON = (301, 302, 303, 307, 308)


def trust_in(file: str | None = None) -> ssl.SSLContext:
    """A context that believes the certificates of the file, or those that the operating system believes."""
    context = ssl.create_default_context(cafile=file)
    context.sslsocket_class = _Wire
    return context


class Internet:
    """What a check touches of the world. Tests put a world of their own in its place; nothing else may."""

    def addresses_of(self, host: str) -> tuple[str, ...]:
        """Every IP address that the name has. Raises OSError; may take as long as the resolver does."""
        found = socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)
        return tuple(dict.fromkeys(str(address[0]) for *_, address in found))

    def connect(self, ip: str, seconds: float) -> socket.socket:
        """A connection to port 443 of the IP address. Raises OSError."""
        return socket.create_connection((ip, 443), timeout=seconds)

    @cached_property
    def trust(self) -> ssl.SSLContext:
        """Whose certificates are believed: those that the operating system believes."""
        return trust_in()


INTERNET = Internet()


def look_at(address: str, *, agent: str, internet: Internet = INTERNET) -> Found:
    """Whether a reader who follows the address gets a page; `agent` is who we say that we are. Never raises."""
    ends = time.monotonic() + SECONDS
    try:
        target = target_of(address)
        for _ in range(MOST_STEPS):
            status, location = _ask(target, agent, internet, ends)
            if status not in _LEADS_ON or not location:
                return found_at(target, status)
            target = led_to(target, location)
    except NotCheckable as refusal:
        return Found(refusal.why)
    except TimeoutError:
        return Found("slow")
    except ssl.SSLCertVerificationError:
        return Found("certificate")
    except socket.gaierror as unknown:
        return Found(OFFLINE if unknown.errno == socket.EAI_AGAIN else "unknown_host")
    except (http.client.HTTPException, _TooMuch, ValueError):
        return Found("garbled")
    except OSError:
        return Found("no_answer")
    return Found("leads_on")


class _TooMuch(Exception):
    """An answer that does not come to its end within `MOST_BYTES`."""


class _Wire(ssl.SSLSocket):
    """A connection that ends at a moment, however slowly the other side drips, and after so many bytes."""

    ends = 0.0
    left = MOST_BYTES

    def recv_into(self, buffer, nbytes=None, flags=0):
        """Read some bytes, while there is time and allowance left."""
        if self.left <= 0:
            raise _TooMuch
        self.settimeout(_left(self.ends))
        got = super().recv_into(buffer, min(nbytes or len(buffer), self.left), flags)
        self.left -= got
        return got


class _Pinned(http.client.HTTPSConnection):
    """A connection to one address that was checked, for the name that was asked for."""

    def __init__(self, target: Target, wire: ssl.SSLSocket, trust: ssl.SSLContext):
        super().__init__(target.host, 443, context=trust)
        self.sock = wire


def _ask(target: Target, agent: str, internet: Internet, ends: float) -> tuple[int, str]:
    """The status of the answer, and where it leads on."""
    wire = _connected(target.host, internet, ends)
    with wire:
        connection = _Pinned(target, wire, internet.trust)
        headers = {"User-Agent": agent, "Accept": "*/*", "Accept-Encoding": "identity", "Connection": "close"}
        connection.request("GET", target.path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.getheader("Location", "")


def _connected(host: str, internet: Internet, ends: float) -> ssl.SSLSocket:
    """A connection to the first of the host's addresses that takes one. Every one of them has to be public."""
    addresses = _resolved(host, internet, _left(ends))
    if not addresses or not all(map(is_public, addresses)):
        raise NotCheckable("private")
    for place, ip in enumerate(addresses, start=1):
        try:
            bare = internet.connect(ip, _left(ends))
        except TimeoutError:
            raise
        except OSError:
            if place == len(addresses):
                raise
            continue
        break
    try:
        bare.settimeout(_left(ends))
        wire = internet.trust.wrap_socket(bare, server_hostname=host)
    except (OSError, ValueError):
        bare.close()
        raise
    wire.ends = ends
    return wire


def _resolved(host: str, internet: Internet, seconds: float) -> tuple[str, ...]:
    """The host's addresses within so many seconds: the resolver itself would wait longer, so it is left alone then."""
    answers: queue.SimpleQueue = queue.SimpleQueue()

    def resolve() -> None:
        try:
            answers.put(internet.addresses_of(host))
        except OSError as failure:
            answers.put(failure)

    threading.Thread(target=resolve, daemon=True, name="resolving a link").start()
    try:
        answer = answers.get(timeout=seconds)
    except queue.Empty:
        raise TimeoutError from None
    if isinstance(answer, OSError):
        raise answer
    return answer


def _left(ends: float) -> float:
    """The seconds that are left. Raises TimeoutError when none are."""
    left = ends - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
