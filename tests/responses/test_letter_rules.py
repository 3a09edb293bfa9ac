"""Rules about a letter's own words."""

import pytest

from responses.domain.letter_rules import names


@pytest.mark.parametrize(
    ("words", "label", "named"),
    [
        ("Claims about Thrombosis/Embolism since 2019.", "Thrombosis/Embolism", True),
        ("Claims about thrombosis/embolism.", "Thrombosis/Embolism", True),
        ("claims of wrong  site\nsurgery", "Wrong Site Surgery", True),
        ("Burnside hospital", "Burns", False),
        ("The reburns", "Burns", False),
        ("Burns, and scalds", "Burns", True),
        ("Failure/Delay Diagnosis (primary)", "Failure/Delay Diagnosis", True),
        ("", "Burns", False),
    ],
)
def test_a_code_is_named_by_its_whole_label(words, label, named):
    assert names(words, label) is named
