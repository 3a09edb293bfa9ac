"""How often somebody without an account may try: stretches of time that follow each other without a gap."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foirequests.domain import rates
from foirequests.domain.rates import Limit
from tests.dates import LONDON, moment

LIMITS = {name: limit for name, limit in vars(rates).items() if isinstance(limit, Limit)}


def test_the_limits_are_these():
    assert {name: (limit.attempts, limit.minutes) for name, limit in LIMITS.items()} == {
        "WRONG_LINKS": (20, 15),
        "WRONG_CODES": (10, 15),
        "LINKS_ASKED_FOR": (5, 60),
        "LINKS_OF_A_CASE": (3, 1440),
        "FORM_PAGES": (120, 15),
        "REQUESTS": (20, 60),
        "REQUESTS_OF_A_PERSON": (10, 1440),
        "MESSAGES": (20, 60),
    }


def test_no_two_limits_count_under_one_name():
    assert len({limit.name for limit in LIMITS.values()}) == len(LIMITS)


def test_a_quarter_of_an_hour_begins_on_the_quarter():
    begins, ends = rates.WRONG_CODES.window(moment("Thu 5 January 2023 09:44"))
    assert (begins, ends) == (moment("Thu 5 January 2023 09:30"), moment("Thu 5 January 2023 09:45"))


def test_the_end_of_a_stretch_belongs_to_the_next():
    begins, ends = rates.WRONG_CODES.window(moment("Thu 5 January 2023 09:30"))
    assert rates.WRONG_CODES.window(ends)[0] == ends
    assert rates.WRONG_CODES.window(ends - timedelta(microseconds=1)) == (begins, ends)


@pytest.mark.parametrize("limit", LIMITS.values(), ids=LIMITS)
@given(at=st.datetimes(timezones=st.just(LONDON), min_value=moment("Sat 1 January 2005 00:00").replace(tzinfo=None)))
def test_every_moment_lies_in_one_stretch_of_its_length(limit, at):
    begins, ends = limit.window(at)
    assert begins.timestamp() <= at.timestamp() < ends.timestamp()
    assert ends.timestamp() - begins.timestamp() == limit.minutes * 60
