"""One phrase in a row of words: in its own order or the other way round, what may stand between, how well it fits.

The sentences are made by hand: “of” is a little word, “~” marks a slip that was mended.
"""

import re

import pytest

from codes.domain.patterns import LITTLE_WORDS_BETWEEN, WORDS_BETWEEN, Hit, Pattern, Sentence, match
from codes.domain.tokens import Token


def a_sentence(text: str) -> Sentence:
    tokens = [
        Token(word[0].strip("~").lower(), word.start(), word.end(), 0, word[0] == "of", "~" not in word[0])
        for word in re.finditer(r"[a-zA-Z~]+", text)
    ]
    keys, little = [token.key for token in tokens], [token.is_little for token in tokens]
    return Sentence(text, tokens, keys, little, 0, len(tokens))


def a_pattern(phrase: str, anchor: str = "", **told) -> Pattern:
    words = phrase.split()
    at = words.index(anchor) if anchor else 0
    slots = tuple(frozenset(word.split("/")) for word in words)
    return Pattern(1, "it", told.pop("weight", 1.0), slots, at, (), told.pop("keeps_order", False), **told)


def found(phrase: str, text: str, **told) -> Hit | None:
    """The first place that the phrase has in the sentence, looked for at each place of its anchor."""
    said, pattern = a_sentence(text), a_pattern(phrase, **told)
    hits = (match(said, at, pattern) for at, key in enumerate(said.keys) if key in pattern.slots[pattern.anchor])
    return next(filter(None, hits), None)


def place(phrase: str, text: str, **told) -> str | None:
    hit = found(phrase, text, **told)
    return hit and hit.passage.of(text)


@pytest.mark.parametrize("anchor", ["swab", "left", "inside"])
@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("a swab left inside", "swab left inside"),
        ("a swab was left then inside her", "swab was left then inside"),
        ("swab of of of of of left of of of of of inside", "swab of of of of of left of of of of of inside"),
        ("a swab was then left inside", "swab was then left inside"),
        ("a swab that was then left inside", None),
        ("a swab was then left far inside", None),
        ("swab of of of of of of left inside", None),
        ("swab left of of of of of of inside", None),
        ("inside left", None),
    ],
)
def test_in_its_own_order_few_words_of_all_gaps_together_may_stand_between(text, where, anchor):
    assert place("swab left inside", text, anchor=anchor, keeps_order=True) == where


@pytest.mark.parametrize("anchor", ["swab", "left", "inside"])
@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("left inside her a swab", None),
        ("left inside a swab", "left inside a swab"),
        ("inside left swab", "inside left swab"),
        ("inside of of left of swab", "inside of of left of swab"),
        ("left swab then inside", "left swab then inside"),
        ("inside was then left swab", None),
    ],
)
def test_the_other_way_round_one_word_may_stand_between(text, where, anchor):
    assert place("swab left inside", text, anchor=anchor) == where
    assert place("swab left inside", text, anchor=anchor, keeps_order=True) is None


def test_of_two_places_beside_the_anchor_the_nearer_is_taken():
    assert place("leg open wound", "leg far then wound of of open leg", anchor="wound") == "wound of of open leg"
    assert place("open wound leg", "leg of wound open leg", anchor="wound") == "leg of wound open"


@pytest.mark.parametrize("joined", [",", ";", "/", "&", " and", " or", " AND"])
def test_the_other_way_round_nothing_may_begin_another_thing(joined):
    assert place("delayed diagnosis", f"diagnosis{joined} delayed") is None
    assert place("delayed diagnosis", f"delayed{joined} diagnosis") == f"delayed{joined} diagnosis"


def test_no_word_of_another_sentence_is_taken():
    said = a_sentence("swab left swab")._replace(first=1, stop=2)
    assert match(said, 1, a_pattern("left swab")) is None
    assert match(said, 1, a_pattern("swab left", anchor="left")) is None
    assert match(said, 1, a_pattern("left/lost")).tokens == (1,)


@pytest.mark.parametrize(
    ("phrase", "text", "score"),
    [
        ("swab left", "swab left", 1.0),
        ("swab left", "swab of left", 1.0),
        ("swab left", "swab was left", 0.94),
        ("swab left", "swab was then left", 0.88),
        ("swab left", "left swab", 0.95),
        ("swab left", "left a swab", 0.89),
        ("swab left", "swab left~", 0.92),
        ("swab", "swab", 1.0),
        ("swab", "swab~", 0.92),
    ],
)
def test_how_well_it_fits(phrase, text, score):
    assert found(phrase, text).score == pytest.approx(score)
    assert found(phrase, text, weight=0.5).score == pytest.approx(score - 0.5)
    assert found(phrase, text, weight=0.01).score == pytest.approx(max(score - 0.99, 0.0))


@pytest.mark.parametrize("anchor", ["swab", "left"])
def test_a_hit_has_the_words_of_the_phrase_as_they_stand(anchor):
    hit = found("swab left", "then left a swab inside", anchor=anchor)
    assert (hit.meaning, hit.tokens, hit.first) == ("it", (1, 3), 1)


@pytest.mark.parametrize(("text", "where"), [("the ED", "ED"), ("the Ed", None), ("he edited", None)])
def test_a_word_that_small_letters_make_another_one_has_to_be_in_capitals(text, where):
    assert place("ed", text, capitals="ED") == where


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("M9CT0X", None),
        ("M19CT012", None),
        ("M19CT", "CT"),
        ("CT012", "CT"),
        ("9CT", "CT"),
        ("CT0", "CT"),
        ("CT", "CT"),
    ],
)
def test_letters_between_the_digits_of_a_reference_are_no_word(text, where):
    at = text.index("CT")
    said = Sentence(text, [Token("ct", at, at + 2, 0, False, True)], ["ct"], [False], 0, 1)
    hit = match(said, 0, a_pattern("ct"))
    assert (hit and hit.passage.of(text)) == where


@pytest.mark.parametrize("places", [2, 3, 4])
def test_near_a_word_is_as_far_as_the_last_word_of_the_longest_place_and_no_farther(places):
    letters = "abcdefghijklmnopqrstuvwxyz"
    said = a_sentence(" ".join(first + second for first in "abcd" for second in letters))
    between = " of" * LITTLE_WORDS_BETWEEN + " "
    phrase = ["pa", "pb", "pc", "pd"][:places]
    longest = f"{phrase[0]}{' word' * WORDS_BETWEEN}{between}{between.join(phrase[1:])}"
    assert place(" ".join(phrase), longest, keeps_order=True) == longest
    reach = len(longest.split()) - 1
    assert said.near(45, places) == set(said.keys[45 - reach : 45 + reach + 1])
    few = said._replace(first=44, stop=47)
    assert few.near(45, places) == set(said.keys[44:47])
