"""The place in a text that is shown under what a search found."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codes.domain.general_words import EVERYDAY
from codes.stems import stem
from foirequests.domain.search_words import read_words
from foirequests.search.snippets import LOOKED_AHEAD, WORDS_BEFORE, WORDS_SHOWN, Looker, Passage

FILLING = " ".join(f"filler{number}" for number in range(WORDS_SHOWN * 2))


def found(typed: str, text: str) -> Passage | None:
    return Looker(read_words(typed)).passage(text)


def marked(passage: Passage) -> list[str]:
    return [piece.text for piece in passage.pieces if piece.is_match]


@pytest.mark.parametrize(
    ("typed", "text", "matches", "words"),
    [
        ("trolley", "They waited on a trolley.", ["trolley"], 1),
        ("trolleys", "They waited on a trolley, then on another trolley.", ["trolley", "trolley"], 1),
        ("troll", "They waited on a trolley.", ["trolley"], 1),
        ("waits waiting", "They waited.", ["waited"], 1),
        ("claims maternity", f"Claims {FILLING} of maternity claims.", ["maternity", "claims"], 2),
        ("claims maternity", f"Claims of birth {FILLING} and claims.", ["Claims"], 1),
        ("claims maternity", f"Claims {'and so on ' * LOOKED_AHEAD} maternity claims.", ["Claims"], 1),
    ],
    ids=[
        "one word",
        "every time, in every form",
        "the beginning of a word",
        "two forms of one word are one word",
        "where the most of the words stand",
        "the first of equal places",
        "not further than anybody waits for",
    ],
)
def test_the_first_place_with_the_most_of_the_words_is_shown(typed, text, matches, words):
    passage = found(typed, text)
    assert (marked(passage), passage.words) == (matches, words)


def test_nothing_is_shown_of_a_text_that_has_none_of_the_words():
    assert found("trolley", "They waited on a bed.") is None


def test_no_passage_has_more_words_than_were_looked_for():
    looker = Looker(read_words("wait waiting trolley"))
    assert looker.most_words == looker.passage("Waiting on a trolley, they waited.").words == 2


def test_one_looker_reads_one_text_after_another_as_if_it_were_the_first():
    looker = Looker(read_words("trolley"))
    assert [bool(looker.passage(text)) for text in ("A trolley.", "A bed.", "A trolley.")] == [True, False, True]


@given(st.lists(st.sampled_from(["alpha", "beta", "gamma", "delta", "filler"]), max_size=120))
def test_no_other_place_has_more_of_the_words(words):
    wanted = {"alpha", "beta", "gamma"}
    places = [place for place, word in enumerate(words) if word in wanted]
    best = max((len(wanted & set(words[place : place + WORDS_SHOWN - WORDS_BEFORE])) for place in places), default=0)
    passage = found("alpha beta gamma", " ".join(words))
    assert (passage.words if passage else 0) == best
    assert best == 0 or len(set(marked(passage))) >= best


def test_no_stem_begins_with_another_letter_than_its_word():
    chance = random.Random(2023)
    made = ("".join(chance.choices("aeiouybdglnprst", k=chance.randint(1, 5))) for _ in range(5_000))
    ends = ("", "s", "es", "ies", "ied", "ed", "ing", "ly", "eedly", "ingly", "ational", "ment", "ful", "ness", "y")
    words = {word + end for word in made for end in ends} | EVERYDAY
    words |= {"skis", "skies", "dying", "lying", "tying", "idly", "gently", "ugly", "early", "only", "singly", "news"}
    assert [word for word in words if stem(word)[0] != word[0]] == []
