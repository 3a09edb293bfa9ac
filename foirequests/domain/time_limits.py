"""The other time limits of the law and the Code: reviews, the regulator, the tribunal, post, retention, aggregation.

Each function takes the day on which the period begins to run and answers with its last day.
"""

from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from codes.domain.working_days import WorkingDayCalendar
from foirequests.domain.clock import EIR, FOI
from foirequests.domain.clock_rules import MOST_WORKING_DAYS
from foirequests.domain.months import day_some_months_later

LONDON = ZoneInfo("Europe/London")

REVIEW_WORKING_DAYS, LONGEST_REVIEW_WORKING_DAYS = 20, 40
"""Working days for an internal review, and in exceptional cases: section 45 Code, part 5."""

EIR_REPRESENTATION_WORKING_DAYS = 40
"""Working days to make representations, and to decide on them: EIR regulation 11(2) and 11(4)."""

AGGREGATION_WORKING_DAYS = 60
"""Consecutive working days within which like requests are counted together: SI 2004/3244 regulation 5(2)."""

LOCAL_REVIEW_DAYS, CODE_REVIEW_WORKING_DAYS = 28, 40
"""Days in which a review can be asked for: the window of January 2023 in calendar days; the Code's in working days."""

FIRST_CLASS, SECOND_CLASS = "first", "second"
POST_WORKING_DAYS = {FIRST_CLASS: 2, SECOND_CLASS: 4}
"""Working days of England and Wales after posting: policy, after the Interpretation Act 1978 s.7 and CPR 6.26."""


class AppealDays(NamedTuple):
    """The last day for an appeal: the safe one, and the later one if any bank holiday of the Kingdom moves it."""

    safe: date
    if_any_bank_holiday: date


class ComplaintAcknowledgement(NamedTuple):
    """The last day to acknowledge a data protection complaint: read strictly, and read generously."""

    safe: date
    outer: date


def day_in_london(moment: datetime) -> date:
    """The calendar day in London of a moment: a day of receipt ends at midnight there.

    Source: Berend v Information Commissioner (EA/2006/0049 and 0050): no office hours.

    Raises:
        ValueError: the moment names no time zone, so nobody can say which day it was.
    """
    if moment.tzinfo is None:
        raise ValueError("A moment of receipt needs a time zone.")
    return moment.astimezone(UTC).astimezone(LONDON).date()


def code_reading_of_receipt(received_on: date, uk: WorkingDayCalendar) -> date:
    """The day of receipt as paragraph 4.2 of the section 45 Code reads it: the next working day. For information only.

    The Act counts from the day itself (section 10(6)); the later day is never used for a due date.
    """
    return uk.next_working_day(received_on)


def review_working_days(regime: str) -> int:
    """Working days for the outcome of an internal review: 40 under the EIR, where it is a duty (regulation 11(4)), else
    20 (section 45 Code, part 5)."""
    return EIR_REPRESENTATION_WORKING_DAYS if regime == EIR else REVIEW_WORKING_DAYS


def internal_review_due(asked_on: date, uk: WorkingDayCalendar, *, regime: str = FOI) -> date:
    """The last day for the outcome of an internal review asked for on a day."""
    return uk.nth_working_day_after(asked_on, review_working_days(regime))


def longest_internal_review(asked_on: date, uk: WorkingDayCalendar) -> date:
    """The last day for an internal review in an exceptional case: 40 working days (section 45 Code, part 5)."""
    return uk.nth_working_day_after(asked_on, LONGEST_REVIEW_WORKING_DAYS)


def representations_by(believed_failed_on: date, uk: WorkingDayCalendar) -> date:
    """The last day for representations: 40 working days after the day on which the applicant believes the authority
    failed (EIR regulation 11(2))."""
    return uk.nth_working_day_after(believed_failed_on, EIR_REPRESENTATION_WORKING_DAYS)


def representations_decided_by(received_on: date, uk: WorkingDayCalendar) -> date:
    """The last day to decide on representations: 40 working days after receipt (EIR regulation 11(4))."""
    return uk.nth_working_day_after(received_on, EIR_REPRESENTATION_WORKING_DAYS)


def deemed_receipt(posted_on: date, england_and_wales: WorkingDayCalendar, *, working_days: int) -> date:
    """The day on which a posted letter counts as received, so many working days of England and Wales after posting."""
    return england_and_wales.nth_working_day_after(posted_on, working_days)


def regulator_by(final_response_on: date) -> date:
    """The last day on which the regulator expects a complaint: six weeks after the final response (FOIA s.50(2)(b))."""
    return final_response_on + timedelta(weeks=6)


def appeal_by(sent_on: date, *, england_and_wales: WorkingDayCalendar, uk: WorkingDayCalendar) -> AppealDays:
    """The last day to appeal to the tribunal: 28 days after the decision notice was sent.

    When that is no working day, the next working day; which bank holidays count is not said, so the earlier day is
    the safe one. Sources: FOIA s.57; SI 2009/1976 rules 12 and 22; Hughes v Information Commissioner [2023] UKFTT 302.
    """
    last = sent_on + timedelta(days=28)
    return AppealDays(england_and_wales.next_working_day(last), uk.next_working_day(last))


def decision_notice_by(notice_on: date, calendar_days: int) -> date:
    """The last day to do what a decision notice says: so many calendar days, on whatever day of the week they end."""
    return notice_on + timedelta(days=calendar_days)


def complaint_acknowledged_by(received_on: date) -> ComplaintAcknowledgement:
    """The last day to acknowledge a data protection complaint: 30 days (DPA 2018 s.164A(3), from 19 June 2026).

    Whether the day of receipt is the first of the thirty is unsettled, so the earlier day is the safe one.
    """
    return ComplaintAcknowledgement(received_on + timedelta(days=29), received_on + timedelta(days=30))


def school_cap(received_on: date, uk: WorkingDayCalendar) -> date:
    """The last day of all for a school's reply: sixty working days (SI 2004/3364 regulation 3)."""
    return uk.nth_working_day_after(received_on, MOST_WORKING_DAYS)


def aggregation_ends_on(first_on: date, uk: WorkingDayCalendar) -> date:
    """The last of sixty consecutive working days of which the day of the first request is day 1, or the next working
    day after it (SI 2004/3244 regulation 5(2))."""
    return uk.nth_working_day_after(first_on - timedelta(days=1), AGGREGATION_WORKING_DAYS)


def kept_until(closed_on: date, years: int) -> date:
    """The day on which a closed case comes up for its retention review (NHS Records Management Code)."""
    return day_some_months_later(closed_on, 12 * years)
