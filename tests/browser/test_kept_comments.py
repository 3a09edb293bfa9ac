"""What a clearer or a colleague types beside a letter outlives a lost connection, a closed tab and an ended session."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_drafting_in_the_browser import OFFICER, at_the_draft, open_part
from tests.browser.test_unsaved_typing import KEPT, assert_nothing_is_kept
from tests.services.chromium import assert_accessible, assert_fits, sign_in
from tests.services.office import PASSWORD, Office

CLEARER, OTHER_CLEARER = "clearer@nhs-resolution.example", "second.clearer@nhs-resolution.example"
WIDE = {"viewport": {"width": 1280, "height": 900}}


def to_clear(page: Page, who: str = CLEARER) -> Page:
    """The page on which somebody clears the first letter that waits for them."""
    sign_in(page, who, PASSWORD)
    page.goto("/clearance/")
    row = page.get_by_role("row").filter(has_text="FOI_").filter(has_not_text="Not yours to clear").first
    row.get_by_role("link").first.click()
    page.wait_for_url("**/clear/")
    expect(page.locator("#id_comment")).to_be_visible()
    return page


@pytest.fixture
def page(open_page, office_processes: Office) -> Page:
    """A clearer at a letter."""
    return to_clear(open_page(office_processes, **WIDE))


def beside(page: Page):
    """The field for a comment on the first paragraph, opened."""
    details = page.locator(".fd-beside details").first
    if details.get_attribute("open") is None:
        details.locator("summary").click()
    return details.locator("textarea")


def offer(page: Page):
    return page.locator(".fd-kept")


def typed_and_closed(page: Page) -> Page:
    """The same page in a new tab, after a comment, one on a paragraph and a condition were typed in the first."""
    page.locator("#id_comment").fill("The tone of the ending.")
    beside(page).fill("Too long.")
    page.locator("summary", has_text="Clear on a condition").click()
    page.locator("#id_told").fill("Press office")
    page.locator("[name=not_before_day]").fill("3")
    address = page.url
    page.close(run_before_unload=False)
    again = page.context.new_page()
    again.goto(address)
    return again


def signs_in_again(page: Page, who: str) -> None:
    page.locator("[name=login]").fill(who)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main button[type=submit]").click()


def test_words_of_a_clearer_in_a_tab_that_was_closed_are_offered_and_put_back(page):
    again = typed_and_closed(page)

    expect(offer(again)).to_contain_text(
        re.compile(r"You typed this on \d+ \w+ \d{4} at \d\d:\d\d and it was not sent")
    )
    expect(offer(again)).to_contain_text("Comment on the whole letter")
    assert again.locator("#id_comment").input_value() == ""
    again.set_viewport_size({"width": 1280, "height": 3000})
    assert_accessible(again)
    again.set_viewport_size({"width": 390, "height": 844})
    assert_fits(again)
    offer(again).get_by_role("button", name="Put it back").click()

    expect(offer(again)).to_have_count(0)
    expect(again.locator("#id_comment")).to_have_value("The tone of the ending.")
    expect(beside(again)).to_be_focused()
    assert beside(again).input_value() == "Too long."
    expect(again.locator("#id_told")).to_have_value("Press office")
    expect(again.locator("#id_told")).to_be_visible()
    expect(again.locator("[name=not_before_day]")).to_have_value("3")
    again.reload()
    expect(offer(again)).to_contain_text("The tone of the ending.")


def test_what_was_typed_since_stands_before_what_is_put_back(page):
    again = typed_and_closed(page)
    again.locator("#id_comment").fill("And this.")
    offer(again).get_by_role("button", name="Put it back").click()
    expect(again.locator("#id_comment")).to_have_value("And this.\n\nThe tone of the ending.")
    assert again.evaluate(KEPT) == 1


def test_words_of_a_clearer_that_are_thrown_away_are_not_offered_again(page):
    again = typed_and_closed(page)
    offer(again).get_by_role("button", name="Throw it away").click()
    expect(offer(again)).to_have_count(0)
    assert_nothing_is_kept(again)


def test_a_refused_decision_keeps_the_words_and_offers_nothing_that_stands_in_the_fields(page):
    page.locator("#id_told").evaluate("field => field.closest('details').open = true")
    page.locator("#id_told").fill("Press office")
    page.locator("#id_comment").fill("Please mend the ending.")
    page.get_by_role("button", name="Return").click()
    expect(page.locator(".nhsuk-error-summary")).to_be_visible()
    expect(offer(page)).to_have_count(0)
    assert page.evaluate(KEPT) == 1
    expect(page.locator("#id_comment")).to_have_value("Please mend the ending.")


def test_after_the_session_ended_a_decision_leads_to_sign_in_and_back_to_the_words(page):
    beside(page).fill("Say this in one sentence.")
    page.locator("#id_comment").fill("Nearly there.")
    page.context.clear_cookies(name="session")
    page.get_by_role("button", name="Return").click()

    page.wait_for_url("**/account/login/**")
    signs_in_again(page, CLEARER)

    page.wait_for_url("**/clear/")
    offer(page).get_by_role("button", name="Put it back").click()
    expect(page.locator("#id_comment")).to_have_value("Nearly there.")
    assert beside(page).input_value() == "Say this in one sentence."


def test_words_of_a_clearer_are_never_shown_to_somebody_else(page):
    page.locator("#id_comment").fill("For me alone.")
    address = page.url
    page.context.clear_cookies(name="session")
    to_clear(page, OTHER_CLEARER)
    page.goto(address)
    expect(page.locator("#id_comment")).to_be_visible()
    expect(offer(page)).to_have_count(0)
    assert "For me alone." not in page.content()
    assert_nothing_is_kept(page)


def test_signing_out_while_clearing_leaves_nothing_in_the_browser(page):
    page.locator("#id_comment").fill("Gone with me.")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(lambda url: "/clear/" not in url)
    assert_nothing_is_kept(page)


def test_words_are_kept_three_days_and_no_longer(page):
    age = """() => {
        for (const name of Object.keys(localStorage)) {
            const kept = JSON.parse(localStorage.getItem(name));
            kept.at = new Date(Date.now() - DAYS * 24 * 60 * 60 * 1000).toISOString();
            localStorage.setItem(name, JSON.stringify(kept));
        }
    }"""
    page.locator("#id_comment").fill("From Monday.")
    page.evaluate(age.replace("DAYS", "2.9"))
    page.reload()
    expect(offer(page)).to_contain_text("From Monday.")
    page.evaluate(age.replace("DAYS", "3.1"))
    page.reload()
    expect(page.locator("#id_comment")).to_be_visible()
    expect(offer(page)).to_have_count(0)
    assert_nothing_is_kept(page)


def test_a_decision_without_a_connection_is_not_sent_and_goes_when_it_is_back(page):
    page.locator("#id_comment").fill("Typed in a tunnel.")
    page.context.set_offline(True)
    page.get_by_role("button", name="Return").click()
    expect(page.get_by_text("There is no connection, so nothing was sent.")).to_be_visible()
    expect(page.locator("#id_comment")).to_have_value("Typed in a tunnel.")

    page.context.set_offline(False)
    page.wait_for_timeout(1_100)  # the button takes no second press within a second
    page.get_by_role("button", name="Return").click()
    page.wait_for_url("**/clearance/")
    assert_nothing_is_kept(page)


# --- Comments beside a draft ------------------------------------------------------------------------------------------


@pytest.fixture
def draft(open_page, office_processes: Office) -> Page:
    """An officer at a draft, with a part open and the field for a comment on it."""
    page = at_the_draft(open_page(office_processes, viewport={"width": 1400, "height": 900}), OFFICER)
    open_part(page, 1)
    page.locator("summary", has_text="Comment on this part").click()
    return page


def said(page: Page, words: str):
    return page.locator(".fd-comment__said").filter(has_text=words)


def test_a_comment_on_a_part_is_kept_until_it_is_made(draft):
    draft.locator("#comment-text").fill("Is this right?")
    assert draft.evaluate(KEPT) == 1
    draft.locator("#comments-heading ~ details button").click()
    expect(said(draft, "Is this right?")).to_be_visible()
    assert_nothing_is_kept(draft)


def test_a_half_written_comment_is_offered_at_its_part_and_by_a_link_to_it_elsewhere(draft):
    draft.locator("#comment-text").fill("Is this half")
    at_draft = draft.url.partition("?")[0]
    draft.close(run_before_unload=False)
    page = draft.context.new_page()
    page.goto(at_draft)
    expect(offer(page)).to_contain_text("Is this half")
    expect(offer(page).get_by_role("button", name="Put it back")).to_be_hidden()
    offer(page).get_by_role("link", name="Go on writing it").click()

    offer(page).get_by_role("button", name="Put it back").click()
    expect(page.locator("#comment-text")).to_have_value("Is this half")
    expect(page.locator("#comment-text")).to_be_focused()
    expect(said(page, "Is this half")).to_have_count(0)


def test_a_comment_without_a_connection_is_not_lost(draft):
    draft.locator("#comment-text").fill("From the train.")
    draft.context.set_offline(True)
    draft.locator("#comments-heading ~ details button").click()
    expect(draft.locator("#draft-state")).to_contain_text("no connection")
    expect(draft.locator("#comment-text")).to_have_value("From the train.")
    draft.context.set_offline(False)
    draft.locator("#comments-heading ~ details button").click()
    expect(said(draft, "From the train.")).to_be_visible()
    assert_nothing_is_kept(draft)


def test_on_the_page_of_comments_signing_in_again_leads_back_to_the_words(draft):
    draft.goto(draft.url.partition("/letters/")[0] + "/comments/")
    draft.locator("summary", has_text="Comment on a paragraph").first.click()
    new = draft.locator("details", has_text="Comment on a paragraph").first.locator("textarea")
    new.fill("What of the table?")
    draft.context.clear_cookies(name="session")
    draft.get_by_role("button", name="Comment", exact=True).first.click()

    draft.wait_for_url("**/account/login/**")
    signs_in_again(draft, OFFICER)

    draft.wait_for_url("**/comments/")
    assert_accessible(draft)
    draft.set_viewport_size({"width": 390, "height": 844})
    assert_fits(draft)
    offer(draft).get_by_role("button", name="Put it back").click()
    expect(new).to_have_value("What of the table?")
    draft.get_by_role("button", name="Comment", exact=True).first.click()
    expect(draft.get_by_text("The comment is kept.")).to_be_visible()
    assert_nothing_is_kept(draft)
