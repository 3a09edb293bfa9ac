"""A world of its own for checks of links: names, addresses, certificates and servers on this machine alone."""

import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from responses import links

PUBLIC = "198.41.0.4"
"""An address of the public internet that stands for the server of the test; nothing is ever sent there."""


class LocalInternet(links.Internet):
    """Names as the test says, and one public address behind which the test's own server stands.

    `names` gives each host its addresses, or several sets of them, one for each time it is asked for. Numbers in
    disguise (`https://2130706433/`) are read by this machine's resolver, which asks nobody for those.
    """

    def __init__(self, names: Mapping[str, object], *, port: int = 0, authority: Path | None = None):
        self.names, self.port, self.authority = names, port, authority
        self.asked: list[str] = []
        self.connected: list[str] = []

    def addresses_of(self, host: str) -> tuple[str, ...]:
        self.asked.append(host)
        if host in self.names:
            answer = self.names[host]
            if isinstance(answer, Exception):
                raise answer
            if callable(answer):
                return answer()
            return answer
        found = socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
        return tuple(dict.fromkeys(str(address[0]) for *_, address in found))

    def connect(self, ip: str, seconds: float) -> socket.socket:
        self.connected.append(ip)
        if ip != PUBLIC or not self.port:
            raise AssertionError(f"a check tried to reach {ip}")
        return socket.create_connection(("127.0.0.1", self.port), timeout=seconds)

    @cached_property
    def trust(self) -> ssl.SSLContext:
        return links.trust_in(str(self.authority) if self.authority else None)


def certificate(folder: Path, *names: str, expired: bool = False) -> Path:
    """A certificate that vouches for itself and for these names, with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, names[0])])
    now = datetime.now(UTC)
    until = now - timedelta(days=1) if expired else now + timedelta(days=1)
    alternative = [
        x509.IPAddress(ipaddress.ip_address(each)) if each[0].isdigit() else x509.DNSName(each) for each in names
    ]
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=3))
        .not_valid_after(until)
        .add_extension(x509.SubjectAlternativeName(alternative), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = folder / f"{names[0]}{'-expired' if expired else ''}.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(made.public_bytes(serialization.Encoding.PEM) + private)
    return file


Answer = Callable[[ssl.SSLSocket, str], None]
"""What the server does with a connection after it has read the question."""


@contextmanager
def served(file: Path, answer: Answer, *, questions: list[str] | None = None) -> Iterator[int]:
    """A server with the certificate that answers each question so; gives its port."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    listening = socket.create_server(("127.0.0.1", 0))
    ending = threading.Event()

    def serve() -> None:
        while not ending.is_set():
            try:
                bare, _ = listening.accept()
            except OSError:
                return
            threading.Thread(target=attend, args=(bare,), daemon=True).start()

    def attend(bare: socket.socket) -> None:
        try:
            with context.wrap_socket(bare, server_side=True) as wire:
                question = b""
                while b"\r\n\r\n" not in question:
                    got = wire.recv(4096)
                    if not got:
                        return
                    question += got
                if questions is not None:
                    questions.append(question.decode())
                answer(wire, question.decode().split(" ")[1])
        except OSError:  # the check hung up, as it should
            return

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield listening.getsockname()[1]
    finally:
        ending.set()
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()


def page(status: str = "200 OK", *headers: str, body: str = "<p>A page.</p>") -> Answer:
    """A server that answers every question alike."""
    head = "\r\n".join([f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers])
    return lambda wire, path: wire.sendall(f"{head}\r\n\r\n{body}".encode())
