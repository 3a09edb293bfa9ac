"""A number that a table masks is told nowhere else in the letter."""

from dataclasses import replace

import pytest

from responses.domain.letter_rules import ERROR, WARNING
from tests.responses.rule_letters import LETTERS, MASKED, TABLE
from tests.responses.rule_mutations import added, all_of, table
from tests.responses.test_rules_of_loose_words import found

CAPTION = "The same once more, by trust"


def test_the_letters_with_masked_numbers_have_one():
    assert MASKED in [part.table for part in LETTERS["partial disclosure"]().letter.parts]


def second(rows, caption=CAPTION):
    return all_of(added("", question=1), table(replace(TABLE, caption=caption, rows=rows), "more"))


def test_a_masked_number_that_another_table_prints_blocks():
    case = second((("Trust A", "12"), ("Trust  B", "3")))(LETTERS["partial disclosure"]())

    assert ("L-P4", ERROR) in found(case)


def test_a_small_number_of_another_year_wants_a_look():
    case = second((("Trust A", "12"), ("Trust B", "3")), "Claims closed in 2023/24, by trust")

    checked = found(case(LETTERS["partial disclosure"]()))
    assert ("L-P4", WARNING) in checked and ("L-P4", ERROR) not in checked


@pytest.mark.parametrize("rows", [(("Trust A", "12"), ("Trust B", "30")), (("Trust C", "3"),), (("Trust B", "n/a"),)])
def test_a_number_that_the_sign_cannot_stand_for_or_of_another_row_is_in_order(rows):
    assert "L-P4" not in {rule for rule, _severity in found(second(rows)(LETTERS["partial disclosure"]()))}


@pytest.mark.parametrize(
    "words",
    [
        "Trust B had 3 of these claims.",
        "The masked number for Trust B is three.",
        "The masked number is 3.",
        "Of the claims that we mask, Trust B has exactly 2.",
    ],
)
def test_a_sentence_that_tells_a_masked_number_wants_a_look(words):
    assert ("L-P4", WARNING) in found(added(words, question=1)(LETTERS["partial disclosure"]()))


def test_a_note_that_tells_a_masked_number_wants_a_look():
    told = replace(MASKED, notes=("The masked number is 3.",))

    assert ("L-P4", WARNING) in found(table(told)(LETTERS["partial disclosure"]()))


@pytest.mark.parametrize(
    "words",
    [
        "Trust B asked us on 3 March 2026 to check the table.",
        "Trust B is one of the trusts in the region.",
        "Section 40(2) applies to the number of Trust B.",
        "Trust B has a number from 1 to 4, fewer than 5.",
        "Trust A had 3 claims more than in the year before.",
        "Trust B paid £3 in all.",
    ],
)
def test_a_sentence_that_tells_no_masked_number_is_in_order(words):
    assert "L-P4" not in {rule for rule, _severity in found(added(words, question=1)(LETTERS["partial disclosure"]()))}
