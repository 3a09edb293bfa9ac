"""The other time limits: reviews, the regulator, the tribunal, post, complaints, aggregation, retention."""

from datetime import UTC, datetime, timedelta

import pytest

from codes.domain.working_days import NATIONS, Holiday, WorkingDayCalendar
from foirequests.domain import time_limits
from foirequests.domain.months import day_some_months_later, last_day_of_months_beginning_with
from tests.dates import day

HOLIDAYS = (
    Holiday(day("Fri 25 December 2026"), "ENG", "Christmas Day"),
    Holiday(day("Mon 28 December 2026"), "ENG", "Boxing Day (substitute day)"),
    Holiday(day("Fri 1 January 2027"), "ENG", "New Year's Day"),
    Holiday(day("Mon 4 January 2027"), "SCT", "2 January (substitute day)"),
    Holiday(day("Mon 30 November 2026"), "SCT", "St Andrew's Day"),
)
UK = WorkingDayCalendar("United Kingdom", tuple(NATIONS), "FOIA s.10(6)", HOLIDAYS)
ENGLAND = WorkingDayCalendar("England and Wales", ("ENG", "WLS"), "", HOLIDAYS)


def test_a_day_of_receipt_ends_at_midnight_in_london():
    assert time_limits.day_in_london(datetime(2026, 6, 1, 23, 15, tzinfo=UTC)) == day("Tue 2 June 2026")
    assert time_limits.day_in_london(datetime(2026, 11, 20, 23, 59, tzinfo=UTC)) == day("Fri 20 November 2026")


def test_a_moment_without_a_time_zone_is_no_day_of_receipt():
    with pytest.raises(ValueError, match="time zone"):
        time_limits.day_in_london(datetime(2026, 6, 1, 23, 15))


@pytest.mark.parametrize(
    ("received", "as_the_code_reads"),
    [
        ("Fri 27 November 2026", "Fri 27 November 2026"),
        ("Sat 28 November 2026", "Tue 1 December 2026"),
    ],
)
def test_the_code_reads_receipt_on_a_day_off_as_the_next_working_day(received, as_the_code_reads):
    assert time_limits.code_reading_of_receipt(day(received), UK) == day(as_the_code_reads)


def test_an_internal_review_takes_twenty_working_days_and_forty_at_the_most():
    asked = day("Fri 20 November 2026")

    assert time_limits.internal_review_due(asked, UK) == day("Mon 21 December 2026")
    assert time_limits.longest_internal_review(asked, UK) == day("Fri 22 January 2027")


def test_the_outcome_for_environmental_information_is_a_duty_within_forty_working_days():
    asked = day("Fri 20 November 2026")

    assert time_limits.internal_review_due(asked, UK, regime="eir") == day("Fri 22 January 2027")
    assert time_limits.internal_review_due(asked, UK, regime="foi") == day("Mon 21 December 2026")


def test_representations_are_made_and_decided_within_forty_working_days_each():
    start = day("Fri 20 November 2026")

    assert time_limits.representations_by(start, UK) == day("Fri 22 January 2027")
    assert time_limits.representations_decided_by(start, UK) == day("Fri 22 January 2027")


def test_a_posted_letter_counts_as_received_by_the_calendar_of_england_and_wales():
    assert time_limits.deemed_receipt(day("Thu 24 December 2026"), ENGLAND, working_days=2) == day(
        "Wed 30 December 2026"
    )


def test_the_regulator_expects_a_complaint_within_six_weeks():
    assert time_limits.regulator_by(day("Mon 30 March 2026")) == day("Mon 11 May 2026")


def test_the_safe_day_for_an_appeal_takes_no_comfort_from_a_holiday_elsewhere():
    days = time_limits.appeal_by(day("Mon 2 November 2026"), england_and_wales=ENGLAND, uk=UK)

    assert days.safe == day("Mon 30 November 2026")
    assert days.if_any_bank_holiday == day("Tue 1 December 2026")


def test_an_appeal_that_ends_on_a_saturday_can_be_made_on_monday():
    days = time_limits.appeal_by(day("Sat 7 November 2026"), england_and_wales=ENGLAND, uk=UK)

    assert days.safe == days.if_any_bank_holiday == day("Mon 7 December 2026")


def test_the_days_of_a_decision_notice_are_calendar_days_and_are_not_moved():
    assert time_limits.decision_notice_by(day("Fri 27 February 2026"), 30) == day("Sun 29 March 2026")


def test_a_data_protection_complaint_is_acknowledged_by_the_earlier_of_the_two_readings():
    days = time_limits.complaint_acknowledged_by(day("Wed 1 July 2026"))

    assert (days.safe, days.outer) == (day("Thu 30 July 2026"), day("Fri 31 July 2026"))


def test_the_first_request_is_on_the_first_of_sixty_consecutive_working_days():
    monday = day("Mon 5 January 2026")

    assert UK.working_days_between(monday, time_limits.aggregation_ends_on(monday, UK)) == 59
    # On a Saturday the sixty days begin with the Monday after it.
    assert time_limits.aggregation_ends_on(monday - timedelta(days=2), UK) == time_limits.aggregation_ends_on(
        monday, UK
    )


def test_a_school_answers_within_sixty_working_days_at_the_latest():
    assert UK.working_days_between(day("Mon 20 July 2026"), time_limits.school_cap(day("Mon 20 July 2026"), UK)) == 60


def test_a_case_closed_on_29_february_is_reviewed_on_the_28th():
    assert time_limits.kept_until(day("Thu 29 February 2024"), 3) == day("Sun 28 February 2027")


@pytest.mark.parametrize(
    ("first", "months", "last"),
    [
        ("Mon 9 March 2026", 3, "Mon 8 June 2026"),
        ("Mon 30 November 2026", 3, "Sun 28 February 2027"),
        ("Sun 1 March 2026", 3, "Sun 31 May 2026"),
        ("Tue 31 March 2026", 1, "Thu 30 April 2026"),
        ("Fri 1 January 2027", 12, "Fri 31 December 2027"),
        ("Tue 30 June 2026", 3, "Tue 29 September 2026"),
    ],
)
def test_a_period_beginning_with_a_day_ends_before_the_corresponding_day(first, months, last):
    assert last_day_of_months_beginning_with(day(first), months) == day(last)


def test_months_run_to_the_corresponding_day_across_the_year():
    assert day_some_months_later(day("Thu 31 December 2026"), 2) == day("Sun 28 February 2027")


def test_second_class_post_is_two_working_days_slower_than_first():
    assert time_limits.POST_WORKING_DAYS == {time_limits.FIRST_CLASS: 2, time_limits.SECOND_CLASS: 4}
