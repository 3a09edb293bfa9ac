"""What is taken in as a request, and on which day."""

from datetime import timedelta

import pytest

from foirequests.domain.errors import Refused
from foirequests.domain.receipt import (
    LONGEST_REQUEST,
    LONGEST_SUBJECT,
    check_day_of_receipt,
    check_subject,
    check_text,
    is_cut_off,
    subject_of,
)
from tests.dates import day

TODAY = day("Thu 5 January 2023")
FIRST_DAY_OF_THE_ACT = day("Sat 1 January 2005")


@pytest.mark.parametrize("received", [TODAY, FIRST_DAY_OF_THE_ACT])
def test_a_request_may_have_come_today_or_on_the_first_day_of_the_act(received):
    check_day_of_receipt(received, today=TODAY)


@pytest.mark.parametrize(
    ("received", "said"),
    [
        (TODAY + timedelta(days=1), "cannot be in the future"),
        (FIRST_DAY_OF_THE_ACT - timedelta(days=1), "before 1 January 2005"),
    ],
)
def test_a_request_comes_neither_tomorrow_nor_before_the_act(received, said):
    with pytest.raises(Refused, match=said):
        check_day_of_receipt(received, today=TODAY)


def test_a_request_keeps_its_words_whatever_ends_its_lines():
    assert check_text(" \r\nOne.\r\n\r\nTwo.\rThree.\n ") == "One.\n\nTwo.\nThree."


@pytest.mark.parametrize("blank", ["", " ", "\r\n\t\n"])
def test_a_request_without_words_is_none(blank):
    with pytest.raises(Refused, match="Enter the text of the message"):
        check_text(blank, what="message")


def test_a_request_can_have_a_hundred_thousand_characters_and_not_one_more():
    assert LONGEST_REQUEST == 100_000
    assert len(check_text("x" * 100_000)) == 100_000
    with pytest.raises(Refused, match="The request is 100,001 characters long. It can have up to 100,000"):
        check_text("x" * 100_001)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("How many   claims\nin 2022?", "How many claims in 2022?"),
        ("a" * 90, "a" * 90),
        ("a" * 91, "a" * 90 + "…"),
        ("word " * 30, " ".join(["word"] * 18) + "…"),
        ("a" * 80 + " " + "b" * 20 + " c", "a" * 80 + "…"),
    ],
)
def test_a_request_without_a_subject_goes_by_its_opening_words(text, subject):
    assert subject_of(text) == subject


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Dear Sir or Madam\n\nHow many claims were there?", "How many claims were there?"),
        ("Hello,\n\nHow many claims were there?", "How many claims were there?"),
        ("Dear team, how many claims were there?", "how many claims were there?"),
        ("Dear Sir or Madam", "Dear Sir or Madam"),
        ("Hi, can you tell me how many claims there were?", "can you tell me how many claims there were?"),
        ("How many claims were there?\nThank you", "How many claims were there? Thank you"),
    ],
)
def test_a_subject_made_of_the_opening_words_begins_after_the_greeting(text, subject):
    assert subject_of(text) == subject


@pytest.mark.parametrize(
    ("subject", "breaks_off"),
    [("Claims about retained…", True), ("Claims about retained... ", True), ("Claims … and more", False), ("", False)],
)
def test_a_subject_that_ends_with_dots_breaks_off(subject, breaks_off):
    assert is_cut_off(subject) is breaks_off


def test_a_subject_stands_in_one_line():
    assert check_subject("  Claims about \n retained objects ") == "Claims about retained objects"
    assert check_subject("x" * LONGEST_SUBJECT) == "x" * LONGEST_SUBJECT


@pytest.mark.parametrize(
    ("subject", "said"),
    [
        (" \n ", "Say what the request is about"),
        ("\u200b", "Say what the request is about"),
        ("x" * 201, "up to 200 characters; this has 201"),
        ("Claims about retained…", "in full"),
        ("Claims...", "in full"),
    ],
)
def test_a_subject_that_says_nothing_is_too_long_or_breaks_off_is_none(subject, said):
    with pytest.raises(Refused, match=said):
        check_subject(subject)
