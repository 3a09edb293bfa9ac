"""Phrases in a text: any inflection, words between, either way round, and what keeps a phrase from matching."""

import pytest

from codes.domain.phrases import MOST_PLACES, Phrase, PhraseBook, longest
from codes.domain.tokens import Keys
from codes.stems import stem

KEYS = Keys(stem)


def found(phrase, text):
    book = PhraseBook.of([Phrase(phrase, "it")], KEYS)
    return [hit.passage.of(text) for hit in book.hits(text, book.tokens_of(text))]


@pytest.mark.parametrize(
    ("phrase", "text", "place"),
    [
        ("leg amputation", "legs were amputated", "legs were amputated"),
        ("leg amputation", "amputation of the left leg", "amputation of the left leg"),
        ("swab/instrument left inside", "an instrument was then left inside", "instrument was then left inside"),
        ("x-ray/xray misread", "misread the X rays", "misread the X rays"),
        ("x-ray/scan misread", "an X-ray misread", "X-ray misread"),
        ("not told risk", "never, or not, told of the risks", "not, told of the risks"),
        ("A & E", "the A and E", "A and E"),
        ("3rd degree tear", "third degree tears", "third degree tears"),
        ("needle stick", "needlestick", "needlestick"),
        ("needlestick", "needle-stick", "needle-stick"),
        ("foetal haematoma", "FETAL HEMATOMAS", "FETAL HEMATOMAS"),
        ("ED", "the ED", "ED"),
        ("C diff", "C. diff", "C. diff"),
        ('"diabetic foot"', "diabetic foot", "diabetic foot"),
        ('"end of life"', "at the end of a life", "end of a life"),
    ],
)  # fmt: skip
def test_a_phrase_is_found(phrase, text, place):
    assert found(phrase, text) == [place]


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("swab left", "swab that they could have been old new left"),
        ("left swab", "swab that they could have been old left"),
        ("swab left inside", "swab in the of it was old left by the of it was then inside"),
    ],
)
@pytest.mark.parametrize("around", ["", "claims of trusts in years past and to come " * 30])
def test_a_phrase_with_as_much_between_its_words_as_may_be_is_found_in_a_sentence_of_any_length(phrase, text, around):
    assert found(phrase, f"{around}{text} {around}") == [text]


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("leg amputation", "his leg hurt. Later an amputation"),
        ("leg amputation", "leg one two three amputation"),
        ("abused by staff", "staff abused by patients"),
        ('"diabetic foot"', "diabetics who lost a foot"),
        ('"diabetic foot"', "foot diabetic"),
        ("ED", "Ed wrote to me"),
        ("sectioned", "section 40"),
        ("nerve damage", "nerves; damages paid"),
        ("nerve damage", "nerve damages"),
        ("not told", "nottold"),
        ('"end life"', "endlife"),
        ("swab of left", "swabofleft"),
        ("of/x-ray scan", "a scan"),
        ("x-ray/scan misread", "an X misread"),
    ],
)
def test_a_phrase_is_not_found(phrase, text):
    assert found(phrase, text) == []


def test_so_many_places_of_a_phrase_say_enough():
    assert MOST_PLACES == 40
    assert len(found("burn", "burns, " * 39)) == 39
    assert len(found("burn", "burns, " * 41)) == 40
    assert len(found("leg burn", "leg burns. " * 60)) == 40


def test_of_two_phrases_that_say_the_same_of_a_place_the_one_that_fits_better_counts():
    book = PhraseBook.of([Phrase("burn", "it", 0.4), Phrase("burns", "it", 0.7), Phrase("burned", "it", 0.5)], KEYS)
    text = "burns"
    assert [hit.score for hit in book.hits(text, book.tokens_of(text))] == [0.7]


def test_a_longer_phrase_covers_a_shorter_one_and_not_the_same_words():
    book = PhraseBook.of(
        [Phrase("surgery", "a"), Phrase("wrong site surgery", "b"), Phrase("wrong site surgery", "c")], KEYS
    )
    text = "wrong site surgery"
    assert {hit.meaning for hit in longest(book.hits(text, book.tokens_of(text)))} == {"b", "c"}


def test_a_slip_is_mended_only_by_the_book_s_own_words():
    seen = []

    def spelling(words):
        seen.append(set(words))
        return lambda word: "maternity" if word == "maternitty" else word

    book = PhraseBook.of([Phrase("maternity/birth ward", "it")], KEYS, spelling)
    text = "maternitty wards"
    assert [hit.score for hit in book.hits(text, book.tokens_of(text))] == [pytest.approx(0.92)]
    assert seen == [{"maternity", "birth", "ward"}]
