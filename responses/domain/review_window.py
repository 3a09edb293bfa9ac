"""The window in which a requester may ask for an internal review, and the gaps of the moment that follow from it.

FOIA has no statutory window. The office's own is a dated setting (28 calendar days from receipt in January 2023); the
section 45 Code of Practice speaks of 40 working days, so between the two a request is late for the office and in time
for the Code, and the officer chooses. Under the Environmental Information Regulations 2004, regulation 11, the window
is 40 working days itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

from responses.domain.letter import letter_date

EIR_REVIEW_DAYS = 40
"""Working days to make representations: Environmental Information Regulations 2004, regulation 11(2)."""


class Calendar(Protocol):
    """The working days of one part of the United Kingdom, or of all of it."""

    def nth_working_day_after(self, day: date, n: int) -> date:
        """The n-th working day after the day, which itself does not count."""


class Channel(StrEnum):
    """How a letter leaves."""

    EMAIL = "email"
    POST_FIRST_CLASS = "post_first"
    POST_SECOND_CLASS = "post_second"


class WindowState(StrEnum):
    """Where a window stands on a day."""

    OPEN = "open"
    PASSED_WITHIN_CODE = "passed_within_code"
    PASSED = "passed"


@dataclass(frozen=True)
class ReviewPolicy:
    """The office's dated settings: the window's length in its unit, the Code's own, and when letters count as received.

    E-mail is received `email_days` calendar days after it is sent, post so many working days after it is posted.

    The days of post follow section 7 of the Interpretation Act 1978 (ordinary course of post) by analogy with rule 6.26
    of the Civil Procedure Rules; they are a policy, and the officer may record the real day.
    """

    length: int = 28
    unit: str = "calendar_days"
    code_working_days: int = 40
    email_days: int = 0
    first_class_days: int = 2
    second_class_days: int = 4

    def __post_init__(self):
        if self.unit not in ("calendar_days", "working_days"):
            raise ValueError(f"A review window is counted in calendar_days or working_days, not {self.unit!r}.")
        if min(self.length, self.code_working_days, self.first_class_days, self.second_class_days) < 1:
            raise ValueError("A review window and the days of post are one day at least.")


@dataclass(frozen=True)
class ReviewWindow:
    """The dates of one reply's window. The day of receipt does not count; the last day is in time."""

    received_on: date
    last_day: date
    code_last_day: date

    def state_on(self, day: date) -> WindowState:
        """Where the window stands for a request for review that arrives on the day."""
        if day <= self.last_day:
            return WindowState.OPEN
        return WindowState.PASSED_WITHIN_CODE if day <= self.code_last_day else WindowState.PASSED

    def days_left(self, day: date) -> int:
        """Calendar days from the day to the last day: 0 on the last day, negative after it."""
        return (self.last_day - day).days


def deemed_receipt(sent_on: date, channel: Channel, policy: ReviewPolicy, post_calendar: Calendar) -> date:
    """The day on which a letter counts as received: e-mail by calendar days, post by working days.

    `post_calendar` is that of England and Wales.
    """
    if channel is Channel.EMAIL:
        return sent_on + timedelta(days=policy.email_days)
    days = policy.first_class_days if channel is Channel.POST_FIRST_CLASS else policy.second_class_days
    return post_calendar.nth_working_day_after(sent_on, days)


def window_from(received_on: date, policy: ReviewPolicy, working_calendar: Calendar) -> ReviewWindow:
    """The window of a reply received on the day; `working_calendar` is the whole United Kingdom's, section 10(6)."""
    if policy.unit == "calendar_days":
        last_day = received_on + timedelta(days=policy.length)
    else:
        last_day = working_calendar.nth_working_day_after(received_on, policy.length)
    code_last_day = working_calendar.nth_working_day_after(received_on, policy.code_working_days)
    return ReviewWindow(received_on, last_day, max(last_day, code_last_day))


def moment_values(
    day: date, channel: Channel, *, policy: ReviewPolicy, post_calendar: Calendar, working_calendar: Calendar
) -> Mapping[str, str]:
    """What fills every gap of the moment for a letter that leaves on the day by the channel."""
    window = window_from(deemed_receipt(day, channel, policy, post_calendar), policy, working_calendar)
    return {"issued_on": letter_date(day), "posted_on": letter_date(day), "review_by": letter_date(window.last_day)}
