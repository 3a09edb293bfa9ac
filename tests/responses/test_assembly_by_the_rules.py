"""Letters that are assembled from complete decisions stand before the rule book."""

from dataclasses import replace
from datetime import date

import pytest

from responses.domain.decisions import Decision
from responses.domain.planned import Asked, PlacedTable, Plan
from responses.domain.rules import CaseFacts, Regulator, check_letter
from tests.responses.decided import TODAY, ground, letter_of, provisions
from tests.responses.letters import CLAIMS, MOMENTS
from tests.responses.test_assembly import AVAILABLE

LEAVES_ON = date(2023, 1, 25)
NEARBY = {
    "places_searched": "the claims database",
    "nearest_held": "claims by injury",
    "other_body": "NHS England",
    "other_body_contact": "https://england.nhs.uk/foi",
}
DENIED = [code for code in AVAILABLE if provisions()[code].ncnd]


def findings(*decisions: Decision, **tables: PlacedTable) -> list[tuple[str, str]]:
    """What the rules of today find in the letter of these decisions."""
    regime = decisions[0].regime
    asked = {each.question: Asked(each.question, each.text) for each in decisions}
    plan = Plan(decisions=decisions, on=TODAY, regime=regime, asked=asked, tables=tables)
    period = {"review_period": "40 working days"} if regime == "eir" else {}
    letter = letter_of(plan, as_at="31 March 2022", **period)
    letter = replace(letter, decisions=tuple(each.to_mapping() for each in decisions))
    letter = letter.fill_moments({name: MOMENTS[name] for name in letter.moment_gaps})
    facts = CaseFacts(
        kind="reply",
        regime=regime,
        reference="FOI_0007",
        requester="Ms Ada Pearce",
        received_on=date(2023, 1, 5),
        leaves_on=LEAVES_ON,
        questions={number: each.text for number, each in asked.items()},
        reviewer_mailbox="foi-reviews@resolution.example",
        review_length=28,
        review_unit="calendar_days",
        regulator=Regulator(places=("Wycliffe House",)),
    )
    return [(found.rule, found.words) for found in check_letter(letter, facts, as_of=TODAY)]


def test_a_full_disclosure_passes():
    assert findings(Decision(1, "foi", "held", "granted", "How many?", "Twelve claims.")) == []


@pytest.mark.parametrize(
    ("held", "code"),
    [
        ("not_confirmed", "s12(2)"),
        ("not_confirmed", "s14(1)"),
        ("not_confirmed", "s14(2)"),
        ("held", "s14(1)"),
        ("held", "s14(2)"),
    ],
)
def test_a_ground_that_lifts_the_duty_to_say_whether_it_is_held_denies_nothing(held, code):
    """Sections 12(2) and 14: the letter says that the request is refused, and neither confirms nor denies."""
    decided = Decision(1, "foi", held, "refused", "How many?", grounds=(ground(code),))

    assert findings(decided) == []
    letter = letter_of(Plan(decisions=(decided,), on=TODAY, asked={1: Asked(1, "How many?")}))
    assert "neither-confirm-nor-deny" not in [part.slug for part in letter.parts]


@pytest.mark.parametrize("regime", ["foi", "eir"])
def test_what_is_not_held_passes(regime):
    assert findings(Decision(1, regime, "not_held", "not_held", "How many?", details=NEARBY)) == []


def test_what_is_held_in_part_passes():
    details = NEARBY | {"not_held_part": "the costs"}
    assert findings(Decision(1, "foi", "part_held", "granted", "How many?", "Twelve.", details)) == []


def test_a_part_disclosure_with_masked_numbers_passes():
    decided = Decision(
        1, "foi", "held", "part", "How many?", "See the table.", {"removed": "names in 3 documents"},
        (ground("s40(2)"), ground("s43(2)", "ground:2")), ("table:4",),
    )  # fmt: skip
    assert findings(decided, **{"table:4": PlacedTable(CLAIMS)}) == []


@pytest.mark.parametrize("regimes", [("foi", "eir"), ("eir", "foi")])
def test_a_reply_under_both_laws_passes(regimes):
    first, second = regimes
    refused = ground("reg12(5)(e)" if second == "eir" else "s42")
    given = Decision(1, first, "held", "granted", "How many?", "Twelve.")
    assert findings(given, Decision(2, second, "held", "refused", "What else?", grounds=(refused,))) == []


@pytest.mark.parametrize("code", [code for code in AVAILABLE if code != "reg12(4)(a)"])
def test_a_refusal_on_every_ground_passes(code):
    given = ground(code)
    assert findings(Decision(1, given.provision.regime, "held", "refused", "How many?", grounds=(given,))) == []


def test_what_is_not_held_under_the_regulations_passes_with_its_exception():
    given = ground("reg12(4)(a)")
    assert findings(Decision(1, "eir", "not_held", "not_held", "How many?", details=NEARBY, grounds=(given,))) == []


@pytest.mark.parametrize("code", DENIED)
def test_to_neither_confirm_nor_deny_on_every_ground_passes(code):
    given = ground(code, denies=True, information="what was asked for")
    assert findings(Decision(1, given.provision.regime, "not_confirmed", "refused", "How?", grounds=(given,))) == []


def test_answers_of_every_kind_in_one_letter_pass():
    decisions = (
        Decision(1, "foi", "held", "granted", "How many claims?", "Twelve claims."),
        Decision(2, "foi", "not_held", "not_held", "How many procedures?", details=NEARBY),
        Decision(3, "foi", "held", "part", "What was paid?", "£3m.", {"removed": "3 names"}, (ground("s40(2)"),)),
        Decision(4, "foi", "held", "refused", "What was the target?", grounds=(ground("s43(2)", "ground:2"),)),
        Decision(5, "foi", "held", "refused", "Where are the factsheets?", grounds=(ground("s21", "ground:3"),)),
    )
    assert findings(*decisions) == []
