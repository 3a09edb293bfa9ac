"""Who sends a form and waits is told that the product is at work."""

import time

from playwright.sync_api import Page, Route, expect

from tests.browser.test_kept_comments import CLEARER, WIDE, to_clear
from tests.services.chromium import assert_accessible, assert_fits
from tests.services.office import Office

WORDS = "Working… Please wait."
NOTE_WHAT_IS_SAID = """
new MutationObserver(() => sessionStorage.setItem("said", document.querySelector(".fd-waiting").textContent))
    .observe(document.querySelector(".fd-waiting"), {childList: true})
"""


def answers_late(route: Route) -> None:
    """Hold a form back for a second before it reaches the office."""
    if route.request.method == "POST":
        time.sleep(1)
    route.continue_()


def at_a_letter(page: Page) -> Page:
    to_clear(page, CLEARER)
    page.locator("#id_comment").fill("The tone of the ending.")
    return page


def test_while_a_form_waits_for_its_answer_the_page_says_so_and_the_next_one_no_longer(
    open_page, office_processes: Office
):
    page = at_a_letter(open_page(office_processes, **WIDE))
    page.evaluate(NOTE_WHAT_IS_SAID)
    page.route("**/*", answers_late)

    page.get_by_role("button", name="Return", exact=True).click()

    page.wait_for_url(lambda address: not address.endswith("/clear/"))
    assert page.evaluate("sessionStorage.getItem('said')") == WORDS
    expect(page.locator(".fd-waiting")).to_be_empty()


def test_a_form_that_the_page_keeps_from_leaving_is_not_waited_for(open_page, office_processes: Office):
    page = at_a_letter(open_page(office_processes, **WIDE))
    page.evaluate("document.addEventListener('submit', (event) => event.preventDefault())")

    page.get_by_role("button", name="Return", exact=True).click()

    page.wait_for_timeout(600)
    expect(page.locator(".fd-waiting")).to_be_empty()


def test_what_is_said_meanwhile_can_be_read_on_every_screen(open_page, office_processes: Office):
    page = at_a_letter(open_page(office_processes, **WIDE))
    page.evaluate("words => { document.querySelector('.fd-waiting').textContent = words }", WORDS)

    expect(page.locator(".fd-waiting")).to_be_in_viewport()
    assert_accessible(page)
    page.set_viewport_size({"width": 390, "height": 844})
    assert_fits(page)
