"""How good the advice was: precision and recall by kind and month, out of what officers decided."""

import csv
import io

import pytest
import time_machine
from django.urls import reverse

from foirequests.actions import advice as acts
from foirequests.domain.learning import Score
from foirequests.reports import advice_scores
from tests.dates import day, moment
from tests.factories import a_request
from tests.readings import TWO_QUESTIONS, put_on, read_january, read_two_questions

JANUARY, FEBRUARY = moment("Mon 9 January 2023 12:00"), moment("Wed 1 February 2023 00:10")


@pytest.fixture
def decided(officer):
    """A case decided in January, and one a few minutes into February, London time."""
    first, second = a_request(by=officer), a_request(by=officer, text=TWO_QUESTIONS)
    put_on(first, read_january(first.text))
    put_on(second, read_two_questions())
    acts.accept_all_advice(first, by=officer, at=JANUARY)
    piece = second.advice.get(kind="flag")
    acts.dismiss_advice(piece, by=officer, at=FEBRUARY)
    piece = second.advice.get(kind="service", read_number=0)
    acts.correct_advice(piece, value="corporate", by=officer, at=FEBRUARY)
    question = second.questions.get()
    question.foi_request = second
    acts.add_advice(question, "format", value="excel", by=officer, at=FEBRUARY)


def test_decisions_are_counted_in_the_month_in_which_they_were_made(decided):
    scores = advice_scores(first=day("Sun 1 January 2023"), last=day("Tue 28 February 2023"))
    january, february = day("Sun 1 January 2023"), day("Wed 1 February 2023")
    assert scores[january, "regime"] == Score(accepted=2)
    assert scores[february, "flag"] == Score(dismissed=1)
    assert scores[february, "service"] == Score(corrected=1)
    assert scores[february, "format"] == Score(added=1)
    assert [month for month, _kind in scores] == sorted((month for month, _kind in scores), reverse=True)


def test_only_the_days_asked_for_are_counted(decided):
    scores = advice_scores(first=day("Sun 1 January 2023"), last=day("Tue 31 January 2023"))
    assert {month for month, _kind in scores} == {day("Sun 1 January 2023")}


def test_the_report_is_shown_and_can_be_downloaded(client, officer, decided):
    client.force_login(officer)
    with time_machine.travel(moment("Thu 2 February 2023 12:00"), tick=False):
        page = client.get(reverse("advice_report")).content.decode()
        file = client.get(reverse("advice_report_file"))
    assert "January 2023" in page
    rows = list(csv.reader(io.StringIO(file.content.decode())))
    assert rows[0] == ["Month", "Kind", "Accepted", "Corrected", "Dismissed", "Added", "Precision", "Recall"]
    assert ["February 2023", "Service", "0", "1", "0", "0", "0%", "0%"] in rows
    assert file.headers["Content-Disposition"] == 'attachment; filename="advice.csv"'
