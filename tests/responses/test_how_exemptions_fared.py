"""How a provision fared, as a value: when a share says something, and what cannot be."""

import pytest

from responses.domain.earlier_answers import NOT_OVERTURNED, PARTLY, WHOLLY
from responses.domain.overturns import Fared, Relied, verdicts_by_provision


def test_a_share_is_given_from_twenty_reviewed_replies_on():
    assert Fared("s1", replies=19, reviewed=19, wholly=5).share is None
    assert Fared("s1", replies=20, reviewed=20, wholly=5).share == 0.25


def test_no_more_are_overturned_than_were_reviewed():
    with pytest.raises(ValueError, match="than were reviewed"):
        Fared("s1", replies=3, reviewed=1, wholly=1, partly=1)


def test_what_did_not_stand_is_counted_in_whole_and_in_part():
    assert Fared("s1", replies=9, reviewed=5, wholly=1, partly=2).overturned == 3


NAMES, STAFF = Relied(1, "s40(2)", False, "the names"), Relied(1, "s40(2)", False, "the names of staff")
TARGET, SECOND = Relied(1, "s43(2)", False, "the target"), Relied(2, "s43(2)", False, "the price")
DENIED = Relied(1, "s40(2)", True, "the names")


@pytest.mark.parametrize("verdict", [PARTLY, WHOLLY])
@pytest.mark.parametrize(
    ("reply", "outcome", "fates"),
    [
        ([NAMES, TARGET], [NAMES], {"s40(2)": NOT_OVERTURNED, "s43(2)": WHOLLY}),
        ([NAMES, TARGET, SECOND], [NAMES, SECOND], {"s40(2)": NOT_OVERTURNED, "s43(2)": PARTLY}),
        ([NAMES, TARGET], [STAFF], {"s40(2)": PARTLY, "s43(2)": WHOLLY}),
        ([NAMES, TARGET], [], {"s40(2)": WHOLLY, "s43(2)": WHOLLY}),
        ([NAMES, STAFF, TARGET], [STAFF, NAMES], {"s40(2)": NOT_OVERTURNED, "s43(2)": WHOLLY}),
        ([NAMES, STAFF], [STAFF], {"s40(2)": PARTLY}),
        ([DENIED, TARGET], [NAMES, TARGET], {"s40(2)": WHOLLY, "s43(2)": NOT_OVERTURNED}),
        ([TARGET], [SECOND], {"s43(2)": WHOLLY}),
    ],
)
def test_a_review_counts_for_each_provision_by_what_its_outcome_relies_on_still(verdict, reply, outcome, fates):
    assert verdicts_by_provision(verdict, reply, outcome) == fates


@pytest.mark.parametrize("outcome", [None, [NAMES, TARGET], [STAFF, TARGET]])
def test_an_outcome_that_takes_no_provision_away_says_of_none_that_it_did_not_stand(outcome):
    assert verdicts_by_provision(PARTLY, [NAMES, TARGET], outcome) == {}


def test_of_a_review_that_was_not_upheld_nothing_did_not_stand():
    assert verdicts_by_provision(NOT_OVERTURNED, [NAMES, TARGET], [NAMES]) == {}
