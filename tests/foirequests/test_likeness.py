"""How much of what a new request says an earlier one says too."""

import pytest

from codes.domain.general_words import EVERYDAY
from foirequests.domain.likeness import likeness

WEIGHTS = {"amput": 3.0, "trust": 1.0, "settl": 2.0, "zebra": 4.0}


@pytest.mark.parametrize(
    ("new", "earlier", "expected"),
    [
        ("amput trust settl", "amput trust settl", 1.0),
        ("amput trust settl", "amput trust and much more besides", 4 / 6),
        ("amput trust settl", "settl", 0.0),  # one word is a coincidence
        ("amput", "amput and more", 1.0),  # unless the request says no other
        ("unknown words", "unknown words", 0.0),
        ("", "amput", 0.0),
        ("amput", "", 0.0),
    ],
)
def test_the_share_of_telling_words_by_their_weight(new, earlier, expected):
    assert likeness(new.split(), earlier.split(), WEIGHTS) == pytest.approx(expected)


def test_words_that_stand_in_requests_about_anything_are_no_likeness():
    weights = {word: 1.0 for word in (*EVERYDAY, "amputations")}
    said = ["many", "claims", "each", "last", "years", "amputations"]
    assert likeness(said, ["many", "claims", "each", "last", "years", "asbestos"], weights, everyday=EVERYDAY) == 0.0
    assert likeness(said, ["claims", "years", "amputations"], weights, everyday=EVERYDAY) == pytest.approx(0.5)
