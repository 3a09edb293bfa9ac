"""The way to the private page: the link's life, the printed code, and what strangers learn (nothing)."""

import io
import logging
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client

from foirequests.actions import visitors
from foirequests.actions.clarification import ask_for_clarification
from foirequests.actions.mail import send_due_mail
from foirequests.actions.portal import print_code, revoke_links, send_link_again
from foirequests.domain.rates import LINKS_OF_A_CASE, Limit
from foirequests.models import Message, OutgoingMail, PortalLink, RateWindow
from foirequests.views import portal_entry
from foirequests.views.visitors import visitor_address
from tests import factories
from tests.dates import moment
from tests.foirequests.portal_visits import mailed_link, mailed_texts, visit

pytestmark = pytest.mark.usefixtures("office")
NOW = moment("Fri 6 January 2023 09:00")


@pytest.fixture(autouse=True)
def _on_friday(monkeypatch):
    monkeypatch.setattr(portal_entry, "ANSWERS_AFTER", 0)
    with time_machine.travel(NOW, tick=False):
        yield


def everything_stored() -> str:
    """All text of every table of the database."""
    with connection.cursor() as cursor:
        rows = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            rows += [str(row) for row in cursor.fetchall()]
    return "\n".join(rows)


def test_the_link_opens_the_page_under_a_clean_address(client, officer):
    foi_request = factories.a_request(by=officer)

    clean = visit(client, foi_request, at=NOW)

    assert clean == f"/your-request/{foi_request.reference}/"
    assert client.get(clean).status_code == 200
    assert PortalLink.objects.get().first_used_at == NOW


def test_the_link_is_stored_nowhere_and_the_kept_copy_says_so(officer):
    foi_request = factories.a_request(by=officer)
    link = mailed_link(foi_request, at=NOW)

    assert link.removeprefix("/r/") not in everything_stored()
    assert "(private link)" in Message.objects.get(kind="acknowledgement").text


def test_a_case_without_a_link_opens_nobodys_page(client, officer):
    foi_request = factories.a_request(by=officer)

    assert client.get(f"/your-request/{foi_request.reference}/").status_code == 404


def test_nobody_in_the_office_opens_the_page_by_signing_in(client, officer):
    foi_request = factories.a_request(by=officer)
    client.force_login(officer)

    assert client.get(f"/your-request/{foi_request.reference}/").status_code == 404


def test_a_link_opens_one_case_and_no_other(client, officer):
    own = factories.a_request(by=officer)
    other = factories.a_request(by=officer, email="somebody.else@requesters.example")
    visit(client, own, at=NOW)

    for page in ("", "letters/1/", "letters/1/pdf/", "message/", "answer/", "internal-review/"):
        assert client.get(f"/your-request/{other.reference}/{page}").status_code == 404
    for act in ("message/", "answer/", "internal-review/", "new-link/", "close/"):
        assert client.post(f"/your-request/{other.reference}/{act}", {"text": "x"}).status_code == 404


def test_two_links_open_two_cases_in_one_browser(client, officer):
    one = visit(client, factories.a_request(by=officer), at=NOW)
    two = visit(client, factories.a_request(by=officer, email="other@requesters.example"), at=NOW)

    assert client.get(one).status_code == client.get(two).status_code == 200


@pytest.mark.parametrize("spoil", [lambda link: link[:-1], lambda link: f"{link}x", lambda _link: "/r/made-up"])
def test_a_cut_or_forged_link_says_how_to_get_a_new_one_and_nothing_else(client, officer, spoil):
    foi_request = factories.a_request(by=officer)

    refused = client.get(spoil(mailed_link(foi_request, at=NOW)))

    page = refused.content.decode()
    assert refused.status_code == 404
    assert "Ask for a new link" in page
    assert foi_request.reference not in page
    assert foi_request.requester.name not in page


def test_a_forged_a_revoked_and_a_strangers_page_look_the_same(client, officer):
    foi_request = factories.a_request(by=officer)
    link = mailed_link(foi_request, at=NOW)
    revoke_links(foi_request, by=officer, at=NOW)

    pages = [
        client.get(link),
        client.get("/r/forged"),
        client.get("/your-request/FOI_0001/"),
        client.get("/your-request/no/"),
    ]

    assert {page.status_code for page in pages} == {404}
    assert len({page.content for page in pages}) == 1


def test_a_slash_that_a_mail_program_added_does_no_harm(client, officer):
    link = mailed_link(factories.a_request(by=officer), at=NOW)

    assert client.get(f"{link}/").status_code == 302


def test_a_revoked_link_shuts_a_page_that_is_open(client, officer):
    foi_request = factories.a_request(by=officer)
    clean = visit(client, foi_request, at=NOW)

    assert revoke_links(foi_request, by=officer, at=NOW) == 1

    assert client.get(clean).status_code == 404


def test_a_second_link_opens_the_page_and_the_first_stays_good(officer):
    foi_request = factories.a_request(by=officer)
    first = mailed_link(foi_request, at=NOW)
    send_link_again(foi_request, by=officer, at=NOW)
    second = mailed_link(foi_request, at=NOW)

    assert first != second
    assert Client().get(first).status_code == Client().get(second).status_code == 302


def test_the_page_stays_open_for_twelve_hours_and_ends_with_the_browser(client, officer):
    foi_request = factories.a_request(by=officer)
    clean = visit(client, foi_request, at=NOW)

    assert client.session.get_expire_at_browser_close()
    assert client.cookies["session"]["httponly"]
    with time_machine.travel(NOW + timedelta(hours=12, minutes=1), tick=False):
        assert client.get(clean).status_code == 404


def test_coming_in_by_a_link_changes_the_sessions_key(client, officer):
    client.post("/request/your-request/", {"text": "begun"})
    before = client.session.session_key

    visit(client, factories.a_request(by=officer), at=NOW)

    assert client.session.session_key != before


def test_closing_the_page_shuts_it_in_this_browser_and_leaves_the_link_good(client, officer):
    foi_request = factories.a_request(by=officer)
    clean = visit(client, foi_request, at=NOW)

    assert client.post(f"{clean}close/")["Location"] == "/page-closed/"

    assert client.get(clean).status_code == 404
    assert client.get(visit(client, foi_request, at=NOW)).status_code == 200


def test_the_pages_are_kept_by_no_cache_listed_by_no_search_engine_and_named_to_no_other_site(client, officer):
    foi_request = factories.a_request(by=officer)
    link = mailed_link(foi_request, at=NOW)
    entered, forged = client.get(link), client.get("/r/forged")
    page, missing = client.get(entered["Location"]), client.get(f"{entered['Location']}letters/9/")

    for response in (entered, forged, page, missing, client.get("/code/"), client.get("/new-link/")):
        assert "no-store" in response["Cache-Control"]
        assert response["X-Robots-Tag"].startswith("noindex")
        assert response["Referrer-Policy"] in ("no-referrer", "same-origin")
    assert entered["Referrer-Policy"] == forged["Referrer-Policy"] == "no-referrer"
    assert '<meta name="referrer" content="no-referrer">' in forged.content.decode()


def test_search_engines_are_kept_from_everything_but_the_first_page(client):
    lines = client.get("/robots.txt").content.decode().splitlines()

    assert "Disallow: /" in lines
    assert "Allow: /request/$" in lines
    assert not any("your-request" in line or "/r/" in line for line in lines)


@pytest.fixture
def log_lines():
    """What the product's own log says from here on."""
    console = next(handler for handler in logging.getLogger().handlers if handler.name == "console")
    before = console.setStream(io.StringIO())
    yield console.stream
    console.setStream(before)


def test_no_private_link_stands_in_the_log(client, officer, monkeypatch, log_lines):
    monkeypatch.setattr(portal_entry, "WRONG_LINKS", Limit("test links", 1, 15))
    link = mailed_link(factories.a_request(by=officer), at=NOW)

    assert client.get("/r/guessed").status_code == 404
    assert client.get(f"{link}x").status_code == 429
    assert client.post(link).status_code == 405
    client.get("/account/password/reset/key/1-secret-of-the-reset/x/y")

    said = log_lines.getvalue()
    assert said.count('"route": "portal_enter"') == 3
    assert link not in said
    assert "secret-of-the-reset" not in said


def test_guessing_links_is_stopped_and_shuts_out_nobody_who_has_a_good_one(client, officer, monkeypatch):
    monkeypatch.setattr(portal_entry, "WRONG_LINKS", Limit("test links", 3, 15))
    link = mailed_link(factories.a_request(by=officer), at=NOW)
    guessed = [client.get(f"/r/guess{number}").status_code for number in range(4)]

    assert guessed == [404, 404, 404, 429]
    assert client.get(link).status_code == 302, "a neighbour behind the same address has done nothing wrong"
    assert client.get("/r/guess5").status_code == 429
    with time_machine.travel(NOW + timedelta(minutes=16), tick=False):
        assert client.get("/r/guess6").status_code == 404


def test_the_code_of_our_letter_opens_the_page_however_it_is_typed(client, officer):
    foi_request = factories.a_request(by=officer, email="", postal_address="1 High Street\nLeeds")
    code = print_code(foi_request, by=officer, at=NOW)

    entered = client.post(
        "/code/", {"reference": foi_request.reference.lower(), "code": code.lower().replace("-", " ")}
    )

    assert entered["Location"] == f"/your-request/{foi_request.reference}/"
    assert client.get(entered["Location"]).status_code == 200
    assert code not in everything_stored()
    assert client.get(f"/r/{code}").status_code == 404, "a code is good only together with its reference"


def test_a_wrong_reference_and_a_wrong_code_get_the_same_answer(client, officer):
    foi_request = factories.a_request(by=officer, email="", postal_address="1 High Street\nLeeds")
    code = print_code(foi_request, by=officer, at=NOW)

    wrong_code = client.post("/code/", {"reference": foi_request.reference, "code": "AAAA-AAAA-AAAA-AAAA"})
    wrong_reference = client.post("/code/", {"reference": "FOI_9999", "code": code})

    words = "We have no request with this reference and this code. Check both against our letter."
    assert words in wrong_code.content.decode()
    assert words in wrong_reference.content.decode()


def test_guessing_codes_is_stopped(client, monkeypatch):
    monkeypatch.setattr(portal_entry, "WRONG_CODES", Limit("test codes", 2, 15))
    tried = [client.post("/code/", {"reference": "FOI_0001", "code": str(n)}).status_code for n in range(3)]

    assert tried == [200, 200, 429]


def test_a_lost_link_is_sent_to_the_address_on_file(client, officer):
    foi_request = factories.a_request(by=officer)
    old = mailed_link(foi_request, at=NOW)

    client.post("/new-link/", {"email": foi_request.requester.email.upper(), "reference": ""})

    assert mailed_link(foi_request, at=NOW) != old


def test_asking_for_a_lost_link_says_the_same_whomever_one_names(client, officer):
    foi_request = factories.a_request(by=officer)
    known = {"email": foi_request.requester.email, "reference": foi_request.reference}
    answers = [
        client.post("/new-link/", known),
        client.post("/new-link/", {"email": "nobody@requesters.example"}),
        client.post("/new-link/", {**known, "reference": "FOI_9999"}),
        client.post("/new-link/", {"email": "nobody@requesters.example", "reference": foi_request.reference}),
    ]

    assert len({answer.content for answer in answers}) == 1
    assert Message.objects.filter(kind="link").count() == 1


def test_nobody_fills_a_requesters_mailbox_with_links(officer, monkeypatch):
    monkeypatch.setattr(portal_entry, "LINKS_ASKED_FOR", Limit("test asked", 100, 60))
    foi_request = factories.a_request(by=officer)
    for _time in range(LINKS_OF_A_CASE.attempts + 3):
        Client().post("/new-link/", {"email": foi_request.requester.email})

    assert Message.objects.filter(kind="link").count() == LINKS_OF_A_CASE.attempts


def test_a_network_address_is_kept_as_a_keyed_hash_and_forgotten(client):
    client.get("/r/forged", REMOTE_ADDR="192.0.2.77")

    assert RateWindow.objects.count() == 1
    assert "192.0.2.77" not in everything_stored()
    visitors.forget_visitors(at=NOW + timedelta(minutes=30))
    assert not RateWindow.objects.exists()


def test_the_first_of_our_proxies_says_who_visits_and_nobody_else(rf, settings):
    told = {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "203.0.113.9, 198.51.100.7"}
    settings.TRUSTED_PROXIES = 0
    assert visitor_address(rf.get("/", **told)) == "10.0.0.1"
    settings.TRUSTED_PROXIES = 1
    assert visitor_address(rf.get("/", **told)) == "198.51.100.7"
    settings.TRUSTED_PROXIES = 2
    assert visitor_address(rf.get("/", **told)) == "203.0.113.9"
    settings.TRUSTED_PROXIES = 3
    assert visitor_address(rf.get("/", **told)) == "10.0.0.1"


def test_a_line_with_many_ipv6_addresses_counts_as_one_visitor(rf):
    one, two = (visitor_address(rf.get("/", REMOTE_ADDR=f"2001:db8:1:2::{end}")) for end in ("1", "beef"))

    assert one == two == "2001:db8:1:2::/64"
    assert visitor_address(rf.get("/", REMOTE_ADDR="::ffff:192.0.2.1")) == "192.0.2.1"


def test_an_acknowledgement_by_post_names_no_link_that_is_not_there(officer):
    factories.a_request(by=officer, email="", postal_address="1 High Street\nLeeds")

    text = Message.objects.get(kind="acknowledgement").text
    assert "(private link)" not in text
    assert "Its address and a code that opens it come with this letter" in text
    assert not OutgoingMail.objects.exists()


def test_the_question_that_we_mail_leads_to_the_page_on_which_it_is_answered(officer):
    foi_request = factories.a_request(by=officer)
    ask_for_clarification(foi_request, unclear="The years.", options="Name the years.", by=officer, at=NOW)
    send_due_mail(at=NOW)

    assert sum("http://testserver/r/" in text for text in mailed_texts()) == 2
