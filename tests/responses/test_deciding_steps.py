"""Which outcomes are open, what may be relied on, how a weighing ends, what the record keeps: no database."""

from dataclasses import replace

import pytest

from responses.domain import decision_fields
from responses.domain.decisions import DISCLOSURE, MAINTAINING
from responses.domain.errors import Refused
from responses.domain.offer import is_shut, why_not_offered
from responses.domain.outcomes import answer_to
from responses.domain.weighing import conclusion, has_presumption
from tests.responses.laws import DATA, EFFECT, HARM, QUALIFIED, complete, decision, provision

OPEN = complete("s40(2)", DATA)


@pytest.mark.parametrize(
    ("held", "chosen", "settled"),
    [
        ("held", "part", "part"),
        ("held", "not_held", ""),
        ("held", "", ""),
        ("not_held", "granted", "not_held"),
        ("not_confirmed", "", "refused"),
        ("", "granted", ""),
    ],
)
def test_where_the_law_leaves_one_outcome_nobody_is_asked(held, chosen, settled):
    assert decision_fields.settled_outcome(held, chosen) == settled


def test_a_conclusion_is_in_the_words_of_the_law():
    said = conclusion(provision("s43(2)", HARM), denies=False, balance=MAINTAINING)
    assert said == (
        "In all the circumstances of the case, the public interest in maintaining the exemption outweighs the public"
        " interest in disclosing the information."
    )
    other = conclusion(provision("s43(2)", HARM), denies=False, balance=DISCLOSURE)
    assert "does not outweigh" in other
    denied = conclusion(provision("s43(2)", HARM), denies=True, balance=MAINTAINING)
    assert "the exclusion of the duty to confirm or deny outweighs" in denied
    assert "maintaining the exception" in conclusion(
        provision("reg12(5)(e)", EFFECT), denies=False, balance=MAINTAINING
    )


def test_the_regulations_presume_disclosure_but_not_of_personal_data():
    assert has_presumption(provision("reg12(5)(e)", EFFECT))
    assert not has_presumption(provision("reg13(1)", DATA))
    assert not has_presumption(provision("s43(2)", HARM))


@pytest.mark.parametrize(
    ("code", "powers", "qualified", "is_offered"),
    [
        ("s43(2)", (), False, True),
        ("s30", (), True, False),
        ("s30", ("investigates_crime",), True, True),
        ("s33", ("investigates_crime",), True, False),
        ("s33", ("audits_others",), True, True),
        ("s35", ("investigates_crime", "audits_others"), True, False),
        ("s36(2)(c)", (), False, False),
        ("s36(2)(c)", (), True, True),
        ("s1(1)(a)", (), True, False),
        ("reg12(4)(a)", (), True, False),
    ],
)
def test_what_the_authority_may_not_use_is_not_offered_and_the_reason_is_said(code, powers, qualified, is_offered):
    not_ours = "Not for this authority." if code in ("s30", "s33", "s35") else ""
    why = why_not_offered(code, not_ours=not_ours, powers=powers, has_qualified_person=qualified)
    assert bool(why) is not is_offered


@pytest.mark.parametrize(
    ("section", "powers", "shut"),
    [
        ("s30", (), True),
        ("s30", ("investigates_crime",), False),
        ("s33", ("investigates_crime",), True),
        ("s35", ("investigates_crime", "audits_others"), True),
        ("s40", (), False),
    ],
)
def test_an_exemption_is_shut_to_an_authority_without_the_power_that_opens_it(section, powers, shut):
    assert is_shut(section, powers) is shut


def test_the_record_keeps_the_exemptions_once_and_what_is_not_held_under_the_regulations():
    twice = decision(outcome="part", grounds=(OPEN, replace(OPEN, key="ground:2"), complete("s42", QUALIFIED)))
    assert answer_to(twice).exemptions == ("s40(2)", "s42")
    assert answer_to(decision("not_held", "", regime="eir")).exemptions == ("reg12(4)(a)",)
    assert answer_to(decision("part_held", "")).outcome == "part"
    with pytest.raises(Refused, match="question 1 is held"):
        answer_to(decision("", ""))


@pytest.mark.parametrize(
    ("held", "outcome", "regime", "asked"),
    [
        ("held", "granted", "foi", ["dataset"]),
        ("held", "granted", "eir", []),
        ("held", "part", "foi", ["removed", "dataset"]),
        ("held", "refused", "foi", []),
        ("not_held", "not_held", "eir", ["places_searched", "nearest_held", "other_body", "other_body_contact"]),
        ("not_confirmed", "refused", "foi", []),
    ],
)
def test_a_question_is_asked_for_the_facts_that_its_answer_and_its_law_want(held, outcome, regime, asked):
    found = decision_fields.question_fields(held, outcome, regime=regime)
    assert [each.name for each in found] == asked
    assert all(each.wanted_by.startswith("Regulation" if regime == "eir" else "Section") for each in found)


def test_only_what_is_held_in_full_has_to_say_what_is_taken_out():
    required = {
        held: {each.name: each.required for each in decision_fields.question_fields(held, "part", regime="foi")}
        for held in ("held", "part_held")
    }
    assert (required["held"]["removed"], required["part_held"]["removed"]) == (True, False)
