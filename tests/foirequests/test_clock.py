"""The clock as a table: dated events in, the last day for the reply out."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codes.domain.working_days import Holiday, WorkingDayCalendar
from foirequests.domain import clock
from foirequests.domain.clock import Event, Rules, read_clock
from foirequests.domain.clock_rules import ARCHIVE, ARMED_FORCES, OUTSIDE_UK, SAR_LITERAL, SCHOOL, TimeVariation
from foirequests.domain.months import day_some_months_later
from tests.dates import day

HOLIDAYS = (
    Holiday(day("Tue 17 March 2026"), "NIR", "St Patrick's Day"),
    Holiday(day("Fri 3 April 2026"), "ENG", "Good Friday"),
    Holiday(day("Mon 6 April 2026"), "ENG", "Easter Monday"),
    Holiday(day("Mon 4 May 2026"), "ENG", "Early May bank holiday"),
)
UK = WorkingDayCalendar("United Kingdom", ("ENG", "WLS", "SCT", "NIR"), "FOIA s.10(6)", HOLIDAYS)
ENGLAND = WorkingDayCalendar("England and Wales", ("ENG", "WLS"), "", HOLIDAYS)

RULES = Rules(uk=UK, england_and_wales=ENGLAND)

RECEIVED, CORRECTED = clock.RECEIVED, clock.RECEIPT_CORRECTED
ASKED, ANSWERED = clock.CLARIFICATION_ASKED, clock.CLARIFICATION_RECEIVED
NOTICE, PAID, EXTENDED = clock.FEES_NOTICE, clock.FEE_PAID, clock.EXTENDED


def told(*events: tuple) -> list[Event]:
    """Events in the order of entry; a third item is the estimated day of an extension."""
    return [
        Event(kind, day(on), until=day(until[0]) if until else None, entered=number)
        for number, (kind, on, *until) in enumerate(events)
    ]


def read(*events: tuple, regime: str = "foi", rules: Rules = RULES) -> clock.Reading:
    return read_clock(told(*events), regime=regime, rules=rules)


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


def test_the_days_from_the_fees_notice_to_the_payment_do_not_count_both_ends_included():
    reading = read(
        (RECEIVED, "Mon 2 March 2026"), (NOTICE, "Mon 9 March 2026"), (PAID, "Fri 20 March 2026")
    )  # fmt: skip

    assert reading.due_on == day("Wed 15 April 2026")  # vector B05
    passed_over = [each for each in reading.count.skipped if "fees notice" in each.reason]
    assert len(passed_over) == 9
    assert {each.provision for each in passed_over} == {"FOIA s.10(2)"}


def test_a_fee_paid_on_the_day_of_the_notice_leaves_out_that_one_day():
    reading = read((RECEIVED, "Mon 2 March 2026"), (NOTICE, "Mon 9 March 2026"), (PAID, "Mon 9 March 2026"))

    assert reading.due_on == day("Wed 1 April 2026")  # vector B07


def test_while_a_fee_is_waited_for_the_clock_stands_still_and_says_until_when_it_can_be_paid():
    reading = read((RECEIVED, "Mon 2 March 2026"), (NOTICE, "Mon 9 March 2026"))

    assert reading.is_stopped and reading.waiting_for == NOTICE
    assert reading.lapses_on == day("Mon 8 June 2026")


def test_an_advance_payment_under_the_environmental_regulations_can_be_made_for_sixty_working_days():
    reading = read((RECEIVED, "Mon 2 March 2026"), (NOTICE, "Mon 9 March 2026"), regime="eir")

    assert reading.lapses_on == UK.nth_working_day_after(day("Mon 9 March 2026"), 60)


def test_a_fees_notice_after_the_due_date_stops_nothing():
    reading = read((RECEIVED, "Mon 2 February 2026"), (NOTICE, "Tue 3 March 2026"), (PAID, "Mon 9 March 2026"))

    assert reading.due_on == day("Mon 2 March 2026")
    assert [event.kind for event in reading.late_events] == [NOTICE, PAID]


def test_an_extension_moves_the_due_date_and_leaves_the_notice_due_on_the_twentieth_day():
    reading = read((RECEIVED, "Mon 2 February 2026"), (EXTENDED, "Mon 2 March 2026", "Mon 30 March 2026"))

    assert reading.due_on == day("Mon 30 March 2026")
    assert reading.notice_due_on == day("Mon 2 March 2026")


def test_an_extension_after_the_twentieth_day_cures_nothing():
    reading = read((RECEIVED, "Mon 2 February 2026"), (EXTENDED, "Tue 3 March 2026", "Mon 30 March 2026"))

    assert reading.due_on == day("Mon 2 March 2026")
    assert [event.kind for event in reading.late_events] == [EXTENDED]


def test_an_environmental_request_is_extended_to_forty_working_days():
    reading = read((RECEIVED, "Mon 2 March 2026"), (EXTENDED, "Mon 30 March 2026"), regime="eir")

    assert len(reading.count.counted) == 40
    assert reading.due_on == day("Thu 30 April 2026")  # vector D01
    assert reading.notice_due_on == day("Tue 31 March 2026")


def test_clarification_after_an_extension_never_makes_the_reply_due_earlier():
    reading = read(
        (RECEIVED, "Mon 2 February 2026"),
        (EXTENDED, "Tue 3 February 2026", "Mon 1 June 2026"),
        (ASKED, "Mon 9 February 2026"),
        (ANSWERED, "Tue 10 February 2026"),
    )

    assert reading.due_on == day("Mon 1 June 2026")


def test_a_question_about_one_part_leaves_the_clock_of_the_clear_part_running():
    received, asked = day("Mon 2 February 2026"), day("Mon 9 February 2026")
    events = [Event(RECEIVED, received), Event(ASKED, asked, part=2)]
    readings = clock.read_parts(events, (1, 2), regime="foi", rules=RULES)

    assert readings[1].due_on == day("Mon 2 March 2026") and readings[2].due_on is None
    assert clock.governing(readings.values()) is readings[1]


def test_each_part_of_a_mixed_request_has_the_clock_of_its_regime():
    readings = clock.read_parts(
        [Event(RECEIVED, day("Mon 2 February 2026"))], (1, 2), regime={1: "foi", 2: "sar"}, rules=RULES
    )

    assert readings[1].due_on == day("Mon 2 March 2026")
    assert readings[2].provision == "Article 12(3) of the UK GDPR"


@pytest.mark.parametrize("regime", ["foi", "eir"])
def test_help_that_is_not_needed_to_find_the_information_is_no_event_of_the_clock(regime):
    assert not {"advice", "message"} & clock.KINDS.keys()
    with pytest.raises(ValueError, match="is not in"):
        read((RECEIVED, "Mon 2 February 2026"), ("advice", "Mon 9 February 2026"), regime=regime)


def test_article_12a_holds_for_requests_from_5_february_2026():
    assert read((RECEIVED, "Wed 4 February 2026"), regime="sar").provision == "Article 12(3) of the UK GDPR"
    assert read((RECEIVED, "Thu 5 February 2026"), regime="sar").provision == "Article 12A of the UK GDPR"


def test_subject_access_begins_when_the_person_is_known():
    reading = read(
        (RECEIVED, "Thu 3 September 2026"),
        (clock.IDENTITY_ASKED, "Fri 4 September 2026"),
        (clock.IDENTITY_RECEIVED, "Mon 14 September 2026"),
        regime="sar",
    )

    assert reading.due_on == day("Wed 14 October 2026")
    assert reading.counted_from == day("Mon 14 September 2026")


def test_subject_access_stands_still_while_evidence_of_identity_is_waited_for():
    reading = read((RECEIVED, "Thu 3 September 2026"), (clock.IDENTITY_ASKED, "Fri 4 September 2026"), regime="sar")

    assert reading.is_stopped and reading.waiting_for == clock.IDENTITY_ASKED


def test_subject_access_leaves_out_the_days_from_question_to_answer():
    reading = read(
        (RECEIVED, "Thu 3 September 2026"), (ASKED, "Thu 10 September 2026"), (ANSWERED, "Mon 21 September 2026"),
        regime="sar",
    )  # fmt: skip

    assert reading.due_on == day("Thu 15 October 2026")  # vector G14
    assert [period.days for period in reading.disregarded] == [12]


def test_an_answer_before_the_month_begins_is_not_added_to_it():
    reading = read(
        (RECEIVED, "Thu 3 September 2026"),
        (ASKED, "Fri 4 September 2026"), (ANSWERED, "Tue 8 September 2026"),
        (clock.IDENTITY_ASKED, "Wed 9 September 2026"), (clock.IDENTITY_RECEIVED, "Mon 14 September 2026"),
        regime="sar",
    )  # fmt: skip

    assert reading.due_on == day("Wed 14 October 2026")


def test_asking_who_somebody_is_when_the_month_is_over_begins_no_new_one():
    reading = read(
        (RECEIVED, "Thu 3 September 2026"),
        (clock.IDENTITY_ASKED, "Tue 6 October 2026"), (clock.IDENTITY_RECEIVED, "Fri 9 October 2026"),
        regime="sar",
    )  # fmt: skip

    assert reading.due_on == day("Mon 5 October 2026")
    assert not reading.is_waiting


def test_the_answer_to_a_question_asked_too_late_is_as_late_as_the_question():
    reading = read((RECEIVED, "Mon 2 February 2026"), (ASKED, "Tue 3 March 2026"), (ANSWERED, "Fri 6 March 2026"))

    assert [event.kind for event in reading.late_events] == [ASKED, ANSWERED]


@pytest.mark.parametrize("second", [ASKED, NOTICE])
def test_on_the_day_of_an_answer_something_else_can_be_asked_for(second):
    reading = read(
        (RECEIVED, "Mon 2 February 2026"),
        (ASKED, "Mon 9 February 2026"),
        (second, "Fri 6 March 2026"),
        (ANSWERED, "Fri 6 March 2026"),
    )

    assert (reading.waiting_for, reading.asked_on) == (second, day("Fri 6 March 2026"))
    assert reading.counted_from == day("Fri 6 March 2026")


@pytest.mark.parametrize(
    "kinds_and_days",
    [
        [(ASKED, "Mon 9 February 2026"), (NOTICE, "Tue 10 February 2026"), (ANSWERED, "Thu 12 February 2026")],
        [(ASKED, "Mon 9 February 2026"), (ANSWERED, "Tue 10 February 2026"), (ASKED, "Tue 10 February 2026")],
        [
            (ASKED, "Mon 9 February 2026"), (EXTENDED, "Tue 10 February 2026"), (ANSWERED, "Tue 10 March 2026"),
            (ASKED, "Tue 10 March 2026"),
        ],
        [
            (ASKED, "Mon 9 February 2026"), (ANSWERED, "Tue 10 February 2026"), (ASKED, "Thu 12 February 2026"),
            (ANSWERED, "Thu 12 February 2026"),
        ],
    ],
)  # fmt: skip
def test_events_are_read_in_the_order_in_which_they_happened(kinds_and_days):
    happened = told(*kinds_and_days)
    assert clock.in_order(reversed(happened)) == clock.in_order(happened) == happened


def test_an_event_was_entered_first_and_a_date_stands_unless_it_is_said_otherwise():
    first = day("Mon 2 February 2026")
    assert Event(RECEIVED, first).entered == 0
    assert clock.Reading(first, first, None, None).provisional is False


def test_what_was_to_be_told_within_the_first_time_is_counted_until_the_clock_stands_still():
    running = read((RECEIVED, "Mon 2 February 2026"), (EXTENDED, "Mon 9 February 2026", "Fri 20 March 2026"))
    stopped = read((RECEIVED, "Mon 2 February 2026"), (ASKED, "Mon 9 February 2026"))
    assert running.notice_count.due == running.notice_due_on == day("Mon 2 March 2026")
    assert stopped.notice_count is stopped.notice_due_on is None


def test_subject_access_can_be_extended_to_three_months_in_all_counted_from_the_start():
    reading = read((RECEIVED, "Thu 3 September 2026"), (EXTENDED, "Thu 1 October 2026"), regime="sar")

    assert reading.due_on == day("Thu 3 December 2026")  # vector G12
    assert reading.notice_due_on == day("Mon 5 October 2026")
    assert reading.months == 3
    assert read((RECEIVED, "Thu 3 September 2026"), regime="sar").months == 1


@pytest.mark.parametrize(
    ("told_on", "due", "is_late"),
    [("Mon 5 October 2026", "Thu 3 December 2026", False), ("Tue 6 October 2026", "Mon 5 October 2026", True)],
)
def test_subject_access_is_extended_on_the_last_day_and_not_after_it(told_on, due, is_late):
    reading = read((RECEIVED, "Thu 3 September 2026"), (EXTENDED, told_on), regime="sar")

    assert reading.due_on == day(due)
    assert [event.kind for event in reading.late_events] == [EXTENDED] * is_late


def test_read_by_its_words_a_month_ends_the_day_before_and_is_not_moved_off_a_weekend():
    literal = replace(RULES, sar=SAR_LITERAL)

    assert read((RECEIVED, "Sat 5 September 2026"), regime="sar", rules=literal).due_on == day("Sun 4 October 2026")
    assert read((RECEIVED, "Mon 1 March 2027"), regime="sar", rules=literal).due_on == day("Wed 31 March 2027")
    asked_and_answered = (ASKED, "Thu 10 September 2026"), (ANSWERED, "Mon 21 September 2026")
    longer = read((RECEIVED, "Thu 3 September 2026"), *asked_and_answered, regime="sar", rules=literal)
    assert longer.due_on == day("Wed 14 October 2026")


@pytest.mark.parametrize(
    ("variation", "working_days"),
    [
        (TimeVariation(ARCHIVE), 30),
        (TimeVariation(ARMED_FORCES, agreed_days=60, agreement="ICO-1"), 60),
        (TimeVariation(OUTSIDE_UK, agreed_days=40, agreement="ICO-2"), 40),
        (TimeVariation(SCHOOL), 20),
    ],
)
def test_some_authorities_have_longer_by_regulations(variation, working_days):
    reading = read((RECEIVED, "Mon 2 February 2026"), rules=replace(RULES, variation=variation))

    assert len(reading.count.counted) == working_days


def test_the_environmental_regulations_know_no_such_variation():
    reading = read(
        (RECEIVED, "Mon 2 February 2026"), regime="eir", rules=replace(RULES, variation=TimeVariation(ARCHIVE))
    )

    assert len(reading.count.counted) == 20


def test_a_school_counts_school_days_up_to_sixty_working_days():
    received = day("Mon 20 July 2026")
    summer = frozenset(received + timedelta(days=n) for n in range(1, 44))  # closed until Tue 1 September
    closed_for_good = frozenset(received + timedelta(days=n) for n in range(1, 400))

    def due(closed: frozenset) -> date:
        return read(
            (RECEIVED, "Mon 20 July 2026"), rules=replace(RULES, variation=TimeVariation(SCHOOL, school_closed=closed))
        ).due_on

    assert due(summer) == UK.nth_working_day_after(day("Tue 1 September 2026"), 20)
    assert due(closed_for_good) == UK.nth_working_day_after(received, 60)
    for last, counted in ((59, 59), (60, 60), (61, 60)):
        closed = frozenset(UK.nth_working_day_after(received, n) for n in range(1, last - 19))
        assert due(closed) == UK.nth_working_day_after(received, counted)


def test_the_armed_forces_need_the_regulators_agreement_first():
    with pytest.raises(ValueError, match="agreement"):
        TimeVariation(ARMED_FORCES, agreed_days=60)
    with pytest.raises(ValueError, match="between 21 and 60"):
        TimeVariation(ARMED_FORCES, agreed_days=61, agreement="ICO-1")
    with pytest.raises(ValueError, match="between 21 and 60"):
        TimeVariation(ARMED_FORCES, agreed_days=20, agreement="ICO-1")
    assert TimeVariation(ARMED_FORCES, agreed_days=21, agreement="ICO-1").agreed_days == 21
    assert TimeVariation().agreed_days == 0


def test_a_date_past_the_proclaimed_bank_holidays_is_provisional():
    known = replace(RULES, uk=WorkingDayCalendar("UK", UK.nations, "", HOLIDAYS, day("Sat 28 February 2026")))

    assert read((RECEIVED, "Mon 2 February 2026"), rules=known).provisional
    assert not read((RECEIVED, "Fri 2 January 2026"), rules=known).provisional


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


DAYS = st.dates(min_value=day("Sat 1 January 2005"), max_value=day("Sun 31 December 2028"))


def due(received: date, uk: WorkingDayCalendar = UK) -> date:
    rules = replace(RULES, uk=uk)
    return read_clock([Event(RECEIVED, received)], regime="foi", rules=rules).due_on


@given(DAYS)
def test_a_due_date_is_always_a_working_day_and_counting_back_gives_twenty(received):
    assert UK.is_working_day(due(received))
    assert UK.working_days_between(received, due(received)) == 20


@given(DAYS, DAYS)
def test_who_asks_later_is_never_due_earlier(one, other):
    assert due(min(one, other)) <= due(max(one, other))


@given(DAYS)
def test_friday_saturday_and_sunday_receipts_are_due_on_one_day(received):
    friday = received + timedelta(days=(4 - received.weekday()) % 7)
    assert due(friday) == due(friday + timedelta(days=1)) == due(friday + timedelta(days=2))


@given(DAYS, st.lists(DAYS, max_size=10), DAYS)
def test_a_holiday_more_never_makes_a_date_earlier(received, holidays, another):
    def calendar(days: list[date]) -> WorkingDayCalendar:
        return WorkingDayCalendar("UK", UK.nations, "", tuple(Holiday(on, "SCT", "Holiday") for on in days))

    assert due(received, calendar(holidays)) <= due(received, calendar([*holidays, another]))


@given(DAYS, st.integers(0, 40), st.integers(0, 90))
def test_a_restart_never_makes_the_reply_due_earlier(received, asked_after, answered_after):
    asked = received + timedelta(days=asked_after)
    events = [
        Event(RECEIVED, received),
        Event(ASKED, asked),
        Event(ANSWERED, asked + timedelta(days=answered_after)),
    ]
    assert read_clock(events, regime="foi", rules=RULES).due_on >= due(received)
