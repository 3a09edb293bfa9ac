"""The pieces of advice that a reading of a request comes to, each with the words that caused it."""

from dataclasses import replace

import pytest

from codes.domain.passages import Passage
from codes.domain.published import PublishedMatch, RegisteredItem
from foirequests.domain.advice import attribute_words, joined, pieces
from foirequests.domain.reading.values import Cue, NotRecorded, Period, QuestionRead, RequestRead, SuggestedCode

TEXT = (
    "I write for the Gazette. How many hip fracture claims by procedure from 2019 to 2021, as a spreadsheet? Fracture."
)


def where(words: str) -> Passage:
    return Passage(TEXT.index(words), TEXT.index(words) + len(words))


def cue(value: str, *words: str) -> Cue:
    return Cue(value, "It says so.", tuple(where(each) for each in words))


QUESTION = QuestionRead(
    number=1,
    passage=where("How many hip fracture claims"),
    text="How many hip fracture claims?",
    regime=cue("foi", "claims"),
    service=cue("claims_management", "claims"),
    holder="Claims Management",
    codes=(SuggestedCode("injury", "Fracture", 0.9, (where("fracture"), where("Fracture"))),),
    not_recorded=(
        NotRecorded("procedure", "procedure", (where("procedure"),), (("cause", "Operator error"),), "NHS England"),
    ),
    measures=(cue("claims_received", "How many"),),
    breakdowns=(cue("procedure", "by procedure"),),
    period=Period(2019, 2021, "financial", (where("from 2019 to 2021"),)),
    year_basis=cue("notification", "claims"),
    formats=(cue("spreadsheet", "spreadsheet"),),
)
READ = RequestRead((QUESTION,), cue("foi", "claims"), cue("claims_management", "claims"), (cue("press", "Gazette"),))


def read_with(**changes) -> tuple:
    return pieces(replace(READ, questions=(replace(QUESTION, **changes),)), TEXT)


def of_kind(kind: str, number: int = 1, **changes):
    (found,) = [piece for piece in read_with(**changes) if (piece.kind, piece.number) == (kind, number)]
    return found


def test_a_reading_comes_to_pieces_on_the_whole_request_and_on_each_question():
    assert [piece.key for piece in pieces(READ, TEXT)] == [
        (0, "regime", "foi"),
        (0, "service", "claims_management"),
        (0, "flag", "press"),
        (1, "question", "1"),
        (1, "regime", "foi"),
        (1, "service", "claims_management"),
        (1, "holder", "Claims Management"),
        (1, "code", "injury: Fracture"),
        (1, "not_recorded", "procedure: procedure"),
        (1, "measure", "claims_received"),
        (1, "breakdown", "procedure"),
        (1, "format", "spreadsheet"),
        (1, "year_basis", "notification"),
        (1, "period", "2019-2021 financial"),
    ]


def test_a_question_of_which_little_was_understood_has_few_pieces():
    bare = QuestionRead(1, QUESTION.passage, QUESTION.text, QUESTION.regime, QUESTION.service)
    found = pieces(replace(READ, questions=(bare,), flags=()), TEXT)
    assert [piece.kind for piece in found] == ["regime", "service", "question", "regime", "service"]


def test_a_question_is_given_with_its_place_in_the_request():
    question = of_kind("question")
    assert question.words == "How many hip fracture claims?"
    ((start, end),) = question.passages
    assert TEXT[start:end] == "How many hip fracture claims"


def test_a_code_has_the_words_that_name_it_wherever_they_stand_and_how_sure_it_is():
    code = of_kind("code")
    assert (code.words, code.score) == ("fracture … Fracture", 0.9)
    assert [TEXT[start:end] for start, end in code.passages] == ["fracture", "Fracture"]
    assert code.details == {"list": "injury", "label": "Fracture"}


def test_what_is_not_recorded_has_the_nearest_codes_and_the_body_that_may_know():
    assert of_kind("not_recorded").details == {
        "concept": "procedure",
        "named": "procedure",
        "nearest": [["cause", "Operator error"]],
        "body": "NHS England",
    }


@pytest.mark.parametrize(
    ("first", "last", "counted", "value"),
    [
        (2019, 2021, "financial", "2019-2021 financial"),
        (2019, None, "", "2019-"),
        (None, 2021, "calendar", "-2021 calendar"),
    ],
)
def test_a_period_may_be_open_and_leave_unsaid_which_years_it_counts(first, last, counted, value):
    period = of_kind("period", period=Period(first, last, counted, (where("from 2019 to 2021"),)))
    assert (period.value, period.words) == (value, "from 2019 to 2021")
    assert period.details == {"first": first, "last": last, "counted": counted}


def test_the_same_advice_is_given_once_with_the_words_that_caused_it_first():
    twice = (cue("claims_received", "How many"), cue("claims_received", "claims"))
    assert of_kind("measure", measures=twice).words == "How many"


def test_advice_fits_its_place_however_long_the_request():
    assert len(of_kind("holder", holder="x" * 201).value) == 200
    assert len(of_kind("format", formats=(Cue("x" * 201, "y" * 301),)).value) == 200
    assert len(of_kind("format", formats=(Cue("x", "y" * 301),)).why) == 300
    assert len(of_kind("code", codes=(SuggestedCode("injury", "x" * 200, 1, ()),)).value) == 200
    assert len(of_kind("not_recorded", not_recorded=(NotRecorded("drug", "x" * 200, ()),)).value) == 200


def test_of_more_than_five_hundred_pieces_the_first_five_hundred_are_kept():
    found = read_with(measures=tuple(Cue(str(number), "") for number in range(600)))
    assert len(found) == 500
    assert found[0].key == (0, "regime", "foi")


@pytest.mark.parametrize(
    ("concept", "words"),
    [
        ("procedure", "the type of procedure"),
        ("place_of_fall", "the place of a fall"),
        ("independent_provider", ""),
        ("ethnicity", "the ethnicity of the patient or claimant"),
        ("claimant_details", "the circumstances of the patient or claimant"),
    ],
)
def test_a_letter_says_what_is_not_recorded_in_words_of_its_own(concept, words):
    assert attribute_words(concept) == words


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], ""),
        ([""], ""),
        (["the drug"], "the drug"),
        (["the drug", "", "the diagnosis", "the drug"], "the drug and the diagnosis"),
        (["the drug", "the diagnosis", "the body part"], "the drug, the diagnosis and the body part"),
    ],
)
def test_several_things_stand_in_one_sentence_each_once(words, sentence):
    assert joined(words) == sentence


def published(proposal: str, address: str = "https://plan.example/") -> PublishedMatch:
    item = RegisteredItem(7, "Business plan", address, "NHS Resolution")
    return PublishedMatch(item, None, proposal, 0.8, (where("hip fracture"),), "It is published.")


def test_what_is_published_is_a_piece_with_its_words_and_where_it_is():
    piece = of_kind("published", published=(published("s21"),))
    assert (piece.value, piece.words, piece.score) == ("Business plan", "hip fracture", 0.8)
    assert piece.details == {"proposal": "s21", "address": "https://plan.example/", "item": 7}


def test_what_is_published_we_do_not_know_where_is_no_advice():
    found = read_with(published=(published("address_lacking", ""),))
    assert "published" not in {piece.kind for piece in found}
