"""Which of the codes that a text seems to mean are suggested, in which order, and with which of its words."""

import pytest

from codes.domain.code_matching import MOST_PER_LIST, CodeHit, ranked
from codes.domain.passages import Passage


def a_hit(label, score, start=0, end=None, *, list_name="cause", example=False):
    return CodeHit(list_name, label, score, Passage(start, start + 4 if end is None else end), example)


def ranking(*hits):
    return [(code.label, code.score) for code in ranked(hits)]


def shown(*places):
    [code] = ranked([a_hit("a", 1.0, start, end) for start, end in places])
    return [(passage.start, passage.end) for passage in code.passages]


def test_the_likeliest_come_first_and_of_equals_the_one_named_first():
    assert ranking(a_hit("a", 0.6, 0), a_hit("b", 0.9, 50), a_hit("c", 0.6, 40)) == [("b", 0.9), ("a", 0.6), ("c", 0.6)]
    assert ranking(a_hit("a", 0.6, 70), a_hit("a", 0.6, 20), a_hit("b", 0.62, 30)) == [("a", 0.62), ("b", 0.62)]


def test_no_more_than_three_of_each_list_are_suggested():
    assert MOST_PER_LIST == 3
    of_causes = [a_hit(label, 0.9 - n / 100, n) for n, label in enumerate("abcd")]
    of_injuries = [a_hit(label, 0.8 - n / 100, n, list_name="injury") for n, label in enumerate("efgh")]
    assert [code.label for code in ranked([*of_causes, *of_injuries])] == ["a", "b", "c", "e", "f", "g"]


@pytest.mark.parametrize(("score", "is_suggested"), [(0.49, False), (0.5, True), (0.51, True)])
def test_what_is_unlikely_is_not_suggested(score, is_suggested):
    assert bool(ranking(a_hit("a", score))) is is_suggested


@pytest.mark.parametrize(
    ("times", "score"), [(1, 0.8), (2, 0.82), (3, 0.84), (4, 0.86), (5, 0.86), (9, 0.86)]
)  # fmt: skip
def test_what_is_said_again_is_a_little_likelier(times, score):
    assert ranking(*(a_hit("a", 0.8, 10 * n) for n in range(times))) == [("a", score)]


def test_the_best_place_counts_no_score_is_more_than_one_and_hundredths_are_enough():
    assert ranking(a_hit("a", 0.6, 0), a_hit("a", 0.856, 10)) == [("a", 0.88)]
    assert ranking(a_hit("a", 1.0, 0), a_hit("a", 1.0, 10)) == [("a", 1.0)]


def test_an_example_counts_less_and_not_at_all_beside_what_the_list_is_asked_for_plainly():
    assert ranking(a_hit("a", 0.9, example=True)) == [("a", 0.6)]
    assert ranking(a_hit("a", 0.9, example=True), a_hit("b", 0.7, 10)) == [("b", 0.7)]
    both = (a_hit("a", 0.9, example=True), a_hit("a", 0.7, 20))
    assert ranking(*both, a_hit("b", 0.55, 10)) == [("a", 0.72), ("b", 0.55)]
    assert ranking(*both) == ranking(*both, a_hit("b", 0.95, 10, example=True)) == [("a", 0.72)]
    elsewhere = a_hit("b", 0.7, 10, list_name="injury")
    assert ranking(a_hit("a", 0.9, example=True), elsewhere) == [("b", 0.7), ("a", 0.6)]


def test_an_officer_is_shown_the_first_five_places():
    assert shown((0, 4)) == [(0, 4)]
    assert shown(*((10 * n, 10 * n + 4) for n in range(12))) == [(0, 4), (10, 14), (20, 24), (30, 34), (40, 44)]


def test_a_place_within_another_is_shown_in_its_stead():
    assert shown((0, 20), (5, 10), (30, 34)) == [(5, 10), (30, 34)]
    assert shown((0, 20), (5, 10)) == [(5, 10)]
    assert shown((0, 10), (5, 15)) == [(0, 10), (5, 15)]
    wide_and_narrow = [place for n in range(7) for place in ((100 * n, 100 * n + 50), (100 * n + 10, 100 * n + 20))]
    assert shown(*wide_and_narrow) == [(100 * n + 10, 100 * n + 20) for n in range(5)]
    nested = [(n, 100) for n in range(9)]
    assert shown(*nested, (200, 204), (300, 304), (400, 404)) == [(8, 100), (200, 204)]
