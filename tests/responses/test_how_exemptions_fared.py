"""How a provision fared, as a value: when a share says something, and what cannot be."""

import pytest

from responses.domain.overturns import Fared


def test_a_share_is_given_from_twenty_reviewed_replies_on():
    assert Fared("s1", replies=19, reviewed=19, wholly=5).share is None
    assert Fared("s1", replies=20, reviewed=20, wholly=5).share == 0.25


def test_no_more_are_overturned_than_were_reviewed():
    with pytest.raises(ValueError, match="than were reviewed"):
        Fared("s1", replies=3, reviewed=1, wholly=1, partly=1)


def test_what_did_not_stand_is_counted_in_whole_and_in_part():
    assert Fared("s1", replies=9, reviewed=5, wholly=1, partly=2).overturned == 3
