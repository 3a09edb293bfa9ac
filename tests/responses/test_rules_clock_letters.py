"""Letters of the clock: what comes too late, and whose words count."""

from dataclasses import replace

import pytest

from responses.domain.rules import check_letter
from tests.dates import day
from tests.responses.rule_letters import LETTERS, Case
from tests.responses.rule_mutations import added, known, reworded

LATE = day("Wed 1 April 2026")


def found(case: Case) -> dict[str, str]:
    return {finding.rule: finding.words for finding in check_letter(case.letter, case.facts, as_of=LATE)}


@pytest.mark.parametrize(
    ("name", "rule"), [("extension", "L-X5"), ("extension, environmental", "L-XE3"), ("charge", "L-F5")]
)
def test_a_notice_that_comes_after_the_twentieth_day_says_when_that_was(name, rule):
    assert "The last day was 31 March 2026." in found(known(leaves_on=LATE)(LETTERS[name]()))[rule]


def test_a_question_may_come_late_when_it_says_so():
    late = known(leaves_on=LATE)(LETTERS["clarification"]())

    assert set(found(late)) == {"L-Q5"}
    assert found(added("We are sorry that we ask so late.")(late)) == {}


def test_what_is_typed_in_the_request_is_not_the_authoritys_word():
    lapse = LETTERS["lapse"]()
    quoting = reworded("lapse-clarification", "a new request", "what you wrote: ((request))")(lapse)
    values = {**quoting.letter.values, "request": "This is a new request."}

    assert set(found(replace(quoting, letter=replace(quoting.letter, values=values)))) == {"L-L1"}


def test_the_words_of_a_question_are_nobodys_but_the_requesters_wherever_they_are_repeated():
    asked = "Do you neither confirm nor deny that you hold it?"
    case = known(questions={1: asked})(LETTERS["neither confirm nor deny"]())
    repeated = reworded("ncnd", "We neither confirm nor deny that we hold", f"You asked: {asked} We say nothing about")

    assert set(found(repeated(case))) == {"L-K1"}
