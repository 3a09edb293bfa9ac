"""A request whose clock stops twice and is extended, in a real browser: every act by its letter, every date checked."""

import re
import uuid
from datetime import date

from playwright.sync_api import Page

from tests.browser.january import Counted, link_in, mail_to, the_request_comes_by_the_public_form, wait_for
from tests.services.chromium import sign_in
from tests.services.office import PASSWORD, Office

DATES = """
import json
from django.utils import timezone
from codes.models.bank_holidays import uk_calendar
from foirequests.domain.months import last_day_of_months_beginning_with
today = timezone.localdate()
nth = uk_calendar().nth_working_day_after
dates = {"due": nth(today, 20), "until": nth(today, 30), "pay_by": last_day_of_months_beginning_with(today, 3)}
print(json.dumps({name: day.isoformat() for name, day in dates.items()}))
"""


def words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def main_of(page: Page, address: str) -> str:
    """What a page says; letters and e-mails that are on their way are waited for by asking again."""
    page.goto(address)
    return page.locator("main").inner_text()


def issued_alone(page: Page) -> None:
    """From the draft of a letter that needs no clearance to the case."""
    page.get_by_role("button", name="Go on to issue").click()
    page.get_by_role("button", name="Issue", exact=True).click()
    page.wait_for_url(re.compile(r"/requests/FOI_\d+/$"))


def cleared(officer: Page, clearer: Page, reference: str, then: str) -> None:
    """From a draft by way of a second person to the case; `then` is the button that issues it."""
    officer.get_by_role("button", name="Submit for clearance").click()
    officer.wait_for_url(f"**/requests/{reference}/")
    clearer.goto("/clearance/")
    clearer.get_by_role("row").filter(has_text=reference).get_by_role("link").click()
    clearer.get_by_role("button", name="Clear", exact=True).click()
    clearer.wait_for_url("**/clearance/")
    officer.goto(f"/requests/{reference}/")
    officer.get_by_role("button", name=then).click()
    officer.get_by_role("button", name="Issue", exact=True).click()
    officer.wait_for_url(f"**/requests/{reference}/")


def test_a_question_a_fee_and_an_extension_move_the_clock_by_their_letters(office_processes: Office, open_page):
    office = office_processes
    mailbox = f"clock.{uuid.uuid4().hex[:8]}@requesters.example"
    requester = open_page(office)
    officer, clearer = open_page(office), open_page(office)
    day = {name: date.fromisoformat(iso) for name, iso in office.look(DATES).items()}

    # Given a request, acknowledged with its last day and how that day was worked out
    reference = the_request_comes_by_the_public_form(Counted(requester), mailbox)
    acknowledgement = mail_to(office, mailbox, reference)
    said = acknowledgement.get_body(("plain",)).get_content()
    assert words(day["due"]) in said
    assert "The law gives us 20 working days" in said
    requester.goto(link_in(acknowledgement))
    private_page = requester.url
    sign_in(officer, "officer@nhs-resolution.example", PASSWORD)
    sign_in(clearer, "clearer@nhs-resolution.example", PASSWORD)
    officer.goto(f"/requests/{reference}/triage/")
    officer.get_by_role("radio", name="Not held").check()
    officer.locator("[name$=missing_attribute]").fill("the type of procedure")
    officer.get_by_role("button", name="Save and start the draft").click()

    # When we ask by letter what is meant, the clock stands still until the answer comes on the private page
    officer.goto(f"/requests/{reference}/clarification/")
    officer.locator("[name=unclear]").fill("Which years do you mean?")
    officer.locator("[name=clarification_options]").fill("2023, 2024 or both.")
    officer.get_by_role("button", name="Continue").click()
    issued_alone(officer)
    assert "Waiting for clarification" in officer.locator("main").inner_text()
    assert "Which years do you mean?" in mail_to(office, mailbox, "Request for clarification").as_string()
    wait_for(lambda: "Our question to you" in main_of(requester, private_page))
    requester.get_by_role("link", name="Answer our question").or_(
        requester.get_by_role("button", name="Answer our question")
    ).first.click()
    requester.locator("main textarea").fill("2024.")
    requester.get_by_role("button", name="Send your answer").click()
    requester.wait_for_url(private_page)
    assert words(day["due"]) in main_of(officer, f"/requests/{reference}/")

    # and a fees notice stops it again until the payment is recorded
    officer.goto(f"/requests/{reference}/fees-notice/")
    officer.locator("[name=pounds]").fill("12.40")
    officer.locator("[name=fee_for]").fill("copying 124 pages")
    officer.locator("[name=how_to_pay]").fill("By cheque.")
    officer.get_by_role("button", name="Continue").click()
    issued_alone(officer)
    assert "Waiting for a fee" in officer.locator("main").inner_text()
    assert words(day["pay_by"]) in mail_to(office, mailbox, "Fees notice").get_body(("plain",)).get_content()
    officer.goto(f"/requests/{reference}/fee-paid/")
    officer.locator("main form button[type=submit]").click()
    officer.wait_for_url(f"**/requests/{reference}/")
    assert words(day["due"]) in officer.locator("main").inner_text()

    # and an extension, cleared by a second person, moves the last day
    officer.goto(f"/requests/{reference}/extension/")
    officer.locator("[name=exemptions][value='s43(2)']").check()
    officer.locator("[name=exemption_reason]").fill("It would tell other firms what we pay.")
    for part, number in (("day", day["until"].day), ("month", day["until"].month), ("year", day["until"].year)):
        officer.locator(f"[name=until_{part}]").fill(str(number))
    officer.get_by_role("button", name="Continue").click()
    cleared(officer, clearer, reference, "Issue the extension notice")
    assert words(day["until"]) in officer.locator("main").inner_text()
    notice = mail_to(office, mailbox, "Extension notice").get_body(("plain",)).get_content()
    assert "section 43(2)" in notice and "section 50" in notice
    assert words(day["until"]) in main_of(requester, private_page)

    # and the notice, which refuses for now, can be reviewed
    told = requester.locator("main").inner_text()
    assert "If you are not happy with our notice of" in told and "Ask for an internal review" in told

    # Then the reply goes out in time
    officer.get_by_role("button", name="Go on with the draft").or_(
        officer.get_by_role("link", name="Go on with the draft")
    ).first.click()
    cleared(officer, clearer, reference, "Issue the reply")
    mail_to(office, mailbox, f"Reply to your request {reference}")
    assert "Answered in time" in main_of(officer, f"/requests/{reference}/")
    wait_for(lambda: "Ask for an internal review" in main_of(requester, private_page))
