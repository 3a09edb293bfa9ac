"""What the regulator and the tribunal found, as values: what stands, what it says of a provision, how days are read."""

from datetime import date

import pytest

from responses.domain.earlier_answers import NOT_OVERTURNED, PARTLY, REGULATOR, TRIBUNAL, WHOLLY, Ruling
from responses.domain.named_provisions import provisions_named
from responses.domain.regulator import (
    NOT_UPHELD,
    PARTLY_UPHELD,
    UPHELD,
    Found,
    ends_before_an_appeal_could,
    rulings_of,
    worst_of,
)

NOTICE, APPEAL = date(2026, 3, 6), date(2026, 9, 1)


@pytest.mark.parametrize(
    ("outcome", "on_appeal", "overturned", "body"),
    [
        (UPHELD, "", WHOLLY, REGULATOR),
        (PARTLY_UPHELD, "", PARTLY, REGULATOR),
        (NOT_UPHELD, "", NOT_OVERTURNED, REGULATOR),
        (UPHELD, NOT_UPHELD, NOT_OVERTURNED, TRIBUNAL),
        (NOT_UPHELD, UPHELD, WHOLLY, TRIBUNAL),
        (UPHELD, PARTLY_UPHELD, PARTLY, TRIBUNAL),
    ],
)
def test_a_complaint_that_is_upheld_overturns_the_provision_and_the_tribunal_has_the_last_word(
    outcome, on_appeal, overturned, body
):
    found = Found("s43(2)", outcome, NOTICE, on_appeal, APPEAL if on_appeal else None)

    given_on = APPEAL if on_appeal else NOTICE
    assert rulings_of([found]) == (Ruling(body, overturned, given_on, frozenset({"s43(2)"})),)


def test_lateness_says_nothing_of_what_may_be_withheld():
    assert rulings_of([Found("", UPHELD, NOTICE)]) == ()


def test_a_provision_of_which_the_regulator_said_nothing_is_not_overturned_by_it():
    (ruling,) = rulings_of([Found("s43(2)", UPHELD, NOTICE)])
    assert ruling.overturns("s43(2)") and not ruling.overturns("s40(2)")


@pytest.mark.parametrize(
    ("verdicts", "worst"),
    [
        ([NOT_OVERTURNED], NOT_OVERTURNED),
        ([NOT_OVERTURNED, PARTLY], PARTLY),
        ([WHOLLY, NOT_OVERTURNED, PARTLY], WHOLLY),
    ],
)
def test_a_reply_that_was_looked_at_twice_counts_by_what_went_furthest_against_it(verdicts, worst):
    assert worst_of(verdicts) == worst


def test_a_reply_that_nobody_looked_at_has_no_verdict():
    with pytest.raises(ValueError, match="empty"):
        worst_of([])


def test_a_notice_may_not_give_less_time_than_there_is_to_appeal():
    assert ends_before_an_appeal_could(NOTICE, date(2026, 4, 2))
    assert not ends_before_an_appeal_could(NOTICE, date(2026, 4, 3))
    assert ends_before_an_appeal_could(NOTICE, date(2026, 4, 3), days=29)


KNOWN = {"s12(1)", "s14(1)", "s36(2)(b)(i)", "s40(2)", "s42", "s43(2)", "reg12(4)(b)", "reg13"}


@pytest.mark.parametrize(
    ("typed", "codes", "strange"),
    [
        ("", [], []),
        ("s43(2)", ["s43(2)"], []),
        ("Section 40(2), S.42 and section 43 (2)", ["s40(2)", "s42", "s43(2)"], []),
        ("regulation 12(4)(b); reg 13 EIR", ["reg12(4)(b)", "reg13"], []),
        ("40(2)\n12(4)(b)", ["s40(2)", "reg12(4)(b)"], []),
        ("section 36(2)(b)(i) of the Act", ["s36(2)(b)(i)"], []),
        ("s42, s42", ["s42"], []),
        ("section 99, s42", ["s42"], ["section 99"]),
        ("regulation 42", [], ["regulation 42"]),
        ("the panel", [], ["the panel"]),
    ],
)
def test_provisions_are_read_as_officers_write_them(typed, codes, strange):
    assert provisions_named(typed, KNOWN) == (codes, strange)
