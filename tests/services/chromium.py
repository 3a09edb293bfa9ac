"""Real Chromium, driven as a person would, with eyes on what no page may do."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Playwright

from config.bootstrap import chromium

FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"),
    # Whatever a page asks for outside of this machine is not found.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
WCAG_2_2_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]


def start_chromium(playwright: Playwright) -> Browser:
    """The machine's Chromium; its absence is a failure of the tests, never a reason to skip."""
    program = chromium()
    assert program, "No Chromium on this machine: `make setup` brings it"
    return playwright.chromium.launch(executable_path=program, args=FLAGS)


@contextmanager
def opened(browser: Browser, base_url: str, **context: object) -> Iterator[Page]:
    """A page of a person with cookies of their own; fails at the end when any page asked elsewhere or broke.

    `context` is Playwright's: `java_script_enabled=False`, `viewport={"width": 320, "height": 800}`.
    """
    place = browser.new_context(base_url=base_url, locale="en-GB", timezone_id="Europe/London", **context)
    place.set_default_timeout(10_000)
    elsewhere: list[str] = []
    broken: list[str] = []

    def seen(asked) -> None:
        if urlsplit(asked.url).scheme not in ("data", "blob") and not asked.url.startswith(f"{base_url}/"):
            elsewhere.append(asked.url)

    def told(message) -> None:
        if message.type == "error" and "Content Security Policy" in message.text:
            broken.append(message.text)

    place.on("request", seen)
    place.on("console", told)
    place.on("weberror", lambda error: broken.append(str(error.error)))
    try:
        yield place.new_page()
        assert not elsewhere, f"Pages asked other addresses than ours: {sorted(set(elsewhere))}"
        assert not broken, f"Scripts or styles failed: {broken}"
    finally:
        place.close()


def sign_in(page: Page, email: str, password: str) -> None:
    """Sign in as a member of staff."""
    page.goto("/account/login/")
    page.locator("[name=login]").fill(email)
    page.locator("[name=password]").fill(password)
    page.locator("main button[type=submit]").click()
    page.wait_for_url(lambda url: "/account/login/" not in url)


def assert_accessible(page: Page, *, without: tuple[str, ...] = ()) -> None:
    """axe finds nothing against WCAG 2.2 AA on the page as it stands; `without` names rules with a reason nearby."""
    options = {
        "runOnly": {"type": "tag", "values": WCAG_2_2_AA},
        "rules": {"target-size": {"enabled": True}, **{rule: {"enabled": False} for rule in without}},
        "resultTypes": ["violations"],
    }
    found = Axe().run(page, options=options).response["violations"]
    told = [
        f"{finding['id']}: {finding['help']}\n"
        + "\n".join(f"    {node['html'][:300]}" for node in finding["nodes"][:5])
        for finding in found
    ]
    assert not found, f"{page.url}\n" + "\n".join(told)


def assert_fits(page: Page) -> None:
    """Nothing of the page lies beside the window (WCAG 1.4.10); a page that was just made narrower gets two seconds."""
    page.wait_for_load_state()
    for _look in range(20):
        wide = page.evaluate("document.scrollingElement.scrollWidth - document.documentElement.clientWidth")
        if wide <= 0:
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"{page.url} is {wide} px wider than the window")


def take_picture(page: Page, path: Path) -> None:
    """A picture of the whole page."""
    page.screenshot(path=path, full_page=True)
