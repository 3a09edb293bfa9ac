"""A text as phrases are looked for in it: which words there are, what they are compared by, where a sentence ends."""

import pytest

from codes.domain.tokens import MOST_WORDS, Joined, Keys, in_one_spelling, tokens_of
from codes.stems import stem

KEYS = Keys(stem)


def joined(*words):
    """What knows that these words may be written in two."""
    known = Joined(KEYS)
    known.add(map(KEYS.of, words))
    return known


def written(text, **how):
    return [text[token.start : token.end] for token in tokens_of(text, KEYS, **how)]


# --- What words are compared by ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("burn", "burning"),
        ("fell", "falls"),
        ("cardiologist", "cardiology"),
        ("gynaecologist", "gynecology"),
        ("hospitalised", "hospitalized"),
        ("oedema", "edema"),
        ("tumour", "tumor"),
        ("paediatrician", "pediatrics"),
    ],
)
def test_words_that_mean_the_same_have_one_key(one, other):
    assert KEYS.of(one) == KEYS.of(other)


@pytest.mark.parametrize(
    ("one", "other"), [("damages", "damage"), ("sectioned", "section"), ("doze", "dose"), ("size", "sise")]
)
def test_words_that_mean_another_thing_have_another_key(one, other):
    assert KEYS.of(one) != KEYS.of(other)
    assert KEYS.of("damages") == "damages"


@pytest.mark.parametrize(
    ("folded", "spelt"),
    [("faeces", "feces"), ("seizes", "seises"), ("colour", "color"), ("prize", "prize"), ("hours", "hours")],
)
def test_a_word_of_six_letters_or_more_has_one_spelling(folded, spelt):
    assert in_one_spelling(folded) == spelt


def test_a_family_is_known_by_its_key():
    assert KEYS.family_of(KEYS.of("fallen")) == {KEYS.of("fall"), "fell", "fallen"}
    assert KEYS.family_of(KEYS.of("burn")) >= {KEYS.of("burn")}
    assert KEYS.family_of("scald") == {"scald"}


# --- Words in two -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "is_one"),
    [
        ("over", "dose", True),
        ("over", "doses", True),
        ("newborn", "s", True),
        ("bur", "ned", True),
        ("e", "d", True),
        ("over", "all", False),
        ("dose", "over", False),
    ],
)
def test_two_words_are_one_where_what_they_make_is_known(first, second, is_one):
    known = joined("overdose", "newborn", "burned", "ed")
    for _asked_again in range(2):
        assert known.key_of(first, second) == (KEYS.of(first + second) if is_one else None)


def test_what_is_learnt_later_is_known():
    known = joined("overdose")
    assert known.key_of("new", "born") is None
    known.add([KEYS.of("newborn")])
    assert known.key_of("new", "born") == KEYS.of("newborn")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the over dose then", ["the", "over dose", "then"]),
        ("years of claims before an over dose", ["years", "of", "claims", "before", "an", "over dose"]),
        ("an over-dose then", ["an", "over-dose", "then"]),
        ("over\u2010dose", ["over\u2010dose"]),
        ("over  dose", ["over", "dose"]),
        ("over, dose", ["over", "dose"]),
        ("by pass", ["by", "pass"]),
        ("by-pass", ["by-pass"]),
        ("by passing", ["by passing"]),
        ("pre term", ["pre term"]),
        ("up take", ["up", "take"]),
        ("up-take", ["up-take"]),
        ("x ray", ["x ray"]),
        ("u ti", ["u", "ti"]),
        ("u-ti", ["u", "ti"]),
        ("don't-ask", ["don't-ask"]),
        ("not icing", ["not", "icing"]),
        ("not-icing", ["not", "icing"]),
        ("a" * 14 + " " + "b" * 16, ["a" * 14 + " " + "b" * 16]),
        ("a" * 15 + "-" + "b" * 16, ["a" * 15, "b" * 16]),
    ],
)
def test_a_word_that_is_written_in_two_is_one_where_it_is_long_enough(text, words):
    long = ("a" * 14 + "b" * 16, "a" * 15 + "b" * 16)
    known = joined("overdose", "preterm", "uptake", "xray", "uti", "dontask", "noticing", "bypass", "bypassing", *long)
    assert written(text, joined=known) == words


@pytest.mark.parametrize("begins", ["burns", "because"])
def test_a_word_in_two_is_sure_and_not_little_and_changes_no_other(begins):
    known, mend = joined("ovredose"), {"burns": "turns", "dose": "nose"}.get
    first, whole, last = tokens_of(
        f"{begins} ovre dose because", KEYS, joined=known, mend=lambda word: mend(word, word)
    )
    assert (whole.key, whole.is_sure, whole.is_little) == (KEYS.of("ovredose"), True, False)
    assert (first.is_sure, first.is_little) == (begins != "burns", begins == "because")
    assert (last.is_sure, last.is_little) == (True, True)


# --- Letters and ordinals ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the A & E here", ["the", "A & E", "here"]),
        ("the A&E", ["the", "A&E"]),
        ("the O and G", ["the", "O and G"]),
        ("the A/E", ["the", "A/E"]),
        ("R n B", ["R n B"]),
        ("and E", ["and", "E"]),
        ("A or E", ["A", "or", "E"]),
        ("A  and E", ["A", "and", "E"]),
        ("A and  E", ["A", "and", "E"]),
        ("A; and E", ["A", "and", "E"]),
        ("A\n\n& E", ["A", "E"]),
        ("AB & E", ["AB", "E"]),
        ("A & EB", ["A", "EB"]),
        ("1 & E", ["1", "E"]),
        ("1 and E", ["1", "and", "E"]),
        ("A E", ["A", "E"]),
    ],
)
def test_two_letters_with_and_between_are_one_word(text, words):
    assert written(text) == words


def test_two_letters_are_no_little_word_and_read_alike_however_joined():
    for text in ("A & E", "a&e", "a and e", "A+E"):
        [both] = tokens_of(text, KEYS)
        assert (both.key, both.is_little) == ("a&e", False)


@pytest.mark.parametrize(
    ("text", "words"),
    [("3rd", ["3rd"]), ("3 rd", ["3", "rd"]), ("3x", ["3", "x"]), ("at 3", ["at", "3"]), ("x3rd", ["x", "3rd"])],
)
def test_an_ordinal_is_one_word(text, words):
    assert written(text) == words


# --- Sentences --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("burns in deaths", [0, 0, 0]),
        ("\n\nburns", [0]),
        (". burns", [0]),
        ("deaths. Burns", [0, 1]),
        ("deaths. burns", [0, 1]),
        ("deaths? Burns! Falls", [0, 1, 2]),
        ("deaths; burns: falls", [0, 1, 2]),
        ("deaths\n\nburns", [0, 1]),
        ("deaths\nburns", [0, 0]),
        ("deaths\n- burns\n* falls", [0, 1, 2]),
        ("deaths\n(a) burns\nb. falls\niv) scars", [0, 1, 1, 2, 2, 3, 3]),
        ("grade\n3. tears", [0, 1, 2]),
        ("burns at\n2. falls", [0, 0, 1, 2]),
        ("grade 3. Tears", [0, 0, 1]),
        ("burns\nthe falls", [0, 0, 0]),
        ("burns\nover. Falls", [0, 0, 1]),
        ("deaths incl. c. diff. Burns", [0, 0, 0, 0, 1]),
        ("resolution.nhs.uk", [0, 0, 0]),
        ("C. Diff", [0, 0]),
        ("incl. sepsis", [0, 0]),
        ("incl. Sepsis", [0, 1]),
        ("burns. they", [0, 0]),
        ("scalds. they", [0, 1]),
        ("ab. Cd", [0, 1]),
        ("incl.  sepsis", [0, 1]),
        ("incl! sepsis", [0, 1]),
        ("1. sepsis", [0, 1]),
    ],
)
def test_where_a_sentence_ends(text, sentences):
    assert [token.sentence for token in tokens_of(text, KEYS)] == sentences


# --- What is little, what is mended, how much is read -----------------------------------------------------------------


def test_little_words_are_known_and_every_word_is_sure():
    tokens = tokens_of("deaths because of burns", KEYS)
    assert [token.is_little for token in tokens] == [False, True, True, False]
    assert all(token.is_sure for token in tokens)


def test_a_slip_is_mended_in_words_of_five_letters_or_more_and_says_so():
    asked = []

    def mend(word):
        asked.append(word)
        return "burns" if word == "brns1" or word == "bruns" else word

    tokens = tokens_of("bruns scald fall scalds", KEYS, mend=mend)
    assert asked == ["bruns", "scald", "scalds"]
    assert [(token.key, token.is_sure) for token in tokens] == [
        (KEYS.of("burns"), False), (KEYS.of("scald"), True), (KEYS.of("fall"), True), (KEYS.of("scalds"), True),
    ]  # fmt: skip


def test_a_text_without_end_is_read_to_a_limit():
    assert MOST_WORDS == 50_000
    assert len(tokens_of("word " * (MOST_WORDS + 5), KEYS)) == MOST_WORDS
