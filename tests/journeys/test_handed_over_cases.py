"""What was handed over to a team is on no page of anybody else, whatever address they try."""

import pytest
from django.test import Client
from django.utils import timezone

from foirequests.actions.handover import hand_over
from foirequests.actions.questions import Change, change_questions
from foirequests.models import FoiRequest
from tests.factories import a_request
from tests.journeys.doors import Doors, furnish, rows
from tests.office import _furnished, office  # noqa: F401

SECRET = "Zanzibar"
TEAM = "Claims Management"
OF_A_CASE = "requests/<str:reference>/"


@pytest.fixture
def doors(office) -> Doors:  # noqa: F811
    return furnish()


def handed_over_whole(doors: Doors) -> FoiRequest:
    """A subject access request."""
    officer = doors.staff["officer"]
    foi_request = a_request(by=officer, text=f"Please send me all that you hold about me, {SECRET}.")
    questions = foi_request.questions.all()
    hand_over(foi_request, questions=questions, kind="sar", team=TEAM, by=officer, at=timezone.now())
    return foi_request


def handed_over_in_part(doors: Doors) -> FoiRequest:
    """A request for figures beside a question about somebody's own claim; what stays with the officers comes back."""
    officer, about = doors.staff["officer"], f"What became of my own claim {SECRET}?"
    foi_request = a_request(by=officer, text=f"Dear all, I am {SECRET}. How many claims were there? {about}")
    [question] = foi_request.questions.all()
    question.foi_request = foi_request
    change = Change(question, "How many claims were there?", taken_out=about)
    _first, second = change_questions(foi_request, [change], by=officer, at=timezone.now())
    hand_over(foi_request, questions=[second], kind="claim", team=TEAM, by=officer, at=timezone.now())
    return foi_request


@pytest.mark.parametrize("handed_over", [handed_over_whole, handed_over_in_part])
def test_no_page_shows_anybody_else_the_words(doors, handed_over):
    case = handed_over(doors)
    looked = 0
    for pattern, address, _statuses in rows():
        here = doors.filled(address)
        if pattern.startswith(OF_A_CASE):
            here = f"/requests/{case.reference}/" + here.split("/", 3)[3]
        for name, person in doors.staff.items():
            client = Client()
            client.force_login(person)
            answer = client.get(here)
            looked += 1
            if not answer.streaming:
                assert SECRET not in answer.content.decode("utf-8", "replace"), f"{here} as {name}"
            if handed_over is handed_over_whole and pattern.startswith(OF_A_CASE):
                assert answer.status_code in (403, 404, 405), f"{here} as {name}: {answer.status_code}"
    assert looked > 250
