"""What is told of an earlier case that is like a new one."""

from dataclasses import FrozenInstanceError

import pytest

from codes.domain.passages import Passage
from responses.domain.precedents import Block, SimilarCase
from tests.dates import day

ASKED = "How many claims about falls from hospital trolleys were settled?"
EARLIER = {
    "key": 7,
    "reference": "FOI_0007",
    "subject": "Falls from trolleys",
    "received_on": day("Thu 5 January 2023"),
    "issued_on": day("Thu 2 February 2023"),
    "score": 0.8,
    "passages": (Passage(22, 27), Passage(42, 50)),
}


def test_an_earlier_case_shows_the_shared_words_as_they_stand_in_the_new_request():
    assert [passage.of(ASKED) for passage in SimilarCase(**EARLIER).passages] == ["falls", "trolleys"]


def test_of_a_case_that_nobody_reviewed_and_that_withheld_nothing_nothing_is_told():
    case = SimilarCase(**EARLIER)
    assert (case.information_held, case.outcomes, case.exemptions, case.blocks, case.review) == ((), (), (), (), ())


def test_the_blocks_of_the_earlier_reply_keep_their_order():
    blocks = (Block("opening", "Opening"), Block("right-of-review", "Right of review"))
    assert SimilarCase(**EARLIER, blocks=blocks).blocks == blocks


def test_what_became_of_an_earlier_case_cannot_be_rewritten():
    with pytest.raises(FrozenInstanceError):
        SimilarCase(**EARLIER).outcomes = ("Disclosed in full",)
