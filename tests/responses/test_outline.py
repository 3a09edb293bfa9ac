"""From likely outcomes to the blocks of a reply."""

from datetime import date, timedelta

import pytest

from responses.domain.outline import ANSWER_FIRST_FROM, LikelyOutcome, outline, review_outline
from responses.domain.wording_files import read_folder, valid_on
from tests.responses.letters import PROCEDURE_NOT_RECORDED, WORDING

LIBRARY = read_folder(WORDING)
IN_JANUARY, TODAY = date(2023, 1, 25), date(2026, 11, 2)


def test_the_request_of_january_2023_gets_the_outline_of_the_real_letter():
    assert outline([PROCEDURE_NOT_RECORDED], on=IN_JANUARY) == (
        "request-restated",
        "response-heading",
        "role-and-services",
        "claims-coding",
        "attribute-not-recorded",
        "offer-by-code",
        "independent-providers",
        "referral-nhs-england",
        "conclusion",
        "internal-review",
        "information-commissioner",
    )


def test_today_the_act_is_named_and_the_answer_comes_before_the_background():
    slugs = outline([PROCEDURE_NOT_RECORDED], on=TODAY)
    assert slugs[:5] == ("opening", "request-restated", "response-heading", "attribute-not-recorded", "claims-coding")
    assert slugs[-3:] == ("conclusion", "internal-review", "information-commissioner")


def test_a_late_reply_apologises_and_a_corrected_one_says_so_first():
    assert outline([LikelyOutcome("held")], on=TODAY, late=True)[:2] == ("opening", "apology-late")
    assert outline([LikelyOutcome("held")], on=TODAY, corrects=True)[:2] == ("correction", "opening")


def test_figures_from_the_claims_database_come_with_how_to_read_them():
    assert "claims-figures" in outline([LikelyOutcome("held", "claims_management")], on=TODAY)
    assert "claims-figures" not in outline([LikelyOutcome("held", "safety_and_learning")], on=TODAY)


def test_an_environmental_reply_names_the_regulations_and_no_section_of_the_act():
    slugs = outline([LikelyOutcome("not_held")], on=TODAY, regime="eir", late=True)
    assert slugs == (
        "opening-environmental",
        "apology-late",
        "request-restated",
        "response-heading",
        "not-held-environmental",
        "conclusion",
        "internal-review-environmental",
        "regulator-environmental",
    )
    library = valid_on(LIBRARY, TODAY)
    words = " ".join(library[slug].body for slug in slugs)
    assert "Environmental Information Regulations 2004" in words
    assert "the Act" not in words and "section" not in words and "((code_days))" not in words


@pytest.mark.parametrize("outcome", ["upheld", "partly_upheld", "not_upheld"])
def test_the_outcome_of_a_review_names_the_regulator_once_and_no_second_review(outcome):
    library = valid_on(LIBRARY, TODAY)
    words = " ".join(library[slug].body for slug in review_outline(outcome))
    environmental = " ".join(library[slug].body for slug in review_outline(outcome, regime="eir"))
    assert "regulation 18" in environmental
    assert "section 50" not in environmental
    assert words.count("((regulator_name))") == 1
    assert "no further stage" in words
    assert "((review_by))" not in words


def test_several_questions_give_each_block_once():
    slugs = outline([PROCEDURE_NOT_RECORDED, LikelyOutcome("held", "claims_management")], on=TODAY)
    assert len(set(slugs)) == len(slugs)
    assert {"attribute-not-recorded", "information-below"} <= set(slugs)


@pytest.mark.parametrize("day", [date(2023, 1, 5), date(2023, 2, 28), date(2023, 3, 1), TODAY])
@pytest.mark.parametrize("held", ["held", "part_held", "not_held", "not_confirmed", ""])
@pytest.mark.parametrize("service", ["claims_management", "primary_care_appeals", ""])
@pytest.mark.parametrize("not_recorded", [True, False])
@pytest.mark.parametrize("regime", ["foi", "eir"])
def test_every_block_that_an_outline_names_is_in_the_library_on_that_day(day, held, service, not_recorded, regime):
    library = valid_on(LIBRARY, day)
    late = day >= date(2023, 3, 1)
    slugs = outline([LikelyOutcome(held, service, not_recorded)], on=day, regime=regime, late=late, corrects=late)
    assert set(slugs) <= set(library)


ANSWERS = [
    # held, service, does it turn on something not recorded; the blocks of the answer
    ("held", "claims_management", False, "information-below claims-figures re-use"),
    ("held", "safety_and_learning", False, "information-below re-use"),
    ("part_held", "claims_management", False, "part-held claims-figures re-use"),
    ("part_held", "safety_and_learning", False, "part-held re-use"),
    ("not_held", "claims_management", False, "not-held claims-coding offer-by-code"),
    ("not_held", "safety_and_learning", False, "not-held"),
    ("not_held", "safety_and_learning", True, "not-held"),
    (
        "not_held",
        "claims_management",
        True,
        "attribute-not-recorded claims-coding offer-by-code independent-providers referral-nhs-england",
    ),
    ("held", "claims_management", True, "information-below claims-figures re-use"),
    ("not_confirmed", "claims_management", False, ""),
    ("", "claims_management", False, ""),
]


@pytest.mark.parametrize(("held", "service", "not_recorded", "blocks"), ANSWERS)
def test_each_likely_outcome_has_its_answer(held, service, not_recorded, blocks):
    opening, ending = ("opening", "request-restated", "response-heading"), ("conclusion", "internal-review")
    slugs = outline([LikelyOutcome(held, service, not_recorded)], on=TODAY)
    assert slugs == (*opening, *blocks.split(), *ending, "information-commissioner")


def test_what_is_published_is_answered_by_saying_where_under_the_act_and_supplied_under_the_regulations():
    published = LikelyOutcome("held", "corporate", accessible_elsewhere=True)
    assert outline([published], on=TODAY)[3:-3] == ("already-accessible",)
    assert outline([published], on=TODAY, regime="eir")[3:-3] == ("information-below", "re-use")


def test_what_is_published_and_turns_on_something_not_recorded_is_still_not_held():
    asked = LikelyOutcome("not_held", "claims_management", attribute_not_recorded=True, accessible_elsewhere=True)
    assert "already-accessible" not in outline([asked], on=TODAY)


@pytest.mark.parametrize(
    ("held", "blocks"),
    [
        ("held", "information-below re-use"),
        ("part_held", "part-held re-use"),
        ("not_held", "not-held-environmental"),
        ("not_confirmed", ""),
    ],
)
def test_each_likely_outcome_of_an_environmental_request_has_its_answer(held, blocks):
    slugs = outline([LikelyOutcome(held, "claims_management", True)], on=TODAY, regime="eir")
    assert slugs[3:-3] == tuple(blocks.split())


def test_until_the_end_of_february_2023_replies_kept_the_order_of_the_january_letter():
    assert date(2023, 3, 1) == ANSWER_FIRST_FROM
    assert outline([], on=ANSWER_FIRST_FROM)[0] == "opening"
    assert outline([], on=ANSWER_FIRST_FROM - timedelta(days=1))[0] == "request-restated"


@pytest.mark.parametrize(
    ("held", "service", "blocks"),
    [("held", "claims_management", ("claims-coding",)), ("held", "safety_and_learning", ()), ("not_held", "", ())],
)
def test_the_order_of_2023_explains_codes_only_for_claims(held, service, blocks):
    slugs = outline([LikelyOutcome(held, service)], on=IN_JANUARY)
    assert slugs[2:-3] == ("role-and-services", *blocks)


def test_several_questions_share_what_they_have_in_common():
    slugs = outline([LikelyOutcome("held"), LikelyOutcome("part_held")], on=TODAY)
    assert slugs[3:-3] == ("information-below", "re-use", "part-held")


def test_an_outcome_turns_on_something_not_recorded_only_when_triage_says_so():
    plain = LikelyOutcome("not_held", "claims_management")
    assert outline([plain], on=TODAY) == outline([LikelyOutcome("not_held", "claims_management", False)], on=TODAY)
