"""What a request says about its topics: what it leaves out, what is an example only, what is part of a name."""

import pytest

from codes.domain.scopes import LONGEST_SCOPE, Scopes
from codes.domain.tokens import Keys, tokens_of
from codes.stems import stem

KEYS = Keys(stem)


def read(text):
    """The scopes of a text, and its words, as they are numbered."""
    tokens = tokens_of(text, KEYS)
    return Scopes(text, tokens), [text[token.start : token.end] for token in tokens]


def words_of(text, kind):
    """The words of a text that are `excluded`, `examples` or `named`, in their order."""
    scopes, words = read(text)
    return " ".join(words[at] for at in sorted(getattr(scopes, kind)))


@pytest.mark.parametrize(
    ("text", "left_out"),
    [
        ("claims excluding maternity", "maternity"),
        ("claims other than maternity and obstetrics", "maternity and obstetrics"),
        ("excluding maternity, obstetrics and dental care", "maternity obstetrics and dental care"),
        ("excluding maternity, left leg amputation, burns", "maternity left leg amputation burns"),
        ("excluding maternity, left leg amputation and burns", "maternity left leg amputation and burns"),
        ("claims (excluding maternity, left leg amputation) or burns", "maternity left leg amputation"),
        ("excluding maternity, and dental care of all kinds", "maternity and dental care of all kinds"),
        ("excluding maternity, or dental care of all kinds", "maternity or dental care of all kinds"),
        ("excluding maternity, amputations of legs", "maternity amputations of legs"),
        ("excluding maternity, amputations of left legs", "maternity"),
        ("excluding maternity, burns. How many are there", "maternity burns"),
        ("excluding maternity, how many", "maternity"),
        ("excluding maternity, the cost", "maternity"),
        ("excluding maternity (obstetrics) for surgery", "maternity"),
        ("claims (excluding maternity) for surgery", "maternity"),
        ("excluding (maternity) surgery", "maternity"),
        ("excluding maternity; surgery", "maternity"),
        ("excluding maternity — surgery", "maternity"),
        ("excluding maternity\nsurgery", "maternity"),
        ("excluding maternity. Surgery", "maternity"),
        ("which of them to omit. Surgery claims", ""),
        ("the list does not. Include maternity", ""),
        ("excluding maternity but surgery", "maternity"),
        ("excluding but for maternity only surgery", "but for maternity"),
        ("excluding claims related to maternity regarding births", "claims related to maternity"),
        ("excluding anything regarding maternity", "anything regarding maternity"),
        ("I don't want maternity", "maternity"),
        ("I don’t want maternity", "maternity"),
        ("I dont want maternity", "maternity"),
        ("EXCLUDING MATERNITY", "MATERNITY"),
        ("nor maternity", "maternity"),
        ("not interested in maternity", "maternity"),
        ("we are not interested in maternity", "maternity"),
        ("we are not only interested in maternity", ""),
        ("excluding, the maternity claims", "the maternity claims"),
        ("claims aside from maternity", "maternity"),
        ("excluding other than maternity", "other than maternity"),
    ],
)
def test_a_cue_leaves_out_what_follows_to_the_end_of_its_clause_and_along_a_list(text, left_out):
    assert words_of(text, "excluded") == left_out


@pytest.mark.parametrize(
    ("text", "left_out"),
    [
        ("DVT, not cancer claims", "cancer"),
        ("DVT (not cancer claims)", "cancer"),
        ("not cancer claims", "cancer"),
        ("Deaths. Not cancer claims", "cancer"),
        ("it was not cancer", ""),
        ("deaths, it was not cancer", ""),
        ("it. Was not cancer", ""),
        ("not. Cancer", ""),
        ("not just cancer but burns", ""),
        ("not", ""),
    ],
)
def test_a_bare_not_leaves_out_one_word_where_it_begins_a_clause(text, left_out):
    assert words_of(text, "excluded") == left_out


@pytest.mark.parametrize(
    ("text", "left_out"),
    [
        ("maternity claims should be excluded", "maternity claims should be"),
        ("surgery, maternity excluded", "maternity"),
        ("surgery; maternity excluded", "maternity"),
        ("surgery: maternity excluded", "maternity"),
        ("surgery (maternity excluded)", "maternity"),
        ("(surgery) maternity excluded", "maternity"),
        ("surgery — maternity excluded", "maternity"),
        ("Surgery. Maternity excluded", "Maternity"),
        ("surgery but maternity excluded", "but maternity"),
        ("maternity aside", "maternity"),
        ("surgery with maternity excluded", "with maternity"),
        ("excluded", ""),
        ("a b c d e f g h i j k l m n excluded", "c d e f g h i j k l m n"),
    ],
)
def test_a_cue_behind_its_topic_leaves_out_what_stands_before_to_the_beginning_of_the_clause(text, left_out):
    assert words_of(text, "excluded") == left_out


def test_a_cue_reaches_no_further_than_a_long_clause():
    scopes, words = read("we want all claims excluding " + "burn " * (LONGEST_SCOPE + 5))
    assert sorted(scopes.excluded) == list(range(5, 5 + LONGEST_SCOPE))
    assert LONGEST_SCOPE == 25


def test_each_word_that_is_left_out_knows_its_cue():
    scopes, words = read("burns excluding maternity and scalds, not cancer")
    cues = {words[at]: words[cue] for at, cue in scopes.excluded.items()}
    assert cues == {word: "excluding" for word in ("maternity", "and", "scalds", "not", "cancer")}


@pytest.mark.parametrize(
    ("text", "examples"),
    [
        ("surgery such as amputation", "amputation"),
        ("surgery, for example of a leg, or an arm", "of a leg or an arm"),
        ("surgery (e.g. amputation) and burns", "amputation"),
        ("excluding surgery such as amputation", ""),
        ("for surgery", ""),
    ],
)
def test_some_words_are_examples(text, examples):
    assert words_of(text, "examples") == examples


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("claims by Birmingham Women's Hospital", "Birmingham Women's Hospital"),
        ("University Hospitals of North Midlands NHS Trust", "University Hospitals of North Midlands NHS Trust"),
        ("the Royal College of Doctors and Nurses says", "Royal College of Doctors and Nurses"),
        ("Great Ormond Street Hospital for Children", "Great Ormond Street Hospital for Children"),
        ("Great Hospital Children", "Great Hospital"),
        ("Trust NHS Resolution", "Trust NHS Resolution"),
        ("mental health trusts", ""),
        ("mental health Trusts", "Trusts"),
        ("maternity, Women Hospital", "Women Hospital"),
        ("Maternity Claims Women Hospital", "Women Hospital"),
        ("Maternity. Women Hospital", "Women Hospital"),
        ("Maternity\nWomen Hospital", "Women Hospital"),
        ("(Maternity) Women Hospital", "Women Hospital"),
        ("Hospital of London, Maternity", "Hospital of London"),
        ("Hospital of London. Maternity", "Hospital of London"),
        ("Hospital of London claims Maternity", "Hospital of London"),
        ("Hospital of", "Hospital"),
        ("of the Hospital", "Hospital"),
        ("One Two Three Four Five Six Seven Eight Nine Hospital", "Two Three Four Five Six Seven Eight Nine Hospital"),
        ("Hospital of Two Three Four Five Six Seven Eight Nine", "Hospital of Two Three Four Five Six Seven Eight"),
    ],
)  # fmt: skip
def test_words_in_capitals_around_a_head_are_a_name(text, named):
    assert words_of(text, "named") == named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("CLAIMS AGAINST BIRMINGHAM WOMENS HOSPITAL FOR BURNS", ""),
        ("WOMENS HOSPITAL birth cost", "WOMENS HOSPITAL"),
        ("WOMENS HOSPITAL birth", ""),
        ("DVT ITU CTG Womens Hospital", "DVT ITU CTG Womens Hospital"),
        ("A B C D E birth WOMENS HOSPITAL cost", "WOMENS HOSPITAL"),
        ("CLAIMS AND COSTS. Womens Hospital", "Womens Hospital"),
    ],
)
def test_where_most_of_a_sentence_is_in_capitals_they_make_no_name(text, named):
    assert words_of(text, "named") == named


@pytest.mark.parametrize(
    ("text", "topic", "counts"),
    [
        ("claims for burns", "burns", True),
        ("excluding burns", "burns", False),
        ("excluding burns", "excluding burns", True),
        ("burns excluding maternity", "burns maternity", False),
        ("DVT, not burns", "not burns", True),
        ("Women Hospital", "Women", False),
        ("Women Hospital", "Women Hospital", True),
        ("Women Hospital", "Hospital", True),
        ("births at Women Hospital", "births Women", True),
    ],
)
def test_words_count_as_a_topic_unless_left_out_or_no_more_than_part_of_a_name(text, topic, counts):
    scopes, words = read(text)
    assert scopes.counts(tuple(words.index(word) for word in topic.split())) is counts
