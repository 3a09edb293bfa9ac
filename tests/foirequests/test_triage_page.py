"""Triage: what an officer finds about a request, and the way on to the draft."""

import pytest
import time_machine
from django.urls import reverse

from codes.models import Code
from foirequests.models import Question
from tests.dates import moment
from tests.factories import a_draft, a_request, a_triaged_request, an_issued_letter

FOUND = {
    "question-1-regime": "foi",
    "question-1-service_area": "claims_management",
    "question-1-information_held": "not_held",
    "question-1-missing_attribute": "the type of procedure",
    "question-1-holder": "Claims Management",
}


@pytest.fixture(autouse=True)
def in_january():
    with time_machine.travel(moment("Mon 9 January 2023 12:00"), tick=False):
        yield


@pytest.fixture
def triage(client, officer):
    """Send triage's page of a case."""
    client.force_login(officer)

    def sent(foi_request, **typed):
        data = {name.replace("__", "-"): value for name, value in typed.items()}
        return client.post(reverse("case_triage", args=[foi_request.reference]), data)

    return sent


def test_freedom_of_information_and_claims_management_are_chosen_at_first(client, officer):
    foi_request = a_request(by=officer)
    client.force_login(officer)
    form = client.get(reverse("case_triage", args=[foi_request.reference])).context["form"]
    assert (form["regime"].value(), form["service_area"].value()) == ("foi", "claims_management")
    assert form["information_held"].value() is None


def test_save_records_what_was_found_and_starts_nothing(triage, officer):
    foi_request = a_request(by=officer)
    answer = triage(foi_request, **FOUND, save="1")
    assert answer.headers["Location"] == reverse("case", args=[foi_request.reference])
    question = Question.objects.get(foi_request=foi_request)
    assert (question.information_held_id, question.missing_attribute) == ("not_held", "the type of procedure")
    assert question.holder == "Claims Management"
    assert not foi_request.foi_responses.exists()


def test_whether_the_information_is_held_has_to_be_said(triage, officer):
    foi_request = a_request(by=officer)
    answer = triage(foi_request, **FOUND | {"question-1-information_held": ""}, start="1")
    page = answer.content.decode()
    assert "Say whether we hold the information" in page
    assert "the type of procedure" in page
    foi_request.refresh_from_db()
    assert foi_request.stage == "triage"


def test_nothing_is_missing_from_records_of_what_is_held(triage, officer):
    foi_request = a_request(by=officer)
    triage(foi_request, **FOUND | {"question-1-information_held": "held"}, save="1")
    assert Question.objects.get(foi_request=foi_request).missing_attribute == ""


def test_codes_are_found_by_words_and_what_was_typed_stays(triage, officer):
    foi_request = a_request(by=officer)
    code = Code.objects.current().first()
    answer = triage(foi_request, **FOUND | {"question-1-code_search": code.label}, find="1")
    page = answer.content.decode()
    assert f'value="{code.pk}"' in page
    assert "the type of procedure" in page
    assert "<title>Error" not in page
    foi_request.refresh_from_db()
    assert foi_request.stage == "triage"


def test_words_nobody_looked_up_yet_are_looked_up_before_anything_is_saved(triage, officer):
    foi_request = a_request(by=officer)
    triage(foi_request, **FOUND | {"question-1-code_search": "fracture"}, start="1")
    foi_request.refresh_from_db()
    assert foi_request.stage == "triage"
    triage(foi_request, **FOUND | {"question-1-code_search": "fracture", "question-1-searched": "fracture"}, start="1")
    foi_request.refresh_from_db()
    assert foi_request.stage == "drafting"


def test_ticked_codes_are_kept_and_an_unconfirmed_one_says_so(client, triage, officer):
    foi_request = a_request(by=officer)
    code = Code.objects.unconfirmed().first()
    triage(foi_request, **FOUND | {"question-1-codes": [code.pk]}, save="1")
    assert list(Question.objects.get(foi_request=foi_request).codes.all()) == [code]
    page = client.get(reverse("case", args=[foi_request.reference])).content.decode()
    assert f"{code.label} (unconfirmed)" in page.replace("&#x27;", "'").replace("&amp;", "&")
    assert "Unconfirmed" in client.get(reverse("case_triage", args=[foi_request.reference])).content.decode()


def test_a_code_that_does_not_exist_is_refused(triage, officer):
    foi_request = a_request(by=officer)
    answer = triage(foi_request, **FOUND | {"question-1-codes": ["999999"]}, save="1")
    assert answer.status_code == 200
    foi_request.refresh_from_db()
    assert foi_request.stage == "triage"


def test_triage_is_corrected_later_and_the_draft_stays(triage, officer):
    foi_response = a_draft(by=officer)
    foi_request = foi_response.foi_request
    triage(foi_request, **FOUND | {"question-1-information_held": "part_held"}, save="1")
    assert Question.objects.get(foi_request=foi_request).information_held_id == "part_held"
    assert foi_request.history.filter(act="corrected_triage").exists()
    assert foi_request.foi_responses.get() == foi_response


def test_a_second_start_opens_no_second_draft(triage, officer):
    foi_request = a_triaged_request(by=officer)
    triage(foi_request, **FOUND, start="1")
    answer = triage(foi_request, **FOUND, start="1")
    assert answer.headers["Location"] == reverse("case", args=[foi_request.reference])
    assert foi_request.foi_responses.count() == 1


def test_what_has_been_issued_is_not_triaged_any_more(client, triage, officer, clearer):
    foi_request = an_issued_letter(by=officer, clearer=clearer).foi_request
    assert triage(foi_request, **FOUND, save="1").headers["Location"] == reverse("case", args=[foi_request.reference])
    page = client.get(reverse("case", args=[foi_request.reference])).content.decode()
    assert "This cannot be done while the case is at the stage “Reply issued”." in page


def test_clearers_do_not_triage(client, officer, clearer):
    foi_request = a_request(by=officer)
    client.force_login(clearer)
    assert client.get(reverse("case_triage", args=[foi_request.reference])).status_code == 403


def test_each_question_of_a_request_is_triaged_by_itself(client, triage, officer):
    foi_request = a_request(by=officer)
    second = Question.objects.create(foi_request=foi_request, number=2, text="And how much was paid?")
    assert "And how much was paid?" in client.get(reverse("case_triage", args=[foi_request.reference])).content.decode()
    held = {name.replace("question-1", "question-2"): value for name, value in FOUND.items()}
    held["question-2-information_held"] = "held"
    answer = triage(foi_request, **FOUND, save="1")
    assert "Say whether we hold the information" in answer.content.decode()
    triage(foi_request, **FOUND, **held, save="1")
    second.refresh_from_db()
    assert (second.information_held_id, second.missing_attribute) == ("held", "")
    assert Question.objects.get(foi_request=foi_request, number=1).information_held_id == "not_held"
    page = client.get(reverse("case", args=[foi_request.reference])).content.decode()
    assert "Question 2" in page
