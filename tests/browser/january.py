"""The January request walked in a browser: the people of the journey, each with a page of their own."""

import re
import time
from collections.abc import Callable
from email import message_from_string, policy

from playwright.sync_api import Error, Locator, Page

from tests.factories import JANUARY_REQUEST
from tests.services.chromium import sign_in
from tests.services.office import PASSWORD, Office

SUBJECT = "Claims by procedure"
MOST_INTERACTIONS = 12
RECORDS_AWAY = "FOI Desk cannot reach its records just now"
HISTORY = [
    *("received", "acknowledged", "sent", "triaged", "draft_started", "submitted", "cleared", "issued"),
    *("rendered", "sent"),
]
"""The acts of the journey until the letter has left, when nothing disturbs it."""


class Interrupted(Exception):
    """The office did not answer, and nobody can say whether it did what was asked."""


class Counted:
    """A person at a page whose interactions are counted: each click and each thing typed is one."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.interactions = 0

    def go(self, address: str) -> None:
        """Open a page."""
        self.page.goto(address)

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


class Patient(Counted):
    """A person who tries again when the office is away, as its page or the browser offers, once it is `back`."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.back: Callable[[], None] = lambda: None
        self.saw_records_away = 0

    def go(self, address: str) -> None:
        """Open a page."""
        self._ask(lambda: self.page.goto(address))

    def click(self, what: Locator) -> None:
        """Click something."""
        self.interactions += 1
        self._ask(what.click)

    def click_and_meanwhile(self, what: Locator, meanwhile: Callable[[], None]) -> None:
        """Click something that leads to another page; much happens before that page comes."""

        def both() -> None:
            with self.page.expect_navigation(timeout=30_000):
                what.click(no_wait_after=True)
                meanwhile()

        self._ask(both)

    def _ask(self, asked: Callable[[], object]) -> None:
        try:
            asked()
            self.page.wait_for_load_state()
        except Error as failed:
            if "net::ERR_" not in failed.message:
                raise
            raise Interrupted from failed
        if self.page.url.startswith("chrome-error:"):
            raise Interrupted
        if self.page.locator("h1").first.inner_text() == RECORDS_AWAY:
            self.saw_records_away += 1
            self.back()
            again = self.page.get_by_role("button", name="Try again").or_(
                self.page.get_by_role("link", name="Try again")
            )
            self._ask(again.click)

    def do(self, step: Callable[..., object], *facts: object) -> object:
        """Do a step of the journey; after an interruption from its beginning, since nobody knows how far it came."""
        for _attempt in range(3):
            try:
                return step(self, *facts)
            except Interrupted:
                self.back()
        raise AssertionError(f"{step.__name__} is interrupted again and again")


def the_request_comes_by_the_public_form(requester: Counted, mailbox: str, text: str = JANUARY_REQUEST) -> str:
    """A member of the public asks; the reference on the confirmation page comes back."""
    the_public_form_is_filled_in(requester, mailbox, text)
    return the_public_form_is_sent(requester)


def the_public_form_is_filled_in(requester: Counted, mailbox: str, text: str = JANUARY_REQUEST) -> None:
    """A member of the public types a request; it has not been sent."""
    page = requester.page
    requester.go("/request/")
    requester.click(page.get_by_role("button", name="Start your request"))
    requester.type(page.locator("[name=text]"), text)
    requester.click(page.get_by_role("button", name="Continue"))
    requester.choose(page.locator("[name=preferred_format][value=email]"))
    requester.click(page.get_by_role("button", name="Continue"))
    requester.type(page.locator("[name=name]"), "Rowan Ellery")
    requester.type(page.locator("[name=email]"), mailbox)
    requester.click(page.get_by_role("button", name="Continue"))
    page.wait_for_url("**/check-your-answers/")


def the_public_form_is_sent(requester: Counted) -> str:
    """Sends what was filled in, unless it has been sent; the reference on the confirmation page comes back."""
    page = requester.page
    requester.go("/request/check-your-answers/")
    if "/request/sent/" not in page.url:
        requester.click(page.get_by_role("button", name=re.compile("Send")))
    page.wait_for_url("**/request/sent/**")
    return re.search(r"FOI_\d{4,}", page.locator("main").inner_text())[0]


def staff_sign_in(person: Counted, name: str) -> None:
    """Signs in as a member of the demonstration's staff."""
    sign_in(person.page, f"{name}@nhs-resolution.example", PASSWORD)


def the_officer_triages_and_drafts(officer: Counted, reference: str) -> None:
    """From the queue to a letter that waits for clearance."""
    staff_sign_in(officer, "officer")
    officer.go("/requests/")
    officer.click(officer.page.get_by_role("row").filter(has_text=reference).get_by_role("link"))
    the_officer_triages(officer)
    the_officer_submits(officer)
    officer.page.wait_for_url(f"**/requests/{reference}/**")


def the_officer_triages(officer: Counted) -> None:
    """From the case to its draft, by the advice that the worker put on it."""
    page = officer.page
    officer.click(page.get_by_role("button", name="Triage this request"))
    page.wait_for_url("**/triage/")
    accept = page.get_by_role("button", name="Accept all advice")
    wait_for(lambda: accept.count() or officer.go(page.url))
    officer.click(accept)
    officer.click(page.get_by_role("button", name="Start the draft"))


def the_officer_submits(officer: Counted) -> None:
    """From the draft to clearance."""
    officer.click(officer.page.get_by_role("button", name="Submit for clearance"))


def the_clearer_clears(clearer: Counted, reference: str) -> None:
    """Signs in, reads the letter and clears it."""
    staff_sign_in(clearer, "clearer")
    the_clearer_reads_and_clears(clearer, reference)


def the_clearer_reads_and_clears(clearer: Counted, reference: str) -> None:
    """From the clearance queue to a letter that may be issued."""
    page = clearer.page
    clearer.go("/clearance/")
    clearer.click(page.get_by_role("row").filter(has_text=reference).get_by_role("link"))
    clear = page.get_by_role("button", name="Clear", exact=True)
    clear.wait_for()
    # What earlier answers say comes after the page and moves the button: a press in that moment would miss it.
    page.wait_for_load_state("networkidle")
    clearer.click(clear)
    page.wait_for_url("**/clearance/**")


def the_officer_issues(officer: Counted, reference: str) -> None:
    """Issues what was cleared."""
    the_officer_is_about_to_issue(officer, reference)
    officer.click(officer.page.get_by_role("button", name="Issue", exact=True))
    officer.page.wait_for_url(f"**/requests/{reference}/**")


def the_officer_is_about_to_issue(officer: Counted, reference: str) -> None:
    """From the case to the page that issues its letter."""
    officer.go(f"/requests/{reference}/")
    officer.click(officer.page.get_by_role("button", name=re.compile("^Issue")))


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


def reloaded(page: Page) -> bool:
    """Look at a page again; False when it was going on to another answer by itself and the browser gave up on this."""
    try:
        return page.reload() is not None
    except Error as error:
        if "ERR_ABORTED" not in error.message:
            raise
        return False


def wait_for(question: Callable[[], object], *, seconds: float = 60) -> object:
    """The first true answer; fails when none comes in time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        answer = question()
        if answer:
            return answer
        time.sleep(0.25)
    raise AssertionError("It did not come to that in time.")
