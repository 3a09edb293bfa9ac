"""Every component in real Chromium: accessible, within the window at each width, asking nobody else for anything."""

from collections.abc import Iterator

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.test import override_settings
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, expect

from tests.services.chromium import assert_accessible, assert_fits, opened

PAGES = ["/staff/", "/drafting/", "/queue/", "/form/", "/form/?refused=1", "/gone/"]


@pytest.fixture(scope="module")
def gallery() -> Iterator[str]:
    """The address of the gallery, which needs no database."""
    with override_settings(ROOT_URLCONF="tests.accounts.gallery", MIDDLEWARE=["csp.middleware.CSPMiddleware"]):
        server = LiveServerThread("127.0.0.1", StaticFilesHandler)
        server.daemon = True
        server.start()
        server.is_ready.wait()
        assert not server.error, server.error
        yield f"http://127.0.0.1:{server.port}"
        server.terminate()


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_components_are_accessible_and_fit_the_window(gallery: str, browser: Browser, width: int):
    with opened(browser, gallery, viewport={"width": width, "height": 800}) as page:
        for address in PAGES:
            page.goto(address)
            assert_fits(page)
            assert_accessible(page)


def test_pages_hold_without_scripts(gallery: str, browser: Browser):
    with opened(browser, gallery, viewport={"width": 320, "height": 800}, java_script_enabled=False) as page:
        for address in ("/staff/", "/form/?refused=1"):
            page.goto(address)
            expect(page.locator("body.js-enabled")).to_have_count(0)
            assert_fits(page)
            # Nothing that only a script could open or close is on show.
            expect(page.get_by_role("button", name="Show password")).to_be_hidden()
            expect(page.get_by_role("button", name="More")).to_be_hidden()


def test_a_refused_form_says_so_first_and_leads_to_the_field(gallery: str, browser: Browser):
    with opened(browser, gallery) as page:
        page.goto("/form/?refused=1")
        expect(page).to_have_title("Error: Ask for information - FOI Desk")
        expect(page.locator(".nhsuk-error-summary")).to_be_focused()
        page.get_by_role("link", name="31 2 2023 is not a real date").click()
        expect(page.get_by_role("textbox", name="Day")).to_be_focused()


def test_the_first_tab_leads_past_the_menu(gallery: str, browser: Browser):
    with opened(browser, gallery) as page:
        page.goto("/queue/")
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("main")).to_be_focused()
