"""The clock is held against worked examples from a file."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from foirequests.domain.clock_answers import RULES

EXAMPLES = Path(__file__).parent / "worked_examples.json"


def run(file: Path) -> tuple[str, int]:
    printed = StringIO()
    try:
        call_command("check_clock", file, stdout=printed)
    except SystemExit as ended:
        return printed.getvalue(), ended.code
    return printed.getvalue(), 0


def test_every_rule_has_a_worked_example():
    assert {each["rule"] for each in json.loads(EXAMPLES.read_text())["vectors"]} == set(RULES)


def test_our_dates_agree_with_every_worked_example(office):
    printed, status = run(EXAMPLES)

    assert printed == "53 vectors, 123 values compared, 0 disagreements, 0 skipped\n"
    assert status == 0


@pytest.mark.parametrize(
    "example",
    [
        {"expected": {"due": "2023-02-03"}},
        {"rule": "magic", "expected": {"due": "2023-02-02"}},
        {"expected": {}},
        {"expected": ["2023-02-02"]},
        {"inputs": "2023-01-05", "expected": {"due": "2023-02-02"}},
        {"inputs": {"received": 20230105}, "expected": {"due": "2023-02-02"}},
        {"inputs": {"received": "9999-12-20"}, "expected": {"due": "9999-12-31"}},
        {"rule": "dn_compliance", "inputs": {"dn_date": "2026-02-27", "calendar_days": 10**12}, "expected": {"due": 0}},
    ],
)
def test_the_command_fails_when_anything_is_not_as_it_should_be(office, tmp_path, example):
    file = tmp_path / "examples.json"
    file.write_text(
        json.dumps(
            {"vectors": [{"id": "V1", "rule": "foia_s10_20wd", "inputs": {"received": "2023-01-05"}, **example}]}
        )
    )

    printed, status = run(file)

    assert status == 1
    assert printed.startswith("V1 ") and "\n1 vectors, " in printed


@pytest.mark.parametrize("key", ["vectors", "external"])
def test_an_example_that_is_none_fails_and_the_others_are_compared(office, tmp_path, key):
    file = tmp_path / "examples.json"
    good = {
        "vectors": {
            "id": "V1",
            "rule": "foia_s10_20wd",
            "inputs": {"received": "2023-01-05"},
            "expected": {"due": "2023-02-02"},
        },
        "external": {"received": "2023-01-05", "ours": "2023-02-02"},
    }[key]
    file.write_text(json.dumps({key: ["2023-01-05", good]}))

    printed, status = run(file)

    assert status == 1
    assert "no example: it needs fields" in printed
    assert "1 values compared, 0 disagreements" in printed


@pytest.mark.parametrize(
    ("contents", "words"),
    [
        ("{", "is not JSON"),
        ("[]", "neither vectors nor"),
        ('{"vectors": null}', "vectors must be a list"),
        ('{"external": {"received": "2023-01-05"}}', "external must be a list"),
        (None, "cannot be read"),
    ],
)
def test_a_file_that_is_none_is_refused_in_plain_words(tmp_path, contents, words):
    file = tmp_path / "examples.json"
    if contents is not None:
        file.write_text(contents)

    with pytest.raises(CommandError, match=words):
        call_command("check_clock", file)
