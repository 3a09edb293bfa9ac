"""Words of plain English reduced to rough roots, and where sentences stand."""

import pytest

from codes.domain.plain_words import plain_words, root_of, sentences


@pytest.mark.parametrize(
    ("word", "root"),
    [
        ("exclusions", "exclus"),
        ("appeals", "appeal"),
        ("resolve", "resolv"),
        ("resolution", "resolu"),
        ("hospital", "hospit"),
        ("reviews", "review"),
        ("reviewing", "review"),
        ("policies", "polic"),
        ("replied", "repl"),
        ("asked", "ask"),
        ("costs", "cost"),
        ("pays", "pay"),
        ("gas", "gas"),
        ("use", "use"),
        ("loss", "loss"),
        ("closed", "clos"),
        ("asses", "ass"),
        ("seeded", "seed"),
        ("2025", "2025"),
    ],
)
def test_one_ending_is_cut_where_three_letters_stay_and_six_are_enough(word, root):
    assert root_of(word) == root


def test_words_that_say_nothing_of_a_subject_are_passed_over_and_the_others_know_their_place():
    text = "What is the target for reviews?"
    assert [(word.root, word.passage.of(text)) for word in plain_words(text)] == [
        ("target", "target"),
        ("review", "reviews"),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("One. Two?", ["One", " Two"]),
        ("KPI no. 5; and no. 6", ["KPI no. 5", " and no. 6"]),
        ("KPI No. 5", ["KPI No. 5"]),
        ("one\n\n• two", ["one", " two"]),
        ("resolution.nhs.uk is", ["resolution.nhs.uk is"]),
        ("! ! one...", [" one"]),
        ("x", ["x"]),
        (" ", []),
        ("", []),
    ],
)
def test_each_sentence_line_or_bullet_stands_alone(text, said):
    assert [sentence.of(text) for sentence in sentences(text)] == said
