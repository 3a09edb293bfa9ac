"""The main job in a real browser while everything it stands on ends and starts again: nothing is lost or done twice."""

import hashlib
import uuid
from collections import Counter
from collections.abc import Iterator

import pytest

from tests.browser.january import HISTORY, Patient, link_in, mail_to, staff_sign_in
from tests.browser.january import the_clearer_reads_and_clears as clear
from tests.browser.january import the_officer_is_about_to_issue as be_about_to_issue
from tests.browser.january import the_officer_submits as submit
from tests.browser.january import the_officer_triages as triage
from tests.browser.january import the_public_form_is_filled_in as fill_in
from tests.browser.january import the_public_form_is_sent as send
from tests.services import trouble as part
from tests.services.mail_server import Point
from tests.services.office import SECOND_WORKER, Office
from tests.services.programs import How, wait_until
from tests.services.records import Hold, Records
from tests.services.trouble import PARTS, Trouble, parts_of

FORM = "while the public form is filled in"
SENT = "when the form is sent"
ACKNOWLEDGING = "while the acknowledgement is in DATA"
DRAFTING = "between the steps of drafting"
CLEARED = "between clearance and issue"
ISSUING = "in the middle of the issue"
RENDERING = "while the letter is rendered"
REPLYING = "while the reply is in DATA"
POINTS = (FORM, SENT, ACKNOWLEDGING, DRAFTING, CLEARED, ISSUING, RENDERING, REPLYING)

EACH_PART_ONCE = {
    FORM: [part.POSTGRESQL],
    SENT: [part.REDIS],
    ACKNOWLEDGING: [part.WORKER],
    DRAFTING: [part.BEAT],
    RENDERING: [SECOND_WORKER],
    REPLYING: [part.MAIL_SERVER],
}
STOPPED = {**EACH_PART_ONCE, CLEARED: [part.POSTGRESQL], ISSUING: [part.WEB]}
KILLED = {**EACH_PART_ONCE, CLEARED: [part.WEB], ISSUING: [part.POSTGRESQL]}
CHILDREN_KILLED = {
    ACKNOWLEDGING: [part.A_CHILD_OF[part.WORKER]],
    ISSUING: [part.A_CHILD_OF[part.WEB]],
    RENDERING: [part.A_CHILD_OF[SECOND_WORKER]],
    REPLYING: [part.MAIL_SERVER],
}
LEASE_SECONDS, SWEEP_SECONDS = 4, 2

EACH_PART_EVERYWHERE = [
    pytest.param(
        {point: [name] for point in POINTS},
        how,
        Point.DURING_DATA,
        id=f"{name} at every point, {how}",
        marks=pytest.mark.soak,
    )
    for name in PARTS
    for how in How
]


@pytest.fixture
def office(demonstration_on_postgres, redis_server, post_office) -> Iterator[Office]:
    """The demonstration office on PostgreSQL, Redis and SMTP, which looks often for what is undone."""
    redis_server.forget()
    office = demonstration_on_postgres(
        REDIS_URL=redis_server.url,
        post_office=post_office,
        whole=True,
        MAIL_LEASE_SECONDS=str(LEASE_SECONDS),
        SWEEP_SECONDS=str(SWEEP_SECONDS),
    )
    try:
        yield office.start()
    finally:
        office.stop()


@pytest.fixture
def trouble(office, postgres, redis_server, post_office, plan, how) -> Iterator[Trouble]:
    """What is going to happen to the office; at the end the servers are there again for the next test."""
    trouble = Trouble(parts_of(office, postgres, redis_server, post_office), plan, how)
    yield trouble
    for name in set(trouble.away) - set(office.processes):
        trouble.parts[name].start()


@pytest.mark.parametrize(
    ("plan", "how", "mail_is_held_at"),
    [
        pytest.param(STOPPED, How.STOP, Point.DURING_DATA, id="each part stopped once"),
        pytest.param(KILLED, How.KILL, Point.DURING_DATA, id="each part killed once"),
        pytest.param(CHILDREN_KILLED, How.KILL, Point.BEFORE_ANSWER, id="one child of each killed at its work"),
        *EACH_PART_EVERYWHERE,
    ],
)
def test_the_january_journey_ends_with_one_letter_whatever_ends_on_the_way(
    office, trouble, plan, how, mail_is_held_at, open_page
):
    records = Records(office.settings["DATABASE_URL"])
    mailbox = f"rowan.{uuid.uuid4().hex[:8]}@independent-care.example"
    asking, officer, clearer = (Patient(open_page(office)) for _person in range(3))
    for person in (asking, officer, clearer):
        person.back = trouble.bring_back
    staff_sign_in(officer, "officer")
    staff_sign_in(clearer, "clearer")

    # A request comes by the public form and is acknowledged
    with trouble.around(FORM):
        asking.do(fill_in, mailbox)
    office.post_office.hold(mail_is_held_at)
    with trouble.alone_for(ACKNOWLEDGING):
        with trouble.around(SENT):
            reference = asking.do(send)
        mail_is_held(office, records)
        trouble.in_the_middle_of(ACKNOWLEDGING, lambda: let_mail_go(office))
        trouble.bring_back()
    all_is_done(office, records)

    # It is triaged, drafted and cleared
    officer.do(lambda who: who.go(f"/requests/{reference}/"))
    officer.do(triage)
    with trouble.around(DRAFTING):
        at_the_draft = officer.page.url
        officer.do(lambda who: (who.go(at_the_draft), submit(who)))
    clearer.do(clear, reference)

    # It is issued, rendered and mailed
    with trouble.around(CLEARED):
        officer.do(be_about_to_issue, reference)
    with trouble.alone_for(RENDERING), Hold(records, "LOCK TABLE foirequests_storedfile IN SHARE MODE") as rendered:
        office.post_office.hold(mail_is_held_at)
        issue(officer, reference, trouble, records, rendered)
        wait_until(records.is_waited_for, "Nobody keeps the letter", seconds=60)
        assert [state for _key, state, _sha256 in records.letters(reference)] == ["rendering"]
        trouble.in_the_middle_of(RENDERING, rendered.release)
        trouble.bring_back()
    mail_is_held(office, records)
    trouble.in_the_middle_of(REPLYING, lambda: let_mail_go(office))
    trouble.bring_back()
    all_is_done(office, records)

    # Everything happened that was to happen, and people were told
    assert Counter(trouble.happened) == Counter((point, name) for point, names in plan.items() for name in names)
    if part.POSTGRESQL in plan.get(FORM, ()):
        assert asking.saw_records_away

    # There is one case, with its whole history, and no other
    assert records.cases(mailbox) == [(reference, "issued")]
    assert [act for act in records.history(reference) if act != "sent_again_after_interruption"] == HISTORY
    # and one letter, which left once, or again with the same bytes where nobody could know
    ((_key, state, sha256),) = records.letters(reference)
    assert state == "rendered"
    (pdf,) = mail_to(office, mailbox, f"Reply to your request {reference}").iter_attachments()
    assert hashlib.sha256(pdf.get_content()).hexdigest() == sha256
    acknowledgement, reply = assert_each_mail_left(office, records, reference, mailbox)
    if plan is CHILDREN_KILLED:
        assert min(acknowledgement, reply) >= 2
    # and the office is well, and nobody is kept waiting
    assert office.health()[0] == 200
    officer.go("/background/")
    words = officer.page.locator("main").inner_text()
    assert words.count("Nothing waits") == 2
    assert reference not in words
    # and the requester reads the letter
    asking.go(link_in(mail_to(office, mailbox, f"Reply to your request {reference}")))
    asking.click(asking.page.get_by_role("link", name="read it here"))
    assert "does not record the type of procedure" in asking.page.locator("main").inner_text()


def issue(officer: Patient, reference: str, trouble: Trouble, records: Records, rendered: Hold) -> None:
    """Issue the letter; the trouble comes while the transaction stands before the letter's row.

    Whatever comes back, what is `rendered` is still held: the next trouble is to find it.
    """
    officer.back = lambda: (trouble.bring_back(), rendered.take())
    held = Hold(records, "LOCK TABLE responses_issuedletter IN SHARE MODE")

    def meanwhile() -> None:
        wait_until(records.is_waited_for, "The issue never began")
        trouble.in_the_middle_of(ISSUING, held.release)

    def press(_officer: Patient) -> None:
        with held:
            officer.click_and_meanwhile(officer.page.get_by_role("button", name="Issue", exact=True), meanwhile)

    def look_and_press_again(_officer: Patient) -> None:
        officer.go(f"/requests/{reference}/")
        if not records.letters(reference):
            be_about_to_issue(officer, reference)
            officer.click(officer.page.get_by_role("button", name="Issue", exact=True))

    steps = [press]
    officer.do(lambda who: (steps.pop() if steps else look_and_press_again)(who))
    officer.back()


def mail_is_held(office: Office, records: Records) -> None:
    """The mail server has a message and has not answered yet."""

    def held() -> bool:
        records.let_time_pass()
        return bool(office.post_office.held())

    wait_until(held, lambda: f"No message comes to the mail server:\n{office.said()}", seconds=60)


def let_mail_go(office: Office) -> None:
    """The mail server answers again."""
    office.post_office.let_go()


def all_is_done(office: Office, records: Records) -> None:
    """Nothing waits, and nobody holds anything."""

    def done() -> bool:
        records.let_time_pass()
        return not records.undone()

    wait_until(done, lambda: f"Left undone: {records.undone()}\n{office.said()}", seconds=60)


def assert_each_mail_left(office: Office, records: Records, reference: str, mailbox: str) -> list[int]:
    """How often each left: once, and once more for each time that the case says so, always with the same bytes."""
    sent = [delivery for delivery in office.post_office.deliveries if mailbox in delivery.recipients]
    mails = records.mails(reference)
    assert {delivery.message["Message-ID"] for delivery in sent} == {message_id for message_id, *_rest in mails}
    left = []
    for message_id, state, may_have_left_before, times_sent_again in mails:
        copies = [delivery.content for delivery in sent if delivery.message["Message-ID"] == message_id]
        assert state == "sent"
        assert may_have_left_before is (times_sent_again > 0)
        assert len(copies) <= 1 + times_sent_again
        assert len(set(copies)) == 1
        left.append(len(copies))
    return left
