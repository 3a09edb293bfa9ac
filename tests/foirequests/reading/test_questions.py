"""A request taken apart into its questions."""

import pytest

from foirequests.domain.reading.questions import split
from tests.responses.letters import JANUARY_REQUEST


def asked(text: str) -> list[str]:
    """What each question asks."""
    return [question.text for question in split(text).questions]


def left_out(text: str) -> str:
    """All that is no question, in one."""
    return " … ".join(stretch.of(text) for stretch in split(text).left_out)


def test_the_request_of_january_2023_is_one_question_and_nothing_of_it_is_left_out():
    found = split(JANUARY_REQUEST)
    assert [question.text for question in found.questions] == [JANUARY_REQUEST]
    assert found.left_out == ()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("1. ", "2. "),
        ("1) ", "2) "),
        ("(a) ", "(b) "),
        ("a. ", "b. "),
        ("i. ", "ii. "),
        ("Q1 ", "Q2 "),
        ("Q1. ", "Q2. "),
        ("Question 1: ", "Question 2: "),
        ("Question one: ", "Question two: "),
        ("- ", "- "),
        ("• ", "• "),
        ("* ", "* "),
        ("⦁ ", "⦁ "),
        ("– ", "– "),
    ],
)
def test_lists_with_any_mark_are_several_questions_without_their_marks(first, second):
    text = f"Please tell me:\n{first}How many claims were settled?\n{second}A copy of the rebates policy"
    assert asked(text) == ["How many claims were settled?", "A copy of the rebates policy"]


def test_a_list_that_stands_within_a_line_is_several_questions():
    text = "I want: (a) the number of claims; (b) the damages paid; and (c) a copy of the panel contract."
    assert asked(text) == ["the number of claims", "the damages paid", "a copy of the panel contract."]


def test_letters_within_a_sentence_are_no_list():
    assert len(asked("How many claims were about (a) faulty beds and (b) faulty lifts, and what did they cost?")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "How many claims were settled, broken down by:\n- trust\n- year\n- cause of injury",
        "Please send a table of the closed claims with the following columns:\n1. trust\n2. specialty\n3. damages",
        "Please provide the number of claims for each of the following trusts:\n• Barts\n• Leeds\n• Royal Free",
    ],
)
def test_a_list_that_says_how_to_divide_an_answer_belongs_to_its_question(text):
    assert len(asked(text)) == 1
    assert asked(text)[0].endswith(" ".join(text.splitlines()[-1].split()))


def test_what_is_nested_in_an_item_belongs_to_it():
    text = "1. How many claims about spines\n   a) were settled\n   b) are open\n2. A copy of the policy"
    assert asked(text) == ["How many claims about spines a) were settled b) are open", "A copy of the policy"]


def test_several_question_marks_in_a_paragraph_are_several_questions():
    assert len(asked("How many claims were there in 2020? What did they cost? Which trusts had the most?")) == 3


def test_what_was_asked_in_an_earlier_letter_is_no_question():
    assert asked("I wrote on 4 May asking how many claims there were. Please send your reply policy.") == [
        "Please send your reply policy."
    ]


@pytest.mark.parametrize("also", ["Please also send", "In addition, please send", "Finally, could you send"])
def test_what_is_asked_beside_is_a_question_of_its_own(also):
    assert len(asked(f"How many claims were settled in 2020? {also} your settlement policy.")) == 2


def test_please_also_begins_a_question_within_a_sentence():
    text = "Please tell me how many claims there were, and please also send the list of trusts."
    assert asked(text)[1].startswith("and please also send") or asked(text)[1].startswith("please also send")


@pytest.mark.parametrize(
    "more",
    [
        "Please break this down by year.",
        "If so, how many?",
        "For each claim please give the trust.",
        "Split by region.",
    ],
)
def test_what_goes_on_with_a_question_is_part_of_it(more):
    text = f"Do you hold figures on claims about slips? {more}"
    assert asked(text) == [text]


@pytest.mark.parametrize(
    "nothing",
    [
        "Please acknowledge receipt of this request.",
        "I look forward to hearing from you within 20 working days.",
        "Please send the data in Excel by email.",
        "If any part of this would exceed the cost limit, please let me know how I might narrow it.",
        "If you apply an exemption, please explain the exemption that you rely on.",
        "Is this really what we pay our taxes for? How do you sleep at night?",
        "Who do you think you are?",
    ],
)
def test_words_about_the_reply_and_rhetoric_are_no_questions(nothing):
    assert asked(f"How many claims were settled in 2020?\n\n{nothing}") == ["How many claims were settled in 2020?"]


def test_greeting_preamble_signature_and_disclaimer_are_left_out_and_told():
    text = (
        "Dear Sir/Madam,\n\nUnder the Freedom of Information Act 2000 I request the following information:\n\n"
        "1. How many claims were settled?\n2. How much was paid?\n\nYours faithfully\nJane Smith\n\n"
        "This email and any attachments are confidential."
    )
    assert asked(text) == ["How many claims were settled?", "How much was paid?"]
    for words in ("Dear Sir/Madam", "I request the following", "Jane Smith", "are confidential"):
        assert words in left_out(text)


def test_a_name_that_stands_apart_at_the_end_is_a_signature_and_an_item_of_a_list_is_none():
    assert left_out("How many claims were settled?\n\nJane Smith\nBBC News") == "Jane Smith\nBBC News"
    assert left_out("How many claims were settled, broken down by:\n\n- trust\n- year") == ""


def test_what_leads_to_a_list_is_the_context_of_each_question():
    text = "For obstetric claims in 2020/21 please provide:\n1. the number received\n2. the damages paid"
    contexts = [[stretch.of(text) for stretch in question.context] for question in split(text).questions]
    assert contexts == [["For obstetric claims in 2020/21 please provide:"]] * 2


def test_of_a_request_passed_on_the_request_is_read_and_the_note_above_it_is_not():
    text = (
        "Hi, one for you I think. Thanks, Bob\n\n-----Original Message-----\nFrom: Jo <jo@example.org>\n"
        "Sent: 5 January 2023\nTo: foi@example.org\nSubject: claims\n\nHow many claims were settled in 2020?\n\nJo"
    )
    assert asked(text) == ["How many claims were settled in 2020?"]
    assert "Subject: claims" in left_out(text)


@pytest.mark.parametrize("mark", ["> ", ">> "])
def test_of_a_reply_on_top_of_our_letter_our_letter_is_not_read(mark):
    ours = f"On 3 May 2023, FOI wrote:\n{mark}You asked how many claims were settled?\n"
    text = f"Please review your decision.\n\n{ours}"
    assert asked(text) == ["Please review your decision."]


def test_a_text_that_asks_nothing_has_no_question():
    assert split("This country is finished. You ought to be ashamed.").questions == ()


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_places_are_places_in_the_text_as_it_came(end):
    text = end.join(["Dear all", "", "1. How many claims?", "2. A copy of the policy", "", "Jo"])
    passages = [question.passage.of(text) for question in split(text).questions]
    assert passages == ["1. How many claims?", "2. A copy of the policy"]
