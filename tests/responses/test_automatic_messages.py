"""What the office says by itself, before any wording is approved, is judged by the rules for letters of its kind."""

from datetime import date

import pytest

from foirequests.models import FoiRequest, Message
from responses.actions.internal_review import ask_for_internal_review
from responses.domain import clock_letters
from responses.domain.letter import Letter, Letterhead, Part
from responses.domain.rules import CaseFacts, check_letter
from tests import factories
from tests.dates import day
from tests.factories import at

RECEIVED, ISSUED, ASKED = day("Wed 5 April 2023"), day("Wed 12 April 2023"), day("Wed 10 May 2023")


def broken(message: Message, on: date, **facts) -> set[str]:
    """The rules that a message breaks, read as a letter that bears the day on which it was sent, as mail does."""
    parts = (Part("subject", "paragraph", message.subject), Part("message", "paragraph", message.text))
    foi_request = FoiRequest.objects.get(pk=message.foi_request_id)
    known = {
        "regime": foi_request.regime_id,
        "reference": foi_request.reference,
        "requester": foi_request.requester.name,
        "received_on": foi_request.received_on,
        "due_on": foi_request.due_on,
    }
    letter = Letter("letterhead", parts, {}, message.subject, letterhead=Letterhead("NHS Resolution", ()))
    return {each.rule for each in check_letter(letter, CaseFacts(leaves_on=on, **known | facts), as_of=on)}


@pytest.fixture
def issued(officer, clearer):
    return factories.an_issued_letter(by=officer, clearer=clearer, received_on=RECEIVED, issued_on=ISSUED)


def test_the_acknowledgement_of_a_request_passes_the_rules_for_one(issued):
    message = issued.foi_request.messages.get(kind=Message.Kind.ACKNOWLEDGEMENT)

    assert broken(message, RECEIVED, kind=clock_letters.ACKNOWLEDGEMENT) == set()


def test_the_acknowledgement_of_a_request_for_review_passes_the_rules_for_one(issued):
    review = ask_for_internal_review(issued, grounds="Look again.", asked_on=ASKED, at=at(ASKED))
    message = issued.foi_request.messages.get(kind=Message.Kind.REVIEW_ACKNOWLEDGEMENT)
    known = {"kind": "review_acknowledgement", "review_asked_on": review.asked_on, "review_due_on": review.due_on}

    assert broken(message, ASKED, **known) == set()
    for words, rule in (("10 May", "L-RA1"), ("8 June", "L-RA2"), ("had no part in our decision", "L-RA3")):
        assert words in message.text
        without = Message(foi_request=message.foi_request, text=message.text.replace(words, "…"))
        assert rule in broken(without, ASKED, **known)
