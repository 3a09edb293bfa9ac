"""Small numbers beside a sign that keeps small numbers back, and masked numbers that can be worked out: no database."""

import pytest

from responses.domain.small_numbers import given_away, kept_back, worked_out
from responses.domain.tables import Table


def table(*rows: tuple[str, ...], sign: str = "*", meaning: str = "fewer than five, section 40(2)", columns=()):
    heads = columns or ("Trust", *(f"Year {place}" for place in range(1, len(rows[0]))))
    return Table("Claims", heads, rows, symbols=((sign, meaning),) if sign else ())


@pytest.mark.parametrize(
    ("meaning", "numbers"),
    [
        ("fewer than five, withheld under section 40(2) of the Act", (1, 4)),
        ("fewer than 5 claims", (1, 4)),
        ("a number from 1 to 4, withheld under section 40(2)", (1, 4)),
        ("between one and nine", (1, 9)),
        ("1–4", (1, 4)),
        ("<5", (1, 4)),
        ("less than ten", (1, 9)),
        ("under 6", (1, 5)),
        ("a number below eleven", (1, 10)),
        ("five or fewer", (1, 5)),
        ("thirty-five or fewer", (1, 35)),
        ("twenty five or fewer", (1, 25)),
        ("5 or less", (1, 5)),
        ("not more than 7", (1, 7)),
        ("up to 3", (1, 3)),
        ("numbers of 0 to 4 are withheld", (0, 4)),
        ("not recorded", None),
        ("withheld under section 40(2)", None),
        ("see note 1", None),
        ("withheld under section 5", None),
    ],
)
def test_what_a_sign_keeps_back_is_read_from_its_explanation(meaning, numbers):
    assert kept_back(table(("A", "*"), meaning=meaning)).get("*") == numbers


def test_a_sign_that_says_it_itself_needs_no_explanation():
    assert kept_back(table(("A", "<5"), ("B", "fewer than ten"), sign="")) == {"<5": (1, 4), "fewer than ten": (1, 9)}


def test_a_small_number_beside_a_sign_for_small_numbers_is_found():
    found = given_away(table(("A", "12", "*"), ("B", "3", "4"), ("C", "5", "0")))

    assert [(each.name, each.words) for each in found] == [("B, Year 1", "3"), ("B, Year 2", "4")]


@pytest.mark.parametrize("sign", ["[c]", "c", "~", "<5"])
def test_whatever_the_sign_looks_like(sign):
    meaning = "fewer than five" if sign != "<5" else "small"
    assert [each.words for each in given_away(table(("A", sign), ("B", "2"), sign=sign, meaning=meaning))] == ["2"]


def test_without_a_sign_for_small_numbers_nothing_is_said_of_them():
    assert given_away(table(("A", "3"), ("B", "*"), meaning="not recorded")) == ()
    assert given_away(table(("A", "3"), ("B", "12"))) == ()  # explained, and used nowhere


def test_averages_percentages_and_money_are_no_numbers_of_people():
    heads = ("Trust", "Claims", "Average years", "Per cent closed", "Cost (£m)", "Rank")
    assert given_away(table(("A", "*", "3", "4", "2", "1"), ("B", "12", "2", "1", "3", "2"), columns=heads)) == ()


def test_one_masked_number_in_a_row_or_a_column_with_a_total_can_be_worked_out():
    heads = ("Trust", "2021", "2022", "Total")
    by_row = table(("A", "12", "*", "15"), ("B", "7", "9", "16"), columns=heads)
    by_column = table(("A", "12"), ("B", "*"), ("Total", "15"))

    assert [each.name for each in worked_out(by_row)] == ["A, 2022"]
    assert [each.name for each in worked_out(by_column)] == ["B, Year 1"]


def test_two_masked_numbers_whose_sum_leaves_fewer_numbers_than_the_sign_can_be_narrowed_down():
    assert [each.name for each in worked_out(table(("A", "*"), ("B", "*"), ("C", "12"), ("All", "14")))] == [
        "A, Year 1",
        "B, Year 1",
    ]
    assert worked_out(table(("A", "*"), ("B", "*"), ("C", "12"), ("All", "17"))) == ()


def test_a_second_masked_number_protects_the_first_in_both_directions():
    heads = ("Trust", "2021", "2022", "Total")
    safe = table(
        ("A", "*", "*", "17"), ("B", "*", "*", "18"), ("C", "6", "7", "13"), ("Total", "23", "25", "48"), columns=heads
    )
    assert worked_out(safe) == ()
    told = table(("A", "*", "12", "15"), ("B", "*", "9", "10"), ("Total", "4", "21", "25"), columns=heads)
    assert {each.name for each in worked_out(told)} == {"A, 2021", "B, 2021"}


def test_a_masked_total_is_worked_out_from_its_parts():
    heads = ("Trust", "2021", "2022", "Total")
    assert [each.name for each in worked_out(table(("A", "1", "2", "*"), columns=heads))] == ["A, Total"]


def test_a_column_called_total_that_is_no_sum_of_the_others_gives_nothing_away():
    heads = ("Trust", "Open", "Closed", "Total ever")
    assert worked_out(table(("A", "12", "*", "140"), ("B", "7", "9", "300"), columns=heads)) == ()


def test_without_a_total_nothing_can_be_worked_out():
    assert worked_out(table(("A", "12", "*"), ("B", "7", "9"))) == ()
