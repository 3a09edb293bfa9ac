"""What an officer should look out for."""

from datetime import date

import pytest

from foirequests.domain.reading.flags import TELL_DEPUTY_DIRECTOR, WHY
from foirequests.domain.reading.read import read_request


def flags_in(text: str) -> set[str]:
    """The kinds of flag."""
    return {flag.value for flag in read_request(text, received_on=date(2024, 5, 10)).flags}


@pytest.mark.parametrize(
    ("flag", "text"),
    [
        ("small_numbers", "How many claims were settled by trust, by year and by specialty?"),
        ("commercial", "What hourly rates do your panel firms charge?"),
        ("commercial", "What is the internal target for time to resolution of claims?"),
        ("commercial", "Please list the reserves held on open claims."),
        ("legal_advice", "Please send the advice from counsel on fixed costs."),
        ("staff_data", "Please send the names of all staff who handled the contract."),
        (
            "future_publication",
            "How many claims were received in 2023/24? I need it before the annual report is published.",
        ),
        ("press", "How many claims were settled?\n\nJo Bloggs\nBBC News"),
        ("press", "I am a journalist. How many claims were settled?"),
        ("parliament", "How many claims were settled?\n\nJo Bloggs MP\nHouse of Commons"),
        ("inquest", "An inquest opens in May. How many claims were settled?"),
        ("sensitive", "How many claims followed the suicide of a patient?"),
        ("sensitive", "How many claims concerned the deaths of babies?"),
        ("named_person", "Was Dr John Smith ever referred to NCAS or excluded?"),
        ("welsh", "Annwyl Syr, hoffwn wybodaeth am hawliadau. Faint o hawliadau sydd wedi dod? Diolch yn fawr"),
        (
            "court_records",
            "Please send the expert reports in the claim and the particulars of claim, and how many there are.",
        ),
    ],
)
def test_each_flag_is_raised_by_its_words(flag, text):
    assert flag in flags_in(text)
    assert flag in WHY


@pytest.mark.parametrize(
    "text",
    [
        "How many claims were settled in 2020?",
        "How many claims were settled, by trust?",
        "How many claims were settled, by specialty?",
        "How many claims in the independent sector were settled?",
        "How many claims were made against the Royal Free trust?",
        "At the times that you were closed, how many letters came?",
    ],
)
def test_plain_requests_raise_no_flag(text):
    assert flags_in(text) == set()


def test_the_story_of_a_subject_access_request_raises_no_flag_of_a_request_for_information():
    assert flags_in("My baby died in your care. Please send me a copy of my claim file.") == set()


def test_the_deputy_director_hears_early_of_the_press_and_not_of_a_format():
    assert "press" in TELL_DEPUTY_DIRECTOR and "commercial" not in TELL_DEPUTY_DIRECTOR
    assert WHY.keys() >= TELL_DEPUTY_DIRECTOR
    assert all("deputy director" in WHY[flag] or flag == "named_person" for flag in TELL_DEPUTY_DIRECTOR)


def test_a_request_in_welsh_says_that_it_was_hardly_read():
    text = "Annwyl Syr, rwy'n gofyn am wybodaeth. Faint o hawliadau sydd wedi dod ers 2018? Diolch yn fawr"
    assert "Welsh" in read_request(text, received_on=date(2024, 5, 10)).trouble
