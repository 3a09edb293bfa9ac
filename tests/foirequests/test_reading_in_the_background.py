"""Requests are read in the background: every one that waits at triage, each once, and none for ever."""

from datetime import timedelta

import pytest

from foirequests import tasks
from foirequests.actions import reading
from foirequests.actions.reading import LEASE, begin_reading, read_case, read_waiting_cases
from foirequests.models import Advice, Reading
from tests.dates import moment
from tests.factories import a_request, a_triaged_request, an_issued_letter

AT = moment("Fri 6 January 2023 09:00")


@pytest.fixture(autouse=True)
def _an_office(office):
    """Reference data."""


def test_the_january_request_is_read_with_the_words_that_say_so(officer):
    foi_request = a_request(by=officer)
    done = read_case(foi_request.pk, at=AT)
    assert (done.state, done.trouble) == ("read", "")
    regime = foi_request.advice.get(kind="regime", read_number=1)
    assert (regime.value, regime.question) == ("foi", foi_request.questions.get())
    assert all(foi_request.text[start:end] for start, end in regime.passages)


def test_the_sweep_reads_what_nobody_read_and_reads_nothing_twice(officer):
    read, waiting = a_request(by=officer), a_request(by=officer)
    done = a_triaged_request(by=officer)
    read_case(read.pk, at=AT)
    assert read_waiting_cases(at=AT) == 1
    assert read_waiting_cases(at=AT) == 0
    assert waiting.readings.count() == read.readings.count() == 1
    assert not done.readings.exists()


def test_the_tasks_may_run_twice(officer):
    foi_request = a_request(by=officer)
    for _run in range(2):
        tasks.read_request(foi_request.pk)
        tasks.read_waiting_requests()
    tasks.read_request(0)
    assert foi_request.readings.count() == 1


def test_a_reading_that_broke_off_is_taken_up_again_after_its_lease(officer):
    foi_request = a_request(by=officer)
    begin_reading(foi_request, at=AT)
    assert read_case(foi_request.pk, at=AT + timedelta(seconds=10)) is None
    assert read_waiting_cases(at=AT + LEASE) == 1
    assert foi_request.readings.get().state == "read"


def test_a_request_that_breaks_every_reading_ends_with_a_note(officer, monkeypatch):
    foi_request = a_request(by=officer)

    def breaks(*_args, **_facts):
        raise MemoryError

    monkeypatch.setattr(reading, "read_request", breaks)
    for run in range(reading.MOST_ATTEMPTS):
        with pytest.raises(MemoryError):
            read_waiting_cases(at=AT + (run + 1) * LEASE)
    assert read_waiting_cases(at=AT + 9 * LEASE) == 1
    assert read_waiting_cases(at=AT + 20 * LEASE) == 0
    assert (foi_request.readings.get().state, foi_request.readings.get().trouble) == ("failed", reading.GAVE_UP)


def test_a_reading_that_broke_off_is_no_more_needed_when_the_case_has_moved_on(officer):
    foi_request = a_triaged_request(by=officer)
    begin_reading(foi_request, at=AT)
    read_waiting_cases(at=AT + LEASE)
    assert foi_request.readings.get().state == Reading.State.FAILED
    assert read_waiting_cases(at=AT + 9 * LEASE) == 0


@pytest.mark.parametrize("text", ["\0\0\0" * 50, "x" * 90_000, "1. " * 3000, "((((" * 2000, "?!" * 5000])
def test_strange_texts_leave_advice_or_a_note_and_never_break(officer, text):
    foi_request = a_request(by=officer, text=text.replace("\0", "\x01"))
    done = read_case(foi_request.pk, at=AT)
    assert done.state in ("read", "failed")
    assert done.trouble or Advice.objects.filter(reading=done).exists()


def test_a_request_that_comes_asks_for_its_reading(officer, django_capture_on_commit_callbacks, monkeypatch):
    asked = []
    monkeypatch.setattr(tasks.read_request, "apply_async", lambda args, kwargs=None, **_: asked.append(args[0]))
    with django_capture_on_commit_callbacks(execute=True):
        foi_request = a_request(by=officer)
    assert asked == [foi_request.pk]


def flags(foi_request) -> set[str]:
    read_case(foi_request.pk, at=AT)
    return set(foi_request.advice.filter(kind="flag").values_list("value", flat=True))


def test_the_same_text_of_three_people_looks_like_a_campaign(officer):
    text = "How many claims about wheelchairs were received in each of the last five years, by trust?"
    cases = [a_request(by=officer, text=text, email=f"person{number}@requesters.example") for number in range(3)]
    assert "campaign" not in flags(cases[1])
    assert "campaign" in flags(cases[2])


def test_what_one_person_asks_within_sixty_working_days_counts_together(officer):
    first = a_request(by=officer, email="Same@requesters.example")
    second = a_request(by=officer, email="same@requesters.example")
    assert "aggregation" not in flags(first)
    assert "aggregation" in flags(second)
    assert first.reference in second.advice.get(value="aggregation").why


def test_what_was_answered_and_is_asked_again_by_the_same_person_is_a_repeat(officer, clearer):
    answered = an_issued_letter(by=officer, clearer=clearer).foi_request
    again = a_request(by=officer, received_on=answered.closed_on)
    assert "repeat" in flags(again)
    assert "repeat" not in flags(a_request(by=officer, email="another@requesters.example"))


def test_what_is_published_becomes_advice_on_the_question_that_asks_for_it(officer):
    text = "1. How many claims about sepsis were there in 2022?\n\n2. Please send me your FOI policy."
    foi_request = a_request(by=officer, text=text)
    read_case(foi_request.pk, at=AT)
    piece = foi_request.advice.get(kind="published")
    assert (piece.read_number, piece.words, piece.details["proposal"]) == (2, "FOI policy", "s21")
    [(start, end)] = piece.passages
    assert text[start:end] == "FOI policy"


def test_a_name_that_is_none_makes_a_request_invalid_under_section_8(officer):
    foi_request = a_request(by=officer, name="A member of the public", text="How many claims were there in 2022?")
    read_case(foi_request.pk, at=AT)
    piece = foi_request.advice.get(kind="regime", read_number=1)
    assert (piece.value, "a name" in piece.why) == ("invalid", True)
