"""What people type into the search box, and what is made of it."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codes.domain.words import LONGEST_WORD, fold, tidy, words_of
from foirequests.domain.search_words import MOST_WORDS, Wanted, read_words


def folded(text):
    return [word.folded for word in words_of(tidy(text))]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Siân", "SIAN"),
        ("Sia\u0302n", "Siân"),  # the accent as a character of its own
        ("O’Brien", "o'brien"),
        ("O’Brien", "OBrien"),
        ("FOI_0012", "foi 12"),
        ("FOI_1234", "foi1234"),
        ("COVID-19", "Covid 19"),
        ("s40(2)", "S 40 (2)"),
        ("ann.asker@requesters.example", "Ann Asker, Requesters; example"),
        ("Łódź", "lodz"),
        ("Straße", "STRASSE"),
        ("ﬁles", "files"),
    ],
)
def test_these_are_the_same_words(one, other):
    assert folded(one) == folded(other)


def test_of_a_word_without_end_so_much_counts():
    assert LONGEST_WORD == 60
    assert fold("a" * 70) == "a" * 60


def test_a_word_knows_where_it_stands_in_the_text():
    text = tidy("From Siân O’Brien (s40)")
    assert [text[word.start : word.end] for word in words_of(text)] == ["From", "Siân", "O’Brien", "s", "40"]


@pytest.mark.parametrize(
    ("typed", "phrases", "excluded", "may_go_on"),
    [
        ("falls trolley", [("falls",), ("trolley",)], [], True),
        ('"number of claims" falls', [("number", "of", "claims"), ("falls",)], [], True),
        ('falls "number of claims"', [("falls",), ("number", "of", "claims")], [], False),
        ("“number of claims”", [("number", "of", "claims")], [], False),
        ("falls -trolley", [("falls",)], [("trolley",)], False),
        ('falls -"hospital trolley" bed', [("falls",), ("bed",)], [("hospital", "trolley")], False),
        ("falls −trolley", [("falls",)], [("trolley",)], False),  # a minus that a word processor made
        ("self-harm", [("self", "harm")], [], True),
        ("falls - trolley", [("falls",), ("trolley",)], [], True),
        ("ann@requesters.example", [("ann", "requesters", "example")], [], True),
        ("FOI_0012", [("foi", "12")], [], False),
        ("how many of the claims", [("many",), ("claims",)], [], True),
        ("the", [("the",)], [], False),
        ("the-who claims", [("the", "who"), ("claims",)], [], True),
        ('"number of"claims', [("number", "of"), ("claims",)], [], True),
        ('"the who" claims', [("the", "who"), ("claims",)], [], True),
        ("falls of", [("falls",)], [], False),
        ("falls falls", [("falls",)], [], True),
        ("fal", [("fal",)], [], False),
    ],
)
def test_words_are_all_wanted_phrases_stand_together_and_a_hyphen_excludes(typed, phrases, excluded, may_go_on):
    assert read_words(typed) == Wanted(tuple(phrases), tuple(excluded), may_go_on)


@pytest.mark.parametrize(
    "typed", ["", "   ", "---", "…", '""', '"', "-trolley", '-"a phrase"', "*", "()", "\x00", "\u0301"]
)
def test_without_a_word_there_is_nothing_to_look_for(typed):
    assert not read_words(typed)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ('"unbalanced words', ["unbalanced", "words"]),
        ("claims AND falls", ["claims", "falls"]),
        ("claims NEAR falls", ["claims", "near", "falls"]),
        ("title:claims", ["title", "claims"]),
        ("claim*", ["claim"]),
        ("^claims | !falls & (beds)", ["claims", "falls", "beds"]),
        ("'); DROP TABLE search_case; --", ["drop", "table", "search", "case"]),
        ("<script>", ["script"]),
        ("claims:*", ["claims"]),
    ],
)
def test_what_a_database_would_take_for_a_command_is_plain_words(typed, words):
    assert [word for phrase in read_words(typed).phrases for word in phrase] == words


def test_of_many_words_the_first_are_looked_for_and_it_is_said():
    wanted = read_words(" ".join(f"word{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"))
    assert len(wanted.phrases) == MOST_WORDS == 16
    assert wanted.left_out and not wanted.may_go_on


@pytest.mark.parametrize(
    ("number", "behind", "left_out"),
    [(0, "", False), (16, "", False), (16, " …", False), (17, "", True), (17, " …", True)],
)
def test_words_are_left_out_from_the_seventeenth_on(number, behind, left_out):
    letters = "abcdefghijklmnopqrstuvwxyz"[:number]
    assert read_words(" ".join(f"word{letter}" for letter in letters) + behind).left_out is left_out
    assert Wanted().may_go_on is Wanted().left_out is False


def test_ten_thousand_characters_are_read_at_once():
    began = time.perf_counter()
    for typed in ("a" * 10_000, '"' * 10_000, "-" * 10_000, "a'" * 5_000, '" ' * 5_000, "é" * 10_000):
        read_words(typed)
    assert time.perf_counter() - began < 1


@given(st.text())
def test_whatever_is_typed_every_word_is_letters_and_digits_and_folds_to_itself(typed):
    wanted = read_words(typed)
    words = [word for phrase in (*wanted.phrases, *wanted.excluded) for word in phrase]
    assert len(words) <= MOST_WORDS
    assert all(word and word.isalnum() and len(word) <= 60 for word in words)
    assert all(fold(word) == word for word in words)


@given(st.text())
def test_capitals_make_no_difference(text):
    lower = text.lower()
    if lower.upper().lower() == lower:  # true of all but a few letters that change their kind with their size
        assert folded(lower.upper()) == folded(lower)
