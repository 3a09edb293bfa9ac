"""The clock as a table: dated events in, the last day for the reply out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codes.domain.working_days import Holiday, WorkingDayCalendar
from foirequests.domain import clock
from foirequests.domain.clock import Event, day_some_months_later, read_clock
from tests.dates import day

HOLIDAYS = (
    Holiday(day("Tue 17 March 2026"), "NIR", "St Patrick's Day"),
    Holiday(day("Fri 3 April 2026"), "ENG", "Good Friday"),
    Holiday(day("Mon 6 April 2026"), "ENG", "Easter Monday"),
    Holiday(day("Mon 4 May 2026"), "ENG", "Early May bank holiday"),
)
UK = WorkingDayCalendar("United Kingdom", ("ENG", "WLS", "SCT", "NIR"), "FOIA s.10(6)", HOLIDAYS)
ENGLAND = WorkingDayCalendar("England and Wales", ("ENG", "WLS"), "", HOLIDAYS)

RECEIVED, CORRECTED = clock.RECEIVED, clock.RECEIPT_CORRECTED
ASKED, ANSWERED = clock.CLARIFICATION_ASKED, clock.CLARIFICATION_RECEIVED


def read(*events: tuple[str, str], regime: str = "foi") -> clock.Reading:
    return read_clock([Event(kind, day(on)) for kind, on in events], regime=regime, uk=UK, england_and_wales=ENGLAND)


@pytest.mark.parametrize(
    ("events", "due"),
    [
        ([(RECEIVED, "Thu 5 January 2023")], "Thu 2 February 2023"),
        ([(RECEIVED, "Mon 2 February 2026")], "Mon 2 March 2026"),
        # The full twenty days begin again when clarification arrives (vector B01).
        (
            [(RECEIVED, "Mon 2 February 2026"), (ASKED, "Mon 9 February 2026"), (ANSWERED, "Fri 6 March 2026")],
            "Wed 8 April 2026",
        ),
        # Asked after the last day, clarification does not cure the lateness (vector B03).
        (
            [(RECEIVED, "Mon 2 February 2026"), (ASKED, "Tue 3 March 2026"), (ANSWERED, "Fri 6 March 2026")],
            "Mon 2 March 2026",
        ),
        # Asked on the last day itself, in time.
        (
            [(RECEIVED, "Mon 2 February 2026"), (ASKED, "Mon 2 March 2026"), (ANSWERED, "Fri 6 March 2026")],
            "Wed 8 April 2026",
        ),
        # A corrected date of receipt counts from the corrected day.
        ([(RECEIVED, "Mon 2 February 2026"), (CORRECTED, "Fri 30 January 2026")], "Fri 27 February 2026"),
        # Received on a Saturday: Monday is day 1.
        ([(RECEIVED, "Sat 31 January 2026")], "Fri 27 February 2026"),
    ],
)
def test_the_last_day_for_the_reply(events, due):
    assert read(*events).due_on == day(due)


def test_while_clarification_is_waited_for_there_is_no_due_date():
    reading = read((RECEIVED, "Mon 2 February 2026"), (ASKED, "Mon 9 February 2026"))

    assert reading.due_on is None
    assert reading.is_waiting
    assert reading.first_due_on == day("Mon 2 March 2026")


def test_a_question_asked_on_the_last_day_stops_the_clock():
    assert read((RECEIVED, "Mon 2 February 2026"), (ASKED, "Mon 2 March 2026")).due_on is None


def test_the_count_begins_on_the_day_of_receipt_and_again_when_clarification_comes():
    told = [(RECEIVED, "Mon 2 February 2026"), (ASKED, "Mon 9 February 2026"), (ANSWERED, "Fri 6 March 2026")]
    assert [read(*told[:n]).counted_from for n in (1, 2, 3)] == [
        day("Mon 2 February 2026"), day("Mon 2 February 2026"), day("Fri 6 March 2026"),
    ]  # fmt: skip


def test_a_question_asked_too_late_leaves_the_due_date_standing():
    reading = read((RECEIVED, "Mon 2 February 2026"), (ASKED, "Tue 3 March 2026"))

    assert reading.due_on == day("Mon 2 March 2026")
    assert reading.is_waiting


def test_an_answer_that_nobody_asked_for_moves_nothing():
    assert read((RECEIVED, "Mon 2 February 2026"), (ANSWERED, "Mon 9 February 2026")).due_on == day("Mon 2 March 2026")


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("Thu 3 September 2026", "Mon 5 October 2026"),  # G01: the 3rd is a Saturday
        ("Fri 29 January 2027", "Mon 1 March 2027"),  # G03: no 29 February, and the 28th is a Sunday
        ("Tue 31 March 2026", "Thu 30 April 2026"),  # G05: no 31 April
        ("Tue 3 March 2026", "Tue 7 April 2026"),  # G08: Good Friday and Easter
    ],
)
def test_subject_access_runs_one_month_to_the_corresponding_day(received, due):
    assert read((RECEIVED, received), regime="sar").due_on == day(due)


def test_the_working_is_shown_with_every_skipped_day_and_its_reason():
    count = read((RECEIVED, "Tue 10 March 2026")).count

    assert len(count.counted) == 20
    assert [str(each.on) for each in count.skipped_weekdays] == ["2026-03-17", "2026-04-03", "2026-04-06"]
    assert "Northern Ireland" in count.skipped_weekdays[0].reason


def test_a_clock_without_a_receipt_is_refused():
    with pytest.raises(ValueError, match="receipt"):
        read()


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("Mon 9 February 2026", 2, "Thu 9 April 2026"),
        ("Mon 31 August 2026", 6, "Sun 28 February 2027"),
        ("Thu 31 December 2026", 2, "Sun 28 February 2027"),
    ],
)
def test_months_end_on_the_corresponding_day_or_the_last_of_the_month(start, months, end):
    assert day_some_months_later(day(start), months) == day(end)


@given(st.dates(min_value=day("Sat 1 January 2005"), max_value=day("Sun 31 December 2028")))
def test_a_due_date_is_always_a_working_day_and_twenty_were_counted(received):
    reading = read_clock([Event(RECEIVED, received)], regime="foi", uk=UK, england_and_wales=ENGLAND)

    assert UK.is_working_day(reading.due_on)
    assert UK.working_days_between(received, reading.due_on) == 20
