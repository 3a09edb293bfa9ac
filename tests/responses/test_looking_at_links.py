"""Looking at links on the internet: friendly sites, broken ones and hostile ones. No test leaves this machine."""

import socket
import time

import pytest

from responses import links
from responses.domain.links import WORDS, Found
from tests.responses.internet import PUBLIC, LocalInternet, certificate, page, served

SITE = "pages.example"
AGENT = "FOI Desk link check (+https://foi.authority.example)"


@pytest.fixture(scope="module")
def vouched(tmp_path_factory):
    """The certificate of the site, which the checks of these tests believe."""
    return certificate(tmp_path_factory.mktemp("certificates"), SITE, "other.example", PUBLIC)


@pytest.fixture(autouse=True)
def shorter(monkeypatch):
    monkeypatch.setattr(links, "SECONDS", 1)


def world(vouched, port=0, **names):
    """A world in which the site, and what else is named, is there."""
    hosts = {SITE: (PUBLIC,), **{name.replace("_", "."): answer for name, answer in names.items()}}
    return LocalInternet(hosts, port=port, authority=vouched)


def looked_at(address, internet):
    return links.look_at(address, agent=AGENT, internet=internet)


def found(vouched, answer, address=f"https://{SITE}/codes", **names):
    """What a check finds where the server answers so."""
    with served(vouched, answer) as port:
        return looked_at(address, world(vouched, port, **names))


def test_a_page_that_opens_is_alive(vouched):
    assert found(vouched, page()) == Found("alive", 200, f"https://{SITE}/codes")


def test_the_question_names_us_and_carries_no_cookie_and_no_name(vouched):
    asked = []
    with served(vouched, page("200 OK", "Set-Cookie: who=you"), questions=asked) as port:
        internet = world(vouched, port)
        looked_at(f"https://{SITE}/codes?tab=2&q=a%20b#part", internet)
        looked_at(f"https://{SITE}/", internet)
    assert asked[0].startswith("GET /codes?tab=2&q=a%20b HTTP/1.1\r\n")
    assert f"Host: {SITE}\r\n" in asked[0] and f"User-Agent: {AGENT}\r\n" in asked[0]
    assert not [word for word in ("Cookie", "Authorization", "Referer") if word in "".join(asked)]


@pytest.mark.parametrize(
    ("status", "why"),
    [
        ("404 Not Found", "gone"),
        ("410 Gone", "gone"),
        ("403 Forbidden", "turned_away"),
        ("429 Too Many Requests", "turned_away"),
        ("500 Internal Server Error", "error"),
        ("418 I'm a teapot", "odd"),
    ],
)
def test_what_a_site_answers_is_told_in_plain_words(vouched, status, why):
    told = found(vouched, page(status))
    assert (told.why, told.status, told.is_alive) == (why, int(status[:3]), False)
    assert WORDS[why]


def test_a_page_that_moved_is_alive_where_it_is_now(vouched):
    def moved(wire, path):
        answer = page("301 Moved Permanently", "Location: /new") if path == "/old" else page()
        answer(wire, path)

    assert found(vouched, moved, f"https://{SITE}/old") == Found("alive", 200, f"https://{SITE}/new")


@pytest.mark.parametrize(
    ("location", "why"),
    [
        ("https://127.0.0.1/", "private"),
        ("https://[::1]/", "private"),
        ("https://169.254.169.254/latest/meta-data/", "private"),
        ("https://10.1.2.3/", "private"),
        ("https://192.168.0.1/", "private"),
        ("https://100.64.0.1/", "private"),
        ("https://2130706433/", "private"),
        ("https://0x7f000001/", "private"),
        ("https://0177.0.0.1/", "private"),
        ("https://127.1/", "private"),
        ("https://[::ffff:10.0.0.1]/", "private"),
        ("https://[64:ff9b::7f00:1]/", "private"),
        ("https://0.0.0.0/", "private"),
        ("https://intranet.example/", "private"),
        ("http://pages.example/", "leads_to_not_https"),
        ("//pages.example:8443/", "leads_nowhere"),
        ("https://user:word@pages.example/", "leads_nowhere"),
        ("ftp://pages.example/", "leads_to_not_https"),
        ("file:///etc/passwd", "leads_to_not_https"),
        ("https://[::1", "leads_nowhere"),
    ],
)
def test_no_redirect_leads_into_a_private_network_or_away_from_https(vouched, location, why):
    with served(vouched, page("302 Found", f"Location: {location}")) as port:
        internet = world(vouched, port, intranet_example=("10.0.0.7",))
        assert looked_at(f"https://{SITE}/", internet).why == why
    assert internet.connected == [PUBLIC], "nobody was asked but the site itself"


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("http://pages.example/", "not_https"),
        ("https://ada:secret@pages.example/", "credentials"),
        ("https://@pages.example/", "credentials"),
        ("https://pages.example:22/", "port"),
        ("https://pages.example:port/", "malformed"),
        ("https:///codes", "malformed"),
        ("https://pages.example/a b", "malformed"),
        ("https://pages.example/\r\nHost: other", "malformed"),
        ("https://pages.example\\@other.example/", "malformed"),
        (f"https://{'a' * 64}.example/", "malformed"),
        ("https://[::1/", "malformed"),
        ("", "not_https"),
        (f"https://pages.example/{'a' * 500}", "too_long"),
    ],
)
def test_what_is_no_address_of_a_public_page_is_not_looked_up_at_all(vouched, address, why):
    internet = world(vouched)
    assert looked_at(address, internet).why == why
    assert (internet.asked, internet.connected) == ([], [])


def test_a_name_with_one_private_address_among_public_ones_is_refused(vouched):
    internet = LocalInternet({SITE: (PUBLIC, "10.0.0.7")}, authority=vouched)
    assert looked_at(f"https://{SITE}/", internet).why == "private"
    assert internet.connected == []


def test_a_name_that_answers_differently_the_second_time_gains_nothing(vouched):
    """The name is resolved once for each step, and the connection goes to the address that was checked."""
    answers = iter([(PUBLIC,), ("127.0.0.1",), ("127.0.0.1",)])
    with served(vouched, page()) as port:
        internet = LocalInternet({SITE: lambda: next(answers)}, port=port, authority=vouched)
        assert looked_at(f"https://{SITE}/", internet).is_alive
        assert (internet.asked, internet.connected) == ([SITE], [PUBLIC])

    answers = iter([(PUBLIC,), ("127.0.0.1",)])
    with served(vouched, page("302 Found", "Location: /again")) as port:
        internet = LocalInternet({SITE: lambda: next(answers)}, port=port, authority=vouched)
        assert looked_at(f"https://{SITE}/", internet).why == "private"
        assert internet.connected == [PUBLIC]


def test_redirects_that_go_round_end(vouched):
    asked = []
    with served(vouched, page("302 Found", "Location: /round"), questions=asked) as port:
        assert looked_at(f"https://{SITE}/round", world(vouched, port)).why == "leads_on"
    assert len(asked) == links.MOST_STEPS


def test_a_certificate_of_another_name_or_past_its_days_or_of_nobody_known_is_not_believed(vouched, tmp_path):
    with served(vouched, page()) as port:
        internet = LocalInternet({"third.example": (PUBLIC,)}, port=port, authority=vouched)
        assert looked_at("https://third.example/", internet).why == "certificate"
    for file in (certificate(tmp_path, SITE), certificate(tmp_path, SITE, expired=True)):
        with served(file, page()) as port:
            assert looked_at(f"https://{SITE}/", world(vouched, port)).why == "certificate"
    expired = certificate(tmp_path, SITE, expired=True)
    with served(expired, page()) as port:
        assert looked_at(f"https://{SITE}/", world(expired, port)).why == "certificate"


def drips(beginning, forever):
    """A server that begins, and then sends a little every tenth of a second."""

    def answer(wire, path):
        wire.sendall(beginning)
        while True:
            wire.sendall(forever)
            time.sleep(0.1)

    return answer


def seconds_of(vouched, answer):
    """What the check finds, and how long it took."""
    began = time.monotonic()
    told = found(vouched, answer)
    return told, time.monotonic() - began


def test_a_site_that_drips_its_headers_is_left_after_the_time_for_all(vouched):
    told, took = seconds_of(vouched, drips(b"HTTP/1.1 200 OK\r\nX-Slow: ", b"a"))
    assert told.why == "slow" and took < 2


def test_a_site_that_drips_headers_without_an_end_is_left(vouched):
    told, took = seconds_of(vouched, drips(b"HTTP/1.1 200 OK\r\n", b"X-More: a\r\n"))
    assert told.why in ("slow", "garbled") and took < 2


def test_a_site_that_says_nothing_is_left(vouched):
    told, took = seconds_of(vouched, lambda wire, path: time.sleep(3))
    assert told.why == "slow" and took < 2


def test_a_site_that_takes_the_connection_and_never_greets_is_left(vouched):
    listening = socket.create_server(("127.0.0.1", 0))
    began = time.monotonic()
    assert looked_at(f"https://{SITE}/", world(vouched, listening.getsockname()[1])).why == "slow"
    assert time.monotonic() - began < 2
    listening.close()


def test_slow_steps_share_the_time_of_one_check(vouched):
    def later(wire, path):
        time.sleep(0.4)
        page("302 Found", "Location: /next")(wire, path)

    told, took = seconds_of(vouched, later)
    assert told.why == "slow" and took < 2


def test_a_resolver_that_hangs_is_left(vouched):
    def hangs():
        time.sleep(3)
        return (PUBLIC,)

    began = time.monotonic()
    assert looked_at(f"https://{SITE}/", LocalInternet({SITE: hangs}, authority=vouched)).why == "slow"
    assert time.monotonic() - began < 2


def test_a_body_without_an_end_is_not_read(vouched):
    sent = []

    def endless(wire, path):
        wire.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while len(sent) < 10_000:
            wire.sendall(b"x" * 65_536)
            sent.append(65_536)

    told, took = seconds_of(vouched, endless)
    assert told.is_alive and took < 1
    assert sum(sent) < 10_000_000, "the server was hung up on"


@pytest.mark.parametrize(
    "header",
    ["X: " + "a" * 60_000 + "\r\n" + "Y: " + "b" * 60_000, "X: " + "a" * 70_000, "\r\n".join(["X: a"] * 200)],
    ids=["more than is read of any answer", "one line too long", "too many"],
)
def test_huge_headers_are_not_read_to_their_end(vouched, header):
    assert found(vouched, page("200 OK", header)).why == "garbled"


@pytest.mark.parametrize("said", [b"", b"hello\r\n\r\n", b"\x00\xff" * 50, b"HTTP/1.1 abc\r\n\r\n"])
def test_an_answer_that_is_no_web_page_is_said_to_be_none(vouched, said):
    told = found(vouched, lambda wire, path: wire.sendall(said))
    assert told.why in ("garbled", "no_answer")


def test_a_name_that_nobody_has_is_told_from_a_resolver_that_is_away(vouched):
    nobody = socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    away = socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
    assert looked_at(f"https://{SITE}/", LocalInternet({SITE: nobody}, authority=vouched)).why == "unknown_host"
    assert looked_at(f"https://{SITE}/", LocalInternet({SITE: away}, authority=vouched)).why == "offline"


def test_a_site_where_nobody_listens_did_not_answer(vouched):
    with served(vouched, page()) as port:
        pass
    assert looked_at(f"https://{SITE}/", world(vouched, port)).why == "no_answer"


def test_the_next_address_is_tried_when_one_takes_no_connection(vouched):
    class SecondOnly(LocalInternet):
        def connect(self, ip, seconds):
            if ip == "198.41.0.5":
                raise ConnectionRefusedError
            return super().connect(ip, seconds)

    with served(vouched, page()) as port:
        internet = SecondOnly({SITE: ("198.41.0.5", PUBLIC)}, port=port, authority=vouched)
        assert looked_at(f"https://{SITE}/", internet).is_alive
