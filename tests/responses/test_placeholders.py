"""Gaps in wording: what is one, what fills it, and what never becomes one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from responses.domain import placeholders
from responses.domain.placeholders import Gap, Words, fill, find, missing, split

VALUES = {"requester": "Ada Pearce", "blank": "  "}


def test_gaps_are_found_once_and_in_order():
    assert find("((b)) and ((a)) and ((b))") == ("b", "a")


@pytest.mark.parametrize("text", ["(( a ))", "((A))", "((a b))", "((1a))", "((_a))", "(a)", "((a)", "(())", "{{ a }}"])
def test_only_the_grammar_makes_a_gap(text):
    assert find(text) == ()


def test_a_blank_value_fills_nothing():
    assert missing("((requester)) ((blank)) ((other))", VALUES) == ("blank", "other")
    assert fill("((requester)) ((blank))", VALUES) == "Ada Pearce ((blank))"


@pytest.mark.parametrize(
    "value", ["((requester))", "((x))", "{{ x }}", "{% x %}", "**b**", "<b>b</b>", "[a](b)", r"\1", "%s"]
)
def test_a_value_is_data_and_never_a_gap_or_a_template(value):
    assert fill("before ((x)) after", {"x": value, "requester": "no"}) == f"before {value} after"


def test_the_gaps_of_the_moment_are_a_closed_list():
    assert set(placeholders.MOMENT_GAPS) == {"issued_on", "review_by", "posted_on"}
    assert Gap("review_by").of_the_moment
    assert not Gap("requester").of_the_moment


def test_every_gap_has_a_plain_label():
    assert placeholders.label("review_by") == "the last day to ask for an internal review"
    assert placeholders.label("name_of_hospital") == "name of hospital"


@given(st.text(alphabet="()ab_ \n1", max_size=60))
def test_splitting_loses_nothing(text):
    pieces = split(text)
    joined = "".join(piece.text if isinstance(piece, Words) else f"(({piece.name}))" for piece in pieces)
    assert joined == text
    assert {piece.name for piece in pieces if isinstance(piece, Gap)} == set(find(text))


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("", ()),
        ("words", (Words("words"),)),
        ("((a))", (Gap("a"),)),
        ("((a))((b_2))", (Gap("a"), Gap("b_2"))),
        ("to ((a)), by ((b))", (Words("to "), Gap("a"), Words(", by "), Gap("b"))),
        ("((a)) end", (Gap("a"), Words(" end"))),
    ],
)
def test_a_text_is_words_and_gaps_with_nothing_empty_between(text, pieces):
    assert split(text) == pieces


def test_a_gap_says_what_belongs_in_it():
    assert Gap("requester").label == "the requester's name"
    assert Gap("name_of_hospital").label == "name of hospital"
