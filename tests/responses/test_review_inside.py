"""A request for internal review inside a new request is opened for the earlier case that it names, or refused."""

import pytest
from django.urls import reverse

from foirequests.actions.reading import read_case
from foirequests.domain.errors import Refused
from responses.actions.review_inside import open_review_inside
from tests import factories
from tests.dates import day, moment
from tests.responses.pages import as_member, text_of

AT = moment("Fri 3 February 2023 10:00")
ON = day("Thu 2 February 2023")


@pytest.fixture
def answered(officer, clearer):
    return factories.an_issued_letter(by=officer, clearer=clearer).foi_request


def new_request(officer, text: str, **kwargs):
    case = factories.a_request(by=officer, received_on=ON, text=text, recorded_at=AT, **kwargs)
    return case.questions.get()


def disputes(reference: str) -> str:
    return f"Please carry out an internal review of your refusal of {reference}. I do not accept that you hold nothing."


def test_the_review_of_the_named_case_is_opened_on_the_day_it_was_asked_for(officer, answered):
    question = new_request(officer, disputes(answered.reference.replace("_", " ").lower()))
    read_case(question.foi_request_id, at=AT)
    review = open_review_inside(question, by=officer, at=AT)
    assert (review.foi_request, review.asked_on, review.message.text) == (answered, ON, question.text)
    law = question.advice.get(kind="regime")
    assert (law.value, law.decision) == ("internal_review", "accepted")
    with pytest.raises(Refused, match="open already"):
        open_review_inside(question, by=officer, at=AT)


def test_it_says_why_it_cannot_be_opened(officer, answered):
    with pytest.raises(Refused, match="names no earlier case"):
        open_review_inside(new_request(officer, disputes("my last request")), by=officer, at=AT)
    of_somebody_else = new_request(officer, disputes(answered.reference), email="other@requesters.example")
    with pytest.raises(Refused, match="asked by somebody else"):
        open_review_inside(of_somebody_else, by=officer, at=AT)
    unanswered = factories.a_request(by=officer)
    with pytest.raises(Refused, match="no reply yet"):
        open_review_inside(new_request(officer, disputes(unanswered.reference)), by=officer, at=AT)
    both = new_request(officer, disputes(f"{answered.reference} and {unanswered.reference}"))
    with pytest.raises(Refused, match="names several cases"):
        open_review_inside(both, by=officer, at=AT)


def test_one_click_at_triage_opens_it_or_tells_why_not(officer, answered):
    question = new_request(officer, disputes(answered.reference))
    case = question.foi_request
    read_case(case.pk, at=AT)
    client = as_member(officer)
    page = client.get(reverse("case_triage", args=[case.reference]))
    address = reverse("review_inside", args=[case.reference, 1])
    assert f'formaction="{address}"' in page.content.decode()
    assert f"The internal review of {answered.reference} is open." in text_of(client.post(address, follow=True))
    assert "open already" in text_of(client.post(address, follow=True))
