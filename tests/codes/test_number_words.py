"""Numbers written as words, without a database."""

import re

import pytest

from codes.domain.number_words import NUMBER_IN_WORDS, number_named

TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("zero", 0),
        ("nine", 9),
        ("ten", 10),
        ("seventeen", 17),
        *((tens, 10 * n) for n, tens in enumerate(TENS, start=2)),
        ("twenty-eight", 28),
        ("forty one", 41),
        ("Ninety-Nine", 99),
        ("7", 7),
        ("120", 120),
    ],
)
def test_a_number_in_words_or_digits_is_known(words, number):
    assert number_named(words) == number


@pytest.mark.parametrize("words", ["", "hundred", "twenty-ten", "forty-zero", "one two", "nineteenth", "²"])
def test_any_other_words_name_none(words):
    with pytest.raises(ValueError):
        number_named(words)


def test_the_expression_takes_the_whole_of_a_number_and_only_a_number():
    said = re.compile(rf"\b{NUMBER_IN_WORDS}\b")
    text = "six, sixteen, sixty, sixty-one and seventy four; sixth, often, tend"
    assert said.findall(text) == ["six", "sixteen", "sixty", "sixty-one", "seventy four"]


def test_the_expression_never_leaves_the_second_half_of_a_number_to_what_comes_after_it():
    assert not re.search(rf"\b{NUMBER_IN_WORDS}(?!-five| of)", "thirty-five of the claims")
