"""Adding and withdrawing bank holidays, and what becomes of the due dates of open cases."""

from datetime import date

import pytest

from codes.models import BankHoliday
from foirequests.actions import re_dating
from foirequests.actions.calendar import proclaim_holiday, refresh_calendar, take_in_new_holidays, withdraw_holiday
from foirequests.actions.cases import withdraw_request
from foirequests.actions.clarification import ask_for_clarification
from foirequests.actions.clock import correct_receipt_date, read_case_clock
from foirequests.actions.many_clocks import facts_of
from foirequests.actions.promises import promises_overtaken, tell_due_date
from foirequests.actions.re_dating import re_date_open_cases
from foirequests.domain.errors import NotPermitted, Refused
from foirequests.models import CalendarChange, CalendarNotice, DueDateMove, FoiRequest, HistoryEntry
from foirequests.presenters.calendar_of_case import promise_panel, prudent_line
from tests.dates import day, moment
from tests.factories import a_request

NOW = moment("Fri 6 January 2023 10:00")
FUNERAL = day("Mon 16 January 2023")
RECEIVED = day("Thu 5 January 2023")
DUE, A_DAY_LATER = day("Thu 2 February 2023"), day("Fri 3 February 2023")


def proclaimed(by, on=FUNERAL, nations=("ENG", "WLS", "SCT", "NIR"), title="State Funeral", source="Privy Council"):
    return proclaim_holiday(on=on, nations=nations, title=title, source=source, by=by, at=NOW)


def withdrawn(by, on=FUNERAL, nation=None):
    rows = BankHoliday.objects.in_force().filter(date=on)
    if nation:
        rows = rows.filter(nation=nation)
    return withdraw_holiday(holidays=list(rows), reason="It was not proclaimed.", by=by, at=NOW)


def due(foi_request):
    return FoiRequest.objects.get(pk=foi_request.pk).due_on


def moves_of(change):
    return [(move.foi_request_id, move.due_before, move.due_after) for move in change.moves.all()]


# --- Re-dating ------------------------------------------------------------------------------------------------------


def test_a_holiday_added_gives_an_open_case_one_day_more_and_writes_both_dates_into_its_history(
    deputy_director, officer
):
    case = a_request(by=officer, received_on=RECEIVED)
    change = proclaimed(deputy_director)
    assert re_date_open_cases(at=NOW) == 1
    assert due(case) == A_DAY_LATER
    assert moves_of(change) == [(case.pk, DUE, A_DAY_LATER)]
    line = case.history.get(act="due_date_moved")
    assert (line.facts, line.actor_kind) == ({"from": "2023-02-02", "to": "2023-02-03"}, "product")
    assert (line.object_kind, line.object_id) == ("calendarchange", change.pk)


def test_withdrawing_it_gives_the_day_back(deputy_director, officer):
    case = a_request(by=officer, received_on=RECEIVED)
    proclaimed(deputy_director)
    re_date_open_cases(at=NOW)
    change = withdrawn(deputy_director)
    re_date_open_cases(at=NOW)
    assert due(case) == DUE
    assert moves_of(change) == [(case.pk, A_DAY_LATER, DUE)]


@pytest.mark.parametrize(
    ("received", "moves"),
    [
        ("Tue 13 December 2022", True),
        ("Mon 12 December 2022", False),
        ("Fri 13 January 2023", True),
        ("Mon 16 January 2023", False),
        ("Tue 17 January 2023", False),
    ],
)
def test_a_case_moves_only_when_the_day_lies_after_its_receipt_and_up_to_its_due_date(
    deputy_director, officer, received, moves
):
    case = a_request(by=officer, received_on=day(received))
    before = due(case)
    proclaimed(deputy_director)
    assert re_date_open_cases(at=NOW) == int(moves)
    assert (due(case) > before) is moves
    assert due(case) == read_case_clock(case).due_on


def test_the_day_on_which_a_reply_is_due_may_itself_become_a_holiday(deputy_director, officer):
    case = a_request(by=officer, received_on=RECEIVED)
    proclaimed(deputy_director, on=DUE)
    re_date_open_cases(at=NOW)
    assert due(case) == A_DAY_LATER


def test_a_holiday_that_has_passed_moves_the_cases_that_were_open_over_it(deputy_director, officer):
    case = a_request(by=officer, received_on=day("Tue 20 December 2022"))
    proclaimed(deputy_director, on=day("Wed 21 December 2022"))
    re_date_open_cases(at=NOW)
    assert due(case) == day("Tue 24 January 2023")


def test_a_case_that_is_over_keeps_its_date(deputy_director, officer):
    case = a_request(by=officer, received_on=RECEIVED)
    withdraw_request(case, reason="By telephone", by=officer, at=NOW)
    proclaimed(deputy_director)
    assert re_date_open_cases(at=NOW) == 0
    assert due(case) == DUE


def test_a_holiday_of_scotland_alone_moves_a_request_under_the_act_and_no_subject_access(deputy_director, officer):
    foi, sar = (a_request(by=officer, received_on=day("Mon 16 January 2023")) for _ in range(2))
    FoiRequest.objects.filter(pk=sar.pk).update(regime="sar")
    sar.refresh_from_db()
    later = moment("Tue 17 January 2023 10:00")
    correct_receipt_date(sar, received_on=day("Fri 13 January 2023"), reason="The stamp", by=officer, at=later)
    assert due(sar) == day("Mon 13 February 2023")
    proclaimed(deputy_director, on=day("Mon 13 February 2023"), nations=["SCT"])
    assert re_date_open_cases(at=NOW) == 1
    assert due(foi) == day("Tue 14 February 2023")
    assert due(sar) == day("Mon 13 February 2023")
    proclaimed(deputy_director, on=day("Mon 13 February 2023"), nations=["ENG", "WLS"])
    assert re_date_open_cases(at=NOW) == 1
    assert due(sar) == day("Tue 14 February 2023")


def test_a_question_asked_on_the_last_day_turns_out_late_when_the_holiday_is_withdrawn(deputy_director, officer):
    case = a_request(by=officer, received_on=RECEIVED)
    proclaimed(deputy_director)
    re_date_open_cases(at=NOW)
    asked_at = moment("Fri 3 February 2023 10:00")
    case.refresh_from_db()
    ask_for_clarification(case, unclear="Which years?", options="Name them.", by=officer, at=asked_at)
    assert due(case) is None
    change = withdrawn(deputy_director)
    re_date_open_cases(at=NOW)
    assert due(case) == DUE
    assert moves_of(change) == [(case.pk, None, DUE)]


def test_two_holidays_changed_at_once_leave_every_case_where_the_clock_says(deputy_director, officer):
    cases = [a_request(by=officer, received_on=on) for on in (RECEIVED, day("Tue 17 January 2023"))]
    proclaimed(deputy_director)
    proclaimed(deputy_director, on=day("Mon 30 January 2023"))
    assert re_date_open_cases(at=NOW) == 2
    assert [due(case) for case in cases] == [day("Mon 6 February 2023"), day("Wed 15 February 2023")]
    assert [due(case) for case in cases] == [read_case_clock(case).due_on for case in cases]
    assert DueDateMove.objects.count() == 2


def test_a_second_run_does_nothing(deputy_director, officer):
    a_request(by=officer, received_on=RECEIVED)
    proclaimed(deputy_director)
    assert [re_date_open_cases(at=NOW), re_date_open_cases(at=NOW)] == [1, 0]
    assert HistoryEntry.objects.filter(act="due_date_moved").count() == 1


def test_a_run_that_stopped_goes_on_where_it_stopped_and_repeats_nothing(deputy_director, officer, monkeypatch):
    cases = [a_request(by=officer, received_on=RECEIVED, email=f"a{n}@requesters.example") for n in range(5)]
    change = proclaimed(deputy_director)
    monkeypatch.setattr(re_dating, "FEWEST", 2)
    monkeypatch.setattr(re_dating, "MOST", 2)
    write, turns = re_dating._write, iter(range(9))

    def power_cut(*batch):
        if next(turns) == 1:
            raise KeyboardInterrupt
        return write(*batch)

    monkeypatch.setattr(re_dating, "_write", power_cut)
    with pytest.raises(KeyboardInterrupt):
        re_date_open_cases(at=NOW)
    change.refresh_from_db()
    assert (change.cursor, change.looked_at, change.moved, change.finished_at) == (cases[1].pk, 2, 2, None)
    assert re_date_open_cases(at=NOW) == 3
    assert [key for key, *_ in moves_of(change)] == [case.pk for case in cases]
    assert {due(case) for case in cases} == {A_DAY_LATER}


def test_a_case_that_somebody_changed_meanwhile_is_read_again_and_not_overwritten(
    deputy_director, officer, monkeypatch
):
    cases = [a_request(by=officer, received_on=RECEIVED, email=f"a{n}@requesters.example") for n in range(3)]
    change = proclaimed(deputy_director)
    once = iter([cases[1]])

    def read_then_changed(keys):
        facts = facts_of(keys)
        for case in once:
            correct_receipt_date(case, received_on=day("Wed 4 January 2023"), reason="Stamp", by=officer, at=NOW)
        return facts

    monkeypatch.setattr(re_dating, "facts_of", read_then_changed)
    re_date_open_cases(at=NOW)
    assert [due(case) for case in cases] == [A_DAY_LATER, DUE, A_DAY_LATER]
    # The officer's own act read the new calendar already: the change had nothing to move there.
    assert [key for key, *_ in moves_of(change)] == [cases[0].pk, cases[2].pk]


def test_what_was_being_written_while_the_calendar_changed_is_looked_at_once_more(deputy_director, officer):
    change = proclaimed(deputy_director)
    re_date_open_cases(at=NOW)
    late = a_request(by=officer, received_on=RECEIVED)
    FoiRequest.objects.filter(pk=late.pk).update(due_on=DUE)  # as a transaction leaves it that read the old calendar
    assert re_date_open_cases(at=moment("Fri 6 January 2023 10:04")) == 0
    assert re_date_open_cases(at=moment("Fri 6 January 2023 10:06")) == 1
    assert due(late) == A_DAY_LATER
    change.refresh_from_db()
    assert change.checked_at is not None


# --- Who is told ----------------------------------------------------------------------------------------------------


def test_an_owner_of_many_cases_gets_one_notice_and_a_case_without_owner_tells_everybody(
    deputy_director, officer, second_officer
):
    for number in range(3):
        a_request(by=officer, received_on=RECEIVED, email=f"a{number}@requesters.example")
    a_request(by=None, received_on=RECEIVED, channel="web")
    change = proclaimed(deputy_director)
    re_date_open_cases(at=NOW)
    assert set(change.notices.values_list("to", flat=True)) == {officer.pk, None}
    assert CalendarNotice.objects.for_member(second_officer).unseen().count() == 1


# --- What may be entered --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("on", ["Sat 14 January 2023", "Sun 15 January 2023"])
def test_a_holiday_on_a_weekend_is_accepted_and_moves_nothing(deputy_director, officer, on):
    case = a_request(by=officer, received_on=RECEIVED)
    change = proclaimed(deputy_director, on=day(on))
    assert not change.holidays.filter(moves_uk=True).exists()
    assert re_date_open_cases(at=NOW) == 0
    assert due(case) == DUE


def test_a_day_that_is_a_holiday_in_another_nation_already_moves_nothing_more(deputy_director, officer):
    change = proclaimed(deputy_director, on=day("Mon 13 February 2023"), nations=["SCT"])
    again = proclaimed(deputy_director, on=day("Mon 13 February 2023"), nations=["NIR"])
    assert [each.holidays.get().moves_uk for each in (change, again)] == [True, False]
    first = withdrawn(deputy_director, on=day("Mon 13 February 2023"), nation="SCT")
    assert first.holidays.get().moves_uk is False


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"title": "  "}, "Enter the name of the bank holiday."),
        ({"title": "x" * 121}, "Enter the name of the bank holiday in 120 characters or fewer."),
        ({"source": ""}, "Enter where you learnt of it."),
        ({"nations": []}, "Choose one or more of England, Wales, Scotland and Northern Ireland."),
        ({"nations": ["FRA"]}, "Choose one or more of England, Wales, Scotland and Northern Ireland."),
        ({"on": date(2004, 12, 31)}, "Enter a day from 1 January 2005 to 31 December 2028."),
        ({"on": date(2029, 1, 1)}, "Enter a day from 1 January 2005 to 31 December 2028."),
        (
            {"on": date(2023, 11, 30), "nations": ["ENG", "SCT"]},
            "30 November 2023 is a bank holiday in Scotland already: Saint Andrew's Day.",
        ),
    ],
)
def test_what_cannot_be_is_refused_in_plain_words(deputy_director, wrong, words):
    with pytest.raises(Refused) as refused:
        proclaimed(deputy_director, **wrong)
    assert str(refused.value) == words
    assert not CalendarChange.objects.exclude(kind="set_up").exists()


def test_the_same_holiday_twice_is_refused(deputy_director):
    proclaimed(deputy_director)
    with pytest.raises(Refused, match="is a bank holiday in England, Wales, Scotland and Northern Ireland already"):
        proclaimed(deputy_director)


def test_a_holiday_is_withdrawn_once_and_with_a_reason(deputy_director):
    rows = list(proclaimed(deputy_director).holidays.all())
    holidays = [row.bank_holiday for row in rows]
    with pytest.raises(Refused, match="Enter why"):
        withdraw_holiday(holidays=holidays, reason=" ", by=deputy_director, at=NOW)
    with pytest.raises(Refused, match="Choose the nations"):
        withdraw_holiday(holidays=[], reason="Why", by=deputy_director, at=NOW)
    withdraw_holiday(holidays=holidays, reason="Why", by=deputy_director, at=NOW)
    with pytest.raises(Refused, match="withdrawn already"):
        withdraw_holiday(holidays=holidays, reason="Why", by=deputy_director, at=NOW)


def test_an_officer_adds_a_holiday_and_the_deputy_director_alone_withdraws_one(officer):
    proclaimed(officer)
    with pytest.raises(NotPermitted):
        withdrawn(officer)


def test_a_clearer_changes_no_calendar(clearer):
    with pytest.raises(NotPermitted):
        proclaimed(clearer)
    with pytest.raises(NotPermitted):
        withdrawn(clearer, on=day("Thu 30 November 2023"))


# --- Newer sources --------------------------------------------------------------------------------------------------


def test_the_holidays_of_set_up_are_no_change_that_due_dates_follow(office):
    change = take_in_new_holidays(at=NOW)
    assert (change.kind, change.finished_at) == ("set_up", NOW)
    assert take_in_new_holidays(at=NOW) is None
    assert re_date_open_cases(at=NOW) == 0


def test_what_a_newer_source_brings_is_a_change_that_due_dates_follow_and_the_deputy_director_is_told(
    deputy_director, officer, monkeypatch
):
    take_in_new_holidays(at=NOW)
    case = a_request(by=officer, received_on=RECEIVED)
    monkeypatch.setattr("codes.actions.reference_data.bank_holidays_of", lambda nation, last: ((FUNERAL, "Funeral"),))
    change = refresh_calendar(at=NOW)
    assert (change.kind, change.holidays.count()) == ("merged", 4)
    re_date_open_cases(at=NOW)
    assert due(case) == A_DAY_LATER
    assert set(change.notices.values_list("to", flat=True)) == {officer.pk, deputy_director.pk}
    assert refresh_calendar(at=NOW) is None


def test_a_withdrawal_is_not_undone_by_the_next_refresh(deputy_director):
    withdrawn(deputy_director, on=day("Thu 30 November 2023"))
    assert refresh_calendar(at=NOW) is None
    assert not BankHoliday.objects.in_force().filter(date=day("Thu 30 November 2023")).exists()


def test_a_holiday_entered_by_hand_is_not_brought_again_by_a_source_that_catches_up(deputy_director, monkeypatch):
    proclaimed(deputy_director)
    monkeypatch.setattr("codes.actions.reference_data.bank_holidays_of", lambda nation, last: ((FUNERAL, "Funeral"),))
    assert refresh_calendar(at=NOW) is None
    assert {row.source for row in BankHoliday.objects.filter(date=FUNERAL)} == {"Privy Council"}


# --- What the requester was told ------------------------------------------------------------------------------------


def panel(case, member):
    case.refresh_from_db()
    return promise_panel(case, case.history.all(), case.clock_events.all(), member=member)


def test_the_day_that_the_requester_was_told_stays_the_target_when_the_case_gets_more_time(deputy_director, officer):
    case = a_request(by=officer, received_on=RECEIVED)
    assert panel(case, officer) is None
    proclaimed(deputy_director)
    re_date_open_cases(at=NOW)
    told = panel(case, officer)
    assert told["text"] == (
        "We told the requester 2 February 2023; by the Act it is now 3 February 2023, because the bank holidays"
        " changed."
    )
    assert (told["is_late"], told["tag"].text) == (False, "Promised by 2 February 2023")


def test_a_promise_that_a_withdrawal_makes_too_late_is_a_warning_until_the_requester_is_told(deputy_director, officer):
    proclaimed(deputy_director)
    case = a_request(by=officer, received_on=RECEIVED)
    withdrawn(deputy_director)
    re_date_open_cases(at=NOW)
    assert panel(case, officer)["is_late"]
    message = tell_due_date(case, by=officer, at=NOW)
    assert "by 3 February 2023 at the latest" in message.text
    assert "the last day for our reply is now 2 February 2023" in message.text
    assert panel(case, officer) is None
    with pytest.raises(Refused, match="knows the one that stands"):
        tell_due_date(case, by=officer, at=NOW)


def test_the_queue_tags_the_day_that_the_requester_was_told_where_the_calendar_moved_the_due_date(
    deputy_director, officer, client, django_assert_num_queries
):
    case = a_request(by=officer, received_on=RECEIVED)
    with django_assert_num_queries(1):
        assert promises_overtaken([case]) == {}
    proclaimed(deputy_director)
    re_date_open_cases(at=NOW)
    case.refresh_from_db()
    assert promises_overtaken([case]) == {case.pk: day("Thu 2 February 2023")}
    client.force_login(officer)
    assert "Promised by 2 February 2023" in client.get("/requests/").content.decode()
    tell_due_date(case, by=officer, at=NOW)
    assert promises_overtaken([case]) == {}


def test_a_promise_ends_with_the_next_event_on_the_clock(deputy_director, officer):
    case = a_request(by=officer, received_on=RECEIVED)
    proclaimed(deputy_director)
    re_date_open_cases(at=NOW)
    case.refresh_from_db()
    correct_receipt_date(case, received_on=day("Wed 4 January 2023"), reason="The stamp", by=officer, at=NOW)
    assert panel(case, officer) is None


def test_a_case_received_before_the_proclamation_shows_the_prudent_date_beside_the_due_date(deputy_director, officer):
    before = a_request(by=officer, received_on=RECEIVED)
    proclaimed(deputy_director)
    re_date_open_cases(at=NOW)
    after = a_request(by=officer, received_on=day("Fri 6 January 2023"))
    for case in (before, after):
        case.refresh_from_db()
    assert prudent_line(before, read_case_clock(before)).startswith(
        "Prudent date: 2 February 2023. The bank holiday of 16 January 2023 was announced after the request came"
    )
    assert prudent_line(after, read_case_clock(after)) == ""


def test_bank_holidays_of_set_up_give_no_prudent_date(officer):
    case = a_request(by=officer, received_on=day("Tue 20 December 2022"))
    BankHoliday.objects.update(first_seen_at=NOW)
    take_in_new_holidays(at=NOW)
    assert prudent_line(case, read_case_clock(case)) == ""
