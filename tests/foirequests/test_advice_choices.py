"""What can stand in the place of advice: a choice of its list, or years that can be."""

import pytest

from foirequests.domain.advice_choices import CHOICES, check_choice, period_of, period_value
from foirequests.domain.errors import Refused


@pytest.mark.parametrize(
    ("kind", "value"), [("measure", "damages"), ("breakdown", "trust"), ("year_basis", "ask"), ("format", "csv")]
)
def test_a_choice_of_its_list_is_taken(kind, value):
    check_choice(kind, value)
    with pytest.raises(Refused, match=r"Choose from the list .*"):
        check_choice(kind, "whatever I like")


def test_kinds_without_a_list_take_any_words():
    check_choice("flag", "the minister will ask")
    assert "flag" not in CHOICES


@pytest.mark.parametrize(
    ("chosen", "meant"),
    [
        (("2019", "2021", "financial"), (2019, 2021, "financial")),
        (("2019", "", ""), (2019, None, "")),
        (("", "2021", "calendar"), (None, 2021, "calendar")),
    ],
)
def test_years_that_were_chosen_are_read_again_as_they_were_meant(chosen, meant):
    assert period_of(period_value(*chosen)) == meant


@pytest.mark.parametrize(
    ("value", "why"),
    [("-", "four digits"), ("from 2019", "four digits"), ("2021-2019", "before the first"), ("0019-", "from 1948")],
)
def test_years_that_cannot_be_are_refused_with_the_reason(value, why):
    with pytest.raises(Refused, match=why):
        check_choice("period", value)


@pytest.mark.parametrize("years", [("1947", "2021"), ("2019", "2101"), ("1900", ""), ("", "2101"), ("1900", "2200")])
def test_years_beyond_what_can_be_held_are_refused(years):
    with pytest.raises(Refused, match="Enter years from 1948 to 2100"):
        period_of(period_value(*years, ""))


def test_the_first_and_the_last_year_that_can_be_held_are_taken():
    assert period_of(period_value("1948", "2100", "")) == (1948, 2100, "")
