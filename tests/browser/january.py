"""The January request walked in a browser: the people of the journey, each with a page of their own."""

import re
import time
from collections.abc import Callable
from email import message_from_string, policy

from playwright.sync_api import Locator, Page

from tests.factories import JANUARY_REQUEST
from tests.services.chromium import sign_in
from tests.services.office import PASSWORD, Office

SUBJECT = "Claims by procedure"
MOST_INTERACTIONS = 12


class Counted:
    """A person at a page whose interactions are counted: each click and each thing typed is one."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.interactions = 0

    def click(self, what: Locator) -> None:
        """Click something."""
        self.interactions += 1
        what.click()

    def type(self, what: Locator, words: str) -> None:
        """Type into something."""
        self.interactions += 1
        what.fill(words)

    def choose(self, what: Locator) -> None:
        """Tick something."""
        self.interactions += 1
        what.check()


class ByKeyboard(Counted):
    """A person without a mouse: everything is reached with Tab and done with Enter, Space and the arrows."""

    MOST_STEPS = 150

    def click(self, what: Locator) -> None:
        """Go there and press Enter."""
        self.interactions += 1
        self._reach(what)
        self.page.keyboard.press("Enter")

    def type(self, what: Locator, words: str) -> None:
        """Go there and type."""
        self.interactions += 1
        self._reach(what)
        self.page.keyboard.insert_text(words)

    def choose(self, what: Locator) -> None:
        """Go to the group and move along it to the choice."""
        self.interactions += 1
        group = self.page.locator(f"[name='{what.get_attribute('name')}']")
        self._reach(group)
        self.page.keyboard.press("Space")
        for _step in range(group.count()):
            if what.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError("The choice cannot be reached with the arrows.")

    def _reach(self, what: Locator) -> None:
        what.first.wait_for()
        for _step in range(self.MOST_STEPS):
            if what.evaluate_all("found => found.includes(document.activeElement)"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{what} cannot be reached with Tab.")


def the_request_comes_by_the_public_form(requester: Counted, mailbox: str) -> str:
    """A member of the public asks; the reference on the confirmation page comes back."""
    page = requester.page
    page.goto("/request/")
    requester.click(page.get_by_role("button", name="Start your request"))
    requester.type(page.locator("[name=text]"), JANUARY_REQUEST)
    requester.click(page.get_by_role("button", name="Continue"))
    requester.choose(page.locator("[name=preferred_format][value=email]"))
    requester.click(page.get_by_role("button", name="Continue"))
    requester.type(page.locator("[name=name]"), "Rowan Ellery")
    requester.type(page.locator("[name=email]"), mailbox)
    requester.click(page.get_by_role("button", name="Continue"))
    requester.click(page.get_by_role("button", name=re.compile("Send")))
    page.wait_for_url("**/request/sent/**")
    return re.search(r"FOI_\d{4,}", page.locator("main").inner_text())[0]


def the_officer_triages_and_drafts(officer: Counted, reference: str) -> None:
    """From the queue to a letter that waits for clearance."""
    page = officer.page
    sign_in(page, "officer@nhs-resolution.example", PASSWORD)
    page.goto("/requests/")
    officer.click(page.get_by_role("row").filter(has_text=reference).get_by_role("link"))
    officer.click(page.get_by_role("button", name="Triage this request"))
    officer.choose(page.get_by_role("radio", name="Not held"))
    officer.type(page.locator("[name$=missing_attribute]"), "the type of procedure")
    officer.click(page.get_by_role("button", name="Save and start the draft"))
    officer.click(page.get_by_role("button", name="Submit for clearance"))
    page.wait_for_url(f"**/requests/{reference}/**")


def the_clearer_clears(clearer: Counted, reference: str) -> None:
    """Reads the letter and clears it."""
    page = clearer.page
    sign_in(page, "clearer@nhs-resolution.example", PASSWORD)
    page.goto("/clearance/")
    clearer.click(page.get_by_role("row").filter(has_text=reference).get_by_role("link"))
    clearer.click(page.get_by_role("button", name="Clear", exact=True))
    page.wait_for_url("**/clearance/**")


def the_officer_issues(officer: Counted, reference: str) -> None:
    """Issues what was cleared."""
    page = officer.page
    page.goto(f"/requests/{reference}/")
    officer.click(page.get_by_role("button", name=re.compile("^Issue")))
    officer.click(page.get_by_role("button", name="Issue", exact=True))
    page.wait_for_url(f"**/requests/{reference}/**")


def mail_to(office: Office, mailbox: str, subject: str, *, seconds: float = 60) -> object:
    """The message to a mailbox whose subject holds some words; waits for the worker."""

    def found() -> object:
        for raw in office.mails():
            message = message_from_string(raw, policy=policy.default)
            if message["To"] == mailbox and subject in message["Subject"]:
                return message
        return None

    return wait_for(found, seconds=seconds)


def link_in(message: object) -> str:
    """The private link of a message, as a path."""
    text = message.get_body(("plain",)).get_content()
    return re.search(r"https?://[^/\s]+(/r/[\w-]+)", text)[1]


def wait_for(question: Callable[[], object], *, seconds: float = 60) -> object:
    """The first true answer; fails when none comes in time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        answer = question()
        if answer:
            return answer
        time.sleep(0.25)
    raise AssertionError("It did not come to that in time.")
