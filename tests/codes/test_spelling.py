"""Slips mended to words that count, and English words left as they are."""

import pytest

from codes.spelling import spelling

MENDED = spelling(["obstetrics", "maternity", "diagnosis", "stroke", "casualty", "dental", "sepsis"])


@pytest.mark.parametrize(
    ("written", "meant"),
    [("obstertrics", "obstetrics"), ("maternitty", "maternity"), ("diagnosus", "diagnosis"), ("stroake", "stroke")],
)
def test_a_slip_is_mended(written, meant):
    assert MENDED(written) == meant


@pytest.mark.parametrize(
    "word", ["causality", "stoke", "rental", "eternity", "obstetrics", "sepis", "zzzzzzzz", "кашель"]
)
def test_a_word_that_is_right_or_short_or_strange_stays(word):
    assert MENDED(word) == word
