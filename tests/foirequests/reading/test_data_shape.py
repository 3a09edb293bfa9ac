"""What a question wants data to look like."""

from datetime import date

import pytest

from codes.domain.passages import Passage
from foirequests.domain.reading.data_shape import BREAKDOWNS, MEASURES
from foirequests.domain.reading.periods import period_in, period_words
from foirequests.domain.reading.read import read_request
from foirequests.domain.reading.values import QuestionRead

DAY = date(2024, 5, 10)


def read(text: str) -> QuestionRead:
    """The first question of a text."""
    return read_request(text, received_on=DAY).questions[0]


@pytest.mark.parametrize(
    ("measures", "text"),
    [
        ({"claims_received"}, "How many claims were received in 2020?"),
        ({"claims_settled"}, "Number of settled claims"),
        ({"claims_received", "claims_settled"}, "How many claims were received and settled?"),
        ({"nil_damages"}, "How many claims were closed with nil damages?"),
        ({"claims_open"}, "Which claims are still open?"),
        ({"damages"}, "The highest payout please"),
        ({"damages", "defence_costs", "claimant_costs"}, "Please give damages, defence costs and claimant costs."),
        ({"reserves"}, "Please tell us the reserves."),
    ],
)
def test_what_is_counted_is_read(measures, text):
    assert {cue.value for cue in read(text).measures} >= measures
    assert measures <= MEASURES.keys()


@pytest.mark.parametrize(
    "text",
    [
        "How many claims did you settle in 2020?",
        "How many claims were settled in 2020?",
        "How many sepsis claims has the trust settled?",
        "How many claims about sepsis were settled?",
    ],
)
def test_claims_that_were_settled_are_not_counted_as_received(text):
    assert [cue.value for cue in read(text).measures] == ["claims_settled"]


def test_what_claimants_solicitors_were_paid_is_claimant_costs():
    for text in ("How much was paid to claimant solicitors in 2020?", "Sums paid to the claimants' lawyers"):
        assert [cue.value for cue in read(text).measures] == ["claimant_costs"]


def test_each_part_of_a_numbered_question_adds_what_it_counts():
    text = "1. For sepsis claims:\na) how many were received?\nb) how many settled with damages?\n2. How many are open?"
    first, second = read_request(text, received_on=DAY).questions
    assert {cue.value for cue in first.measures} == {"claims_received", "claims_settled", "damages"}
    assert [cue.value for cue in second.measures] == ["claims_open"]


@pytest.mark.parametrize(
    "words",
    [
        "Under the Freedom of Information Act 2000",
        "Under the Freedom of Information Act, 2000",
        "Under the FOIA 2000",
        "Under the Act of 2000",
        "O dan Ddeddf Rhyddid Gwybodaeth 2000",
        "My date of birth is 12 May 1974 and",
        "DOB: 12 May 1974",
    ],
)
def test_the_year_of_a_law_or_of_a_birth_is_no_period(words):
    text = f"{words}, how many claims were there?"
    assert period_in(text, Passage(0, len(text)), received_on=DAY) is None


def test_babies_who_were_born_in_a_year_are_asked_about_for_that_year():
    assert read("How many claims were made for babies born in 2019?").period.first == 2019


def test_a_financial_year_may_be_written_with_a_fraction_slash():
    period = read("How many claims were settled in 2019⁄20?").period
    assert (period.first, period.counted) == (2019, "financial")


@pytest.mark.parametrize(
    ("breakdowns", "text"),
    [
        ({"trust", "year"}, "How many claims were settled by trust and by year?"),
        ({"specialty", "injury"}, "How many claims were settled, split by specialty and by injury?"),
        (
            {"trust", "year", "cause"},
            "How many claims, broken down by:\n- trust\n- financial year\n- cause",
        ),
        ({"ethnicity"}, "How many doctors were referred, by ethnicity?"),
        ({"month"}, "How many claims were received in total, per month?"),
        ({"region"}, "How many claims were received, broken down by region?"),
        ({"trust"}, "Which ten trusts paid the most in damages?"),
    ],
)
def test_how_figures_are_to_be_divided_is_read(breakdowns, text):
    assert {cue.value for cue in read(text).breakdowns} >= breakdowns
    assert breakdowns <= BREAKDOWNS.keys()


def test_one_trust_is_no_division_by_trust():
    assert "trust" not in {
        cue.value for cue in read("How many claims were made against the Royal Free trust?").breakdowns
    }


@pytest.mark.parametrize(
    ("text", "first", "last", "counted"),
    [
        ("from 2018/19 to 2022/23", 2018, 2022, "financial"),
        ("2019/20, 2020/21 and 2021/22", 2019, 2021, "financial"),
        ("2013-14", 2013, 2013, "financial"),
        ("1999/00", 1999, 1999, "financial"),
        ("between 1 April 2017 and 31 March 2022", 2017, 2021, "financial"),
        ("between April 2012 and March 2017", 2012, 2017, ""),
        ("2013-2018", 2013, 2018, ""),
        ("in 2020", 2020, 2020, ""),
        ("in the calendar years 2018 to 2020", 2018, 2020, "calendar"),
        ("since 2016", 2016, None, ""),
        ("from January 2016 onwards", 2016, None, ""),
        ("April 2012 to date", 2012, None, ""),
        ("until 2015", None, 2015, ""),
        ("in the last five financial years", 2019, 2023, "financial"),
        ("in the last five years", 2019, 2024, ""),
        ("for the past 2 full calendar years", 2022, 2023, "calendar"),
        ("last year", 2023, 2023, ""),
        ("in the last 12 months", 2023, 2024, ""),
    ],
)
def test_the_period_is_read_as_the_request_counts_it(text, first, last, counted):
    period = period_in(text, Passage(0, len(text)), received_on=DAY)
    assert (period.first, period.last, period.counted) == (first, last, counted)
    assert all(passage.of(text) for passage in period.passages)


def test_financial_years_before_the_day_of_receipt_are_those_that_had_ended():
    text = "in the last two financial years"
    march = period_in(text, Passage(0, len(text)), received_on=date(2024, 3, 31))
    april = period_in(text, Passage(0, len(text)), received_on=date(2024, 4, 1))
    assert (march.first, march.last, april.first, april.last) == (2021, 2022, 2022, 2023)


@pytest.mark.parametrize(
    "text", ["the Freedom of Information Act 2000", "EIR Regulations 2004", "FOI_2021", "room 2020a"]
)
def test_years_in_names_are_no_period(text):
    assert period_in(text, Passage(0, len(text)), received_on=DAY) is None


@pytest.mark.parametrize(
    ("basis", "text"),
    [
        ("incident", "How many claims were there by year of incident since 2015?"),
        ("settlement", "Fatality claims in 2020/21: year means year of settlement, please tell me how many."),
        ("payment", "How much in damages, by year of payment, since 2015?"),
        ("notification", "How many claims were notified in 2020?"),
        (
            "notification",
            "By year I mean the year in which the claim was notified.\n\n1. How many claims about slips since 2015?",
        ),
        ("ask", "How many claims about slips were there in each year since 2015?"),
        ("ask", "Please list claims received and claims settled since 2015."),
    ],
)
def test_which_year_is_meant_is_read_and_asked_for_when_unsaid(basis, text):
    assert read(text).year_basis.value == basis


def test_no_year_of_a_claim_matters_where_nothing_is_asked_by_year_or_of_claims():
    assert read("How many claims are open?").year_basis is None
    assert read("How much did you spend on agency staff in 2020?").year_basis is None


def test_the_period_of_a_lead_in_holds_for_each_item():
    text = "For 2018/19 to 2020/21 please provide:\n1. the number of claims received\n2. the damages paid"
    periods = [question.period for question in read_request(text, received_on=DAY).questions]
    assert [(period.first, period.last) for period in periods] == [(2018, 2020)] * 2


def test_the_form_of_the_answer_is_read_from_the_whole_request():
    text = "How many claims were settled?\n\nPlease send this in Excel by email."
    assert {cue.value for cue in read(text).formats} == {"excel", "electronic"}


@pytest.mark.parametrize(
    ("first", "last", "counted", "words"),
    [
        (2021, 2025, "financial", "2021/22 to 2025/26"),
        (1999, 1999, "financial", "1999/00"),
        (2018, 2020, "calendar", "2018 to 2020, calendar years"),
        (2016, None, "", "from 2016"),
        (None, 2012, "", "until 2012"),
        (None, None, "", "no years named"),
    ],
)
def test_a_period_is_told_as_people_write_it(first, last, counted, words):
    assert period_words(first, last, counted) == words
