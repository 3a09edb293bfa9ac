"""Advice on a case: what was read is kept, whatever officers make of it; and what they make of it is kept too."""

from datetime import timedelta

import pytest
import time_machine

from codes.models import Code
from foirequests.actions import advice as acts
from foirequests.actions.questions import Change, change_questions, keep_together, split_as_advised
from foirequests.actions.reading import GAVE_UP, LEASE, begin_reading, cases_to_read, end_reading
from foirequests.actions.triage import record_triage
from foirequests.domain.errors import NotPermitted, Refused
from foirequests.domain.reading.values import Cue, RequestRead
from foirequests.domain.triage import QuestionFindings
from foirequests.models import Advice, Question
from tests.dates import moment
from tests.factories import a_request, a_triaged_request
from tests.readings import READ_AT, TWO_QUESTIONS, put_on, read_january, read_two_questions

NOW = moment("Mon 9 January 2023 12:00")


@pytest.fixture(autouse=True)
def in_january():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def january(officer):
    """The January request, read."""
    foi_request = a_request(by=officer)
    put_on(foi_request, read_january(foi_request.text))
    return foi_request


@pytest.fixture
def fracture(office):
    return Code.objects.on_list("injury").current().first()


@pytest.fixture
def mixed(officer, fracture):
    """A request of two questions under two laws, read."""
    foi_request = a_request(by=officer, text=TWO_QUESTIONS)
    put_on(foi_request, read_two_questions(code=("injury", fracture.label)))
    return foi_request


def piece(foi_request, kind, number=1) -> Advice:
    return Advice.objects.of_case(foi_request).get(kind=kind, read_number=number)


def test_a_case_is_read_once_however_often_it_is_asked_for(january):
    before = Advice.objects.count()
    assert begin_reading(january, at=READ_AT) is None
    reading = january.readings.get()
    end_reading(reading, read_january(january.text), at=READ_AT)
    assert Advice.objects.count() == before
    assert not cases_to_read().filter(pk=january.pk).exists()


def test_only_cases_at_triage_wait_to_be_read(officer):
    waiting, done = a_request(by=officer), a_triaged_request(by=officer)
    assert list(cases_to_read().filter(pk__in=[waiting.pk, done.pk])) == [waiting]


def test_every_piece_keeps_the_very_words_that_caused_it(mixed):
    for given in Advice.objects.of_case(mixed).exclude(passages=[]):
        told = [mixed.text[start:end] for start, end in given.passages]
        assert given.words in (" … ".join(told), given.words if given.kind == "question" else None)
        assert all(words in mixed.text for words in told)


def test_a_reading_that_fails_again_and_again_is_given_up_with_a_note(officer):
    foi_request, at = a_request(by=officer), READ_AT
    begun = [begin_reading(foi_request, at=at + LEASE * number + timedelta(seconds=number)) for number in range(5)]
    assert [reading is not None for reading in begun] == [True, True, True, False, False]
    reading = foi_request.readings.get()
    assert (reading.state, reading.trouble) == ("failed", GAVE_UP)


def test_a_text_that_cannot_be_read_leaves_a_note_and_no_advice(officer):
    foi_request = a_request(by=officer)
    empty = Cue("", "")
    put_on(foi_request, RequestRead((), empty, empty, trouble="It has no words."))
    reading = foi_request.readings.get()
    assert (reading.state, reading.trouble) == ("failed", "It has no words.")
    assert not foi_request.advice.exists()


def test_accepting_all_advice_on_the_january_request_settles_its_triage(january, officer):
    assert acts.accept_all_advice(january, by=officer, at=NOW)
    question = january.questions.get()
    assert (question.regime_id, question.service_area_id) == ("foi", "claims_management")
    assert (question.information_held_id, question.missing_attribute) == ("not_held", "the type of procedure")
    assert question.holder == "Claims Management"
    january.refresh_from_db()
    assert january.stage == "drafting"
    assert set(january.advice.values_list("decision", flat=True)) == {"accepted"}


def test_where_nothing_says_whether_it_is_held_the_officer_is_left_to_say_it(mixed, officer, fracture):
    assert not acts.accept_all_advice(mixed, by=officer, at=NOW)
    first, second = mixed.questions.all()
    assert (first.regime_id, first.service_area_id) == ("foi", "claims_management")
    assert (second.regime_id, second.service_area_id) == ("eir", "corporate")
    assert list(first.codes.all()) == [fracture]
    assert first.information_held_id is None
    mixed.refresh_from_db()
    assert mixed.stage == "triage"


def test_a_request_of_several_questions_is_split_and_the_advice_goes_with_each(mixed, officer):
    assert mixed.questions.count() == 1
    first, second = split_as_advised(mixed, by=officer, at=NOW)
    assert [first.number, second.number] == [1, 2]
    assert second.text == "How much did you spend on clinical waste?"
    assert set(second.advice.values_list("read_number", flat=True)) == {2}
    assert mixed.history.get(act="questions_changed").facts == {"before": 1, "questions": 2}
    with pytest.raises(Refused):
        split_as_advised(mixed, by=officer, at=NOW)


def test_a_request_kept_as_one_question_has_all_advice_on_it(mixed, officer):
    keep_together(mixed, by=officer, at=NOW)
    question = mixed.questions.get()
    assert set(question.advice.values_list("read_number", flat=True)) == {1, 2}
    assert set(mixed.advice.filter(kind="question").values_list("decision", flat=True)) == {"dismissed"}


def test_a_correction_keeps_what_was_advised(january, officer):
    advised = piece(january, "service")
    acts.correct_advice(advised, value="safety_and_learning", by=officer, at=NOW)
    advised.refresh_from_db()
    assert (advised.value, advised.decision, advised.corrected_value) == (
        "claims_management",
        "corrected",
        "safety_and_learning",
    )
    assert (advised.decided_by, advised.decided_at) == (officer, NOW)
    assert january.questions.get().service_area_id == "safety_and_learning"


def test_a_law_that_is_none_is_refused(january, officer):
    with pytest.raises(Refused, match="not on the list of laws"):
        acts.correct_advice(piece(january, "regime"), value="martial", by=officer, at=NOW)
    assert piece(january, "regime").decision == "waiting"


def test_dismissing_a_code_takes_it_off_the_question(mixed, officer, fracture):
    split_as_advised(mixed, by=officer, at=NOW)
    code = piece(mixed, "code")
    acts.accept_advice(code, by=officer, at=NOW)
    assert list(code.question.codes.all()) == [fracture]
    acts.dismiss_advice(code, by=officer, at=NOW)
    assert not code.question.codes.exists()


def test_what_the_reading_missed_is_added_once(january, officer, fracture):
    question = january.questions.get()
    question.foi_request = january
    for _click in range(2):
        added = acts.add_advice(question, "code", value="", code=fracture, by=officer, at=NOW)
    assert (added.decision, added.reading) == ("added", None)
    assert Advice.objects.filter(decision="added").count() == 1
    assert list(question.codes.all()) == [fracture]


def test_what_an_officer_finds_decides_the_advice(january, officer, fracture):
    question = january.questions.get()
    findings = QuestionFindings("foi", "safety_and_learning", "held", holder="")
    record_triage(question, findings, codes=[fracture], by=officer, at=NOW)
    decided = {row.kind: (row.decision, row.corrected_value) for row in january.advice.filter(read_number=1)}
    assert decided["regime"] == ("accepted", "")
    assert decided["service"] == ("corrected", "safety_and_learning")
    assert decided["holder"] == ("dismissed", "")
    assert decided["not_recorded"] == ("dismissed", "")
    assert decided["code"] == ("added", "")


def test_merged_questions_have_the_advice_of_both(mixed, officer):
    first, second = split_as_advised(mixed, by=officer, at=NOW)
    [one] = change_questions(
        mixed, [Change(first, first.text), Change(second, second.text, joins=True)], by=officer, at=NOW
    )
    assert one.text.endswith("How much did you spend on clinical waste?")
    assert set(one.advice.values_list("read_number", flat=True)) == {1, 2}
    assert mixed.questions.get() == one


def test_a_question_taken_out_of_another_has_the_advice_on_its_words(mixed, officer):
    keep_together(mixed, by=officer, at=NOW)
    [question] = mixed.questions.all()
    question.foi_request = mixed
    waste = "How much did you spend on clinical waste?"
    kept = question.text.replace(waste, "")
    _first, second = change_questions(mixed, [Change(question, kept, taken_out=waste)], by=officer, at=NOW)
    assert (second.number, second.text) == (2, waste)
    assert second.advice.filter(kind="regime", value="eir").exists()
    assert not second.advice.filter(kind="period").exists()


def test_a_question_that_the_requester_was_asked_about_stays_one(mixed, officer):
    from foirequests.actions.clarification import ask_for_clarification

    first, second = split_as_advised(mixed, by=officer, at=NOW)
    ask_for_clarification(mixed, unclear="Which?", options="This or that", question=second, by=officer, at=NOW)
    with pytest.raises(Refused, match="cannot be split or merged"):
        change_questions(
            mixed, [Change(first, first.text), Change(second, second.text, joins=True)], by=officer, at=NOW
        )
    change_questions(mixed, [Change(first, "Reworded?"), Change(second, second.text)], by=officer, at=NOW)
    assert Question.objects.get(pk=first.pk).text == "Reworded?"


def test_clearers_decide_no_advice(january, clearer):
    with pytest.raises(NotPermitted):
        acts.accept_advice(piece(january, "regime"), by=clearer, at=NOW)


def test_another_officers_different_decision_is_shown_and_not_written_over(january, officer, second_officer):
    shown = piece(january, "breakdown")
    acts.dismiss_advice(piece(january, "breakdown"), by=second_officer, at=NOW)
    with pytest.raises(Refused, match=f"{second_officer.name} has decided this piece .* dismissed"):
        acts.accept_advice(piece(january, "breakdown"), by=officer, at=NOW, seen=shown.mark)
    assert piece(january, "breakdown").decision == "dismissed"
    again = piece(january, "breakdown")
    assert acts.accept_advice(again, by=officer, at=NOW, seen=again.mark).decided_by == officer


def test_two_officers_who_decide_alike_are_in_no_conflict(january, officer, second_officer):
    shown = piece(january, "breakdown")
    acts.correct_advice(piece(january, "breakdown"), value="specialty", by=second_officer, at=NOW)
    kept = acts.correct_advice(piece(january, "breakdown"), value="specialty", by=officer, at=NOW, seen=shown.mark)
    assert kept.decided_by == second_officer


def test_advice_with_a_list_is_corrected_to_a_choice_of_it(january, officer):
    with pytest.raises(Refused, match="Choose from the list"):
        acts.correct_advice(piece(january, "breakdown"), value="by moonlight", by=officer, at=NOW)
