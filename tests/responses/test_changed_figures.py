"""The figures of a section 12 refusal beside those that the case's estimate has by now."""

from fractions import Fraction

import pytest

from foirequests.domain.cost_limit import CostLimit, CostLine, Estimate
from responses.domain.changed_estimate import changed_since, comes_to

LIMIT = CostLimit(pounds=450, pounds_an_hour=25)
STATED = {"hours": "200", "pounds": "5,000", "records": "1,200 claim files"}


def estimate(*lines: tuple[int, str, str]) -> Estimate:
    """Of so many of a thing, at so many minutes each."""
    read = (CostLine("extract", unit, units, Fraction(minutes), 1, "a sample of 20") for units, minutes, unit in lines)
    return Estimate(tuple(read), LIMIT)


@pytest.mark.parametrize(
    ("details", "lines"),
    [
        (STATED, [(1200, "10", "claim files")]),
        (STATED, [(1200, "10", "folders")]),
        (STATED, [(1200, "5", "claim files"), (1200, "5", "claim files")]),
        (STATED, [(1200, "10.025", "claim files")]),
        (STATED, [(1200, "9.975", "claim files")]),
        (STATED | {"hours": "201.0"}, [(1200, "10.05", "claim files")]),
        (STATED | {"hours": " 200.5 "}, [(1200, "10.025", "claim files")]),
        (STATED | {"hours": "200.5"}, [(1200, "10.0275", "claim files")]),
        (STATED | {"records": "", "activities": "To read 1,200 files"}, [(1200, "10", "claim files")]),
        ({"hours": ""}, [(600, "1", "claim files")]),
        ({}, [(600, "1", "claim files")]),
        ({}, []),
    ],
)
def test_a_decision_with_the_figures_of_the_case_or_with_none_yet_is_in_order(details, lines):
    assert changed_since(details, estimate(*lines)) == ""


@pytest.mark.parametrize(
    ("details", "lines", "told"),
    [
        (
            STATED,
            [(1200, "12", "claim files")],
            "The estimate on the case now comes to 240 hours, £6,000 for 1,200 claim files."
            " The decision says 200 hours, £5,000 for 1,200 claim files",
        ),
        (
            STATED | {"hours": "200.0"},
            [(1200, "10.025", "claim files")],
            "The estimate on the case now comes to 200.5 hours, £5,012.50 for 1,200 claim files."
            " The decision says 200.0 hours, £5,000 for 1,200 claim files",
        ),
        (
            {"hours": " 200 ", "records": "1,200 claim files. "},
            [(600, "20", "claim files")],
            "The estimate on the case now comes to 200 hours, £5,000 for 600 claim files."
            " The decision says 200 hours for 1,200 claim files",
        ),
        (
            {"hours": "200", "pounds": "5,000"},
            [(600, "20", "claim files"), (600, "0", "boxes")],
            "The estimate on the case now comes to 200 hours, £5,000 for 600 claim files; 600 boxes."
            " The decision says 200 hours, £5,000",
        ),
        (
            STATED,
            [],
            "The decision says 200 hours, £5,000 for 1,200 claim files."
            " The estimate was taken off the case: every line of it is removed",
        ),
    ],
)
def test_other_figures_are_told_with_both(details, lines, told):
    assert changed_since(details, estimate(*lines)) == told


@pytest.mark.parametrize(
    ("hours", "lines"),
    [
        ("200", [(1200, "10.026", "claim files")]),
        ("200.5", [(1200, "10.027625", "claim files")]),
        ("200.05", [(1200, "10.004", "claim files")]),
        ("200", [(1200, "10", "claim files"), (30, "0", "boxes")]),
    ],
)
def test_hours_beyond_their_last_digit_and_records_that_were_not_counted_are_other_figures(hours, lines):
    assert changed_since(STATED | {"hours": hours}, estimate(*lines)).startswith(
        "The estimate on the case now comes to"
    )


def test_an_estimate_is_told_with_its_hours_pounds_and_records():
    assert comes_to(estimate((600, "3", "claim files"))) == "30 hours, £750 for 600 claim files"
