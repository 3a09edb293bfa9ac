"""What stood on a question when it was shown, against what stands there now."""

import pytest

from foirequests.domain.standing import digest_of, overwritten, read_standing, standing_of, written
from foirequests.domain.triage import QuestionFindings

SEEN = standing_of(QuestionFindings("foi", "claims_management", ""), [7, 3], "How many?")


def test_a_field_that_somebody_changed_is_not_written_over():
    now = SEEN | {"regime": "eir"}
    assert overwritten(SEEN, now, SEEN) == ("regime",)


def test_what_both_found_alike_and_what_nobody_changed_is_no_conflict():
    assert overwritten(SEEN, SEEN | {"regime": "eir"}, SEEN | {"regime": "eir"}) == ()
    assert overwritten(SEEN, SEEN, SEEN | {"holder": "Claims Management"}) == ()


def test_the_order_of_codes_says_nothing_and_other_words_do():
    findings = QuestionFindings("foi", "claims_management", "")
    assert standing_of(findings, [3, 7], "How many?") == SEEN
    assert overwritten(SEEN, standing_of(findings, [3, 7], "How much?"), SEEN) == ("question",)


def test_a_page_brings_back_what_it_was_given():
    assert read_standing(written(SEEN)) == SEEN


def test_a_page_carries_the_same_words_for_the_same_standing_and_sixteen_letters_of_a_digest():
    assert written({"regime": "foi", "codes": "3 7"}) == '{"codes": "3 7", "regime": "foi"}'
    assert digest_of("How many?") == "ba352e24c64c7137"


@pytest.mark.parametrize("text", [None, "", "{", "[1]", '"foi"', "[" * 100_000])
def test_what_no_page_wrote_is_taken_for_nothing_shown(text):
    assert read_standing(text) is None
