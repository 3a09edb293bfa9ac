"""From what was decided to the parts of the reply."""

import re
from dataclasses import replace
from datetime import date

import pytest

from responses.domain import outline, placeholders
from responses.domain.answer_parts import listed, restated
from responses.domain.assembly import planned_parts, refuses
from responses.domain.decisions import Decision
from responses.domain.letter import Letter
from responses.domain.missing import FORMAL_TEST
from responses.domain.planned import Asked, PlacedTable, Plan, clause, sentence
from tests.responses.decided import TODAY, ground, letter_of, provisions, wording
from tests.responses.letters import CLAIMS, MOMENTS
from tests.responses.test_outline import ANSWERS

FRAME = ("opening", "request-restated", "response-heading")
ENDING = ("conclusion", "internal-review", "information-commissioner")


def plan(*decisions: Decision, **facts) -> Plan:
    return Plan(decisions=decisions, on=facts.pop("on", TODAY), **facts)


def slugs(planned: Plan) -> tuple[str, ...]:
    return tuple(part.slug or part.source for part in planned_parts(planned))


def text_of(planned: Plan, **values: str) -> str:
    letter = letter_of(planned, **values)
    assert letter.missing == ()
    return words_of(letter.fill_moments({name: MOMENTS[name] for name in letter.moment_gaps}))


def words_of(letter: Letter) -> str:
    return "\n".join(placeholders.fill(part.body, letter.filled_for(part)) for part in letter.parts)


@pytest.mark.parametrize(("held", "service", "not_recorded", "blocks"), ANSWERS)
@pytest.mark.parametrize("day", [date(2023, 1, 25), TODAY])
def test_a_reply_to_one_question_has_the_blocks_of_its_outline(held, service, not_recorded, blocks, day):
    likely = outline.LikelyOutcome(held, service, not_recorded)
    asked = {1: Asked(1, "How many?", service, "the type of procedure" if not_recorded else "")}
    assert slugs(plan(Decision(1, "foi", held), on=day, asked=asked)) == outline.outline([likely], on=day)


@pytest.mark.parametrize("held", ["held", "part_held", ""])
def test_an_environmental_reply_to_one_question_has_the_blocks_of_its_outline(held):
    assert slugs(plan(Decision(1, "eir", held), regime="eir")) == outline.outline(
        [outline.LikelyOutcome(held)], on=TODAY, regime="eir"
    )


def test_a_late_and_a_correcting_reply_say_so_before_the_answer():
    assert slugs(plan(Decision(1, "foi", "held"), late=True, corrects=True))[:3] == (
        "correction",
        "opening",
        "apology-late",
    )


def test_what_was_decided_fills_the_answer():
    text = text_of(plan(Decision(1, "foi", "held", "granted", answer="Twelve claims.")))
    assert "give it to you in full:\n\nTwelve claims." in text
    decided = Decision(1, "foi", "not_held", "not_held", details={"places_searched": "the claims database."})
    assert "would be kept: the claims database.\n" in text_of(plan(decided))


def test_every_question_has_exactly_one_line_on_its_outcome():
    decisions = [
        Decision(1, "foi", "held", "granted", answer="1"),
        Decision(2, "foi", "not_held", "not_held"),
        Decision(3, "foi", "held", "part", answer="3", grounds=(ground("s40(2)"), ground("s43(2)", "ground:2"))),
        Decision(4, "foi", "held", "refused", grounds=(ground("s21"),)),
        Decision(5, "foi", "not_confirmed", "refused", grounds=(ground("s40(2)", denies=True),)),
        Decision(6, "foi", "held", "refused", grounds=(ground("s12(1)"),)),
        Decision(7, "foi", "held", "refused", grounds=(ground("s14(1)"),)),
        Decision(8, "foi", "part_held", "granted", answer="8", details={"not_held_part": "the rest"}),
        Decision(9, "eir", "not_held", "not_held", grounds=(ground("reg12(4)(a)"),)),
    ]
    parts = planned_parts(plan(*decisions))
    outcomes = [part.question for part in parts if part.role == "outcome"]
    assert outcomes == [1, 2, 3, 4, 5, 6, 7, 8, 9]


def test_what_is_typed_for_one_question_cannot_fill_the_gap_of_another():
    undecided = [Decision(number, "foi", "not_held", text="Which?") for number in (1, 2)]
    letter = letter_of(plan(*undecided), information_not_held="typed once", places_searched="typed once")
    assert {gap.name for gap in letter.missing} == {"information_not_held", "places_searched"}
    assert "typed once" not in words_of(letter)


AVAILABLE = [code for code in provisions() if not code.startswith(("s1(", "s8", "s9", "s17", "s35"))]


@pytest.mark.parametrize("code", AVAILABLE)
def test_every_ground_makes_a_complete_letter_that_cites_it(code):
    given = ground(code)
    regime = given.provision.regime
    text = text_of(plan(Decision(1, regime, "held", "refused", grounds=(given,)), regime=regime), places_searched="x",
                   information_not_held="y")  # fmt: skip
    cited = given.provision.citation
    assert cited in text or cited.capitalize() in text
    other = "of the Regulations" if regime == "foi" else "of the Act"
    assert other not in text
    weighs = given.provision.weighs_public_interest and code not in FORMAL_TEST
    assert ("outweighs the public interest in disclosing the information" in text) is weighs


@pytest.mark.parametrize("code", [code for code in AVAILABLE if provisions()[code].ncnd])
def test_a_denial_says_nothing_that_gives_away_whether_anything_is_held(code):
    given = ground(code, denies=True)
    regime = given.provision.regime
    text = text_of(plan(Decision(1, regime, "not_confirmed", "refused", grounds=(given,)), regime=regime))
    assert "neither confirm nor deny" in text
    assert "should not be taken as indicating" in text
    assert not re.search(r"(?<!whether )[Ww]e (do not )?hold (the|this|part)", text)
    assert "We withhold" not in text and "the target of KPI 1" not in text
    weighs = given.provision.weighs_public_interest and code not in FORMAL_TEST
    assert ("in disclosing whether we hold the information" in text) is weighs


def test_an_absolute_exemption_has_no_public_interest_test():
    for code in ("s21", "s40(2)", "s44(1)(a)"):
        assert "public interest" not in text_of(plan(Decision(1, "foi", "held", "refused", grounds=(ground(code),))))


def test_confidence_has_its_defence_and_no_test():
    parts = planned_parts(plan(Decision(1, "foi", "held", "refused", grounds=(ground("s41"),))))
    assert [part.slug for part in parts if part.role in ("defence", "public_interest")] == ["confidence-defence"]


def test_a_balance_that_is_not_decided_is_a_gap():
    letter = letter_of(plan(Decision(1, "foi", "held", "refused", grounds=(ground("s43(2)", balance=""),))))
    assert [gap.name for gap in letter.missing] == ["public_interest_conclusion"]


def test_a_ground_whose_balance_favours_disclosure_withholds_nothing():
    decided = Decision(1, "foi", "held", "granted", answer="12", grounds=(ground("s43(2)", balance="disclosure"),))
    assert slugs(plan(decided)) == (*FRAME, "information-below", "re-use", *ENDING)
    assert not refuses(decided)


def test_an_opinion_is_cited_with_its_office_its_day_and_its_likelihood():
    text = text_of(plan(Decision(1, "foi", "held", "refused", grounds=(ground("s36(2)(b)(i)"),))))
    assert (
        "On 20 January 2023 the Chief Executive, our qualified person under section 36(5) of the Act, gave the "
        "reasonable opinion that to disclose it would be likely to inhibit the free and frank provision of advice."
    ) in text


@pytest.mark.parametrize(
    ("category", "slug"), [("special", "personal-data-special"), ("offences", "personal-data-offences"), ("no", "")]
)
def test_data_of_a_special_category_have_a_paragraph_of_their_own(category, slug):
    given = ground("s40(2)")
    given = replace(given, details={**given.details, "special_category": category})
    found = slugs(plan(Decision(1, "foi", "held", "refused", grounds=(given,))))
    assert [each for each in found if each.startswith("personal-data-")] == ([slug] if slug else [])


def test_the_cost_limit_gives_its_arithmetic_its_table_and_a_way_that_fits():
    decided = Decision(1, "foi", "held", "refused", grounds=(ground("s12(1)"),), tables=("table:4",))
    tables = {"table:4": PlacedTable(CLAIMS, is_estimate=True)}
    assert slugs(plan(decided, tables=tables))[3:8] == (
        "cost-limit", "cost-estimate", "table:4", "within-the-limit", "refusal-notice",
    )  # fmt: skip
    text = text_of(plan(decided, tables=tables))
    assert "£450, which at £25 an hour is 18 hours of work" in text
    given = ground("s12(2)", details={"nothing_narrower_because": "no code fits", "hours": "30"})
    found = slugs(plan(Decision(1, "foi", "held", "refused", grounds=(given,))))
    assert found[3:6] == ("cost-limit-to-find-out", "cost-estimate", "nothing-within-the-limit")


def test_nobody_is_called_vexatious_and_reasons_stand_only_where_they_are_given():
    given = ground("s14(1)", details={})
    assert "vexatious-reasons" not in slugs(plan(Decision(1, "foi", "held", "refused", grounds=(given,))))
    text = text_of(plan(Decision(1, "foi", "held", "refused", grounds=(ground("s14(1)"),))))
    assert "consider this request to be vexatious" in text and "you are vexatious" not in text


def test_a_repeated_request_names_the_day_and_reference_of_the_earlier_answer():
    text = text_of(plan(Decision(1, "foi", "held", "refused", grounds=(ground("s14(2)"),))))
    assert "on 2 March 2022, under the reference what was said of earlier reference" in text


def test_help_stands_where_somebody_has_said_what_would_help():
    details = {"places_searched": "x", "nearest_held": "claims by injury", "other_body": "NHS England",
               "other_body_contact": "england.nhs.uk"}  # fmt: skip
    found = slugs(plan(Decision(1, "foi", "not_held", "not_held", details=details)))
    assert found[3:6] == ("not-held", "nearest-held", "another-body")
    environmental = slugs(plan(Decision(1, "eir", "not_held", "not_held", details=details), regime="eir"))
    assert environmental[3:6] == ("not-held-environmental", "nearest-held-environmental", "another-body")
    assert "refusal-notice-environmental" in environmental, "under the Regulations it is an exception"


def test_questions_under_both_laws_say_that_there_are_two():
    both = plan(Decision(1, "foi", "held", "granted", answer="1"), Decision(2, "eir", "held", "granted", answer="2"))
    assert "another-regime" in slugs(both)


def test_every_part_that_is_planned_has_wording_in_the_library():
    for code in AVAILABLE:
        for denies in (False, True):
            given = ground(code, denies=denies)
            held = "not_confirmed" if denies else "held"
            regime = given.provision.regime
            for part in planned_parts(plan(Decision(1, regime, held, "refused", grounds=(given,)), regime=regime)):
                assert not part.slug or part.slug in wording(), (code, part.slug)


def test_a_long_question_is_restated_shortly():
    assert restated("How   many\nclaims?", 1) == "How many claims?"
    assert restated("word " * 60, 1).endswith("word…") and len(restated("word " * 60, 1)) <= 141


@pytest.mark.parametrize(
    "own",
    ["1.", "1)", "(1)", "1:", "Q1", "Q1.", "Question 1:", "question 1 -", "a)", "(b)", "ii)", "a.", "-", "•", "*"],
)
def test_the_number_that_the_requester_gave_a_question_is_not_printed_behind_ours(own):
    assert restated(f"{own} How many claims?", 1) == "How many claims?"


@pytest.mark.parametrize(
    "question",
    ["2. How many claims?", "Q2 How many?", "1 in 5 claims: why?", "1.5 million pounds?", "A. Smith's claims?", "1."],
)
def test_another_number_and_a_number_that_is_part_of_the_question_stay(question):
    assert restated(question, 1) == question


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Four cells", "four cells"),
        ("The names of two staff.", "the names of two staff"),
        ("the names of two staff", "the names of two staff"),
        ("Names of staff in 4 documents", "names of staff in 4 documents"),
        ("Signatures of two staff", "signatures of two staff"),
        ("4 names", "4 names"),
        ("NHS numbers", "NHS numbers"),
        ("Leeds and York", "Leeds and York"),
        ("Houses of Parliament papers", "Houses of Parliament papers"),
        ("ONE name", "ONE name"),
    ],
)
def test_what_was_taken_out_reads_well_inside_its_sentence_however_it_is_typed(typed, printed):
    assert clause(typed) == printed


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("the board decided", "The board decided."),
        ("https://resolution.nhs.uk/report", "https://resolution.nhs.uk/report."),
        ("www.gov.uk has it", "www.gov.uk has it."),
        ("resolution.nhs.uk/report", "resolution.nhs.uk/report."),
        ("foi@example.org answers", "foi@example.org answers."),
        ("eLearning helps", "eLearning helps."),
        ("is it so?", "Is it so?"),
    ],
)
def test_a_sentence_begins_with_a_capital_save_where_an_address_or_a_name_has_its_own_letters(typed, printed):
    assert sentence(typed) == printed


def test_names_are_listed_once_each():
    assert listed(["a", "b", "a", "c"]) == "a, b and c"
    assert listed(["a"]) == "a"
