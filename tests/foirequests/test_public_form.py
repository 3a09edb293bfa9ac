"""The public form: one thing a page, nothing lost, one case however often it is sent."""

import re

import pytest
import time_machine
from django.test import Client

from codes.models.organisation import office_on
from foirequests.actions import public_form
from foirequests.actions.receive import RequesterDetails
from foirequests.domain import rates
from foirequests.domain.rates import Limit
from foirequests.models import FoiRequest, OutgoingMail, ReferenceSeries
from foirequests.presenters.public import WE_CHECK, WE_SEND, YOU_CAN_ASK
from foirequests.views import public
from tests.dates import day, moment
from tests.foirequests.portal_visits import REQUEST, fill_in, send

pytestmark = pytest.mark.usefixtures("office")
CHECK = "/request/check-your-answers/"


def test_a_request_of_the_form_is_received_that_day_and_acknowledged(client):
    with time_machine.travel(moment("Thu 5 January 2023 23:30"), tick=False):
        fill_in(client)
        sent = send(client)

    foi_request = FoiRequest.objects.get()
    assert sent["Location"] == "/request/sent/"
    assert foi_request.text == REQUEST
    assert foi_request.channel == "web"
    assert foi_request.received_on == day("Thu 5 January 2023")
    assert foi_request.due_on == day("Thu 2 February 2023")
    assert foi_request.history.get(act="received").actor_kind == "requester"
    assert OutgoingMail.objects.get().to_address == "ann.asker@requesters.example"


def test_the_first_page_says_what_happens_by_when_and_where_else_one_can_write(client):
    with time_machine.travel(moment("Thu 5 January 2023 09:00"), tick=False):
        page = client.get("/request/").content.decode()

    assert "2 February 2023" in page
    assert "A letter or an e-mail does as well" in page
    assert office_on(day("Thu 5 January 2023")).request_address.address[0] in page


def test_the_confirmation_says_the_reference_the_last_day_and_what_was_asked(client):
    with time_machine.travel(moment("Thu 5 January 2023 09:00"), tick=False):
        fill_in(client, our_reply={"adjustments": "Large print, 16 point"})
        send(client)
        page = client.get("/request/sent/").content.decode()

    foi_request = FoiRequest.objects.get()
    assert foi_request.reference in page
    assert "2 February 2023" in page
    assert REQUEST in page
    assert "Large print, 16 point" in page
    assert foi_request.adjustments == "Large print, 16 point"


@pytest.mark.parametrize(
    ("text", "words"),
    [("", "Enter what you would like to know"), ("   \n ", "Enter what you would like to know"),
     ("x" * 200_000, "What you wrote is 200,000 characters long. It can have up to 100,000.")],
    ids=["empty", "blanks", "200,000 characters"],
)  # fmt: skip
def test_a_text_that_cannot_stand_is_refused_in_plain_words(client, text, words):
    page = client.post("/request/your-request/", {"text": text})

    assert page.status_code == 200
    assert words in page.content.decode()
    assert "<title>Error: " in page.content.decode()


def test_a_text_that_is_too_long_is_still_there_when_the_person_comes_back(client):
    client.post("/request/your-request/", {"text": "long " * 40_000})

    again = client.get("/request/your-request/")

    assert again.context["form"]["text"].value() == "long " * 40_000


def test_going_back_shows_what_was_typed(client):
    fill_in(client)

    assert REQUEST in client.get("/request/your-request/").content.decode()
    assert "Ann Asker" in client.get("/request/about-you/").content.decode()


def test_changing_one_answer_leads_back_to_the_check_page(client):
    fill_in(client)

    changed = client.post("/request/your-request/?to=check", {"text": "Something else"})

    assert changed["Location"] == CHECK
    assert "Something else" in client.get(CHECK).content.decode()


def test_a_reply_by_post_needs_a_postal_address_and_no_e_mail(client):
    fill_in(client, our_reply={"preferred_format": "post"}, about_you={"email": "", "postal_address": ""})
    assert client.get(CHECK)["Location"] == "/request/about-you/"

    client.post("/request/about-you/", {"name": "Ann", "email": "", "postal_address": "1 High Street\r\nLeeds"})
    send(client)

    foi_request = FoiRequest.objects.get()
    assert foi_request.preferred_format == "post"
    assert foi_request.requester.postal_address == "1 High Street\nLeeds"
    assert not OutgoingMail.objects.exists()
    assert "It has a code for your private page" in client.get("/request/sent/").content.decode()


def test_a_missing_name_is_explained_and_no_wall(client):
    fill_in(client, about_you={"name": ""})

    assert "You can send your request all the same" in client.get(CHECK).content.decode()
    send(client)
    assert FoiRequest.objects.get().requester.name == ""


def test_a_name_cannot_carry_an_advertisement_to_somebody_elses_mailbox(client):
    page = client.post("/request/about-you/", {"name": "Win https://spam.example", "email": "v@requesters.example"})

    assert "Enter a name without a web address" in page.content.decode()


def test_what_a_stranger_types_does_not_reach_the_mailbox_they_name(client):
    fill_in(client, our_reply={"adjustments": "Buy at spam dot example"})
    send(client)

    assert "spam" not in OutgoingMail.objects.get().message.text


def test_html_and_template_syntax_are_nothing_but_text(client):
    evil = "<script>alert(1)</script> {{ settings.SECRET_KEY }} {% load x %} ((requester))"
    fill_in(client, your_request={"text": evil}, about_you={"name": "{{ 7*7 }}<b>"})
    page = client.get(CHECK).content.decode()
    send(client)

    assert "<script>alert(1)" not in page
    assert "{{ 7*7 }}&lt;b&gt;" in page
    assert FoiRequest.objects.get().text == evil
    assert "&lt;script&gt;" in client.get("/request/sent/").content.decode()


def test_sending_twice_or_going_back_and_sending_again_makes_one_case(client):
    fill_in(client)
    page = client.get(CHECK).content.decode()
    key = re.search(r'name="form_key" value="([^"]+)"', page).group(1)

    first = client.post(CHECK, {"form_key": key})
    second = client.post(CHECK, {"form_key": key})

    assert first["Location"] == second["Location"] == "/request/sent/"
    assert FoiRequest.objects.count() == 1


def test_two_presses_at_the_same_moment_make_one_case(monkeypatch):
    facts = {
        "text": REQUEST,
        "requester": RequesterDetails(email="ann@requesters.example"),
        "preferred_format": "email",
        "adjustments": "",
        "at": moment("Thu 5 January 2023 09:00"),
    }
    first = public_form.submit_public_form("a key", **facts)
    taken = ReferenceSeries.objects.get().next_number
    looked = []
    known = public_form._case_of
    monkeypatch.setattr(public_form, "_case_of", lambda key: known(key) if looked else looked.append(key))

    assert public_form.submit_public_form("a key", **facts) == first
    assert ReferenceSeries.objects.get().next_number == taken, "no reference is used up"
    assert FoiRequest.objects.count() == 1


def test_a_second_request_of_the_same_person_is_another_case(client):
    for _request in range(2):
        fill_in(client)
        send(client)

    assert FoiRequest.objects.count() == 2


def test_nothing_of_the_answers_stays_in_the_session_once_they_are_sent(client):
    fill_in(client)
    send(client)

    assert REQUEST not in str(dict(client.session))
    assert "ann.asker" not in str(dict(client.session))


def test_a_program_that_fills_in_every_box_sends_nothing_and_a_person_loses_nothing(client):
    fill_in(client)

    refused = send(client, leave_empty="I am a robot")

    assert "Your answers are kept" in refused.content.decode()
    assert "I am a robot" not in refused.content.decode()
    assert not FoiRequest.objects.exists()
    assert send(client).status_code == 302


def test_too_many_requests_from_one_network_are_stopped_with_other_ways_to_ask(client, monkeypatch):
    monkeypatch.setattr(public, "REQUESTS", Limit("test requests", 1, 60))
    for _request in range(2):
        fill_in(client)
        last = send(client)

    assert last.status_code == 429
    assert "A letter or an e-mail does as well" in last.content.decode()
    assert FoiRequest.objects.count() == 1
    assert REQUEST in client.get(CHECK).content.decode()


def test_one_mailbox_cannot_be_flooded_with_acknowledgements(monkeypatch):
    monkeypatch.setattr(public, "REQUESTS_OF_A_PERSON", Limit("test mailbox", 1, 60))
    for _stranger in range(2):
        client = Client()
        fill_in(client)
        last = send(client)

    assert "many requests under this e-mail address" in last.content.decode()
    assert FoiRequest.objects.count() == 1


def test_one_cannot_send_what_is_not_answered(client):
    assert client.post(CHECK, {"form_key": "made up"})["Location"] == "/request/"

    client.post("/request/our-reply/", {"preferred_format": "email"})

    assert client.post(CHECK, {"form_key": "made up"})["Location"] == "/request/your-request/"
    assert not FoiRequest.objects.exists()


def test_another_sites_form_cannot_send_a_request():
    strict = Client(enforce_csrf_checks=True)

    assert strict.post(CHECK, {"form_key": "x"}).status_code == 403


def test_beginning_again_empties_the_form(client):
    fill_in(client)
    client.post("/request/")

    assert REQUEST not in client.get("/request/your-request/").content.decode()


def test_the_acknowledgement_says_the_three_steps_in_the_same_words(client):
    fill_in(client)
    send(client)

    text = OutgoingMail.objects.get().message.text
    assert all(words in text for words in (WE_CHECK, WE_SEND, YOU_CAN_ASK))


def test_the_limits_leave_room_for_a_person_and_little_for_a_program():
    every = [limit for limit in vars(rates).values() if isinstance(limit, Limit)]

    assert len({limit.name for limit in every}) == len(every)
    assert all(limit.attempts / limit.minutes <= 8 for limit in every)
