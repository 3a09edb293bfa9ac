"""What is still to be written before a ground or a decision can stand in a letter: no database."""

from dataclasses import replace
from datetime import date

import pytest

from responses.domain.decisions import DISCLOSURE, Factor, Opinion
from responses.domain.missing import missing_in, missing_of, needs_weighing
from responses.domain.rules.answers import Answer
from tests.responses.laws import (
    ABSOLUTE,
    DATA,
    EFFECT,
    HARM,
    OPINION,
    PROCEDURE,
    QUALIFIED,
    complete,
    decision,
    provision,
)

GIVEN = Opinion("Ada", "Chief Executive", date(2023, 1, 3), ("s36(2)(c)",), "would", "It chills.")


@pytest.mark.parametrize(
    ("code", "nature"),
    [
        ("s21", ABSOLUTE),
        ("s40(2)", DATA),
        ("s43(2)", HARM),
        ("s12(1)", PROCEDURE),
        ("reg12(5)(e)", EFFECT),
        ("s39", QUALIFIED),
    ],
)
def test_nothing_is_missing_from_a_complete_ground(code, nature):
    assert missing_of(complete(code, nature)) == ()


@pytest.mark.parametrize(
    ("code", "nature"), [("s40(2)", DATA), ("s43(2)", HARM), ("s41", ABSOLUTE), ("s14(2)", PROCEDURE)]
)
def test_each_field_that_is_empty_is_missing_by_its_name_with_its_provision(code, nature):
    whole = complete(code, nature)
    for name in whole.details:
        [missing] = missing_of(replace(whole, details={**whole.details, name: "  "}))
        assert (missing.name, missing.ground) == (name, "ground:1")
        assert missing.wanted_by


@pytest.mark.parametrize("held", ["not_confirmed", "not_held"])
def test_nobody_is_asked_what_becomes_of_a_question_where_triage_leaves_one_outcome(held):
    assert "outcome" not in [each.name for each in missing_in(decision(held, ""))]
    assert "outcome" in [each.name for each in missing_in(decision("held", ""))]


def test_what_need_not_be_said_is_not_missing():
    whole = complete("s14(1)", PROCEDURE)
    assert missing_of(replace(whole, details={})) == ()


def test_advice_under_section_12_may_say_why_nothing_narrower_would_help():
    whole = complete("s12(1)", PROCEDURE)
    neither = {**whole.details, "narrower": "", "nothing_narrower_because": ""}
    assert [each.name for each in missing_of(replace(whole, details=neither))] == ["narrower"]
    assert missing_of(replace(whole, details={**neither, "nothing_narrower_because": "All files differ."})) == ()


@pytest.mark.parametrize(
    ("changes", "names"),
    [
        ({"information": " "}, ["information"]),
        ({"factors": ()}, ["disclosure", "maintaining"]),
        ({"factors": (Factor(DISCLOSURE, "Money"),)}, ["maintaining"]),
        ({"balance": ""}, ["balance"]),
        ({"balance": DISCLOSURE}, ["balance"]),
    ],
)
def test_a_qualified_ground_is_weighed_on_both_sides_and_falls_on_the_side_of_withholding(changes, names):
    assert [each.name for each in missing_of(complete("s43(2)", HARM, **changes))] == names


def test_an_absolute_ground_and_a_formal_test_are_not_weighed():
    assert not needs_weighing(provision("s41", ABSOLUTE))
    assert not needs_weighing(provision("reg12(4)(a)", QUALIFIED))
    assert needs_weighing(provision("s42", QUALIFIED))


@pytest.mark.parametrize(
    ("changes", "names"),
    [
        ({}, []),
        ({"opinion": None}, ["opinion"]),
        ({"opinion": replace(GIVEN, limbs=("s36(2)(b)(i)",))}, ["opinion"]),
        ({"opinion": replace(GIVEN, likelihood="would_be_likely")}, ["likelihood"]),
        ({"denies": True}, ["opinion"]),
        ({"denies": True, "opinion": replace(GIVEN, denies=True)}, []),
    ],
)
def test_section_36_stands_on_an_opinion_of_the_same_limb_and_likelihood(changes, names):
    ground = complete("s36(2)(c)", OPINION, **{"opinion": GIVEN, **changes})
    assert [each.name for each in missing_of(ground)] == names


def test_a_provision_that_lifts_no_duty_cannot_deny():
    assert "denies" in [each.name for each in missing_of(complete("reg12(4)(e)", QUALIFIED, denies=True))]


DENYING = complete("s40(2)", DATA, denies=True)
OPEN = complete("s40(2)", DATA)


@pytest.mark.parametrize(
    ("found", "names"),
    [
        (decision(), []),
        (decision(held="", outcome=""), ["held"]),
        (decision(outcome=""), ["outcome"]),
        (decision(outcome="refused"), ["grounds"]),
        (decision(outcome="refused", grounds=(OPEN,)), []),
        (decision(outcome="part", grounds=(OPEN,)), ["removed"]),
        (decision(outcome="part", details={"removed": "Names"}, grounds=(OPEN,)), []),
        (decision("not_held", "not_held"), ["places_searched"]),
        (decision("not_held", "not_held", details={"places_searched": "Everywhere"}), []),
        (decision("part_held", "part"), ["not_held_part", "places_searched"]),
        (decision("part_held", "refused", details={"not_held_part": "Costs", "places_searched": "All"}), ["grounds"]),
        (decision("not_confirmed", "refused"), ["grounds"]),
        (decision("not_confirmed", "refused", grounds=(DENYING,)), []),
        (decision("not_confirmed", "refused", grounds=(DENYING, OPEN)), ["grounds"]),
        (decision("held", "refused", grounds=(DENYING,)), ["grounds"]),
        (decision("not_held", "not_held", details={"places_searched": "All"}, grounds=(OPEN,)), ["grounds"]),
        (decision("not_confirmed", "refused", grounds=(complete("s12(2)", PROCEDURE),)), []),
        (decision("not_confirmed", "refused", grounds=(complete("s12(1)", PROCEDURE),)), ["grounds"]),
    ],
)
def test_what_a_question_still_wants_follows_from_what_is_decided(found, names):
    assert [each.name for each in missing_in(found)] == names


@pytest.mark.parametrize(("code", "denied"), [("s12(2)", False), ("s14(1)", False), ("s12(1)", True)])
def test_what_need_not_be_said_of_a_costly_or_vexatious_request_is_not_denied(code, denied):
    answer = Answer(None, decision("not_confirmed", "refused", grounds=(complete(code, PROCEDURE),)))
    assert (answer.is_neither, answer.must_say_if_held) == (denied, False)
