"""The pages of the calendar: what is shown, who may change it, and what a change did."""

import pytest
import time_machine
from django.urls import reverse

from accounts.models import Role
from codes.models import BankHoliday
from foirequests.actions.calendar import proclaim_holiday, take_in_new_holidays
from foirequests.actions.re_dating import re_date_open_cases
from foirequests.models import CalendarChange, CalendarNotice
from tests.dates import day, moment
from tests.factories import a_request
from tests.office import member

NOW = moment("Fri 6 January 2023 10:00")
FUNERAL = day("Mon 16 January 2023")
TYPED = {
    "on_day": "16",
    "on_month": "1",
    "on_year": "2023",
    "nations": ["ENG", "SCT"],
    "title": "Funeral",
    "source": "Gazette",
}


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def change(deputy_director, officer):
    """A proclamation that moved one case."""
    a_request(by=officer, received_on=day("Thu 5 January 2023"))
    made = proclaim_holiday(
        on=FUNERAL, nations=["SCT"], title="State Funeral", source="Gazette", by=deputy_director, at=NOW
    )
    re_date_open_cases(at=NOW)
    return made


def text(answer):
    return " ".join(answer.content.decode().split())


def test_the_calendar_shows_each_holiday_of_the_year_with_nations_and_source(client, officer):
    client.force_login(officer)
    answer = client.get(reverse("calendar"))
    cells = [[cell["text"] for cell in row] for row in answer.context["rows"]]
    assert ["Thu 30 November 2023", "Saint Andrew's Day", "Scotland", "First seen 1 December 2022", "In force"] in cells
    assert ["Mon 25 December 2023", "Christmas Day", "All nations", "First seen 1 December 2022", "In force"] in cells
    assert [line.partition(":")[0] for line in answer.context["beyond_england"]] == [
        "Tuesday 3 January 2023",
        "Friday 17 March 2023",
        "Wednesday 12 July 2023",
        "Monday 7 August 2023",
        "Thursday 30 November 2023",
    ]
    assert answer.context["known_to"] == "31 December 2028"


def test_the_calendar_is_filtered_by_year_nation_and_state(client, deputy_director, change):
    client.force_login(deputy_director)
    shown = client.get(reverse("calendar"), {"year": 2026, "nation": "SCT"}).context["rows"]
    assert "Mon 15 June 2026" in [row[0]["text"] for row in shown]
    assert not client.get(reverse("calendar"), {"year": 2023, "state": "withdrawn"}).context["rows"]
    strange = client.get(reverse("calendar"), {"year": "9999", "nation": "FRA", "state": "x"})
    assert strange.status_code == 200 and strange.context["year"] == 2023


def test_a_year_beyond_the_proclaimed_ones_says_that_it_is_provisional(client, officer):
    with time_machine.travel(moment("Tue 6 June 2028 10:00")):
        client.force_login(officer)
        answer = client.get(reverse("calendar"), {"year": 2029})
    assert "are not proclaimed yet" in text(answer) and "Next year’s bank holidays are not all known" in text(answer)


def test_an_officer_adds_a_holiday_and_sees_what_it_does(client, officer):
    client.force_login(officer)
    answer = client.post(reverse("calendar_add"), TYPED, follow=True)
    assert "The bank holiday was added. 16 January 2023: does not count any more as a working day." in text(answer)
    assert BankHoliday.objects.in_force().filter(date=FUNERAL).count() == 2


def test_a_holiday_on_a_saturday_is_accepted_with_the_note_that_it_moves_nothing(client, officer):
    client.force_login(officer)
    answer = client.post(reverse("calendar_add"), {**TYPED, "on_day": "14"}, follow=True)
    assert "It moves no due date: a Saturday or a Sunday is not a working day anyway." in text(answer)
    assert BankHoliday.objects.filter(date=day("Sat 14 January 2023")).count() == 2


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"on_year": "2004"}, "Enter a day from 1 January 2005 to 31 December 2028."),
        ({"nations": ["FRA"]}, "Choose from what the page offers"),
        ({"nations": []}, "Choose at least one nation"),
        ({"title": ""}, "Enter the name of the bank holiday"),
        ({"on_day": "25", "on_month": "12"}, "25 December 2023 is a bank holiday in England and Scotland already"),
    ],
)
def test_what_cannot_be_is_refused_on_the_form_and_what_was_typed_is_kept(client, officer, wrong, words):
    client.force_login(officer)
    answer = client.post(reverse("calendar_add"), {**TYPED, **wrong})
    assert answer.status_code == 200
    assert words.lower() in text(answer).lower()
    assert "Gazette" in text(answer)


def test_the_deputy_director_withdraws_a_holiday_in_the_nations_ticked(client, deputy_director, change):
    client.force_login(deputy_director)
    row = BankHoliday.objects.get(date=FUNERAL)
    address = reverse("calendar_withdraw", args=[row.pk])
    assert client.get(address).context["form"].initial["holidays"] == [row]
    answer = client.post(address, {"holidays": [row.pk], "reason": "Not proclaimed"}, follow=True)
    assert "The bank holiday was withdrawn. 16 January 2023: counts again as a working day." in text(answer)
    assert client.get(address).status_code == 404


def test_the_page_of_a_change_lists_each_case_with_its_date_before_and_after(client, officer, change):
    client.force_login(officer)
    answer = client.get(reverse("calendar_change", args=[change.pk]))
    assert [[cell["text"] for cell in row][1:] for row in answer.context["rows"]] == [
        ["Olive Officer", "2 February 2023", "3 February 2023"]
    ]
    assert "1 open case looked at; 1 due date moved." in text(answer)
    assert 'hx-trigger="every' not in text(answer)


def test_a_change_under_way_says_how_far_it_is_and_refreshes_itself_with_and_without_javascript(
    client, officer, change
):
    CalendarChange.objects.filter(pk=change.pk).update(finished_at=None, cursor=0)
    client.force_login(officer)
    answer = text(client.get(reverse("calendar_change", args=[change.pk])))
    assert "1 of 2 open cases looked at; 1 due date moved so far." in answer
    assert (
        'hx-trigger="every 2s"' in answer and '<noscript><meta http-equiv="refresh" content="5"></noscript>' in answer
    )


def test_an_owner_is_told_in_the_queue_once_and_puts_it_away(client, officer, change):
    client.force_login(officer)
    notice = CalendarNotice.objects.get(to=officer)
    shown = text(client.get(reverse("queue"), follow=True))
    assert "Bank holiday added: State Funeral, 16 January 2023" in shown
    client.post(reverse("calendar_notice_seen", args=[notice.pk]))
    assert "State Funeral" not in text(client.get(reverse("queue"), follow=True))


def test_nobody_puts_away_what_another_was_told(client, second_officer, change, officer):
    client.force_login(second_officer)
    notice = CalendarNotice.objects.get(to=officer)
    assert client.post(reverse("calendar_notice_seen", args=[notice.pk])).status_code == 404


def test_the_case_page_says_what_was_promised_and_the_history_leads_to_the_change(client, officer, change):
    client.force_login(officer)
    case = change.moves.get().foi_request
    shown = text(client.get(reverse("case", args=[case.reference])))
    assert "We told the requester 2 February 2023; by the Act it is now 3 February 2023" in shown
    assert "Prudent date: 2 February 2023." in shown
    assert "from 2 February 2023 to 3 February 2023" in shown
    assert reverse("calendar_change", args=[change.pk]) in shown
    answer = client.post(reverse("case_tell_due_date", args=[case.reference]), follow=True)
    assert "The requester is told the new last day for the reply." in text(answer)


def test_the_history_of_changes_has_them_newest_first(client, officer, change):
    client.force_login(officer)
    rows = client.get(reverse("calendar_changes")).context["rows"]
    assert [row[1]["text"].partition(":")[0] for row in rows] == ["Bank holiday added", "Set up"]


def test_a_day_that_the_source_no_longer_has_is_shown_until_somebody_looks(client, officer, monkeypatch):
    take_in_new_holidays(at=NOW)
    monkeypatch.setattr(
        "codes.actions.reference_data.bank_holidays_of",
        lambda nation, last: tuple(
            BankHoliday.objects.filter(nation=nation).exclude(date="2026-06-15").values_list("date", "title")
        ),
    )
    client.force_login(officer)
    assert client.get(reverse("calendar")).context["doubtful"] == [
        "15 June 2026, Scotland's participation in the FIFA World Cup final, Scotland"
    ]


def test_a_clearer_reads_the_calendar_and_changes_nothing(client, office, change):
    client.force_login(member("Cora Clearer", Role.CLEARER))
    assert client.get(reverse("calendar")).status_code == 200
    assert client.get(reverse("calendar_add")).status_code == 403
    row = BankHoliday.objects.get(date=FUNERAL)
    assert client.get(reverse("calendar_withdraw", args=[row.pk])).status_code == 403
