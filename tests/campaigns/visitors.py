"""People at browsers without a screen: each keeps cookies, sends back hidden fields, and sits at an address of its own.

Nothing but the standard library, so that the load costs the machine less than what it loads. Loopback has 16 million
addresses; each visitor takes one, or the office's limits for one address would be what is measured.
"""

import re
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import unescape
from http.client import HTTPConnection, HTTPException
from http.cookies import SimpleCookie
from itertools import count
from statistics import median, quantiles
from threading import Lock
from urllib.parse import urlencode, urlsplit

_numbers = count(2)
_HIDDEN = re.compile(r'<input[^>]*\bname="(csrfmiddlewaretoken|form_key)"[^>]*\bvalue="([^"]*)"')


@dataclass
class Ledger:
    """What happened: seconds by page, and everything that should not have."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def note(self, page: str, seconds: float, error: str) -> None:
        """Write down one request."""
        with self._lock:
            self.seconds.setdefault(page, []).append(seconds)
            if error:
                self.errors.append(f"{page}: {error}")

    def figures(self, elapsed: float) -> str:
        """Requests a second, and median and 95th percentile by page in milliseconds."""
        total = sum(map(len, self.seconds.values()))
        lines = [f"{total} requests in {elapsed:.1f} s, {total / elapsed:.1f} a second, {len(self.errors)} errors"]
        for page, seconds in sorted(self.seconds.items()):
            high = quantiles(seconds, n=20)[-1] if len(seconds) > 1 else seconds[0]
            lines.append(
                f"  {page}: {len(seconds)} times, median {median(seconds) * 1000:.0f} ms, 95th {high * 1000:.0f} ms"
            )
        return "\n".join(lines)


class Visitor:
    """One person at the office at `url`; what they do is written into the ledger."""

    def __init__(self, url: str, ledger: Ledger) -> None:
        place, n = urlsplit(url), next(_numbers)
        self._ledger = ledger
        self._cookies: dict[str, str] = {}
        self._hidden: dict[str, str] = {}
        self._connection = HTTPConnection(
            place.hostname, place.port, timeout=60, source_address=(f"127.{n >> 16}.{n >> 8 & 255}.{n & 255}", 0)
        )

    def get(self, path: str, page: str) -> str:
        """The page at the path, wherever it leads."""
        return self._ask("GET", path, page, None)

    def post(self, path: str, page: str, data: Mapping[str, str]) -> str:
        """Send a form with the hidden fields of the page last seen; the page that it leads to."""
        return self._ask("POST", path, page, {**self._hidden, **data})

    def close(self) -> None:
        """Leave."""
        self._connection.close()

    def _ask(self, method: str, path: str, page: str, data: Mapping[str, str] | None) -> str:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        if data is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        begun = time.perf_counter()
        try:
            self._connection.request(method, path, urlencode(data) if data is not None else None, headers)
            answer = self._connection.getresponse()
            text = answer.read().decode()
        except (OSError, HTTPException) as error:
            self._connection.close()
            self._ledger.note(page, time.perf_counter() - begun, repr(error))
            return ""
        wrong = f"{answer.status} on {method} {path}" if answer.status not in (200, 302, 303) else ""
        self._ledger.note(page, time.perf_counter() - begun, wrong)
        self._keep(answer.headers.get_all("Set-Cookie") or ())
        self._hidden = {name: unescape(value) for name, value in _HIDDEN.findall(text)} or self._hidden
        leads = answer.headers["Location"] if answer.status in (302, 303) else None
        return self._ask("GET", leads, page, None) if leads else text

    def _keep(self, set_cookies: Iterable[str]) -> None:
        for line in set_cookies:
            self._cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
