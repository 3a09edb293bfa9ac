"""What a case is about: an officer says it, and what it was called before stays on the file."""

import pytest
import time_machine
from django.urls import reverse

from foirequests.actions.cases import withdraw_request
from foirequests.actions.search import find_cases
from foirequests.actions.subjects import change_subject
from foirequests.domain.errors import NotPermitted, Refused, Stale
from foirequests.models import FoiRequest
from tests import factories
from tests.dates import moment
from tests.foirequests.portal_visits import visit

NOW = moment("Mon 9 January 2023 12:00")
OBJECTS = "Claims about retained objects"


@pytest.fixture(autouse=True)
def in_january():
    with time_machine.travel(NOW, tick=False):
        yield


def test_what_a_case_was_called_before_stays_on_the_file_and_can_be_erased(officer):
    foi_request = factories.a_request(by=officer, text="How many claims?")
    change_subject(foi_request, f" {OBJECTS}\n", by=officer, at=NOW)
    entry = foi_request.history.get(act="subject_changed")

    assert FoiRequest.objects.get(pk=foi_request.pk).subject == OBJECTS
    assert (entry.actor, entry.happened_at, entry.facts) == (officer, NOW, {})
    assert entry.words.text == "“How many claims?” became “Claims about retained objects”."


def test_a_case_is_found_by_what_it_is_called_now(officer):
    foi_request = factories.a_request(by=officer, text="How many claims?")
    change_subject(foi_request, OBJECTS, by=officer, at=NOW)

    assert find_cases(FoiRequest.objects.all(), "retained objects").keys == (foi_request.pk,)


@pytest.mark.parametrize(
    ("subject", "said"), [("", "Say what"), ("How many claims?", "called already"), ("How many…", "in full")]
)
def test_a_subject_says_something_new_in_full(officer, subject, said):
    foi_request = factories.a_request(by=officer, text="How many claims?")

    with pytest.raises(Refused, match=said):
        change_subject(foi_request, subject, by=officer, at=NOW)
    assert not foi_request.history.filter(act="subject_changed").exists()


def test_a_clearer_does_not_change_a_subject_nor_an_officer_that_of_a_withdrawn_case(officer, clearer):
    foi_request = factories.a_request(by=officer)
    with pytest.raises(NotPermitted):
        change_subject(foi_request, OBJECTS, by=clearer, at=NOW)
    withdraw_request(foi_request, reason="By telephone", by=officer, at=NOW)
    with pytest.raises(NotPermitted, match="at the stage “Withdrawn”"):
        change_subject(foi_request, OBJECTS, by=officer, at=NOW)


def test_the_subject_of_an_answered_case_can_change_since_a_review_may_follow(officer, clearer):
    foi_request = factories.an_issued_letter(by=officer, clearer=clearer).foi_request
    change_subject(foi_request, OBJECTS, by=officer, at=NOW)

    assert foi_request.subject == OBJECTS


def test_of_two_officers_the_second_reads_what_the_first_wrote(officer):
    foi_request = factories.a_request(by=officer, text="How many claims?")
    change_subject(foi_request, OBJECTS, by=officer, at=NOW)

    with pytest.raises(Stale, match="changed the subject to “Claims about retained objects”"):
        change_subject(foi_request, "Swabs", seen="How many claims?", by=officer, at=NOW)


def test_an_officer_is_asked_what_a_request_is_about_whose_subject_breaks_off(client, officer, clearer):
    foi_request = factories.a_request(by=officer)
    address = reverse("case_subject", args=[foi_request.reference])
    asks = f'<a href="{address}">Say what it is about</a>'
    case, triage = (reverse(name, args=[foi_request.reference]) for name in ("case", "case_triage"))
    client.force_login(clearer)
    assert asks not in client.get(case).content.decode()
    client.force_login(officer)
    assert asks in client.get(case).content.decode()
    assert asks in client.get(triage).content.decode()
    page = client.get(address)
    assert "that is how the request begins" in page.content.decode()
    assert page.context["form"]["subject"].value() == ""

    answer = client.post(address, {"subject": OBJECTS, "seen": foi_request.subject}, follow=True)
    said = answer.content.decode()
    assert f"<title>{foi_request.reference} {OBJECTS}" in " ".join(said.split())
    assert "Subject changed" in said
    assert f"became “{OBJECTS}”" in said
    assert asks not in said


def test_the_page_keeps_what_was_typed_when_it_breaks_off_or_a_colleague_was_first(client, officer):
    foi_request = factories.a_request(by=officer, text="How many claims?")
    address = reverse("case_subject", args=[foi_request.reference])
    client.force_login(officer)
    assert client.get(address).context["form"]["subject"].value() == "How many claims?"

    page = client.post(address, {"subject": "Claims about…", "seen": "How many claims?"}).content.decode()
    assert 'value="Claims about…"' in page
    assert "in full" in page
    page = client.post(address, {"subject": "Swabs", "seen": "Something else"}).content.decode()
    assert "A colleague changed the subject" in page
    assert 'value="Swabs"' in page
    assert '<input type="hidden" name="seen" value="How many claims?"' in page


def test_the_requester_reads_the_same_subject_and_none_that_breaks_off(client, officer):
    foi_request = factories.a_request(by=officer)
    own_page = visit(client, foi_request, at=NOW)
    assert '<h2 class="nhsuk-heading-m" id="request">Your request</h2>' in client.get(own_page).content.decode()
    change_subject(foi_request, OBJECTS, by=officer, at=NOW)

    assert f'id="request">Your request: {OBJECTS}</h2>' in client.get(own_page).content.decode()
