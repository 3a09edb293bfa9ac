"""A request taken apart into its questions."""

from datetime import date

import pytest

from foirequests.domain.reading.questions import split
from foirequests.domain.reading.read import read_request
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


QUOTED = "> Dear all,\n> 1. How many claims were settled\n>    in 2020?\n> 2. What did they cost?\n>\n> Ada Bell"


def read_in(text: str) -> list[str]:
    """What each question asks, when the text is read as a whole."""
    return [question.text for question in read_request(text, received_on=date(2024, 5, 10)).questions]


@pytest.mark.parametrize(
    "top",
    [
        "FW: FOI request\n\nHi team, please see below",
        "Hi team,\n\nForwarded for your action.\n\nThanks\nJo",
        "Can you deal with this one please?",
        "Could you look into this for me?",
    ],
)
@pytest.mark.parametrize("heading", ["-----Original Message-----", "On Mon, 3 May 2021 at 10:11, Ada Bell wrote:"])
def test_a_request_that_was_passed_on_is_read_in_its_quoted_lines(top, heading):
    assert read_in(f"{top}\n\n{heading}\n{QUOTED}") == [
        "How many claims were settled in 2020?",
        "What did they cost?",
    ]


def test_a_polite_word_on_top_of_a_forwarded_request_is_not_the_request():
    text = "Could you help with this one please?\n\n---------- Forwarded message ---------\nHow many were settled?"
    assert read_in(text) == ["How many were settled?"]


def test_quoted_lines_under_a_message_of_its_own_stay_quoted():
    assert read_in(f"What was the total?\n\n-----Original Message-----\n{QUOTED}") == ["What was the total?"]
    assert "How many" not in " ".join(read_in(f"I have had no reply.\n\n-----Original Message-----\n{QUOTED}"))


@pytest.mark.parametrize(
    "sentence",
    [
        "If the cost exceeds the limit please tell me how I can refine it.",
        "Can you answer by Friday?",
        "Could I have a reply by the end of May?",
    ],
)
def test_words_about_the_limit_or_the_day_of_the_reply_ask_nothing(sentence):
    assert asked(f"How many claims were settled? {sentence}") == ["How many claims were settled?"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Also the staff names of your board's pas and their salaries, and the legal advice you received",
        "When will you tell the public how much you waste on lawyers?",
        "I would like the information about misdiagnosed cancers.",
    ],
)
def test_what_is_asked_beside_a_question_is_a_question_too(sentence):
    assert asked(f"How many claims about sepsis were settled? {sentence}")[1:] == [sentence]


def test_a_numbered_question_with_its_parts_is_one_question():
    text = "1. For sepsis claims:\na) how many were received?\nb) how many were settled?\n2. How many are open?"
    assert [question.split()[0] for question in asked(text)] == ["For", "How"]


def test_numbered_questions_in_welsh_are_questions():
    text = (
        "Annwyl Syr,\nO dan Ddeddf Rhyddid Gwybodaeth 2000 hoffwn gael yr wybodaeth hon:\n"
        "1. Faint o hawliadau sydd wedi eu gwneud?\n2. Faint o arian a dalwyd gan yr ymddiriedolaeth?"
    )
    assert len(asked(text)) == 2
