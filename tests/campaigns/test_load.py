"""Requesters and an officer at once on a running office: nothing fails, no reference is skipped, no mail is lost."""

import email
import email.policy
import re
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.campaigns.visitors import Ledger, Visitor
from tests.services.office import PASSWORD, Office
from tests.services.programs import wait_until

OFFICER = "officer@nhs-resolution.example"
STATE = """
import json
from foirequests.models import FoiRequest, OutgoingMail
print(json.dumps({
    "references": list(FoiRequest.objects.order_by("pk").values_list("reference", flat=True)),
    "mail": list(OutgoingMail.objects.filter(to_address__startswith="load-").values_list("state", flat=True)),
}))
"""


def send_a_request(office: Office, ledger: Ledger, number: int) -> str:
    """A requester fills in the public form; the reference that they are told."""
    visitor = Visitor(office.url, ledger)
    pages = [
        ("your-request", {"text": f"How many claims were there in ward {number}? Please list them by year."}),
        ("our-reply", {"preferred_format": "email", "adjustments": ""}),
        ("about-you", {"name": f"Load Asker {number}", "email": f"load-{number}@requesters.example"}),
    ]
    visitor.get("/request/", "start")
    visitor.get("/request/your-request/", "form")
    for slug, typed in pages:
        visitor.post(f"/request/{slug}/", "form", typed)
    confirmed = visitor.post("/request/check-your-answers/", "send", {"leave_empty": ""})
    visitor.close()
    told = re.search(r"\b[A-Z][A-Z_-]*\d{4,}\b", confirmed)
    assert told, f"no reference on the confirmation of request {number}"
    return told.group()


def open_private_page(office: Office, ledger: Ledger, link: str, reference: str) -> None:
    """The requester follows the link and comes back to the page."""
    visitor = Visitor(office.url, ledger)
    entered = visitor.get(link, "private page")
    assert reference in entered, f"the link of {reference} does not open its page"
    visitor.get(f"/your-request/{reference}/", "private page")
    visitor.close()


def work_the_queue(office: Office, ledger: Ledger, times: int) -> None:
    """An officer signs in and looks through the queue."""
    visitor = Visitor(office.url, ledger)
    visitor.get("/account/login/", "sign in")
    visitor.post("/account/login/", "sign in", {"login": OFFICER, "password": PASSWORD})
    for n in range(times):
        page = visitor.get("/requests/" + ("?page=1" if n % 2 else ""), "queue")
        assert not page or "Sign out" in page, "the officer is not signed in"
    visitor.close()


def links_by_reference(office: Office) -> dict[str, str]:
    """The private link in each acknowledgement to the requesters of the load."""
    found = {}
    for raw in office.mails():
        for piece in re.split(r"^-{79}$", raw, flags=re.MULTILINE):
            message = email.message_from_string(piece.lstrip("\n"), policy=email.policy.default)
            if not str(message["To"] or "").startswith("load-"):
                continue
            text = message.get_body(("plain",)).get_content()
            link, reference = re.search(r"(/r/\S+)", text), re.search(r"\b[A-Z][A-Z_-]*\d{4,}\b", text)
            assert link and reference, f"an acknowledgement without link or reference:\n{text}"
            assert reference.group() not in found, f"{reference.group()} was acknowledged twice"
            found[reference.group()] = link.group(1)
    return found


def loaded(office: Office, *, requesters: int, at_once: int, looks: int) -> str:
    """Run the load to its end and hold the office to its promises; the figures."""
    ledger = Ledger()
    before = office.look(STATE)["references"]
    begun = time.perf_counter()
    with ThreadPoolExecutor(at_once + 1) as people:
        officer = people.submit(work_the_queue, office, ledger, looks)
        told = list(people.map(lambda n: send_a_request(office, ledger, n), range(requesters)))
        officer.result()
    arrived = time.perf_counter() - begun
    assert len(set(told)) == requesters, "two requesters were told the same reference"
    wait_until(lambda: links_by_reference(office).keys() >= set(told), office.said, seconds=60 + requesters)
    mailed = time.perf_counter() - begun
    links, begun_again = links_by_reference(office), time.perf_counter()
    with ThreadPoolExecutor(at_once + 1) as people:
        officer = people.submit(work_the_queue, office, ledger, looks)
        list(people.map(lambda each: open_private_page(office, ledger, links[each], each), told))
        officer.result()
    elapsed = arrived + time.perf_counter() - begun_again

    after = office.look(STATE)
    serials = [int(re.search(r"\d+$", reference).group()) for reference in after["references"]]
    assert not ledger.errors, "\n".join(ledger.errors[:20]) + "\n" + office.said()
    assert "database is locked" not in office.said()
    assert sorted(after["references"]) == sorted(before + told)
    assert sorted(serials) == list(range(min(serials), min(serials) + len(serials))), "references have a gap"
    assert after["mail"] == ["sent"] * requesters, "every acknowledgement left, once"
    return f"{ledger.figures(elapsed)}\n  all {requesters} acknowledgements had left after {mailed:.1f} s"


def test_requesters_and_an_officer_at_once_meet_no_error_and_lose_nothing(office_processes, record_property):
    record_property("figures", "load, SQLite: " + loaded(office_processes, requesters=6, at_once=3, looks=3))


@pytest.mark.soak
@pytest.mark.parametrize("servers", ["office_processes", "office_processes_on_servers"])
def test_hundreds_of_requests_in_a_few_minutes_meet_no_error_and_lose_nothing(servers, request, record_property):
    office = request.getfixturevalue(servers)
    database = "SQLite" if servers == "office_processes" else "PostgreSQL and Redis"
    record_property("figures", f"load, {database}: " + loaded(office, requesters=300, at_once=8, looks=100))
