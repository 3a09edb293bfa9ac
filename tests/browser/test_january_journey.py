"""The main job in a real browser: a request comes in; the reply that was cleared goes out, is read and questioned."""

import hashlib
import uuid

import pytest

from tests.browser.january import (
    HISTORY,
    MOST_INTERACTIONS,
    ByKeyboard,
    Counted,
    link_in,
    mail_to,
    reloaded,
    the_clearer_clears,
    the_officer_issues,
    the_officer_triages_and_drafts,
    the_request_comes_by_the_public_form,
    wait_for,
)
from tests.services.records import Records


@pytest.mark.parametrize(
    ("installation", "scripts", "person"),
    [
        ("office_processes", True, Counted),
        ("office_processes", False, Counted),
        ("office_processes", True, ByKeyboard),
        ("office_processes_on_servers", True, Counted),
    ],
    ids=["SQLite and a folder", "without JavaScript", "by keyboard alone", "PostgreSQL, Redis and SMTP"],
)
def test_the_january_request_becomes_an_issued_reply(installation, scripts, person, request, open_page):
    office = request.getfixturevalue(installation)
    mailbox = f"rowan.{uuid.uuid4().hex[:8]}@independent-care.example"
    asking = person(open_page(office, java_script_enabled=scripts))
    officer = person(open_page(office, java_script_enabled=scripts))
    clearer = person(open_page(office, java_script_enabled=scripts))
    requester = asking.page

    # Given a request that came by the public form and was acknowledged
    reference = the_request_comes_by_the_public_form(asking, mailbox)
    acknowledgement = mail_to(office, mailbox, reference)
    requester.goto(link_in(acknowledgement))
    assert requester.url.endswith(f"/your-request/{reference}/")
    assert "/r/" not in requester.url

    # When it is triaged, drafted, cleared by somebody else, and issued
    the_officer_triages_and_drafts(officer, reference)
    the_clearer_clears(clearer, reference)
    the_officer_issues(officer, reference)

    # Then at most twelve interactions were needed
    assert officer.interactions + clearer.interactions <= MOST_INTERACTIONS

    # and the letter is mailed as a PDF, and the case says so
    reply = mail_to(office, mailbox, f"Reply to your request {reference}")
    (pdf,) = reply.iter_attachments()
    assert pdf.get_content()[:5] == b"%PDF-"
    officer.page.goto(f"/requests/{reference}/")
    wait_for(lambda: reloaded(officer.page) and officer.page.get_by_text("Sent", exact=False).count())
    if office.post_office:
        assert Records(office.settings["DATABASE_URL"]).history(reference) == HISTORY

    # and the requester reads the same letter on the private page
    requester.reload()
    requester.get_by_role("link", name="read it here").click()
    assert "does not record the type of procedure" in requester.locator("main").inner_text()
    requester.goto(f"/your-request/{reference}/")
    with requester.expect_download() as download:
        requester.get_by_role("link", name="Download it").click()
    content = download.value.path().read_bytes()
    assert hashlib.sha256(content).digest() == hashlib.sha256(pdf.get_content()).digest()

    # and can ask for an internal review until the last day printed
    asking.click(requester.get_by_role("button", name="Ask for an internal review"))
    asking.type(requester.locator("main textarea"), "Please look again at whether the files show the procedure.")
    asking.click(requester.locator("main form button[type=submit]"))
    requester.wait_for_url(lambda url: not url.endswith("/internal-review/"))
    officer.page.goto(f"/requests/{reference}/")
    assert "Internal review asked for" in officer.page.locator("main").inner_text()
