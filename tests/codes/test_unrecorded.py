"""What the claims database does not record: what is named, which codes are offered instead, who may hold it."""

import json

import pytest

from codes.domain.passages import Passage
from codes.domain.unrecorded import MOST_CONCEPTS, ConceptHit, Term, missing, not_recorded
from tests.codes.lexicons import confidence_of_codes, read, shipped_concepts

BY_PROCEDURE = (
    "I wonder if NHS Resolution have any claims data that can be looked at by procedure. We wondered if it would be"
    " possible to look at say the top ten elective procedures by NHS delivered and IS delivered care."
)


def found_in(text, **kwargs):
    return {missing.concept: missing for missing in not_recorded(text, shipped_concepts(), **kwargs)}


def test_a_request_by_procedure_goes_to_nhs_england():
    missing = found_in(BY_PROCEDURE)["procedure"]
    assert missing.body == "NHS England" and missing.named == "top ten elective procedures"
    assert [passage.of(BY_PROCEDURE) for passage in missing.passages] == ["by procedure", "top ten elective procedures"]


@pytest.mark.parametrize(
    ("text", "concept", "named"),
    [
        ("claims about hip replacements", "procedure", "hip replacements"),
        ("the operation involved in each claim", "procedure", "operation involved"),
        ("long Covid claims by staff", "diagnosis", "long Covid"),
        ("claims about endometriosis", "diagnosis", "endometriosis"),
        ("the most common conditions", "diagnosis", "common conditions"),
        ("missed subarachnoid haemorrhage", "diagnosis", "subarachnoid haemorrhage"),
        ("maternal sepsis deaths", "sepsis_type", "maternal sepsis"),
        ("lung cancer", "cancer_type", "lung cancer"),
        ("the type of cancer", "cancer_type", "type of cancer"),
        ("injuries from sodium valproate", "drug", "sodium valproate"),
        ("which drug was given", "drug", "which drug"),
        ("where the fall happened", "place_of_fall", "where the fall"),
        ("falls around the bed", "place_of_fall", "falls around the bed"),
        ("the ethnicity of the mothers", "ethnicity", "ethnicity"),
        ("the grade of the doctor", "clinician_grade", "grade of the doctor"),
        ("care by private hospitals", "independent_provider", "private hospitals"),
        ("by ward", "care_setting", "by ward"),
        ("all never events", "never_event", "never events"),
        ("wrongful life", "legal_term", "wrongful life"),
        ("claims in Scotland", "other_nation", "claims in Scotland"),
        ("care in non-NHS hospitals", "independent_provider", "non-NHS hospitals"),
    ],
)
def test_what_has_no_field_is_named_in_the_request_s_own_words(text, concept, named):
    assert found_in(text)[concept].named == named


@pytest.mark.parametrize(
    "text",
    [
        "number of claims and damages paid, by trust and year, for general surgery",
        "claims about delay in diagnosis",
        "please tell me how many claims you settled",
        "sepsis claims",
        "claims excluding lung cancer",
        "claims against Northern Care Alliance",
        "",
    ],
)
def test_what_has_a_code_or_is_excluded_is_not_missing(text):
    assert found_in(text) == {}


def test_each_term_offers_the_nearest_codes_and_its_own_body():
    life = found_in("wrongful life")["legal_term"]
    assert [label for _, label in life.nearest] == ["Foetal Abnormality", "Multiple Disabilities", "Wrongful Birth"]
    jab = found_in("damage from the Covid vaccine")["drug"]
    assert jab.body == "NHS Business Services Authority" and ("cause", "Incorrect Injection Site") in jab.nearest


def test_only_what_stands_within_the_passage_counts():
    text = "1. By procedure? 2. By ethnicity?"
    assert set(found_in(text, within=Passage(16, len(text)))) == {"ethnicity"}


def test_no_request_gets_an_endless_list():
    everything = " ; ".join(word for row in read("unrecorded_concepts.json") for word in row["terms"][0]["words"])
    assert len(not_recorded(everything, shipped_concepts())) == MOST_CONCEPTS


def test_the_codes_offered_are_codes_of_the_lists():
    rows = read("unrecorded_concepts.json")
    offered = {tuple(code) for row in rows for term in row["terms"] for code in term["nearest"]}
    assert offered <= set(confidence_of_codes())
    assert len({row["code"] for row in rows}) == len(rows) and json.dumps(rows)


@pytest.mark.parametrize("words", ["birth injury claims", "birth trauma cases", "delivery claims", "operation errors"])
def test_claims_that_are_counted_are_no_activity_of_hospitals(words):
    assert "activity" not in found_in(f"How many {words} were settled?")


def test_births_that_are_counted_are():
    assert found_in("How many births were there?")["activity"].named == "many births"


def test_the_kind_of_treatment_for_childlessness_is_not_recorded():
    missing = found_in("How many claims were about IVF?")["procedure"]
    assert missing.nearest == (("specialty", "Gynaecology"), ("injury", "Infertility"))


def test_each_term_is_named_once_by_its_fullest_words_with_its_first_five_places():
    text = "hip, new hip, " + "hip, " * 9
    ward = ConceptHit("care_setting", Term(("ward",)), Passage(0, 3))
    at = [(0, 3), (5, 12), *((14 + 5 * n, 17 + 5 * n) for n in range(9))]
    hips = [ConceptHit("procedure", Term(("hip",)), Passage(*place)) for place in reversed(at)]

    found = missing([*hips, ward], text)

    assert [(each.concept, each.named) for each in found] == [("procedure", "new hip"), ("care_setting", "hip")]
    assert [(passage.start, passage.end) for passage in found[0].passages] == at[:5]


def test_eight_things_are_named_at_most_those_that_are_asked_for_first():
    late_and_early = [ConceptHit("drug", Term(("z",)), Passage(at, at + 1)) for at in (90, 0)]
    others = [ConceptHit("drug", Term((str(n),)), Passage(5 + n, 6 + n)) for n in range(9)]

    found = missing([*reversed(others), *late_and_early], "z" + "abcdefghijklmnopqrst" * 5)

    assert MOST_CONCEPTS == 8
    assert [each.passages[0].start for each in found] == [0, 5, 6, 7, 8, 9, 10, 11]
