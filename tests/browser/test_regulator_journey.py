"""A complaint to the regulator in a real browser: what it asks, what it decides, an appeal, and what follows."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page

from tests.services.chromium import sign_in
from tests.services.office import PASSWORD, Office

ISSUED = """
import json
from django.utils import timezone
from responses.models import IssuedLetter
free = IssuedLetter.objects.filter(
    foi_response__kind="reply", superseded_by=None, foi_request__regulator_complaints=None,
    foi_request__regime="foi", issued_on__lt=timezone.localdate(),
).order_by("issued_on", "pk")
told = [(each.foi_request.reference, each.issued_on.isoformat()) for each in free]
print(json.dumps({"today": timezone.localdate().isoformat(), "free": told}))
"""
WITHOUT_SCRIPTS, WITH_SCRIPTS = False, True


@pytest.mark.parametrize("scripts", [WITH_SCRIPTS, WITHOUT_SCRIPTS], ids=["scripts", "no scripts"])
def test_a_complaint_goes_from_the_regulators_letter_to_what_the_tribunal_decides(
    office_processes: Office, open_page, scripts
):
    office = office_processes
    found = office.look(ISSUED)
    today = date.fromisoformat(found["today"])
    reference, issued_on = found["free"][0]
    told_on = max(date.fromisoformat(issued_on), today - timedelta(days=30))
    number = "IC-300001-A1B2"
    officer, director = (open_page(office, java_script_enabled=scripts) for _person in range(2))
    sign_in(officer, "officer@nhs-resolution.example", PASSWORD)
    sign_in(director, "deputy.director@nhs-resolution.example", PASSWORD)

    # Given a complaint that the regulator told us of; the deputy director sees it at once
    officer.goto(f"/requests/{reference}/")
    officer.get_by_role("link", name="Record a complaint to the regulator").first.click()
    day(officer, "told_on", told_on)
    officer.locator("[name=reference]").fill(number)
    officer.get_by_role("checkbox", name=re.compile("Whether we hold the information")).check()
    officer.get_by_role("checkbox", name=re.compile("The time that the reply took")).check()
    recorded(officer, "Record")
    complaint = officer.url
    assert number in said(officer)
    director.goto("/")
    assert reference in said(director)
    director.goto(complaint)
    assert "What you can do" not in said(director), "only officers record"

    # The same complaint is not recorded twice, whatever capitals are typed, and nothing typed is lost
    officer.goto(f"/requests/{reference}/record-regulator/")
    day(officer, "told_on", told_on)
    officer.locator("[name=reference]").fill(number.lower())
    officer.get_by_role("checkbox", name=re.compile("The time that the reply took")).check()
    officer.get_by_role("button", name="Record", exact=True).click()
    officer.get_by_role("heading", name="There is a problem").wait_for()
    assert f"The complaint {number.lower()} is recorded already" in said(officer)
    assert officer.locator("[name=reference]").input_value() == number.lower()

    # When it asks, we answer by its day
    go(officer, complaint, "Record a letter from the regulator")
    officer.locator("[name=kind][value=information_notice]").check()
    day(officer, "sent_on", told_on)
    day(officer, "answer_by", told_on + timedelta(days=7))
    officer.locator("[name=asks]").fill("Which searches were made?")
    recorded(officer, "Record")
    assert "28 days to appeal" in said(officer), "a notice that ends too early is noted"
    officer.get_by_role("link", name="Record our answer").click()
    day(officer, "on", told_on + timedelta(days=1))
    recorded(officer, "Record")
    assert "Answered on" in said(officer)

    # and when it decides, the steps and both sides' time to appeal are worked out
    given_on = told_on + timedelta(days=2)
    go(officer, complaint, "Record the decision notice")
    day(officer, "given_on", given_on)
    officer.locator("[name=published_url]").fill("https://192.168.0.4/notice")
    officer.locator("[name=found_1][value=upheld]").check()
    officer.locator("[name=found_2][value=not_upheld]").check()
    officer.locator("[name=steps]").fill("Confirm or deny whether the figures are held.")
    officer.locator("[name=steps_days]").fill("35")
    officer.get_by_role("button", name="Record", exact=True).click()
    officer.get_by_role("heading", name="There is a problem").wait_for()
    assert "private network" in officer.locator(".nhsuk-form-group--error").inner_text()
    officer.locator("[name=published_url]").fill("https://ico.org.uk/notices/300001")
    recorded(officer, "Record")
    assert words(given_on + timedelta(days=35)) in said(officer)
    assert f"Last day to appeal against the decision notice of {words(given_on)}" in plain(officer)
    director.goto(complaint)
    assert "Steps to be taken by" in said(director)

    # Then an appeal lets the steps wait, the page says what it does not follow, and the tribunal's word counts
    go(officer, complaint, "Record an appeal to the tribunal")
    officer.get_by_role("radio", name="We did").check()
    day(officer, "lodged_on", given_on + timedelta(days=1))
    officer.locator("[name=reference]").fill("EA/2026/0123")
    recorded(officer, "Record")
    assert "Waits for the tribunal" in said(officer)
    assert "Upper Tribunal" in said(officer)
    officer.get_by_role("link", name="Record what the tribunal decided").click()
    officer.locator("[name=outcome][value=allowed_in_part]").check()
    day(officer, "decided_on", given_on + timedelta(days=2))
    officer.locator("[name^=found_][value=not_upheld]").first.check()
    officer.locator("[name=steps_are][value=lifted]").check()
    recorded(officer, "Record")
    assert "Lifted by the tribunal on" in said(officer)
    assert "The tribunal, on" in said(officer)
    director.goto(complaint)
    assert "Allowed in part on" in said(director)


def go(page: Page, complaint: str, act: str) -> None:
    """From the complaint to the page of an act."""
    page.goto(complaint)
    page.get_by_role("link", name=act).click()


def day(page: Page, name: str, when: date) -> None:
    """Type a day into its three boxes."""
    for part, number in (("day", when.day), ("month", when.month), ("year", when.year)):
        page.locator(f"[name={name}_{part}]").fill(str(number))


def recorded(page: Page, button: str) -> None:
    """Send the form, which refuses nothing, and come to the complaint."""
    page.get_by_role("button", name=button, exact=True).click()
    page.wait_for_url(re.compile(r"/regulator/\d+/$"))


def said(page: Page) -> str:
    """What the page says."""
    return page.locator("main").inner_text()


def plain(page: Page) -> str:
    """The same in one line."""
    return " ".join(said(page).split())


def words(when: date) -> str:
    return f"{when.day} {when:%B %Y}"
