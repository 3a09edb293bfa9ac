"""What was decided, as a value: it survives the journey through a stored letter, and says what it refuses."""

import json
from dataclasses import replace
from datetime import date

import pytest

from responses.domain.decisions import Decision, Factor, Ground, Opinion, decisions_in
from responses.domain.letter import Letter, Part, letter_hash
from responses.domain.provisions import Provision, cited
from responses.domain.tables import Table

INTERESTS = Provision("s43(2)", "foi", "qualified", "prejudice", name="Commercial interests", ncnd="s43(3)")
PERSONAL = Provision("s40(2)", "foi", "absolute", "principles", ncnd="s40(5B)(a)")
CONDUCT = Provision("s36(2)(c)", "foi", "qualified", "opinion", ncnd="s36(3)")
PROCEEDINGS = Provision("reg12(5)(b)", "eir", "qualified", "adverse_effect")
COST = Provision("s12(1)", "foi", "none", "procedure")

LIGHT = Factor("disclosure", "People can see what was paid.", 1)
HEAVY = Factor("disclosure", "Public money is spent.", 3, "The sums are large.")
AGAINST = Factor("maintaining", "A firm that knows the target times its offers.", 2)
GROUND = Ground(
    key="ground:12",
    provision=INTERESTS,
    information="the target of KPI 1",
    details={"whose": "ours"},
    factors=(LIGHT, HEAVY, AGAINST),
    balance="maintaining",
)
OPINION = Opinion("A. Person", "Chief Executive", date(2023, 3, 3), ("s36(2)(c)",), "would", "It would chill advice.")
DECIDED = Decision(
    1, "foi", "held", "part", answer="12", grounds=(GROUND, replace(GROUND, key="ground:13", opinion=OPINION))
)


@pytest.mark.parametrize(
    ("provision", "citation", "weighs", "likelihood"),
    [
        (INTERESTS, "section 43(2)", True, True),
        (CONDUCT, "section 36(2)(c)", True, True),
        (PERSONAL, "section 40(2)", False, False),
        (PROCEEDINGS, "regulation 12(5)(b)", True, False),
        (COST, "section 12(1)", False, False),
    ],
)
def test_a_provision_says_how_it_is_cited_and_what_it_asks_for(provision, citation, weighs, likelihood):
    assert (provision.citation, provision.weighs_public_interest, provision.needs_likelihood) == (
        citation,
        weighs,
        likelihood,
    )


def test_a_code_that_is_neither_section_nor_regulation_is_cited_as_it_stands():
    assert cited("Article 5") == "Article 5"


def test_a_ground_that_denies_cites_the_exclusion_of_the_duty_to_confirm():
    assert GROUND.cites == "s43(2)"
    assert replace(GROUND, denies=True).cites == "s43(3)"
    assert replace(GROUND, provision=COST, denies=True).cites == "s12(1)"


def test_factors_of_one_side_come_heaviest_first():
    assert GROUND.factors_for("disclosure") == (HEAVY, LIGHT)
    assert GROUND.factors_for("maintaining") == (AGAINST,)


@pytest.mark.parametrize(("side", "weight"), [("for", 1), ("disclosure", 0), ("disclosure", 4)])
def test_a_factor_has_a_side_and_a_weight(side, weight):
    with pytest.raises(ValueError, match="A factor is for disclosure or for maintaining"):
        Factor(side, "words", weight)


@pytest.mark.parametrize(
    ("decision", "refuses"),
    [
        (Decision(1, "foi", "held", "granted"), False),
        (Decision(1, "foi", "not_held", "not_held"), False),
        (Decision(1, "foi", "held", "refused"), True),
        (Decision(1, "foi", "held", "part"), True),
        (Decision(1, "foi", "not_confirmed"), True),
        (Decision(1, "foi", grounds=(GROUND,)), True),
    ],
)
def test_a_decision_knows_whether_it_refuses(decision, refuses):
    assert decision.refuses is refuses


def test_a_decision_survives_the_journey_through_json():
    assert Decision.from_mapping(json.loads(json.dumps(DECIDED.to_mapping()))) == DECIDED
    bare = Decision(2, "eir")
    assert bare.to_mapping() == {"question": 2, "regime": "eir", "held": "", "codes": ()}
    assert Decision.from_mapping(bare.to_mapping()) == bare


def test_an_act_of_the_clock_is_no_decision_about_a_question():
    assert decisions_in([{"act": "extension"}, {"question": 1, "regime": "foi", "held": "", "codes": [7]}]) == (
        Decision(1, "foi", codes=(7,)),
    )


TABLE = Table(
    "Claims by year",
    ("Year", "Claims"),
    (("2021", "12"), ("2022", "*")),
    "claims",
    ("At 31 March.",),
    (("*", "1 to 4"),),
)


def test_a_table_survives_the_journey_through_json():
    assert Table.from_mapping(json.loads(json.dumps(TABLE.to_mapping()))) == TABLE


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"caption": " "}, "caption"),
        ({"columns": (), "rows": ()}, "column"),
        ({"rows": (("2021",),)}, "cell for each column"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused(changes, words):
    with pytest.raises(ValueError, match=words):
        replace(TABLE, **changes)


def test_parts_of_two_refusals_each_fill_their_own_gap():
    wording = "It is exempt under ((exemption)) because ((why))."
    parts = (
        Part(
            "p1",
            "block",
            wording,
            question=1,
            role="refusal",
            source="ground:12",
            values={"exemption": "section 43(2)"},
        ),
        Part("p2", "block", wording, question=2, role="refusal", values={"exemption": "section 40(2)", "why": "b"}),
    )
    letter = Letter(layout="plain", parts=parts, values={"why": "a"}, title="Reply")
    assert letter.values_for(parts[0]) == {"exemption": "section 43(2)", "why": "a"}
    assert letter.values_for(parts[1]) == {"exemption": "section 40(2)", "why": "b"}
    assert letter.missing == ()
    assert [gap.part_key for gap in replace(letter, values={}).missing] == ["p1"]


def test_a_decision_cannot_fill_a_gap_of_the_moment():
    part = Part("p1", "block", "Issued ((issued_on))", values={"issued_on": "1 April 2023"})
    letter = Letter(layout="plain", parts=(part,), values={}, title="Reply")
    assert letter.filled_for(part) == {}
    assert letter.missing_moments == ("issued_on",)


def test_a_part_with_a_table_survives_the_journey_through_a_stored_letter():
    parts = (Part("p1", "table", "", question=1, role="table", source="table:4", table=TABLE),)
    letter = Letter(layout="plain", parts=parts, values={}, title="Reply", decisions=(DECIDED.to_mapping(),))
    again = Letter.from_json(json.loads(json.dumps(letter.to_json())))
    assert again.parts == parts
    assert letter_hash(again) == letter_hash(letter)


def test_letters_cleared_before_parts_had_decisions_keep_their_hash():
    stored = Part("p1", "block", "Words", slug="opening", version=1).to_mapping()
    assert set(stored) == {"key", "kind", "body", "slug", "version", "title", "edited", "continues"}
    assert Part.from_mapping(stored) == Part("p1", "block", "Words", slug="opening", version=1)


def test_a_part_has_a_role_of_the_list():
    with pytest.raises(ValueError, match="no role"):
        Part("p1", "paragraph", "Words", role="poem")
