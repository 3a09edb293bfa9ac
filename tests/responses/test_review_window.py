"""The window to ask for an internal review."""

from datetime import date, timedelta

import pytest

from codes.domain.working_days import Holiday, WorkingDayCalendar
from responses.domain.review_window import (
    EIR_REVIEW_DAYS,
    Channel,
    ReviewPolicy,
    WindowState,
    deemed_receipt,
    moment_values,
    window_from,
)  # fmt: skip
from tests.dates import day

HOLIDAYS = (
    Holiday(date(2023, 3, 17), "NIR", "St Patrick's Day"),
    Holiday(date(2026, 12, 28), "ENG", "Boxing Day"),
    Holiday(date(2026, 12, 28), "SCT", "Boxing Day"),
    Holiday(date(2027, 1, 1), "ENG", "New Year's Day"),
    Holiday(date(2027, 1, 1), "SCT", "New Year's Day"),
    Holiday(date(2027, 1, 4), "SCT", "2 January"),
)
ENGLAND_AND_WALES = WorkingDayCalendar("England and Wales", ("ENG", "WLS"), "policy", HOLIDAYS)
UNITED_KINGDOM = WorkingDayCalendar("United Kingdom", ("ENG", "WLS", "SCT", "NIR"), "FOIA s.10(6)", HOLIDAYS)
POLICY = ReviewPolicy()


@pytest.mark.parametrize(
    ("received", "last_day", "code_last_day"),
    [
        ("Thu 2 February 2023", "Thu 2 March 2023", "Fri 31 March 2023"),
        ("Tue 1 December 2026", "Tue 29 December 2026", "Mon 1 February 2027"),
    ],
)
def test_the_window_is_28_days_after_receipt_and_the_code_allows_40_working_days(received, last_day, code_last_day):
    window = window_from(day(received), POLICY, UNITED_KINGDOM)
    assert (window.last_day, window.code_last_day) == (day(last_day), day(code_last_day))


@pytest.mark.parametrize(
    ("sent", "channel", "received"),
    [
        ("Thu 24 December 2026", Channel.POST_FIRST_CLASS, "Wed 30 December 2026"),
        ("Thu 24 December 2026", Channel.POST_SECOND_CLASS, "Mon 4 January 2027"),
        ("Thu 24 December 2026", Channel.EMAIL, "Thu 24 December 2026"),
        ("Sat 26 December 2026", Channel.EMAIL, "Sat 26 December 2026"),
    ],
)
def test_post_is_received_on_working_days_of_england_and_wales_and_email_on_the_day(sent, channel, received):
    assert deemed_receipt(day(sent), channel, POLICY, ENGLAND_AND_WALES) == day(received)


def test_a_reply_posted_on_christmas_eve_can_be_reviewed_until_27_january():
    received = deemed_receipt(day("Thu 24 December 2026"), Channel.POST_FIRST_CLASS, POLICY, ENGLAND_AND_WALES)
    assert window_from(received, POLICY, UNITED_KINGDOM).last_day == day("Wed 27 January 2027")


@pytest.mark.parametrize(
    ("asked", "state", "left"),
    [
        ("Thu 2 February 2023", WindowState.OPEN, 28),
        ("Thu 2 March 2023", WindowState.OPEN, 0),
        ("Fri 3 March 2023", WindowState.PASSED_WITHIN_CODE, -1),
        ("Fri 31 March 2023", WindowState.PASSED_WITHIN_CODE, -29),
        ("Sat 1 April 2023", WindowState.PASSED, -30),
    ],
)
def test_day_28_is_in_time_day_29_is_the_offices_choice_and_the_code_has_the_last_word(asked, state, left):
    window = window_from(day("Thu 2 February 2023"), POLICY, UNITED_KINGDOM)
    assert window.state_on(day(asked)) is state
    assert window.days_left(day(asked)) == left


def test_an_environmental_window_is_40_working_days_itself():
    window = window_from(
        day("Thu 2 February 2023"), ReviewPolicy(length=EIR_REVIEW_DAYS, unit="working_days"), UNITED_KINGDOM
    )
    assert window.last_day == window.code_last_day == day("Fri 31 March 2023")


def test_a_window_longer_than_the_codes_is_never_late_within_it():
    window = window_from(day("Thu 2 February 2023"), ReviewPolicy(length=90), UNITED_KINGDOM)
    assert window.code_last_day == window.last_day


def test_the_day_and_the_channel_fill_every_gap_of_the_moment():
    values = moment_values(
        day("Thu 24 December 2026"), Channel.POST_FIRST_CLASS, policy=POLICY,
        post_calendar=ENGLAND_AND_WALES, working_calendar=UNITED_KINGDOM,
    )  # fmt: skip
    assert values == {
        "issued_on": "24 December 2026",
        "posted_on": "24 December 2026",
        "review_by": "27 January 2027",
    }


def test_email_may_count_as_received_some_calendar_days_later():
    policy = ReviewPolicy(email_days=2)
    assert deemed_receipt(day("Fri 25 December 2026"), Channel.EMAIL, policy, ENGLAND_AND_WALES) == date(2026, 12, 27)


def test_one_day_is_the_shortest_window_and_the_shortest_post():
    policy = ReviewPolicy(length=1, code_working_days=1, first_class_days=1, second_class_days=1)
    received = day("Thu 2 February 2023")
    assert window_from(received, policy, UNITED_KINGDOM).last_day == received + timedelta(days=1)


@pytest.mark.parametrize("wrong", [{"unit": "weeks"}, {"length": 0}, {"first_class_days": 0}, {"code_working_days": 0}])
def test_a_policy_that_means_nothing_is_refused(wrong):
    with pytest.raises(ValueError, match="review window"):
        ReviewPolicy(**wrong)
