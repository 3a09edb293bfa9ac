"""A request under several laws: each question has its own clock, and the case goes by the first date."""

import pytest
import time_machine
from django.urls import reverse

from foirequests.actions.clock import read_part_clocks, refresh_due_date
from foirequests.actions.many_clocks import Reader, facts_of
from foirequests.actions.questions import split_as_advised
from foirequests.actions.triage import Found, record_findings
from foirequests.domain.triage import QuestionFindings
from tests.dates import day, moment
from tests.factories import a_request
from tests.readings import TWO_QUESTIONS, put_on, read_two_questions

NOW = moment("Mon 9 January 2023 12:00")


@pytest.fixture(autouse=True)
def in_january():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def mixed(officer):
    """A request received on 5 January: a subject access question beside one under the Act."""
    foi_request = a_request(by=officer, text=TWO_QUESTIONS)
    put_on(foi_request, read_two_questions())
    first, second = split_as_advised(foi_request, by=officer, at=NOW)
    found = [
        Found(first, QuestionFindings("foi", "claims_management", "held")),
        Found(second, QuestionFindings("sar", "corporate", "held")),
    ]
    return record_findings(foi_request, found, by=officer, at=NOW)


def test_each_question_is_due_under_its_own_law(mixed):
    first, second = mixed.questions.all()
    readings = read_part_clocks(mixed)
    assert readings[first.pk].due_on == day("Thu 2 February 2023")
    assert readings[second.pk].due_on == day("Mon 6 February 2023")
    assert (mixed.regime_id, mixed.due_on) == ("foi", day("Thu 2 February 2023"))


def test_many_cases_are_read_alike(mixed):
    facts = facts_of([mixed.pk])[mixed.pk]
    assert Reader().due_on(facts) == refresh_due_date(mixed).due_on
    assert len(Reader().readings(facts)) == 2


def test_the_case_shows_the_due_date_of_each_question(client, officer, mixed):
    client.force_login(officer)
    page = client.get(reverse("case", args=[mixed.reference])).content.decode()
    assert "6 February 2023" in page
    dates = client.get(reverse("case_dates", args=[mixed.reference])).content.decode()
    assert "Question 1" in dates
    assert "UK GDPR" in dates
