"""What another team deals with, and by when it owes a first answer."""

import pytest

from codes.domain.working_days import Holiday, WorkingDayCalendar
from foirequests.domain.handover import MATTERS, subject_of_handover
from foirequests.domain.reading import kinds
from tests.dates import day

ENGLAND = WorkingDayCalendar(
    "England and Wales", ("ENG", "WLS"), "", (Holiday(day("Mon 2 January 2023"), "ENG", "New Year's Day"),)
)


def last_day(kind: str, received: str):
    return MATTERS[kind].last_day(day(received), ENGLAND)


def test_each_matter_is_named_as_the_reading_names_it_and_has_a_team_in_the_settings():
    assert set(MATTERS) == {"sar", "ahra", "dp_complaint", "complaint", "claim"} == set(kinds.CONFIDENTIAL)
    assert len({matter.setting for matter in MATTERS.values()}) == len(MATTERS)
    assert {matter.regime for matter in MATTERS.values()} <= set(kinds.REGIMES)


@pytest.mark.parametrize(
    ("received", "last"),
    [
        ("Thu 5 January 2023", "Mon 6 February 2023"),  # the 5th is a Sunday
        ("Tue 31 January 2023", "Tue 28 February 2023"),
        ("Fri 2 December 2022", "Tue 3 January 2023"),  # 2 January is a bank holiday
    ],
)
def test_a_subject_access_request_is_answered_within_a_month_and_to_the_next_working_day(received, last):
    assert last_day("sar", received) == day(last)


def test_the_record_of_a_person_who_has_died_is_shown_within_forty_days_of_any_kind():
    assert last_day("ahra", "Mon 9 January 2023") == day("Sat 18 February 2023")


def test_a_data_protection_complaint_is_acknowledged_within_thirty_days_of_which_receipt_is_the_first():
    assert last_day("dp_complaint", "Thu 5 January 2023") == day("Fri 3 February 2023")


@pytest.mark.parametrize(
    ("received", "last"),
    [("Thu 5 January 2023", "Tue 10 January 2023"), ("Fri 30 December 2022", "Thu 5 January 2023")],
)
def test_a_complaint_is_acknowledged_within_three_working_days(received, last):
    assert last_day("complaint", received) == day(last)


def test_a_letter_of_claim_is_acknowledged_within_fourteen_days():
    assert last_day("claim", "Thu 5 January 2023") == day("Thu 19 January 2023")


@pytest.mark.parametrize(
    ("kind", "subject"),
    [
        ("sar", "Subject access request, handed over"),
        ("claim", "Claim or legal correspondence, handed over"),
    ],
)
def test_the_subject_of_a_handed_over_case_says_nothing_of_what_was_asked(kind, subject):
    assert subject_of_handover(kind) == subject
