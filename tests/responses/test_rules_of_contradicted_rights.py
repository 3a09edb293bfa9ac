"""A letter does not say something else of the review and the regulator than the law does."""

import pytest

from responses.domain.letter_rules import ERROR, WARNING
from tests.responses.rule_letters import LETTERS
from tests.responses.rule_mutations import added
from tests.responses.test_rules_of_loose_words import found


@pytest.mark.parametrize(
    "words",
    [
        "The last date to ask for a review is 1 January 2020.",
        "You must ask for a review by 1 January 2020.",
        "You can ask for an internal review no later than Wednesday 1 January 2020.",
        "By 01/01/2020 you can ask for an internal review.",
    ],
)
@pytest.mark.parametrize("name", ["prejudice", "full disclosure", "exception"])
def test_a_last_day_to_ask_for_a_review_that_somebody_typed_blocks(name, words):
    assert ("L-G07", ERROR) in found(added(words)(LETTERS[name]()))


@pytest.mark.parametrize(
    "words",
    [
        "You must ask for an internal review within 20 working days.",
        "Ask us to reconsider within two months.",
        "You have twenty-eight days to request a review.",
        "You have fifteen working days to request a review.",
        "You have forty one working days to request a review.",
        "You can ask for a review within 40 calendar days.",
    ],
)
def test_another_time_to_ask_than_the_regulations_give_blocks_in_a_letter_under_them(words):
    assert ("L-G09", ERROR) in found(added(words)(LETTERS["exception"]()))


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Complaints go to the Ombudsman, PO Box 1, London.", "L-G08"),
        ("Please ignore the paragraph about review.", "L-G07"),
        ("What we say of the Commissioner no longer applies.", "L-G07"),
    ],
)
def test_words_that_send_the_reader_elsewhere_or_take_a_right_back_want_a_look(words, rule):
    assert (rule, WARNING) in found(added(words)(LETTERS["prejudice"]()))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("exception", "We will answer your request for a review within 40 working days of receiving your letter."),
        ("exception", "You can ask us to reconsider within 40 working days."),
        ("exception", "You can ask us to reconsider within forty working days."),
        ("exception", "You will have the outcome of the review that you ask for within 20 working days."),
        ("prejudice", "The review of the scheme was published on 1 January 2020."),
        ("prejudice", "You asked us on 1 January 2020 for the review of the scheme."),
        ("prejudice", "We reviewed the files by 1 March 2026."),
        ("prejudice", "The Ombudsman publishes its own figures."),
    ],
)
def test_words_about_our_own_time_or_about_other_reviews_are_in_order(name, words):
    assert not found(added(words, question=1)(LETTERS[name]())) & {("L-G07", ERROR), ("L-G09", ERROR)}
    assert "L-G08" not in {rule for rule, _severity in found(added(words, question=1)(LETTERS[name]()))}
