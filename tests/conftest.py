"""What every test may ask for: real servers, a real browser, the product's own processes.

Servers start when the first test asks for them, once for each pytest process, on free loopback ports, and end with it.
"""

import fcntl
import os
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, Error, Page, sync_playwright

from tests.services.chromium import opened, start_chromium
from tests.services.office import PASSWORD, Office
from tests.services.post_office import PostOffice
from tests.services.postgres import PostgresServer
from tests.services.redis import RedisServer

# `make test` runs the same examples every time; `make soak` looks for new ones.
settings.register_profile("slice", derandomize=True, deadline=None, max_examples=60, database=None)
settings.register_profile(
    "soak", deadline=None, max_examples=5000, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--soak` for the long campaigns."""
    parser.addoption("--soak", action="store_true", help="run the long campaigns as well (tests marked `soak`)")


def pytest_configure(config: pytest.Config) -> None:
    """Choose the length of the campaigns."""
    settings.load_profile("soak" if config.getoption("--soak") else "slice")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what only `make soak` runs."""
    if config.getoption("--soak"):
        return
    long = [item for item in items if item.get_closest_marker("soak")]
    config.hook.pytest_deselected(items=long)
    items[:] = [item for item in items if item not in long]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say the figures that campaigns recorded (`record_property("figures", ...)`)."""
    reports = [report for outcome in ("passed", "failed") for report in terminalreporter.getreports(outcome)]
    figures = [told for report in reports for name, told in report.user_properties if name == "figures"]
    if figures:
        terminalreporter.section("figures")
        for told in figures:
            terminalreporter.write_line(told)


# --- Servers --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A real PostgreSQL; `postgres.new_database()` gives the address of an empty one."""
    server = PostgresServer()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def redis_server() -> Iterator[RedisServer]:
    """A real Redis."""
    server = RedisServer()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def _post_office() -> Iterator[PostOffice]:
    office = PostOffice()
    yield office
    office.stop()


@pytest.fixture
def post_office(_post_office: PostOffice) -> Iterator[PostOffice]:
    """A real SMTP server, emptied for each test; it is there again for the next one."""
    _post_office.forget()
    yield _post_office
    if not _post_office.program.is_running:
        _post_office.start()
    _post_office.forget()


# --- The product's processes ----------------------------------------------------------------------------------------


def _open_office(office: Office) -> None:
    office.manage("migrate", "-v0")
    office.manage("load_reference_data")


def _load_demonstration(office: Office) -> None:
    office.manage("load_demo", "--out", str(office.var / "demonstration"))


def _made_once(
    name: str,
    make: Callable[[Office], None],
    tmp_path_factory: pytest.TempPathFactory,
    like: Path | None = None,
) -> Path:
    """A folder of data that all pytest processes of this run share; the first that needs it makes it."""
    base = tmp_path_factory.getbasetemp()
    base = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    made = base / f"office-{name}"
    with (base / f"{name}.lock").open("w") as one_at_a_time:
        fcntl.flock(one_at_a_time, fcntl.LOCK_EX)
        if not made.exists():
            office = Office(like=like)
            try:
                make(office)
                office.var.rename(made)
            finally:
                office.stop()
    return made


@pytest.fixture(scope="session")
def empty_office_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of an office on its first day: migrated, with reference data, without staff and cases."""
    return _made_once("empty", _open_office, tmp_path_factory)


@pytest.fixture(scope="session")
def demonstration_data(empty_office_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of the demonstration office."""
    return _made_once("demonstration", _load_demonstration, tmp_path_factory, like=empty_office_data)


@pytest.fixture(scope="module")
def office_processes(demonstration_data: Path) -> Iterator[Office]:
    """The demonstration office on SQLite and a folder, with web, worker and beat running."""
    office = Office(like=demonstration_data)
    try:
        yield office.start()
    finally:
        office.stop()


@pytest.fixture(scope="session")
def first_day_on_postgres(postgres: PostgresServer) -> Iterator[Callable[..., Office]]:
    """Makes offices on their first day on PostgreSQL, each with a database and files of its own."""
    office = Office(DATABASE_URL=postgres.new_database())
    try:
        _open_office(office)
        yield partial(office.twin, postgres)
    finally:
        office.stop()


@pytest.fixture(scope="session")
def demonstration_on_postgres(
    first_day_on_postgres: Callable[..., Office], postgres: PostgresServer
) -> Iterator[Callable[..., Office]]:
    """Makes installations of the demonstration office on PostgreSQL, each with a database and files of its own."""
    office = first_day_on_postgres()
    try:
        _load_demonstration(office)
        yield partial(office.twin, postgres)
    finally:
        office.stop()


@pytest.fixture(scope="module")
def office_processes_on_servers(
    demonstration_on_postgres: Callable[..., Office], redis_server: RedisServer, _post_office: PostOffice
) -> Iterator[Office]:
    """The demonstration office on PostgreSQL, Redis and SMTP: web, two workers and beat, as the Procfile says."""
    redis_server.forget()
    _post_office.forget()
    office = demonstration_on_postgres(REDIS_URL=redis_server.url, post_office=_post_office, whole=True)
    try:
        yield office.start()
    finally:
        office.stop()


# --- The browser ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium."""
    # Playwright's loop stays in the thread that runs the tests; Django would take every later query for a mistake.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        started = start_chromium(playwright)
        yield started
        started.close()


OPEN_PAGES = pytest.StashKey[list[Page]]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo) -> Generator[None, pytest.TestReport]:
    """Say of a test that failed what its people had before them: a failure far away leaves nothing else to look at."""
    report = yield
    if report.when == "call" and report.failed:
        for page in item.stash.get(OPEN_PAGES, []):
            report.sections.append((f"On the screen: {page.url}", _words_on(page)))
    return report


def _words_on(page: Page) -> str:
    try:
        return page.locator("body").inner_text(timeout=2_000)
    except Error as gone:
        return f"It cannot be read: {gone.message}"


@pytest.fixture
def open_page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Callable[..., Page]]:
    """Opens pages of different people: `open_page(office)`, `open_page(office, java_script_enabled=False)`."""
    opened_pages = request.node.stash.setdefault(OPEN_PAGES, [])

    with ExitStack() as pages:

        def open_one(office: Office, **context: object) -> Page:
            page = pages.enter_context(opened(browser, office.url, **context))
            opened_pages.append(page)
            return page

        yield open_one


@pytest.fixture
def page(open_page: Callable[..., Page], office_processes: Office) -> Page:
    """One page on the demonstration office."""
    return open_page(office_processes)


@pytest.fixture(scope="session")
def staff_password() -> str:
    """The password of everybody in the demonstration office of the tests."""
    return PASSWORD
