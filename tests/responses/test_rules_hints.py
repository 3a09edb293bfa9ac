"""A reply that neither confirms nor denies may not let it be seen which of the two it would have been."""

import pytest

from responses.domain.letter_rules import ERROR
from responses.domain.rules import check_letter
from tests.responses.rule_letters import LETTERS, Case
from tests.responses.rule_mutations import added

NEITHER = "neither confirm nor deny"


def blocked(case: Case) -> set[str]:
    found = check_letter(case.letter, case.facts, as_of=case.facts.leaves_on)
    return {each.rule for each in found if each.severity == ERROR}


@pytest.mark.parametrize(
    "words",
    [
        "The claim that you name was settled in 2021.",
        "Mr Smith’s claim was closed last year.",
        "His claim settled for £40,000.",
        "No such claim has been made.",
        "No claims were received.",
        "The trust has received three claims about this surgeon.",
        "There have been claims against this doctor.",
        "We paid damages to this family.",
        "We have a file on this.",
        "We have no file about this.",
        "We looked and nothing came up.",
        "Our search returned no results.",
        "Nothing was found.",
        "The number is below five.",
        "The answer is 3.",
        "The information contains the names of patients.",
    ],
)
def test_what_happened_or_did_not_gives_away_whether_something_is_held(words):
    assert "L-G05" in blocked(added(words, question=1)(LETTERS[NEITHER]()))


@pytest.mark.parametrize(
    "words",
    [
        "To say whether a claim was made would tell the world about somebody’s health.",
        "If a claim had been made, the patient would expect that nobody is told.",
        "People would learn that a claim was settled.",
        "We received your request on 2 March 2026.",
        "We have received your letter.",
        "You asked how many claims were closed last year.",
        "Your request is about a claim that was settled in 2021.",
        "The answer is that we neither confirm nor deny it.",
    ],
)
def test_what_would_follow_and_what_the_requester_wrote_give_nothing_away(words):
    assert "L-G05" not in blocked(added(words, question=1)(LETTERS[NEITHER]()))


@pytest.mark.parametrize("words", ["Your complaint is not upheld.", "We received your complaint on 3 March 2026."])
def test_what_became_of_the_complaint_itself_gives_nothing_away(words):
    case = LETTERS["review that neither confirms nor denies"]()

    assert "L-G05" not in blocked(added(words)(case))
