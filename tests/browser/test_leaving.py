"""Nobody leaves a page with words that nothing has yet without being asked, and nobody is asked for nothing."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_drafting_in_the_browser import OFFICER
from tests.browser.test_kept_comments import WIDE
from tests.services.chromium import sign_in
from tests.services.office import PASSWORD, Office

WORDS = "How many claims were closed in 2022/23?"


@pytest.fixture
def asked() -> list[str]:
    """What the browser asked, in order."""
    return []


@pytest.fixture
def page(open_page, office_processes: Office, asked: list[str]) -> Page:
    """An officer who writes down a request, and who stays when the browser asks."""
    page = open_page(office_processes, **WIDE)
    sign_in(page, OFFICER, PASSWORD)
    page.goto("/requests/record/")
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    return page


def leaves(page: Page) -> None:
    page.get_by_role("link", name="Codes", exact=True).click(no_wait_after=True)
    page.wait_for_timeout(500)


def words(page: Page):
    return page.locator("#id_text")


def test_whoever_leaves_words_behind_is_asked_and_may_stay(page, asked):
    words(page).fill(WORDS)
    leaves(page)

    assert asked == ["beforeunload"]
    expect(words(page)).to_have_value(WORDS)


def test_nobody_is_asked_who_typed_nothing_or_took_it_back(page, asked):
    words(page).fill(WORDS)
    words(page).fill("")
    leaves(page)

    page.wait_for_url("**/codes/")
    assert asked == []


def test_sending_the_form_is_no_leaving_and_what_was_refused_is_still_unsaved(page, asked):
    words(page).fill(WORDS)
    page.get_by_role("button", name="Record the request").click()
    expect(page.locator(".nhsuk-error-summary")).to_be_visible()
    expect(words(page)).to_have_value(WORDS)
    assert asked == []

    leaves(page)

    assert asked == ["beforeunload"]
    expect(words(page)).to_have_value(WORDS)


def test_another_form_of_the_page_takes_the_words_with_it(page, asked):
    words(page).fill(WORDS)
    page.get_by_role("button", name="Sign out").click(no_wait_after=True)
    page.wait_for_timeout(500)

    assert asked == ["beforeunload"]
    expect(words(page)).to_have_value(WORDS)


def test_a_choice_at_triage_is_not_left_behind_unasked(page, asked):
    page.goto("/requests/?stage=triage")
    case = page.get_by_role("row").filter(has_text="FOI_").get_by_role("link").first.get_attribute("href")
    page.goto(f"{case}triage/")
    not_held = page.get_by_role("radio", name="Not held").first
    expect(not_held).not_to_be_checked()
    not_held.check()
    leaves(page)

    assert asked == ["beforeunload"]
    expect(not_held).to_be_checked()
