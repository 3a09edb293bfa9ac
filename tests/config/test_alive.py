"""Who asks whether the product lives asks this machine itself, whatever proxy the organisation prescribes."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from config import alive, bootstrap


class Health(BaseHTTPRequestHandler):
    """Answers as /health does in an office that works."""

    def do_GET(self) -> None:
        """Say that all is well."""
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps({"components": {"database": "up"}}).encode())

    def log_message(self, *_: object) -> None:
        """Nobody reads it."""


@pytest.fixture
def port() -> Iterator[int]:
    """Of an office on this machine that works."""
    with HTTPServer(("127.0.0.1", 0), Health) as office:
        serving = Thread(target=office.serve_forever)
        serving.start()
        yield office.server_port
        office.shutdown()
        serving.join()


@pytest.fixture
def behind_a_proxy(monkeypatch) -> None:
    """Docker gives containers the proxy of its configuration; this one would not reach the container itself."""
    for name in ("NO_PROXY", "no_proxy", "HTTP_PROXY", "REQUEST_METHOD"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")


def test_web_is_well_in_an_organisation_with_a_proxy(port, behind_a_proxy, monkeypatch):
    monkeypatch.setenv("BASE_URL", "https://foi.example")
    monkeypatch.setenv("PORT", str(port))
    alive.web()


def test_an_office_started_behind_a_proxy_is_seen_to_answer(port, behind_a_proxy):
    assert bootstrap.answers(port)
