"""What letters take from the office's dated settings."""

from datetime import date

import pytest

from codes.domain.office_settings import SETTINGS, Office
from responses.domain.office_facts import letterhead_of, review_policy, setting_values, signature_of
from responses.domain.placeholders import SETTING_GAPS
from tests.codes.test_setting_values import ADDRESS, GOOD


def office(**changes) -> Office:
    """An office with the settings of the table, some of them changed."""
    return Office(
        date(2023, 1, 5), {name: SETTINGS[name].parse(GOOD[name] | changes.get(name, {})) for name in SETTINGS}
    )


def test_every_gap_that_settings_fill_is_filled():
    assert setting_values(office()) == {
        "authority": "NHS Resolution",
        "authority_email": "foi@authority.example",
        "authority_address": "\n".join(ADDRESS),
        "authority_website": "https://authority.example/",
        "review_days": "28",
        "review_period": "28 days",
        "code_days": "40",
        "reviewer_name": "",
        "reviewer_role": "Deputy Director",
        "reviewer_email": "review@authority.example",
        "reviewer_address": "\n".join(ADDRESS),
        "regulator_title": "Information Commissioner",
        "regulator_name": "Information Commissioner’s Office",
        "regulator_address": "\n".join(ADDRESS),
        "regulator_url": "https://regulator.example",
        "regulator_complaint_url": "https://regulator.example/complain",
        "cost_limit_pounds": "450",
        "cost_limit_hours": "18",
        "cost_rate": "25",
    }
    assert set(setting_values(office())) == set(SETTING_GAPS)


@pytest.mark.parametrize(("unit", "period"), [("calendar_days", "40 days"), ("working_days", "40 working days")])
def test_the_time_to_ask_for_a_review_says_which_days(unit, period):
    values = setting_values(office(review_window={"days": 40, "unit": unit}))
    assert values["review_period"] == period


def test_the_letterhead_is_the_offices_and_pins_its_logo():
    head = letterhead_of(office(), logo="/files/logo.svg", logo_sha256="ab")
    assert (head.authority, head.address) == ("NHS Resolution", tuple(ADDRESS))
    assert (head.telephone, head.email) == ("020 7811 2700", "foi@authority.example")
    assert (head.website, head.logo, head.logo_sha256) == ("https://authority.example/", "/files/logo.svg", "ab")


def test_the_signatory_closes_the_letter():
    signature = signature_of(office(), closing="Yours sincerely")
    assert (signature.closing, signature.name) == ("Yours sincerely", "Ada Quill")
    assert signature.role == "Information Governance Officer"


def test_whoever_carried_out_a_review_closes_the_letter_about_it():
    signature = signature_of(office(), closing="Yours sincerely", reviewer="Rhea Reviewer")
    assert (signature.closing, signature.name) == ("Yours sincerely", "Rhea Reviewer")
    assert signature.role == "Internal reviewer"


def test_the_policy_of_the_review_window_is_the_offices():
    policy = review_policy(office(review_window={"days": 30}, deemed_receipt={"email": 1}))
    assert (policy.length, policy.unit, policy.code_working_days) == (30, "calendar_days", 40)
    assert (policy.email_days, policy.first_class_days, policy.second_class_days) == (1, 2, 4)
