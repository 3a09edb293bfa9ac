"""Typing outlives a lost connection, a closed tab and an ended session; and parts are dragged into another order."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_drafting_in_the_browser import OFFICER, at_the_draft, open_part
from tests.services.chromium import assert_accessible
from tests.services.office import PASSWORD, Office

KEPT = "Object.keys(localStorage).filter((name) => name.startsWith('foidesk-unsaved:')).length"


@pytest.fixture
def page(open_page, office_processes: Office) -> Page:
    """An officer at a draft, on a wide screen."""
    return at_the_draft(open_page(office_processes, viewport={"width": 1400, "height": 900}), OFFICER)


def type_at_the_end(page: Page, words: str) -> None:
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


def assert_nothing_is_kept(page: Page) -> None:
    """Nothing is left in the browser, within five seconds."""
    for _look in range(50):
        if page.evaluate(KEPT) == 0:
            return
        page.wait_for_timeout(100)
    raise AssertionError("Words are still kept in the browser.")


def state(page: Page):
    return page.locator("#draft-state")


def offer(page: Page):
    return page.locator("#draft-unsaved")


def reopened_after_typing(page: Page, words: str) -> Page:
    """The draft in a new tab, after the words were typed without a connection and the first tab was closed."""
    address, place = page.url, page.context
    open_part(page, 1)
    place.set_offline(True)
    type_at_the_end(page, words)
    expect(state(page)).to_contain_text("Not saved yet")
    page.close(run_before_unload=False)
    place.set_offline(False)
    again = place.new_page()
    again.goto(address)
    return again


def test_what_is_saved_is_kept_in_the_browser_no_longer(page):
    open_part(page, 1)
    type_at_the_end(page, " Saved at once.")
    assert page.evaluate(KEPT) == 1

    expect(state(page)).to_contain_text(re.compile(r"Saved \d\d:\d\d"))
    assert_nothing_is_kept(page)


def test_words_typed_without_a_connection_are_saved_when_it_is_back(page):
    open_part(page, 1)
    page.context.set_offline(True)
    type_at_the_end(page, " Typed in a tunnel.")
    expect(state(page)).to_contain_text("Not saved yet: no connection. Your words are kept in this browser.")
    expect(state(page).get_by_role("button", name="Try again now")).to_be_visible()

    page.context.set_offline(False)

    expect(state(page)).to_contain_text(re.compile(r"Saved \d\d:\d\d"))
    expect(page.locator("#draft-letter")).to_contain_text("Typed in a tunnel.")
    assert_nothing_is_kept(page)


def test_words_in_a_tab_that_was_closed_are_offered_and_put_in(page):
    again = reopened_after_typing(page, " Typed before the tab was closed.")

    expect(offer(again)).to_contain_text("and it was not saved")
    expect(offer(again).locator("ins")).to_contain_text("Typed before the tab was closed.")
    again.set_viewport_size({"width": 1400, "height": 3000})
    assert_accessible(again)
    offer(again).get_by_role("button", name="Put it in").click()

    expect(again.locator("#draft-letter")).to_contain_text("Typed before the tab was closed.")
    expect(offer(again)).to_be_empty()
    assert_nothing_is_kept(again)


def test_words_that_are_thrown_away_are_not_offered_again(page):
    again = reopened_after_typing(page, " Not wanted.")

    offer(again).get_by_role("button", name="Throw it away").click()

    expect(offer(again)).to_be_empty()
    assert_nothing_is_kept(again)
    again.reload()
    expect(offer(again)).to_be_empty()


def test_after_the_session_ended_signing_in_leads_back_to_the_draft_with_the_words(page):
    open_part(page, 1)
    page.context.clear_cookies(name="session")
    type_at_the_end(page, " Typed after the session had ended.")
    expect(state(page)).to_contain_text("Not saved yet: you are signed out.")

    page.get_by_role("link", name="Sign in and go on").click()
    page.locator("[name=login]").fill(OFFICER)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main button[type=submit]").click()

    page.wait_for_url("**/draft/**")
    offer(page).get_by_role("button", name="Put it in").click()
    expect(page.locator("#draft-letter")).to_contain_text("Typed after the session had ended.")


def test_signing_out_leaves_nothing_in_the_browser(page):
    page.on("dialog", lambda dialog: dialog.accept())
    open_part(page, 1)
    page.context.set_offline(True)
    type_at_the_end(page, " Gone with me.")
    expect(state(page)).to_contain_text("Not saved yet")
    page.context.set_offline(False)
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(lambda url: "/draft/" not in url)

    assert_nothing_is_kept(page)


def test_leaving_is_warned_of_only_while_something_is_unsaved(page):
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    open_part(page, 1)
    page.reload()
    assert asked == []

    open_part(page, 1)
    page.locator("summary", has_text="Add a paragraph or list").click()
    page.locator("#id_added").fill("A paragraph that waits for its button.")
    page.reload()

    assert asked == ["beforeunload"]
    expect(offer(page)).to_contain_text("A paragraph that waits for its button.")
    offer(page).get_by_role("button", name="Throw it away").click()


def test_a_part_is_dragged_to_another_place(page):
    titles = page.locator(".fd-parts__title")
    first, second = titles.nth(0).inner_text(), titles.nth(1).inner_text()

    drag(page, 0, below=1)

    expect(titles.nth(0)).to_have_text(second)
    expect(titles.nth(1)).to_have_text(first)
    expect(page.locator("#draft-moved")).to_contain_text("to place 2 of")
    page.reload()
    expect(titles.nth(0)).to_have_text(second)


def test_a_part_is_dragged_with_a_finger_and_moved_by_a_tap(open_page, office_processes):
    phone = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    page = at_the_draft(open_page(office_processes, **phone), OFFICER)
    titles = page.locator(".fd-parts__title")
    first, second = titles.nth(0).inner_text(), titles.nth(1).inner_text()

    # What earlier answers say comes after the rest and moves the buttons: a tap in that moment would miss.
    expect(page.get_by_role("link", name="What earlier answers say against this letter")).to_have_count(0)

    drag_with_a_finger(page, 0, below=1)

    expect(page.locator("#draft-moved")).to_contain_text("to place 2 of")
    expect(titles.nth(0)).to_have_text(second)
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)
    page.locator(".fd-parts__moves button").nth(1).tap()
    expect(titles.nth(0)).to_have_text(first)


def test_a_part_is_said_to_be_moved_only_when_the_server_has_taken_it(open_page, office_processes):
    page, held = open_page(office_processes), {}
    page.route("**/precedents/", lambda route: held.update(earlier_answers=route))
    page.route("**/draft/arrange/", lambda route: held.update(order=route))
    at_the_draft(page, OFFICER)

    drag(page, 0, below=1)
    held["earlier_answers"].continue_()

    expect(page.get_by_role("link", name="What earlier answers say against this letter")).to_have_count(0)
    expect(page.locator("#draft-moved")).to_be_empty()
    held["order"].continue_()
    expect(page.locator("#draft-moved")).to_contain_text("to place 2 of")


def test_a_part_that_cannot_be_moved_now_goes_back_to_its_place(page):
    titles = page.locator(".fd-parts__title")
    before = titles.all_inner_texts()
    page.context.set_offline(True)

    drag(page, 0, below=2)

    expect(state(page)).to_contain_text("That was not done: no connection.")
    assert titles.all_inner_texts() == before
    page.context.set_offline(False)


def drag(page: Page, number: int, *, below: int) -> None:
    """Drag a part by its handle, with the mouse, to below another."""
    handle = page.locator(".fd-parts__handle").nth(number).bounding_box()
    target = page.locator(".fd-parts__part").nth(below).bounding_box()
    page.mouse.move(handle["x"] + handle["width"] / 2, handle["y"] + handle["height"] / 2)
    page.mouse.down()
    page.mouse.move(target["x"] + 20, target["y"] + target["height"] - 3, steps=8)
    page.mouse.up()


def drag_with_a_finger(page: Page, number: int, *, below: int) -> None:
    """Drag a part by its handle, with a finger, to below another."""
    page.locator(".fd-parts__handle").nth(number).scroll_into_view_if_needed()
    handle = page.locator(".fd-parts__handle").nth(number).bounding_box()
    target = page.locator(".fd-parts__part").nth(below).bounding_box()
    x, begin = handle["x"] + handle["width"] / 2, handle["y"] + handle["height"] / 2
    way = target["y"] + target["height"] - 3 - begin
    finger = page.context.new_cdp_session(page)
    for step in range(9):
        touch = {"type": "touchMove" if step else "touchStart", "touchPoints": [{"x": x, "y": begin + way * step / 8}]}
        finger.send("Input.dispatchTouchEvent", touch)
    # A finger lifted in full swing flings what it touches, and the browser takes the next tap for the end of that.
    page.wait_for_timeout(200)
    finger.send("Input.dispatchTouchEvent", touch)
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
