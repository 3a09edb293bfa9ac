"""The pages of the room in real Chromium: accessible, within the window, usable without scripts."""

import os
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.db import connections
from django.test import Client
from django.test.testcases import LiveServerThread
from playwright.sync_api import expect

from accounts.models import Role
from codes.actions.reference_data import load_code_reference_data
from tests.codes.conftest import LOADED_AT, member
from tests.codes.workbooks import at, official, workbook
from tests.services.chromium import assert_accessible, assert_fits, opened

PAGES = ["/codes/", "/codes/?q=birth", "/codes/?q=zzz", "/codes/editions/", "/codes/import/", "/settings/"]
SETTINGS = ["/settings/letterhead/", "/settings/proclaimed_to/", "/settings/sar_rule/"]
GOOD = official([(1, "Obstetrics")], [(1, "Wrong Diagnosis")], [(1, "Fatality"), (2, "Fetal Abnormality")])
UNSURE = workbook({"All": [["a", "b", "c"], ["Obstetrics", "Wrong Diagnosis", "Fatality"]]})


@pytest.fixture
def server(transactional_db):
    """The address of the product in this process, on this test's database."""
    connection = connections["default"]
    connection.inc_thread_sharing()
    thread = LiveServerThread("127.0.0.1", StaticFilesHandler, connections_override={"default": connection})
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    assert not thread.error, thread.error
    yield f"http://127.0.0.1:{thread.port}"
    thread.terminate()
    connection.dec_thread_sharing()


@pytest.fixture
def office_page(server, browser, request):
    """A page of a person who is officer and deputy director, at 320 pixels unless told."""
    load_code_reference_data(at=LOADED_AT)
    client = Client()
    client.force_login(member("Ada Both", Role.OFFICER, Role.DEPUTY_DIRECTOR))
    options = getattr(request, "param", {"viewport": {"width": 320, "height": 800}})
    with opened(browser, server, **options) as page:
        name = settings.SESSION_COOKIE_NAME
        page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": server}])
        yield page


def look(page, name: str) -> None:
    """Check the page as it stands; keep a picture of it where somebody asked for pictures."""
    assert_fits(page)
    assert_accessible(page)
    if folder := os.environ.get("PICTURES"):
        width = page.viewport_size["width"]
        page.screenshot(path=str(Path(folder) / f"codes-{name}-{width}.png"), full_page=True)


@pytest.mark.parametrize("office_page", [{"viewport": {"width": width, "height": 800}} for width in (320, 1280)],
                         indirect=True, ids=["narrow", "wide"])  # fmt: skip
def test_the_pages_are_accessible_and_a_workbook_goes_in(office_page, tmp_path):
    page = office_page
    for number, address in enumerate([*PAGES, *SETTINGS]):
        page.goto(address)
        look(page, str(number))
    page.goto("/codes/import/")
    page.get_by_role("button", name="Upload").click()
    expect(page.locator(".nhsuk-error-summary")).to_be_visible()
    look(page, "upload-refused")
    page.locator("input[type=file]").set_input_files(at(tmp_path, UNSURE, "Unsure.xlsx"))
    page.get_by_role("button", name="Upload").click()
    expect(page.get_by_role("heading", name="Say where the lists are")).to_be_visible()
    look(page, "unsure")
    page.get_by_role("button", name="Read the workbook again").click()
    look(page, "mapping-refused")
    page.get_by_role("button", name="Cancel and remove the file").click()
    page.goto("/codes/import/")
    page.locator("input[type=file]").set_input_files(at(tmp_path, GOOD, "Codes.xlsx"))
    page.get_by_role("button", name="Upload").click()
    look(page, "check")
    page.get_by_role("button", name="Import these lists").click()
    expect(page.get_by_text("The code lists are imported as edition 2.")).to_be_visible()
    look(page, "imported")
    page.get_by_role("link", name="OBSTETRICS").or_(page.get_by_role("link", name="Obstetrics")).first.click()
    look(page, "code")


@pytest.mark.parametrize(
    "office_page", [{"java_script_enabled": False, "viewport": {"width": 320, "height": 800}}], indirect=True
)
def test_a_setting_is_recorded_without_scripts(office_page):
    page = office_page
    page.goto("/settings/clarification_lapse/")
    page.get_by_label("Months after we asked").fill("none")
    page.get_by_label("Source").fill("Board paper")
    page.get_by_role("button", name="Record", exact=True).click()
    expect(page.locator(".nhsuk-error-summary")).to_contain_text("enter a whole number")
    assert page.get_by_label("Source").input_value() == "Board paper"
    page.get_by_label("Months after we asked").fill("3")
    page.get_by_label("Reason for the change").fill("To give people longer")
    page.get_by_role("button", name="Record", exact=True).click()
    expect(page.get_by_text("Recorded. The new value applies from")).to_be_visible()
