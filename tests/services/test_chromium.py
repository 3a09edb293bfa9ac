"""The browser of the tests sees what no page may do."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from tests.services.chromium import assert_accessible, assert_fits, opened

PAGES = {
    "/good": '<!doctype html><html lang="en"><title>Good</title><main><h1>A good page</h1><p>Words.</p></main>',
    "/elsewhere": '<!doctype html><html lang="en"><title>Bad</title><main><h1>Bad</h1>'
    '<img alt="" src="http://fonts.elsewhere.example/a.png"></main>',
    "/nameless": '<!doctype html><html lang="en"><title>Bad</title><main><h1>Bad</h1><input></main>',
    "/wide": '<!doctype html><html lang="en"><title>Bad</title><main><h1 style="width:2000px">Bad</h1></main>',
    "/broken": '<!doctype html><html lang="en"><title>Bad</title><main><h1>Bad</h1></main><script>nothing()</script>',
}


class Answer(BaseHTTPRequestHandler):
    """Serves the pages above."""

    def do_GET(self) -> None:
        body = PAGES.get(self.path, "").encode()
        self.send_response(200 if body else 204)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The address of a site with good and bad pages."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_good_page_passes(browser, site):
    with opened(browser, site, viewport={"width": 320, "height": 800}) as page:
        page.goto("/good")
        assert_accessible(page)
        assert_fits(page)


def test_a_page_that_asks_another_address_is_found_out(browser, site):
    with pytest.raises(AssertionError, match=r"fonts\.elsewhere\.example"), opened(browser, site) as page:
        page.goto("/elsewhere")


def test_a_page_with_a_script_that_fails_is_found_out(browser, site):
    with pytest.raises(AssertionError, match="nothing is not defined"), opened(browser, site) as page:
        page.goto("/broken")


def test_a_field_without_a_name_is_found_out(browser, site):
    with opened(browser, site) as page:
        page.goto("/nameless")
        with pytest.raises(AssertionError, match="label: "):
            assert_accessible(page)


def test_a_page_wider_than_the_window_is_found_out(browser, site):
    with opened(browser, site, viewport={"width": 320, "height": 800}) as page:
        page.goto("/wide")
        with pytest.raises(AssertionError, match="wider than the window"):
            assert_fits(page)
