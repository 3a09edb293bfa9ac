"""A reply that says that something is not held does not answer the question with figures all the same."""

import pytest

from responses.domain.letter_rules import ERROR, WARNING
from responses.domain.rules import check_letter
from tests.responses.rule_letters import LETTERS, TABLE, Case, several
from tests.responses.rule_mutations import added, table

NOT_HELD = 2
"""The question of `several` that was decided not to be held; the first one is given."""


def found(case: Case) -> set[tuple[str, str]]:
    checked = check_letter(case.letter, case.facts, as_of=case.facts.leaves_on)
    return {(each.rule, each.severity) for each in checked}


@pytest.mark.parametrize(
    "words",
    [
        "There were 12.",
        "There were 12 claims in 2024/25.",
        "There were twelve of them.",
        "There has been one such claim.",
        "There are 12 open claims.",
        "We closed 12 claims.",
        "We have paid £40,000.",
        "We received three.",
        "The answer is 12.",
        "The total was £1,200.",
        "The number is nil.",
        "There were no claims.",
        "There were none.",
        "In 2024/25 a total of 12 was closed.",
        "12 claims were closed in that year.",
    ],
)
def test_a_figure_in_the_answer_to_what_was_decided_not_to_be_held_warns(words):
    assert ("L-G05", WARNING) in found(added(words, question=NOT_HELD)(several()))


@pytest.mark.parametrize(
    "words",
    [
        "There were 2 databases to look in.",
        "There are three places in which we looked.",
        "We looked in 12 folders.",
        "There was no record of it.",
        "There were no files about this.",
        "We cannot say whether there were 12.",
        "We received your request on 2 March 2026.",
        "In 2019 we began to record it.",
        "We have had no field for it since 2019.",
        "The number of claims is not recorded by surgeon.",
        "We opened our archive and looked there.",
    ],
)
def test_where_we_looked_and_what_is_not_recorded_answers_nothing(words):
    assert not {each for each in found(added(words, question=NOT_HELD)(several())) if each[0] == "L-G05"}


@pytest.mark.parametrize("role", ["advice", "referral"])
def test_what_comes_near_may_be_told_with_its_figures(role):
    case = added("There were 12 claims under the nearest code.", question=NOT_HELD, role=role)(several())

    assert not found(case)


def test_a_figure_in_the_answer_to_what_is_given_is_in_order():
    assert not found(added("There were 12 claims in 2024/25.", question=1)(several()))


def test_a_table_that_answers_what_was_decided_not_to_be_held_warns():
    case = table(TABLE, "more")(added("", question=NOT_HELD, role="table", source="table:9")(several()))

    assert ("L-G05", WARNING) in found(case)


def test_the_january_reply_of_today_says_nothing_against_what_was_decided():
    assert not {each for each in found(LETTERS["not held"]()) if each == ("L-G05", ERROR)}
