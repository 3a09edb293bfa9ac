"""The regime or kind of each part of a request."""

from datetime import date

import pytest

from foirequests.domain.reading.kinds import KINDS, NAMES, REGIMES
from foirequests.domain.reading.read import read_request
from foirequests.domain.reading.regimes import is_a_name
from tests.codes.lexicons import read as read_shipped

DAY = date(2023, 1, 5)


def kinds_in(text: str, **given) -> list[str]:
    """The kind of each part, in order."""
    return [question.regime.value for question in read_request(text, received_on=DAY, **given).questions]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("foi", "How many claims were settled in 2020?"),
        ("foi", "Please send me a copy of your complaints policy."),
        ("foi", "How many letters of claim and Part 36 offers did you receive in 2020?"),
        ("foi", "Damages for falls, per NHS trust, 2019 to 2022"),
        ("foi", "Settled cases in which a nerve was cut, 2014-2021"),
        ("foi", "For a thesis: claims alleging poor consent; compensation paid"),
        ("foi", "How many patients choked? If you hold none of this, kindly say who might."),
        ("sar", "I lack the papers of my own negligence case. Please send me all of it."),
        ("dp_complaint", "My name went to another claimant. What will you do about my data being leaked?"),
        ("rpsi", "Can I quote two charts in a textbook? I need to know if a licence is needed."),
        ("foi", "Physiotherapy claims about torn tendons"),
        ("foi", "Yearly counts of dental claims from 2009 please."),
        ("foi", "How many internal reviews did you carry out last year?"),
        ("foi", "How many subject access requests did you receive?"),
        ("foi", "How many personal data breaches did you report?"),
        ("foi", "My mother died of sepsis. How many claims for sepsis were settled in 2020?"),
        ("foi", "How much public money is wasted on consultants in this toxic environment?"),
        ("foi", "How many claims against air ambulances were there?"),
        ("eir", "What is your annual electricity consumption?"),
        ("eir", "FOI request: how many tonnes of clinical waste did you send to landfill?"),
        ("eir", "Please send me your green plan and your carbon footprint."),
        ("sar", "Under FOI please send me a copy of my claim file."),
        ("sar", "I want all the personal data that you hold about me."),
        ("sar", "We act for Ms Bell. Please let us have the personal data that you hold on her."),
        ("sar", "Please send all records held about our client. We enclose a signed form of authority."),
        ("ahra", "Please send me my late mother's claim file."),
        ("ahra", "I am the executor of my father, who died in May. Could you send me his medical records?"),
        ("dp_complaint", "You sent my details to my neighbour without my consent. I want to complain."),
        ("complaint", "Not one reply about my case, and somebody hung up on me. Treat this as a formal complaint."),
        ("complaint", "I wish to make a formal complaint. Your staff were rude and nobody returned my calls."),
        ("claim", "We act for Mrs Marsh. Please find enclosed our letter of claim under the pre-action protocol."),
        ("internal_review", "I am not satisfied with your response and ask for an internal review."),
        ("internal_review", "FOI_6021: kindly have somebody who was not involved reconsider the exemption."),
        ("internal_review", "I have not had a reply to my FOI request. Twenty working days have passed."),
        ("rpsi", "May we have permission to re-use your charts in a commercial textbook?"),
        ("routine", "Where can I find the annual report on your website?"),
        ("routine", "Please give us an update on our pharmacy appeal."),
        ("routine", "The booking page isn't working. Could you send me the joining link?"),
        ("routine", "When will my practice's appeal be decided?"),
        ("internal_review", "You refused FOI_5999 under section 12. Please look at it again."),
        ("invalid", "Surgeons and claims about surgeons are a disgrace."),
        ("invalid", "I think the health service is marvellous."),
        ("invalid", "Why do hospitals always get away with it"),
    ],
)
def test_information_decides_the_regime_and_no_label(kind, text):
    assert kinds_in(text) == [kind]


def test_a_request_inside_a_complaint_is_a_part_of_its_own():
    text = (
        "I am very unhappy with how I was treated and want to make a formal complaint.\n\n"
        "Please also tell me how many complaints you received in 2022."
    )
    assert kinds_in(text) == ["complaint", "foi"]


def test_a_new_question_beside_a_review_is_a_new_request():
    text = "I disagree with your decision and ask for an internal review.\n\nPlease send the number of claims in 2022."
    assert kinds_in(text) == ["internal_review", "foi"]


def test_a_bare_question_belongs_to_the_claim_or_complaint_that_it_ends():
    assert kinds_in("I want to make a claim for compensation for my injury. What do I have to do next?") == ["claim"]


def test_a_mixed_request_is_led_by_the_clock_of_its_request_for_information():
    read = read_request("I want to make a formal complaint. How many claims were settled in 2020?", received_on=DAY)
    assert read.regime.value == "foi"
    assert "Complaint" in read.regime.why


@pytest.mark.parametrize(
    ("given", "lacks"),
    [({"has_name": False}, "a name"), ({"has_address": False}, "an address for the reply")],
)
def test_a_request_without_name_or_address_is_not_valid_and_says_what_it_lacks(given, lacks):
    question = read_request("How many claims were settled?", received_on=DAY, **given).questions[0]
    assert question.regime.value == "invalid"
    assert lacks in question.regime.why


def test_a_request_for_environmental_information_needs_no_name():
    assert kinds_in("What is your annual electricity consumption?", has_name=False) == ["eir"]


@pytest.mark.parametrize("nobody", ["A concerned citizen", "Anonymous", "Mickey Mouse"])
def test_a_signature_that_is_obviously_no_name_makes_a_request_invalid_and_is_shown(nobody):
    text = f"How many claims were settled?\n\nYours faithfully\n{nobody}"
    cue = read_request(text, received_on=DAY).questions[0].regime
    assert cue.value == "invalid"
    assert cue.passages[0].of(text) == nobody


@pytest.mark.parametrize("name", ["J. Smith", "Dr Lee", "Acme Ltd", "Concerned patients' charity, Ann Lee"])
def test_initials_titles_and_companies_are_names(name):
    assert kinds_in(f"How many claims were settled?\n\nYours faithfully\n{name}") == ["foi"]


def test_every_kind_is_in_the_list_of_regimes_or_explained_here():
    assert not set(REGIMES) & KINDS.keys()
    assert all(kind.name and kind.meaning and kind.next_step for kind in KINDS.values())


def test_the_words_that_decided_are_shown():
    text = "Dear all, please send me a copy of my claim file."
    shown = [passage.of(text) for passage in read_request(text, received_on=DAY).questions[0].regime.passages]
    assert "my claim" in shown or "copy of my" in shown


def test_a_request_with_parts_of_several_kinds_calls_them_by_name():
    text = "Please send me my claim file.\n\nHow many claims were settled in 2020?"
    assert "Freedom of information; Subject access" in read_request(text, received_on=DAY).regime.why


def test_regimes_are_called_as_in_the_list_of_regimes():
    assert {row["code"]: row["name"] for row in read_shipped("regimes.json")} == NAMES


@pytest.mark.parametrize(
    ("signed", "has_name"), [("\n\nRegards\nAnonymous", True), ("\n\nAnonymous", True), ("", False)]
)
def test_the_act_needs_a_name(signed, has_name):
    assert kinds_in(f"How many claims were settled?{signed}", has_name=has_name) == ["invalid"]


def test_the_regulations_need_no_name():
    text = "How many tonnes of clinical waste did you burn?\n\nRegards\nAnonymous"
    assert kinds_in(text, has_name=False) == ["eir"]


def test_a_request_in_welsh_is_not_called_invalid():
    text = "Annwyl Syr, Ysgrifennaf o dan Ddeddf Rhyddid Gwybodaeth. Mae yr ysbyty hawliadau, ac rwyf yn aros. Diolch"
    read = read_request(text, received_on=DAY, has_name=False)
    assert read.regime.value == "foi" and "Welsh" in read.trouble


@pytest.mark.parametrize(
    "name", ["", " ", "-", "Anonymous", "anon", "A member of the public", "A Concerned Citizen", "Mickey Mouse"]
)
def test_what_is_obviously_nobodys_name_is_none(name):
    assert not is_a_name(name)


@pytest.mark.parametrize(
    "name", ["J. Bloggs-Smith", "R Ellery", "Acme Ltd", "Anonymous Bank plc", "Citizens Advice", "Siân O’Neill", "李"]
)
def test_initials_companies_and_names_in_any_letters_are_names(name):
    assert is_a_name(name)
