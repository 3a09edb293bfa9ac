"""The card for section 43(2): what has to be said first, and that a footnote is no refusal."""

from dataclasses import replace

import pytest

from foirequests.domain.commercial_card import (
    MISSING_WORDS,
    NO_NCND,
    NOT_A_REFUSAL,
    CommercialCard,
    check_card,
    check_may_rely,
    missing_from,
)
from foirequests.domain.errors import Refused

FULL = CommercialCard(
    whose="authority",
    mechanism="Claimant firms would time their offers to a target that they know.",
    likelihood="would_be_likely",
    evidence_owner="Director of Claims Management",
    factors_for="Spending of public money",
    factors_against="Fair bargaining",
    target_age="2025/26, the present year",
    partial=("direction",),
)


def test_an_empty_card_lacks_everything():
    assert missing_from(CommercialCard()) == tuple(MISSING_WORDS.values())
    assert len(MISSING_WORDS) == 8


def test_a_full_card_lacks_nothing_and_may_be_relied_on():
    assert missing_from(FULL) == ()
    check_may_rely(FULL)


@pytest.mark.parametrize("name", MISSING_WORDS)
def test_each_answer_is_demanded(name):
    lacking = replace(FULL, **{name: () if name == "partial" else ""})

    assert missing_from(lacking) == (MISSING_WORDS[name],)
    with pytest.raises(Refused, match="Section 43\\(2\\) cannot be chosen yet"):
        check_may_rely(lacking)


def test_the_card_says_that_the_footnote_is_no_refusal_and_that_we_confirm():
    assert "is not a refusal" in NOT_A_REFUSAL
    assert "neither confirming nor denying is not open" in NO_NCND


def test_blanks_are_no_answer():
    assert missing_from(check_card(replace(FULL, mechanism=" \n "))) == (MISSING_WORDS["mechanism"],)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"whose": "nobody"}, "Choose one"),
        ({"likelihood": "perhaps"}, "Choose one"),
        ({"partial": ("all",)}, "Choose one"),
        ({"partial": ("direction", "all")}, "Choose one"),
        ({"mechanism": "x" * 3001}, "at most 3,000 characters"),
    ],
)
def test_other_answers_are_refused(wrong, why):
    with pytest.raises(Refused, match=why):
        check_card(replace(FULL, **wrong))


def test_an_answer_may_be_three_thousand_characters_long():
    assert check_card(replace(FULL, mechanism="x" * 3000)).mechanism == "x" * 3000
