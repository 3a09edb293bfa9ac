"""Section 22 is for what we meant to publish already when the request came, not for what we mean to since."""

import pytest

from responses.domain.letter_rules import ERROR
from responses.domain.rules import check_letter
from tests.responses.rule_letters import LETTERS, Case
from tests.responses.rule_mutations import added, all_of, ground, reworded

INTENDED = (
    "We already intended to publish it when we received your request, as our publication plan of January 2026 shows."
)


def blocked(case: Case) -> set[str]:
    found = check_letter(case.letter, case.facts, as_of=case.facts.leaves_on)
    return {each.rule for each in found if each.severity == ERROR}


def saying(words: str) -> Case:
    return reworded("s22", INTENDED, words)(LETTERS["to be published"]())


@pytest.mark.parametrize(
    "words",
    [
        "We now intend to publish it.",
        "When we received your request, we looked at it, and we now intend to publish it.",
        "Following your request we decided to publish it.",
        "After we received your request, we decided to publish it.",
        "As a result of your request we intend to publish it. Our publication plan of January 2026 does not name it.",
        "Because you asked, we intend to publish it. When we received your request we had no plan.",
        "We have since decided to publish it, after your request.",
        "We have decided to publish it in response to your request.",
        "We are now planning to publish it.",
        "We did not intend to publish it when we received your request. We do so now.",
        "We intend to publish it. When we received your request we thanked you.",
        "We had no intention of publishing it before we received your request, and have one now.",
    ],
)
def test_an_intention_that_came_after_the_request_does_not_carry_section_22(words):
    assert "L-22a" in blocked(saying(words))


@pytest.mark.parametrize(
    "words",
    [
        INTENDED,
        "Before we received your request we intended to publish it. Our publication plan of January 2026.",
        "We had planned to publish it before your request, and still intend to publish it now in July.",
        "When you asked, it was already planned to publish it with the annual report.",
        "At the time of your request it was to be published in July.",
        "We still intend to publish it, as we did when we received your request.",
    ],
)
def test_an_intention_of_before_the_request_carries_it(words):
    assert "L-22a" not in blocked(saying(words))


def test_a_change_of_mind_elsewhere_in_the_answer_is_found_too():
    case = added("Following your request we have now decided to publish it.", question=1)(LETTERS["to be published"]())

    assert "L-22a" in blocked(case)


def test_proof_of_a_day_after_the_request_proves_nothing():
    late = "The Board decided on 5 March 2026 to publish it."
    case = all_of(
        ground(details={"intended_before": late}), reworded("s22", "our publication plan of January 2026 shows", late)
    )(LETTERS["to be published"]())

    assert "L-22a" in blocked(case)


def test_proof_of_a_day_before_the_request_is_proof():
    early = "The Board decided on 5 January 2026 to publish it."
    case = all_of(
        ground(details={"intended_before": early}), reworded("s22", "our publication plan of January 2026 shows", early)
    )(LETTERS["to be published"]())

    assert "L-22a" not in blocked(case)
