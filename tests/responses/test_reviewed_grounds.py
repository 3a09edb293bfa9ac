"""What a review makes of each ground of the reply: it stands, or it is overturned. No database."""

from dataclasses import replace

from responses.domain.letter_rules import ERROR
from responses.domain.reviewed_grounds import decided_anew, named_grounds, reviewed
from responses.domain.rules import check_letter
from tests.responses.laws import DATA, HARM, complete, decision
from tests.responses.rule_letters import LEAVES, LETTERS

NAMES = complete("s40(2)", DATA, information="the names")
TARGET = complete("s43(2)", HARM, key="ground:2", information="the target")
MORE_NAMES = replace(NAMES, key="ground:3", information="the addresses")


def fates(reply, now) -> list[tuple[str, bool]]:
    return [(each.ground.information, each.stands) for each in reviewed([reply], [now])]


def test_a_ground_that_is_kept_stands_and_one_that_is_taken_away_is_overturned():
    reply = decision("held", "refused", grounds=(NAMES, TARGET))
    now = decision("held", "part", grounds=(replace(NAMES, key="ground:9"),))

    assert fates(reply, now) == [("the names", True), ("the target", False)]


def test_of_two_grounds_of_one_provision_the_one_with_its_information_stands():
    reply = decision("held", "refused", grounds=(NAMES, MORE_NAMES))

    assert fates(reply, decision("held", "part", grounds=(MORE_NAMES,))) == [
        ("the names", False),
        ("the addresses", True),
    ]


def test_a_ground_whose_information_is_put_in_other_words_stands():
    reply = decision("held", "refused", grounds=(NAMES,))
    now = decision("held", "refused", grounds=(replace(NAMES, information="the claimants’ names"),))

    assert fates(reply, now) == [("the names", True)]


def test_a_denial_is_another_ground_than_withholding_under_the_same_section():
    reply = decision("not_confirmed", "refused", grounds=(replace(NAMES, denies=True),))

    assert fates(reply, decision("held", "refused", grounds=(NAMES,))) == [("the names", False)]


def test_what_the_review_adds_is_decided_anew_and_nothing_else():
    reply = decision("held", "refused", grounds=(NAMES,))
    now = decision("held", "refused", grounds=(replace(NAMES, key="ground:9"), TARGET))

    assert [each.key for each in decided_anew(now, named_grounds([reply])).grounds] == ["ground:2"]


def test_what_stands_need_not_be_reasoned_again_and_what_is_new_has_to_be():
    """Rules L-R1 to L-R8 look at what the review itself decides (rule L-O3)."""
    upheld = LETTERS["review, not upheld"]()
    kept = decision("held", "refused", grounds=(TARGET,))
    letter = replace(upheld.letter, decisions=(kept.to_mapping(),))
    known = replace(upheld.facts, reviewed_grounds=named_grounds([kept]))

    assert check_letter(letter, known, as_of=LEAVES) == ()
    assert {each.rule for each in check_letter(letter, upheld.facts, as_of=LEAVES)} >= {"L-R1", "L-R2"}


def test_a_complaint_is_not_refused_where_a_ground_of_the_reply_is_overturned():
    not_upheld = LETTERS["review, not upheld"]()
    was, now = decision("held", "refused", grounds=(TARGET,)), decision("held", "granted")
    letter = replace(not_upheld.letter, decisions=(now.to_mapping(),))
    facts = replace(not_upheld.facts, reviewed_grounds=named_grounds([was]))

    [found] = check_letter(letter, facts, as_of=LEAVES)
    assert (found.rule, found.severity, found.question) == ("L-O1", ERROR, 1)
    assert found.words == (
        "Section 43(2), on which the reply relied, is taken away for question 1: uphold the complaint, at least in"
        " part, or let it stand."
    )
