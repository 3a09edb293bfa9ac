"""Which days, steps and addresses the record of a complaint to the regulator takes."""

from datetime import date, timedelta

import pytest

from responses.domain import regulator_days
from responses.domain.errors import Refused

TOLD = date(2026, 3, 6)
TODAY = date(2026, 4, 1)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 4, 2), "in the future"),
        (date(2026, 3, 5), "before the day we were told, which was on 6 March 2026"),
    ],
)
def test_a_day_that_has_not_come_or_comes_before_its_cause_is_refused(day, words):
    with pytest.raises(Refused, match=words):
        regulator_days.check_day(day, today=TODAY, earliest=TOLD, since="the day we were told")


def test_the_first_and_the_last_day_that_can_be_right_are_taken():
    for day in (TOLD, TODAY):
        regulator_days.check_day(day, today=TODAY, earliest=TOLD, since="the day we were told")


@pytest.mark.parametrize(
    ("days", "words"), [(-1, "before the letter"), (0, ""), (731, ""), (732, "more than two years")]
)
def test_an_answer_is_due_between_the_letter_and_two_years_after_it(days, words):
    refused_with(words, regulator_days.check_last_day, TOLD + timedelta(days), sent_on=TOLD)


@pytest.mark.parametrize(
    ("days", "words"), [(-1, "before the tribunal’s decision"), (0, ""), (731, ""), (732, "more than two years")]
)
def test_steps_of_a_tribunal_end_between_its_decision_and_two_years_after_it(days, words):
    refused_with(words, regulator_days.check_new_day, TOLD + timedelta(days), decided_on=TOLD)


@pytest.mark.parametrize(
    ("steps", "days", "words"),
    [
        ("", None, ""),
        ("Disclose the target.", 30, ""),
        ("Disclose the target.", 1, ""),
        ("Disclose the target.", 400, ""),
        ("Disclose the target.", None, "Enter the number of calendar days"),
        ("", 30, "Enter the steps"),
        ("Disclose the target.", 0, "between 1 and 400"),
        ("Disclose the target.", 401, "between 1 and 400"),
    ],
)
def test_steps_have_a_time_and_a_time_has_steps(steps, days, words):
    refused_with(words, regulator_days.check_steps, steps, days)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("", ""),
        ("https://ico.org.uk/x", ""),
        ("https://ico.org.uk/action/decision.pdf?id=4#p2", ""),
        ("http://ico.org.uk/x", "https://"),
        ("ico.org.uk/x", "https://"),
        ("https://", "no address"),
        ("https://ico.org.uk /x", "no address"),
        ("https://localhost/x", "private network"),
        ("https://decisions.internal/x", "private network"),
        ("https://192.168.0.4/x", "private network"),
        ("https://8.8.8.8/x", "its number"),
        ("https://name:word@ico.org.uk/x", "password"),
        ("https://ico.org.uk:8443/x", "port"),
        ("javascript://ico.org.uk/%0aalert(1)", "https://"),
        (f"https://ico.org.uk/{'x' * 500}", "longer than 500"),
    ],
)
def test_a_published_decision_has_an_address_that_anybody_can_open(url, words):
    refused_with(words, regulator_days.check_published, url)


def refused_with(words: str, check, *values, **named) -> None:
    """The check refuses these values with these words, or takes them where there are none."""
    if not words:
        check(*values, **named)
        return
    with pytest.raises(Refused, match=words):
        check(*values, **named)
