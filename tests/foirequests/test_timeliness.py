"""Answered in time: in which quarter, and how the regulator rates it."""

from fractions import Fraction

import pytest

from foirequests.domain.timeliness import (
    Quarter,
    Timeliness,
    answered_in_time,
    percent_words,
    quarter_of,
    rating,
)
from tests.dates import day


@pytest.mark.parametrize(
    ("on", "first", "last"),
    [
        ("Sun 1 January 2023", "Sun 1 January 2023", "Fri 31 March 2023"),
        ("Fri 31 March 2023", "Sun 1 January 2023", "Fri 31 March 2023"),
        ("Sat 1 April 2023", "Sat 1 April 2023", "Fri 30 June 2023"),
        ("Thu 31 August 2023", "Sat 1 July 2023", "Sat 30 September 2023"),
        ("Sun 31 December 2023", "Sun 1 October 2023", "Sun 31 December 2023"),
    ],
)
def test_a_quarter_is_three_months_of_the_calendar(on, first, last):
    assert quarter_of(day(on)) == Quarter(day(first), day(last))


@pytest.mark.parametrize(
    ("in_time", "late", "rated", "words"),
    [
        (95, 5, "good", "95%"),
        (949, 51, "adequate", "94.9%"),
        (9499, 501, "adequate", "94.9%"),
        (90, 10, "adequate", "90%"),
        (8999, 1001, "unsatisfactory", "89.9%"),
        (0, 1, "unsatisfactory", "0%"),
        (1, 0, "good", "100%"),
    ],
)
def test_the_marks_are_95_and_90_exactly_and_no_figure_is_rounded_up_to_them(in_time, late, rated, words):
    share = Timeliness(in_time, late, overdue=0).share
    assert rating(share) == rated
    assert percent_words(share) == words


def test_what_is_overdue_and_unanswered_lowers_the_second_figure_alone():
    figures = Timeliness(in_time=9, late=1, overdue=2)
    assert figures.share == Fraction(9, 10)
    assert figures.share_with_overdue == Fraction(9, 12)


def test_without_an_answer_there_is_no_share():
    assert Timeliness(0, 0, 0).share is None
    assert Timeliness(0, 0, 3).share is None
    assert Timeliness(0, 0, 3).share_with_overdue == 0


def test_on_the_due_date_an_answer_is_in_time_and_the_day_after_it_is_late():
    due = day("Thu 2 February 2023")
    assert answered_in_time(due, due)
    assert not answered_in_time(day("Fri 3 February 2023"), due)
    assert answered_in_time(day("Fri 3 February 2023"), None)
