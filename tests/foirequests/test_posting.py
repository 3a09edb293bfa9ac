"""On which day something can have been posted."""

import pytest

from foirequests.domain.errors import Refused
from foirequests.domain.posting import check_day_of_posting
from tests.dates import day

TODAY = day("Tue 31 January 2023")
WRITTEN_ON = day("Thu 26 January 2023")


@pytest.mark.parametrize("on", ["Thu 26 January 2023", "Fri 27 January 2023", "Tue 31 January 2023"])
def test_it_was_posted_between_the_day_on_which_it_was_written_and_today(on):
    check_day_of_posting(day(on), what="The letter was issued", since=WRITTEN_ON, today=TODAY)


def test_a_day_in_the_future_is_refused():
    with pytest.raises(Refused, match="The day of posting cannot be in the future"):
        check_day_of_posting(day("Wed 1 February 2023"), what="The letter was issued", since=WRITTEN_ON, today=TODAY)


def test_a_day_before_there_was_anything_to_post_is_refused_and_says_since_when():
    with pytest.raises(Refused, match="The letter was issued on 26 January 2023, so it cannot have been posted before"):
        check_day_of_posting(day("Wed 25 January 2023"), what="The letter was issued", since=WRITTEN_ON, today=TODAY)


def test_nothing_is_posted_after_the_day_on_which_it_is_known_to_have_arrived():
    arrived = day("Fri 27 January 2023")
    check_day_of_posting(arrived, what="The letter was issued", since=WRITTEN_ON, today=TODAY, arrived_on=arrived)
    with pytest.raises(Refused, match="received it on 27 January 2023, so it cannot have been posted later"):
        check_day_of_posting(
            day("Mon 30 January 2023"),
            what="The letter was issued",
            since=WRITTEN_ON,
            today=TODAY,
            arrived_on=arrived,
        )
