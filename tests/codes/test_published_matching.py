"""Noticing that a request asks for something that the register has."""

import math
import time
from dataclasses import replace

import pytest

from codes.domain.published import PublishedFact, RegisteredItem
from codes.domain.published_matching import LONGEST_READ, match_published

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


# --- Which of the facts are meant, how surely, and by which words -----------------------------------------------------


def a_fact(key: int, text: str, number: str = "", **told) -> PublishedFact:
    return PublishedFact(key, told.pop("kind", "kpi"), number or str(key), text, **told)


def a_register(*facts: PublishedFact, **told) -> tuple[RegisteredItem, ...]:
    return (RegisteredItem(1, "Business plan", "https://plan.example/", "NHS Resolution", facts=facts, **told),)


def keys(text: str, *facts: PublishedFact) -> list[int]:
    return [match.fact.key for match in match_published(text, a_register(*facts))]


@pytest.mark.parametrize(
    ("text", "is_meant"),
    [
        ("What is the target for wards and lifts?", True),
        ("What is the target for wards?", False),
        ("How many wards, lifts, doors and roofs?", True),
        ("How many wards, lifts and doors?", False),
        ("How many wards, lifts, doors and bricks?", False),
        ("Which wards and lifts?", False),
    ],
)
def test_two_words_are_enough_beside_a_target_and_four_that_are_most_without_one(text, is_meant):
    assert keys(text, a_fact(1, "wards lifts doors roofs")) == [1] * is_meant


@pytest.mark.parametrize(
    ("fact", "is_meant"),
    [
        ("wards lifts doors roofs", True),
        ("wards lifts doors roofs bricks stones", True),
        ("wards lifts doors roofs bricks stones tiles", False),
        ("wards lifts doors roofs bricks stones tiles panes", False),
    ],
)
def test_four_words_mean_a_fact_where_they_are_three_fifths_of_it(fact, is_meant):
    assert keys("How many wards, lifts, doors and roofs?", a_fact(1, fact)) == [1] * is_meant


def test_three_fifths_are_enough():
    ten = "wards lifts doors roofs bricks stones tiles panes locks knobs"
    assert keys("How many wards, lifts, doors, roofs, bricks, stones?", a_fact(1, ten)) == [1]


def test_a_word_tells_the_more_the_fewer_facts_have_it():
    facts = a_fact(1, "wards lifts doors"), a_fact(2, "wards roofs")
    [match] = match_published("What is the target for wards and lifts?", a_register(*facts))

    share = (math.log(2) + math.log(3)) / (math.log(2) + 2 * math.log(3))
    assert match.fact.key == 1
    assert match.score == round(0.5 + share / 2, 3) == 0.81
    [match] = match_published("What is the target for lifts and doors?", a_register(*facts))
    assert match.score == round(0.5 + math.log(3) / (math.log(2) + 2 * math.log(3)), 3) == 0.88


def test_a_score_has_three_digits_and_all_words_of_a_fact_are_not_its_name():
    [match] = match_published("The target for wards and lifts?", a_register(a_fact(1, "wards lifts doors")))
    assert match.score == 0.833
    [match] = match_published("The target for wards and lifts?", a_register(a_fact(1, "wards lifts")))
    assert match.score == 0.95


def test_what_matches_much_less_than_the_best_of_the_sentence_is_not_named():
    ten = "wards lifts doors roofs bricks stones tiles panes locks knobs"
    named = a_fact(1, "beds")
    assert keys("The target of KPI 1, for wards, lifts and doors?", named, a_fact(2, ten)) == [1, 2]
    assert keys("The target of KPI 1, for wards and lifts?", named, a_fact(2, ten)) == [1]


def test_the_surest_comes_first_and_of_equals_the_one_that_is_named_first():
    facts = a_fact(3, "beds"), a_fact(5, "chairs")
    assert keys("KPI 5, KPI 3, KPI 5", *facts) == [5, 3]
    assert keys("Is there a target for new beds or old chairs. KPI 5", a_fact(3, "new beds"), facts[1]) == [5, 3]


def test_eight_facts_are_named_at_most():
    facts = [a_fact(n, "beds") for n in range(1, 12)]
    assert keys(", ".join(f"KPI {n}" for n in range(1, 12)), *facts) == list(range(1, 9))


def test_two_risks_of_one_period_are_two():
    risks = [a_fact(n, text, kind="risk", period="2025") for n, text in enumerate(("rising costs", "old roofs"))]
    text = "Which risk of rising costs, and which risk of old roofs?"
    assert sorted(match.fact.text for match in match_published(text, a_register(*risks))) == [
        "old roofs",
        "rising costs",
    ]


def test_a_fact_asked_for_twice_is_named_once_as_surely_as_the_surer_with_the_words_of_both():
    text = "Is there a target for wards and lifts? I mean KPI 1."
    [match] = match_published(text, a_register(a_fact(1, "wards lifts doors")))
    assert match.score == 1.0
    assert [passage.of(text) for passage in match.passages] == ["target for wards and lifts", "KPI 1"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Tell me at once of KPI 1 now", ["KPI 1"]),
        ("Thanks. KPI 1", ["KPI 1"]),
        ("KPI 2. KPI 1 is", ["KPI 1"]),
        ("The target of our annual wards and new lifts (doors)", ["target", "wards", "lifts (doors"]),
        ("Thanks. The target: wards, lifts", ["target", "wards, lifts"]),
    ],
)
def test_the_words_that_mean_a_fact_are_shown(text, words):
    [match] = match_published(text, a_register(a_fact(1, "wards lifts doors")))
    assert [passage.of(text) for passage in match.passages] == words


def test_an_indicator_of_one_sentence_is_not_asked_for_in_the_next():
    assert keys("Thanks. Wards. The target for lifts", a_fact(1, "wards lifts doors")) == []


@pytest.mark.parametrize(("too_far", "found"), [(0, [1]), (1, [])])
def test_so_much_of_a_request_is_read(too_far, found):
    before = ". " * ((LONGEST_READ - len("KPI 1")) // 2) + " "
    assert keys(before[: LONGEST_READ - len("KPI 1")] + " " * too_far + "KPI 1", a_fact(1, "beds")) == found
    assert LONGEST_READ == 30_000


def test_a_phrase_without_a_telling_word_asks_for_nothing():
    assert match_published("What is the target of it?", a_register(a_fact(1, "beds", asked_as=("of the",)))) == ()


@pytest.mark.parametrize(
    ("fact", "title", "why"),
    [
        (
            a_fact(1, "beds", period="2025/26", target="80%"),
            "KPI 1, 2025/26: beds",
            "KPI 1 of 2025/26 has the published target 80%.",
        ),
        (a_fact(1, "beds", target="80%"), "KPI 1: beds", "KPI 1 has the published target 80%."),
        (
            a_fact(1, "beds", kind="risk", period="2025–28"),
            "Strategic risk, 2025–28: beds",
            "“Business plan” states this strategic risk of 2025–28 and the actions taken.",
        ),
    ],
)
def test_what_is_found_is_called_by_its_name_and_says_why(fact, title, why):
    fact = replace(fact, number="" if fact.kind == "risk" else fact.number, asked_as=("beds",))
    [match] = match_published("Is there a target or a risk about beds?", a_register(fact))
    assert (match.title, match.why) == (title, why)
