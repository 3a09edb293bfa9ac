"""Searching and filtering on a phone: what was found comes first, nothing is cut off, and what is wrong is told."""

import pytest
from playwright.sync_api import Page, expect

from tests.services.chromium import assert_accessible, assert_fits, sign_in
from tests.services.office import PASSWORD, Office

OUTSIDE = """() => [...document.querySelectorAll("main .nhsuk-tag, main th, main td")]
    .filter((each) => each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).display !== "inline")
    .map((each) => each.textContent)"""
"""Words that are wider than the box that they stand in."""


@pytest.fixture
def phone(open_page, office_processes: Office) -> Page:
    page = open_page(office_processes, viewport={"width": 390, "height": 844})
    sign_in(page, "officer@nhs-resolution.example", PASSWORD)
    return page


def test_what_was_found_stands_first_and_the_filters_say_how_many_are_in_use(phone):
    phone.goto("/requests/?q=claims&owner=me&stage=all&sort=due")

    summary = phone.get_by_text("Filters (2 in use)")
    expect(summary).to_be_visible()
    expect(phone.get_by_label("Stage", exact=True)).to_be_hidden()
    first = phone.get_by_role("rowheader").first.bounding_box()
    assert first and first["y"] < 844, "What was found begins below the first screen"
    expect(phone.get_by_role("heading", name="To know")).to_have_count(0)
    assert_fits(phone)
    summary.click()
    expect(phone.get_by_label("Stage", exact=True)).to_be_visible()


def test_no_words_stand_outside_of_their_box(phone):
    for address in ("/requests/?stage=all", "/requests/?stage=review", "/requests/?stage=regulator"):
        phone.goto(address)
        assert phone.evaluate(OUTSIDE) == []
        assert_fits(phone)


def test_a_filter_that_makes_no_sense_leads_to_its_field(phone):
    phone.goto("/requests/?owner=none&received_from_day=31&received_from_month=2&received_from_year=2023")

    expect(phone.get_by_role("heading", name="There is a problem")).to_be_visible()
    expect(phone.get_by_text("Nothing was looked for")).to_be_visible()
    assert_accessible(phone)
    phone.get_by_role("link", name="Owner: choose from what the page offers").click()
    expect(phone.locator("#id_owner")).to_be_focused()
    expect(phone.locator("#id_owner")).to_have_attribute("aria-invalid", "true")
