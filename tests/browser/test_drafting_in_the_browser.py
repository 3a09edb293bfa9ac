"""The drafting page in a real browser: typing is kept, the letter follows, and nothing is lost between two writers."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.services.chromium import assert_accessible, assert_fits, sign_in
from tests.services.office import PASSWORD, Office

OFFICER, COLLEAGUE = "officer@nhs-resolution.example", "second.officer@nhs-resolution.example"


def at_the_draft(page: Page, who: str) -> Page:
    """The drafting page of the demonstration's case that is being drafted."""
    sign_in(page, who, PASSWORD)
    page.goto("/requests/?q=urology")
    page.get_by_role("row").filter(has_text="FOI_").get_by_role("link").first.click()
    page.get_by_role("button", name="Go on with the draft").click()
    page.wait_for_url("**/draft/**")
    return page


@pytest.fixture
def page(open_page, office_processes: Office) -> Page:
    """An officer at a draft, on a wide screen."""
    return at_the_draft(open_page(office_processes, viewport={"width": 1400, "height": 900}), OFFICER)


def open_part(page: Page, number: int) -> None:
    page.locator(".fd-parts__title").nth(number).click()
    expect(page.locator("#id_body")).to_be_focused()


def test_typing_is_saved_by_itself_and_the_letter_follows_without_moving_the_caret(page):
    open_part(page, 1)

    page.keyboard.press("Control+End")
    page.keyboard.type(" Written while nobody pressed a button.")

    expect(page.locator("#draft-state")).to_contain_text(re.compile(r"Saved \d\d:\d\d"))
    expect(page.locator("#draft-letter")).to_contain_text("Written while nobody pressed a button.")
    expect(page.locator("#id_body")).to_be_focused()
    page.reload()
    expect(page.locator("#draft-letter")).to_contain_text("Written while nobody pressed a button.")


def test_a_click_into_the_letter_opens_that_part(page):
    key = page.locator("#draft-letter .letter-part").nth(2).get_attribute("data-part")

    page.locator(f'#draft-letter [data-part="{key}"]').first.click(position={"x": 4, "y": 4})

    expect(page.locator(f"#part-{key}")).to_have_class(re.compile("fd-parts__part--open"))
    expect(page.locator(f'#draft-letter [data-part="{key}"]').first).to_have_class(re.compile("fd-part--open"))


def test_a_part_is_moved_by_keyboard_and_the_focus_stays_on_its_button(page):
    first, second = (title.inner_text() for title in page.locator(".fd-parts__title").all()[:2])
    down = page.locator(".fd-parts__moves button").nth(1)
    name = down.get_attribute("id")

    down.focus()
    page.keyboard.press("Enter")

    expect(page.locator(".fd-parts__title").first).to_have_text(second)
    expect(page.locator(".fd-parts__title").nth(1)).to_have_text(first)
    expect(page.locator(f"#{name}")).to_be_focused()


def test_a_part_far_down_that_is_moved_stays_in_view(page):
    page.set_viewport_size({"width": 1400, "height": 560})
    # The one before the last: the panes have to scroll to it.
    down = page.locator(".fd-parts__moves").nth(-2).get_by_role("button", name="Down")
    name = down.get_attribute("id")
    down.focus()
    stood = page.locator(".fd-outline").evaluate("pane => pane.scrollTop")
    assert stood > 0

    page.keyboard.press("Enter")

    expect(page.locator(".fd-parts__moves").last.locator(f"#{name}")).to_be_focused()
    expect(page.locator(f"#{name}")).to_be_in_viewport()
    assert page.locator(".fd-outline").evaluate("pane => pane.scrollTop") >= stood


def test_a_keyboard_comes_past_the_outline_in_one_step(page):
    page.get_by_role("link", name="Skip to main content").press("Enter")
    way = page.get_by_role("navigation", name="Parts of this page").get_by_role("link", name="Save and submit")
    for _step in range(8):
        page.keyboard.press("Tab")
        if way.evaluate("way => way === document.activeElement"):
            break
    expect(way).to_be_focused()
    assert way.locator("xpath=..").bounding_box()["width"] > 100  # shown to whoever has come to it

    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("Boolean(document.activeElement.closest('.fd-bar'))")


def test_what_is_typed_just_before_a_button_is_pressed_is_kept(page):
    open_part(page, 1)

    page.keyboard.press("Control+End")
    page.keyboard.type(" At the very last moment.")
    page.locator(".fd-parts__moves button").nth(1).click()

    expect(page.locator("#draft-letter")).to_contain_text("At the very last moment.")


def test_two_writers_see_both_texts_and_the_one_who_types_keeps_the_caret(page, open_page, office_processes):
    open_part(page, 1)
    colleague = at_the_draft(open_page(office_processes), COLLEAGUE)
    open_part(colleague, 1)
    colleague.locator("#id_body").fill("The colleague's words.")
    expect(colleague.locator("#draft-state")).to_contain_text("Saved")
    expect(colleague.locator("#draft-letter")).to_contain_text("The colleague's words.")

    page.keyboard.press("Control+End")
    page.keyboard.type(" The officer's words.")

    expect(page.locator("#draft-trouble")).to_contain_text("The colleague's words.")
    expect(page.locator("#draft-trouble")).to_contain_text("The officer's words.")
    expect(page.locator("#draft-state")).to_contain_text("Not saved")
    expect(page.locator("#id_body")).to_be_focused()
    # High enough that the bar at the foot lies over none of the letter's links.
    page.set_viewport_size({"width": 1400, "height": 3000})
    assert_accessible(page)

    page.get_by_role("button", name="Save my text").click()

    expect(page.locator("#draft-letter")).to_contain_text("The officer's words.")


def test_a_removed_part_comes_back(page):
    open_part(page, 2)
    title = page.locator("#part-heading").inner_text().splitlines()[-1]

    page.get_by_role("button", name="Remove this part").click()
    expect(page.locator(".fd-add")).to_contain_text("Removed (1)")
    expect(page.locator("#outline-heading")).to_be_focused()  # the button is gone, the keyboard's place is not
    page.get_by_role("button", name="Put back").filter(has_text=title).click()

    expect(page.locator(".fd-parts__title").nth(2)).to_have_text(title)


def test_without_a_connection_the_page_says_that_nothing_was_saved(page):
    open_part(page, 1)
    page.context.set_offline(True)

    page.keyboard.type("Typed in a tunnel. ")

    expect(page.locator("#draft-state")).to_contain_text(
        "Not saved yet: no connection. Your words are kept in this browser."
    )
    page.context.set_offline(False)


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_page_is_accessible_and_fits_at_any_width(page, width):
    page.set_viewport_size({"width": width, "height": 900})

    assert_fits(page)
    assert_accessible(page)
