"""References of our cases are known however people write them."""

import pytest

from foirequests.domain.references import named_in, references_in


@pytest.mark.parametrize("written", ["FOI_0012", "foi 12", "FOI/0012", "Foi-12", "ref: FOI 00012."])
def test_a_reference_is_known_in_any_spelling(written):
    assert named_in(f"I am not happy with your answer to {written}", ["FOI_0012", "FOI_0120"]) == ["FOI_0012"]


def test_numbers_that_are_no_reference_name_nothing():
    assert named_in("Section 12 of the Act, and 0012 claims in 2012", ["FOI_0012"]) == []
    assert references_in("") == ()
