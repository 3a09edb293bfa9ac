"""What a requester belongs to, read from the address: no database."""

import pytest

from responses.domain.organisations import organisation_in


@pytest.mark.parametrize(
    ("address", "named"),
    [
        ("Hart & Co Solicitors,\n12 Mill Lane\nLeeds", "Hart & Co Solicitors"),
        ("Newsroom\nThe Northern News Group\n5 Quay\nHull", "The Northern News Group"),
        ("Pearce Analytics Ltd", "Pearce Analytics Ltd"),
        ("14 Harbour Street\nWhitby", ""),
        ("College House\n3 Union Street\nYork", ""),
        ("12 Trust Way", ""),
        ("", ""),
    ],
)
def test_a_line_that_names_a_body_is_the_organisation_and_a_street_is_none(address, named):
    assert organisation_in(address) == named
