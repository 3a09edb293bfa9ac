"""What the law wants to be said for each ground: no database."""

import pytest

from responses.domain.decisions import LIKELIHOODS
from responses.domain.ground_choices import LIKELIHOOD_WORDS
from responses.domain.ground_fields import fields_of, relevant_details
from tests.responses.laws import ABSOLUTE, DATA, EFFECT, HARM, OPINION, PROCEDURE, QUALIFIED, provision

TEST_OF_HARM = ["engagement", "prejudice_to", "prejudice", "likelihood"]
THREE_STEPS = ["principle", "special_category", "legitimate_interest", "necessity", "balance_of_rights"]


def names(code: str, nature: tuple[str, str], *, denies: bool = False) -> list[str]:
    return [each.name for each in fields_of(provision(code, nature), denies=denies)]


@pytest.mark.parametrize(
    ("code", "nature", "asked"),
    [
        ("s12(1)", PROCEDURE, ["hours", "pounds", "records", "activities", "narrower", "nothing_narrower_because"]),
        ("s14(1)", PROCEDURE, ["history_of_requests"]),
        ("s14(2)", PROCEDURE, ["earlier_on", "earlier_reference", "history_of_requests"]),
        ("s21", ABSOLUTE, ["location", "access"]),
        ("s22", QUALIFIED, ["intended_before", "publish_on", "engagement"]),
        ("s31(1)(a)", HARM, TEST_OF_HARM),
        ("s31(1)(g)", HARM, ["engagement", "limb_purpose", "prejudice_to", "prejudice", "likelihood"]),
        ("s32", ABSOLUTE, ["engagement", "document"]),
        ("s36(2)(c)", OPINION, ["engagement", "statistical", "likelihood"]),
        ("s40(1)", ABSOLUTE, ["engagement"]),
        ("s40(2)", DATA, ["engagement", *THREE_STEPS]),
        ("s40(3B)", ("qualified", "principles"), ["engagement"]),
        ("s40(4A)", ("qualified", "principles"), ["engagement", "enactment"]),
        ("s41", ABSOLUTE, ["engagement", "confider", "why_confidential", "detriment", "defence"]),
        ("s42", QUALIFIED, ["engagement", "privilege"]),
        ("s43(1)", QUALIFIED, ["engagement", "prejudice_to"]),
        ("s43(2)", HARM, TEST_OF_HARM),
        ("s44(1)(a)", ABSOLUTE, ["engagement", "enactment"]),
        ("s44(1)(c)", ABSOLUTE, ["engagement", "document"]),
        ("reg12(4)(b)", QUALIFIED, ["engagement", "volume", "complexity"]),
        ("reg12(4)(c)", QUALIFIED, ["engagement", "narrower"]),
        ("reg12(4)(d)", QUALIFIED, ["engagement", "document", "publish_on"]),
        ("reg12(4)(e)", QUALIFIED, ["engagement"]),
        ("reg12(5)(e)", EFFECT, ["engagement", "effect"]),
        ("reg12(5)(f)", EFFECT, ["engagement", "confider", "effect"]),
        ("reg13(1)", DATA, ["engagement", *THREE_STEPS]),
    ],
)
def test_a_form_asks_for_what_this_provision_wants_and_for_nothing_else(code, nature, asked):
    assert names(code, nature) == asked


@pytest.mark.parametrize(
    ("code", "nature", "asked"),
    [
        ("s22", QUALIFIED, ["engagement"]),
        ("s31(1)(g)", HARM, ["engagement", "limb_purpose", "prejudice_to", "prejudice", "likelihood"]),
        ("s32", ABSOLUTE, ["engagement"]),
        ("s40(2)", DATA, ["engagement", *THREE_STEPS]),
        ("s41", ABSOLUTE, ["engagement", "defence"]),
        ("s44(1)(a)", ABSOLUTE, ["engagement"]),
    ],
)
def test_who_neither_confirms_nor_denies_is_asked_nothing_that_describes_the_information(code, nature, asked):
    assert names(code, nature, denies=True) == asked


def test_every_field_says_which_provision_wants_it():
    for code, nature in (
        ("s21", ABSOLUTE),
        ("s22A", HARM),
        ("s43(2)", HARM),
        ("reg12(5)(e)", EFFECT),
        ("s41", ABSOLUTE),
    ):
        for denies in (False, True):
            assert all(each.wanted_by and each.label for each in fields_of(provision(code, nature), denies=denies))
    assert fields_of(provision("s21", ABSOLUTE), denies=False)[0].wanted_by == "Section 21"
    assert fields_of(provision("s22A", HARM), denies=False)[1].wanted_by == "Section 22A"


def test_how_likely_a_harm_is_is_never_asked_under_the_regulations():
    assert LIKELIHOOD_WORDS.keys() == LIKELIHOODS.keys()
    assert "likelihood" not in names("reg12(5)(e)", EFFECT)
    [choices] = [
        each.choices for each in fields_of(provision("s43(2)", HARM), denies=False) if each.name == "likelihood"
    ]
    assert list(choices) == ["would", "would_be_likely"]


def test_answers_to_what_is_no_longer_asked_are_left_out():
    details = {"privilege": "advice", "engagement": "Advice of counsel.", "prejudice": "None."}
    kept = relevant_details(provision("s42", QUALIFIED), details, denies=False)
    assert kept == {"privilege": "advice", "engagement": "Advice of counsel."}
