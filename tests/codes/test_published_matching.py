"""Noticing that a request asks for something that the register has."""

import time

import pytest

from codes.domain.published import PublishedFact, RegisteredItem
from codes.domain.published_matching import match_published

FACTS = (
    PublishedFact(
        1, "kpi", "1", "Time to resolution from claims decision to agreement of damages", "Claims Management",
        "2025/26", "Internal", "internal", ("time to resolution",),
    ),
    PublishedFact(
        2, "kpi", "3",
        "80% of pharmacy appeals where decision maker agreed with the recommendation of the case manager",
        "Primary Care Appeals", "2025/26", "80%",
    ),
    PublishedFact(
        3, "kpi", "4", "90% of advice and other case interventions delivered within target timeframe",
        "Practitioner Performance Advice", "2025/26", "90%",
    ),
    PublishedFact(
        4, "kpi", "5", "90% of all exclusions/suspensions critically reviewed (where due)",
        "Practitioner Performance Advice", "2025/26", "90%", "published", ("excluded practitioners",),
    ),
    PublishedFact(5, "risk", "", "The rising cost of clinical negligence", period="2025–28"),
)  # fmt: skip
PLAN = RegisteredItem(1, "Business plan", "https://plan.example/", "NHS Resolution", "2025/26", facts=FACTS)
SHEET = RegisteredItem(2, "Factsheet 5", "", "NHS Resolution", asked_as=("claims by trust",))


def matched(text: str) -> list[tuple]:
    return [
        (_named(match), match.proposal, [passage.of(text) for passage in match.passages])
        for match in match_published(text, (PLAN, SHEET))
    ]


def _named(match) -> str:
    return match.title if match.fact is None else match.fact.number or "risk"


def test_a_question_about_a_published_target_proposes_section_21():
    text = "What is your target for exclusions review?"

    (match,) = match_published(text, (PLAN, SHEET))

    assert (match.fact.number, match.proposal, match.address) == ("5", "s21", "https://plan.example/")
    assert [passage.of(text) for passage in match.passages] == ["target for exclusions review"]
    assert match.why == "KPI 5 of 2025/26 has the published target 90%."


def test_a_question_about_an_internal_target_asks_for_the_card_of_section_43():
    text = "Please tell me the target for time to resolution."

    (match,) = match_published(text, (PLAN, SHEET))

    assert (match.fact.number, match.proposal) == ("1", "s43_card")
    assert "is a statement, not a refusal" in match.why


@pytest.mark.parametrize("text", ["KPI 5, please.", "What of kpi no. 5?", "And your KPI number 5"])
def test_an_indicator_can_be_asked_for_by_its_number(text):
    assert [number for number, *_ in matched(text)] == ["5"]


def test_the_subject_alone_is_enough_where_most_of_its_words_are_said():
    asked = "In how many pharmacy appeals did the decision maker agree with the recommendation of the case manager?"

    assert [number for number, *_ in matched(asked)] == ["3"]


def test_words_in_which_the_office_says_it_is_asked_for_count():
    assert matched("Is there a performance target about excluded practitioners?") == [
        ("5", "s21", ["performance target", "excluded practitioners"])
    ]


def test_the_name_of_a_service_asks_for_no_target():
    assert matched("How many cases did Practitioner Performance Advice have?") == []


def test_target_and_subject_in_different_sentences_are_no_question_about_a_target():
    assert matched("You met your target. I have a complaint about advice and other matters.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Please give me the target for each internal KPI.",
        "What are your internal performance targets?",
        "Which of your KPIs have targets that are internal?",
    ],
)
def test_each_internal_indicator_is_found_when_they_are_asked_for_as_such(text):
    assert [(number, proposal) for number, proposal, _ in matched(text)] == [("1", "s43_card")]


def test_an_internal_audit_is_no_internal_target():
    assert matched("Is there an internal audit of the KPI data?") == []


def test_a_strategic_risk_is_found():
    assert matched("Which risks do you see in the rising cost of clinical negligence?")[0][0] == "risk"


def test_an_item_without_an_address_is_found_and_never_proposed_under_section_21():
    text = "I want the number of claims by trust for 2023."

    (match,) = match_published(text, (PLAN, SHEET))

    assert (match.title, match.proposal, match.passages[0].of(text)) == (
        "Factsheet 5",
        "address_lacking",
        "claims by trust",
    )
    assert "The register has no address for it yet" in match.why


@pytest.mark.parametrize("text", ["", "   ", "How many claims about amputations were there in 2022?"])
def test_other_questions_match_nothing(text):
    assert matched(text) == []


@pytest.mark.parametrize("text", ["x" * 1_000_000, "KPI " * 100_000, "a. " * 300_000, "\x00\n" * 200_000])
def test_hostile_texts_are_read_at_once(text):
    began = time.process_time()
    match_published(text, (PLAN, SHEET))
    assert time.process_time() - began < 1
