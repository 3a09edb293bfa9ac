"""The time to ask for an internal review, in words."""

import pytest

from responses.presenters.windows import window_lines, window_words
from tests import factories
from tests.dates import day


@pytest.fixture
def letter(officer, clearer):
    return factories.a_sent_letter(by=officer, clearer=clearer, issued_on=day("Thu 2 February 2023"))


@pytest.mark.parametrize(
    ("today", "said"),
    [
        ("Sat 25 February 2023", "Open until 2 March 2023, 5 days left"),
        ("Wed 1 March 2023", "Open until 2 March 2023, 1 day left"),
        ("Thu 2 March 2023", "Open until 2 March 2023, today is the last day"),
        ("Fri 3 March 2023", "Passed on 2 March 2023. Until 31 March 2023 a request is late for us and in time"),
        ("Sat 1 April 2023", "Passed on 2 March 2023, and the Code of Practice’s time on 31 March 2023"),
    ],
)
def test_the_window_says_how_long_is_left_and_what_a_late_request_means(letter, today, said):
    assert window_words(letter, day(today)).startswith(said)


def test_a_letter_still_to_be_posted_has_no_last_day_yet(officer, clearer):
    letter = factories.an_issued_letter(
        by=officer, clearer=clearer, issued_on=day("Thu 2 February 2023"), channel="post", postal_address="1 Any Road"
    )
    assert window_words(letter, day("Fri 3 February 2023")) == "Begins when the posting of the letter is recorded"
    assert "by post" in window_lines(letter)[0]


def test_a_letter_whose_email_has_not_left_has_no_window_yet(officer, clearer):
    letter = factories.an_issued_letter(by=officer, clearer=clearer, issued_on=day("Thu 2 February 2023"))
    words = window_words(letter, day("Fri 3 February 2023"))

    assert words == "Begins when the e-mail with the letter has been sent"


def test_the_working_names_receipt_last_day_and_the_code(letter):
    words = " ".join(window_lines(letter))
    assert "counts as received on 2 February 2023" in words
    assert "2 March 2023" in words and "31 March 2023" in words
