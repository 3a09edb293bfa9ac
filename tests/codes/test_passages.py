"""What was found in a text is asked for stretch by stretch."""

from typing import NamedTuple

import pytest

from codes.domain.passages import Passage, Placed


class Found(NamedTuple):
    """Something with a place."""

    name: str
    passage: Passage


WIDE, FIRST, SECOND = Found("wide", Passage(0, 30)), Found("first", Passage(2, 8)), Found("second", Passage(10, 20))


def test_only_what_lies_wholly_within_a_stretch_is_found_in_it():
    placed = Placed([WIDE, FIRST, SECOND])
    assert placed.within(Passage(2, 20)) == [FIRST, SECOND]
    assert placed.within(Passage(2, 19)) == [FIRST]
    assert placed.within(Passage(9, 10)) == []


def test_it_comes_in_the_order_in_which_it_was_found_and_not_in_that_of_the_text():
    assert Placed([SECOND, WIDE, FIRST]).within(Passage(0, 30)) == [SECOND, WIDE, FIRST]


@pytest.mark.parametrize(
    ("start", "end", "is_within"),
    [(10, 20, True), (11, 19, True), (10, 19, True), (11, 20, True), (9, 20, False), (10, 21, False), (20, 21, False)],
)
def test_a_passage_lies_within_another_also_where_both_begin_or_end_together(start, end, is_within):
    assert Passage(start, end).is_within(Passage(10, 20)) is is_within
