"""Worked examples in a file, held against our rules field by field."""

import json
from pathlib import Path

import pytest

from codes.bank_holiday_source import bank_holidays_of
from codes.domain.working_days import NATIONS, Holiday, WorkingDayCalendar
from foirequests.domain.clock import Rules
from foirequests.domain.clock_examples import Line, judge
from tests.dates import day

UK = WorkingDayCalendar("United Kingdom", tuple(NATIONS), "FOIA s.10(6)")
EXAMPLES = Path(__file__).parent / "worked_examples.json"


def test_the_rules_themselves_agree_with_every_worked_example():
    known_to = day("Sun 31 December 2028")
    holidays = tuple(
        Holiday(on, nation, title) for nation in NATIONS for on, title in bank_holidays_of(nation, known_to)
    )
    rules = Rules(
        uk=WorkingDayCalendar("United Kingdom", tuple(NATIONS), "FOIA s.10(6)", holidays, known_to),
        england_and_wales=WorkingDayCalendar("England and Wales", ("ENG", "WLS"), "1971 Act", holidays, known_to),
    )
    told = list(judge(json.loads(EXAMPLES.read_text()), rules))

    assert [str(line) for line in told if line.verdict != "agrees"] == []
    assert len(told) == 123


def lines(*vectors: dict, **more) -> list[str]:
    told = judge({"vectors": vectors, **more}, Rules(uk=UK, england_and_wales=UK))
    return [str(line) for line in told if line.verdict != "agrees"]


def vector(**changes) -> dict:
    plain = {
        "id": "V1",
        "rule": "foia_s10_20wd",
        "inputs": {"received": "2023-01-05"},
        "expected": {"due": "2023-02-02"},
    }
    return {**plain, **changes}


@pytest.mark.parametrize(
    ("example", "printed"),
    [
        (vector(expected={"due": "2023-02-03"}), ["V1 due: expected 2023-02-03, got 2023-02-02"]),
        (vector(expected={"due": "2023-02-02", "utc_naive_wrong": "x"}), ["V1 utc_naive_wrong: skipped"]),
        (
            vector(expected={"due": "2023-02-02", "ew_only_wrong": "x"}),
            ["V1 ew_only_wrong: expected x, got 2023-02-02"],
        ),
        (vector(expected={"sooner": "2023-02-02"}), ["V1 sooner: expected 2023-02-02, got no such answer"]),
        (vector(expected={"skipped": ["2023-01-06"]}), ["V1 skipped: expected [2023-01-06], got []"]),
        (vector(rule="magic"), ["V1 magic: a rule that is not known"]),
        (vector(expected={}), ["V1 foia_s10_20wd: nothing to compare"]),
        (
            vector(expected={"utc_naive_wrong": "x"}),
            ["V1 utc_naive_wrong: skipped", "V1 foia_s10_20wd: nothing to compare"],
        ),
        (vector(inputs={}), ["V1 foia_s10_20wd: no input 'received'"]),
        (vector(inputs={"received": "soon"}), ["V1 foia_s10_20wd: Invalid isoformat string: 'soon'"]),
    ],
)
def test_what_does_not_agree_is_told_field_by_field(example, printed):
    assert lines(example) == printed


def test_a_request_from_elsewhere_is_held_against_our_own_date():
    assert lines(external=[{"id": "X", "received": "2023-01-05", "ours": "2023-02-02"}]) == []
    assert lines(external=[{"received": "2023-01-05", "ours": "2023-02-03"}]) == [
        "external 1 ours: expected 2023-02-03, got 2023-02-02"
    ]


@pytest.mark.parametrize("example", [7, [], {"inputs": []}, {"expected": 7}, {"inputs": [1], "expected": {}}])
def test_what_is_no_example_is_called_by_its_name_or_its_place(example):
    why = "example: no example: it needs fields, and so do its inputs and what is expected"
    wrong = {**example, "inputs": [1]} if isinstance(example, dict) else example
    assert lines(vector(), wrong) == [f"vector 2 {why}"]
    assert lines(external=[{"received": "2023-01-05", "ours": "2023-02-02"}, wrong]) == [f"external 2 {why}"]
    assert lines({"id": "V7", "expected": 7}) == [f"V7 {why}"]


def test_a_vector_whose_every_field_is_passed_over_is_no_comparison_and_one_field_is():
    passed_over = {"one_wrong": 1, "another_wrong": 2}
    assert lines(vector(expected=passed_over))[-1] == "V1 foia_s10_20wd: nothing to compare"
    assert lines(vector(expected={**passed_over, "due": "2023-02-02"})) == [
        "V1 one_wrong: skipped",
        "V1 another_wrong: skipped",
    ]


def test_flags_are_shown_as_the_file_writes_them():
    assert str(Line("V1", "provisional", "disagrees", True, False)) == "V1 provisional: expected true, got false"
