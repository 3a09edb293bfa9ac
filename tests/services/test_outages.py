"""A server that the office leans on is away: people are told in words, go on where they can, and lose nothing."""

import signal
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Response

from tests.browser.january import Counted, the_request_comes_by_the_public_form
from tests.services.chromium import assert_accessible, sign_in
from tests.services.office import PASSWORD, Office
from tests.services.programs import How

OFFICER = "officer@nhs-resolution.example"
AWAY = "FOI Desk cannot reach its records just now"


@pytest.fixture(scope="module")
def office(demonstration_on_postgres, redis_server) -> Iterator[Office]:
    """The demonstration office on PostgreSQL and Redis; nothing but its pages runs."""
    redis_server.forget()
    office = demonstration_on_postgres(REDIS_URL=redis_server.url)
    try:
        yield office.start("web")
    finally:
        office.stop()


@pytest.fixture
def page(open_page, office) -> Page:
    """A person without scripts: whatever helps must help them as well."""
    return open_page(office, java_script_enabled=False)


@pytest.fixture
def no_database(postgres) -> Iterator[None]:
    """PostgreSQL was killed; it is back for the next test."""
    postgres.end(How.KILL)
    yield
    if not postgres.program.is_running:
        postgres.start()


@pytest.fixture(params=["stopped", "hanging"])
def no_redis(request, redis_server) -> Iterator[None]:
    """Redis is gone, or takes connections and says nothing."""
    if request.param == "stopped":
        redis_server.end(How.STOP)
        yield
        redis_server.start()
    else:
        redis_server.program.process.send_signal(signal.SIGSTOP)
        yield
        redis_server.program.process.send_signal(signal.SIGCONT)


def assert_told_of_the_outage(answer: Response, page: Page) -> None:
    assert answer.status == 503
    assert answer.headers["retry-after"] == "60"
    assert answer.headers["cache-control"] == "no-store"
    assert page.locator("h1").inner_text() == AWAY
    assert "Nothing that was saved is lost" in page.locator("main").inner_text()


def test_a_request_typed_while_the_database_is_away_is_sent_again_as_it_was_typed(page, postgres, request):
    page.goto("/request/")
    page.get_by_role("button", name="Start your request").click()
    words = "How many claims?\n\n<b>In all</b> & since 2019, “as you record them”"
    page.locator("[name=text]").fill(words)
    request.getfixturevalue("no_database")

    with page.expect_navigation() as clicked:
        page.get_by_role("button", name="Continue").click()

    assert_told_of_the_outage(clicked.value, page)
    page.get_by_role("button", name="Try again").click()  # too early
    assert page.locator("h1").inner_text() == AWAY

    postgres.start()
    page.get_by_role("button", name="Try again").click()
    page.wait_for_url("**/request/our-reply/")
    page.goto("/request/your-request/")
    assert page.locator("[name=text]").input_value() == words


def test_an_officer_is_told_while_the_database_is_away_and_goes_on_when_it_is_back(page, postgres, request, office):
    sign_in(page, OFFICER, PASSWORD)
    page.goto("/requests/")
    request.getfixturevalue("no_database")

    assert_told_of_the_outage(page.goto("/requests/?q=urology"), page)
    assert office.health() == (
        503,
        {"status": "down", "components": {"database": "down", "worker": "unknown", "beat": "unknown"}},
    )

    postgres.start()
    page.get_by_role("link", name="Try again").click()
    assert page.url.endswith("/requests/?q=urology")
    assert page.get_by_role("row").filter(has_text="FOI_").count() == 1


def test_a_password_is_never_printed_on_the_page_about_the_outage(page, postgres, request):
    page.goto("/account/login/")
    page.locator("[name=login]").fill(OFFICER)
    page.locator("[name=password]").fill(PASSWORD)
    request.getfixturevalue("no_database")

    page.locator("main button[type=submit]").click()

    assert page.locator("h1").inner_text() == AWAY
    assert PASSWORD not in page.content()
    postgres.start()
    page.get_by_role("link", name="Try again").click()
    page.locator("[name=login]").wait_for()


def test_the_page_about_the_outage_is_accessible(open_page, office, no_database):
    page = open_page(office)
    page.goto("/requests/")
    assert_accessible(page)


def test_the_log_says_once_for_each_page_why_it_could_not_be_shown(page, office, no_database):
    before = office.programs["web"].said().count("The database could not do its part")
    page.goto("/requests/")
    assert office.programs["web"].said().count("The database could not do its part") == before + 1


def test_staff_sign_in_while_redis_is_away_and_wait_for_it_once(page, no_redis, office):
    before = office.programs["web"].said().count("Redis does not answer")
    sign_in(page, OFFICER, PASSWORD)
    assert "/requests/" in page.goto("/requests/").url
    # Once every ten seconds, of which a slow machine may need some.
    assert office.programs["web"].said().count("Redis does not answer") <= before + 2


def test_a_guessed_password_is_still_limited_while_redis_is_away(page, no_redis, request):
    guessed = f"guessed.{request.node.callspec.id}@nhs-resolution.example"
    for _ in range(6):
        page.goto("/account/login/")
        page.locator("[name=login]").fill(guessed)
        page.locator("[name=password]").fill("a guess that is wrong")
        page.locator("main button[type=submit]").click()
    assert "Too many attempts" in page.locator("main").inner_text()


def test_a_request_is_received_while_redis_is_away(page, no_redis, office):
    began = time.monotonic()
    reference = the_request_comes_by_the_public_form(Counted(page), "rowan.away@independent-care.example")
    assert time.monotonic() - began < 20, "The page waited for a broker that says nothing"
    assert reference.startswith("FOI_")
    assert "The broker did not take foirequests.tasks.send_mail" in office.programs["web"].said()
