"""The twentieth working day, shown with every day that was skipped. FOIA s.10(1) and (6)."""

from datetime import date, timedelta

import holidays
import pytest
from dateutil.easter import easter
from hypothesis import given
from hypothesis import strategies as st

from codes.domain.working_days import NATIONS, DayCount, Disregarded, Holiday, WorkingDayCalendar, good_friday
from tests.dates import day

HOLIDAYS = tuple(
    Holiday(on, nation, title)
    for nation in NATIONS
    for on, title in sorted(holidays.country_holidays("GB", subdiv=nation, years=range(2015, 2030)).items())
)
KNOWN_TO = day("Sun 31 December 2028")
UK = WorkingDayCalendar("United Kingdom", tuple(NATIONS), "FOIA s.10(6)", HOLIDAYS, KNOWN_TO)
ENGLAND_AND_WALES = WorkingDayCalendar("England and Wales", ("ENG", "WLS"), "1971 Act", HOLIDAYS, KNOWN_TO)
DAYS = st.dates(date(2016, 1, 1), date(2028, 6, 30))

TWENTY_DAYS = [
    # received, due, weekdays skipped, due by the calendar of England and Wales alone (wrong for FOIA)
    ("Thu 5 January 2023", "Thu 2 February 2023", [], "Thu 2 February 2023"),
    (
        "Tue 20 December 2022",
        "Mon 23 January 2023",
        ["Mon 26 December 2022", "Tue 27 December 2022", "Mon 2 January 2023", "Tue 3 January 2023"],
        "Fri 20 January 2023",
    ),
    ("Mon 10 March 2025", "Tue 8 April 2025", ["Mon 17 March 2025"], "Mon 7 April 2025"),
    (
        "Thu 1 March 2018",
        "Tue 3 April 2018",
        ["Mon 19 March 2018", "Fri 30 March 2018", "Mon 2 April 2018"],
        "Thu 29 March 2018",
    ),
    ("Fri 3 April 2026", "Tue 5 May 2026", ["Mon 6 April 2026", "Mon 4 May 2026"], "Tue 5 May 2026"),
    ("Mon 20 April 2020", "Tue 19 May 2020", ["Fri 8 May 2020"], "Tue 19 May 2020"),
    ("Mon 9 May 2022", "Wed 8 June 2022", ["Thu 2 June 2022", "Fri 3 June 2022"], "Wed 8 June 2022"),
    ("Mon 1 June 2026", "Tue 30 June 2026", ["Mon 15 June 2026"], "Mon 29 June 2026"),
    ("Thu 25 August 2022", "Mon 26 September 2022", ["Mon 29 August 2022", "Mon 19 September 2022"],
     "Mon 26 September 2022"),
    ("Sat 1 August 2026", "Tue 1 September 2026", ["Mon 3 August 2026", "Mon 31 August 2026"], "Fri 28 August 2026"),
    ("Fri 14 November 2025", "Mon 15 December 2025", ["Mon 1 December 2025"], "Fri 12 December 2025"),
    (
        "Fri 25 December 2026",
        "Wed 27 January 2027",
        ["Mon 28 December 2026", "Fri 1 January 2027", "Mon 4 January 2027"],
        "Tue 26 January 2027",
    ),
    ("Tue 17 March 2026", "Thu 16 April 2026", ["Fri 3 April 2026", "Mon 6 April 2026"], "Thu 16 April 2026"),
    ("Sat 3 July 2021", "Tue 3 August 2021", ["Mon 12 July 2021", "Mon 2 August 2021"], "Fri 30 July 2021"),
    (
        "Mon 2 December 2024",
        "Fri 3 January 2025",
        ["Wed 25 December 2024", "Thu 26 December 2024", "Wed 1 January 2025", "Thu 2 January 2025"],
        "Thu 2 January 2025",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("received", "due", "skipped", "english_due"), TWENTY_DAYS)
def test_the_reply_is_due_on_the_twentieth_working_day_after_receipt(received, due, skipped, english_due):
    count = UK.count_after(day(received), 20)
    assert count.due == day(due)
    assert [each.on for each in count.skipped_weekdays] == [day(each) for each in skipped]
    assert ENGLAND_AND_WALES.nth_working_day_after(day(received), 20) == day(english_due)


@pytest.mark.parametrize(
    ("on", "reason"),
    [
        ("Sat 7 January 2023", "Saturday"),
        ("Sun 25 December 2022", "Sunday"),
        ("Mon 25 December 2023", "Christmas Day"),
        ("Fri 7 April 2023", "Good Friday"),
        ("Tue 3 January 2023", "New Year Holiday (observed), bank holiday in Scotland"),
        ("Wed 12 July 2023", "Battle of the Boyne, bank holiday in Northern Ireland"),
        ("Mon 10 April 2023", "Easter Monday, bank holiday in England, Wales and Northern Ireland"),
        ("Mon 8 May 2023", "Coronation of Charles III, bank holiday throughout the United Kingdom"),
    ],
)
def test_each_skipped_day_says_why_and_under_which_provision(on, reason):
    skipped = UK.why_not_working(day(on))
    assert (skipped.reason, skipped.provision) == (reason, "FOIA s.10(6)")


def test_good_friday_and_christmas_day_need_no_list_of_bank_holidays():
    bare = WorkingDayCalendar("bare", (), "FOIA s.10(6)")
    assert not bare.is_working_day(day("Fri 3 April 2026"))
    assert not bare.is_working_day(day("Fri 25 December 2026"))
    assert bare.is_working_day(day("Mon 6 April 2026"))


def test_good_friday_is_right_in_every_year_of_the_act():
    told = {on for on, title in holidays.country_holidays("GB", subdiv="ENG", years=range(2005, 2061)).items()
            if "Good Friday" in title}  # fmt: skip
    assert {good_friday(year) for year in range(2005, 2061)} == told


def test_good_friday_follows_the_whole_calendar_and_not_a_table_of_years():
    assert all(good_friday(year) == easter(year) - timedelta(days=2) for year in range(1583, 4100))


def test_days_left_turn_negative_when_the_due_date_has_passed():
    due = day("Thu 2 February 2023")
    assert UK.working_days_between(day("Wed 1 February 2023"), due) == 1
    assert UK.working_days_between(due, due) == 0
    assert UK.working_days_between(day("Mon 6 February 2023"), due) == -2


def test_a_date_past_the_last_proclaimed_year_is_provisional():
    assert UK.count_after(day("Thu 14 December 2028"), 20).provisional
    assert not UK.count_after(day("Fri 1 December 2028"), 10).provisional


def test_the_last_day_of_the_last_proclaimed_year_is_certain():
    assert not UK.is_provisional(KNOWN_TO)
    assert UK.is_provisional(KNOWN_TO + timedelta(days=1))
    assert not WorkingDayCalendar("bare", (), "FOIA s.10(6)").is_provisional(date(2999, 1, 1))
    assert not DayCount(KNOWN_TO, (KNOWN_TO,), ()).provisional


def test_a_calendar_is_a_value():
    same = WorkingDayCalendar(UK.name, UK.nations, UK.provision, HOLIDAYS, KNOWN_TO)
    assert (same, hash(same)) == (UK, hash(UK))
    assert len({UK, same, ENGLAND_AND_WALES}) == 2


def test_the_prudent_date_leaves_out_a_holiday_proclaimed_late():
    funeral = day("Mon 19 September 2022")
    received = day("Thu 25 August 2022")
    assert UK.without([funeral]).nth_working_day_after(received, 20) == day("Fri 23 September 2022")
    assert UK.without([funeral]).holidays == tuple(holiday for holiday in HOLIDAYS if holiday.on != funeral)


def test_a_count_needs_a_day():
    with pytest.raises(ValueError, match="at least one"):
        UK.count_after(day("Thu 5 January 2023"), 0)


@given(DAYS)
def test_the_due_date_is_always_the_twentieth_working_day(received):
    count = UK.count_after(received, 20)
    assert UK.is_working_day(count.due) and len(count.counted) == 20
    assert UK.working_days_between(received, count.due) == 20
    assert len(count.counted) + len(count.skipped) == (count.due - received).days


@given(DAYS)
def test_a_day_later_in_is_never_a_day_earlier_out(received):
    later = received + timedelta(days=1)
    assert UK.nth_working_day_after(received, 20) <= UK.nth_working_day_after(later, 20)
    assert UK.nth_working_day_after(received, 20) >= ENGLAND_AND_WALES.nth_working_day_after(received, 20)


@given(DAYS)
def test_friday_saturday_and_sunday_are_due_together(received):
    friday = received - timedelta(days=(received.weekday() - 4) % 7)
    dues = {UK.nth_working_day_after(friday + timedelta(days=n), 20) for n in range(3)}
    assert len(dues) == 1


@given(DAYS, st.integers(1, 25))
def test_one_more_holiday_never_makes_a_date_earlier(received, ahead):
    extra = Holiday(received + timedelta(days=ahead), "SCT", "A day of celebration")
    more = WorkingDayCalendar(UK.name, UK.nations, UK.provision, (*HOLIDAYS, extra), KNOWN_TO)
    assert more.nth_working_day_after(received, 20) >= UK.nth_working_day_after(received, 20)


@given(
    st.dates(min_value=day("Sat 1 January 2000"), max_value=day("Wed 31 December 2042")),
    st.integers(min_value=1, max_value=70),
)
def test_the_day_found_is_the_day_that_was_counted(start, days):
    assert UK.nth_working_day_after(start, days) == UK.count_after(start, days).due


def test_no_day_after_a_day_is_the_day_itself():
    assert UK.nth_working_day_after(day("Sat 10 January 2026"), 0) == day("Sat 10 January 2026")


def test_days_cannot_be_counted_backwards():
    with pytest.raises(ValueError, match="at least one"):
        UK.nth_working_day_after(day("Thu 5 January 2023"), -1)


def test_disregarded_days_are_passed_over_both_ends_included_and_say_why():
    fees = Disregarded(day("Mon 9 March 2026"), day("Tue 10 March 2026"), "Fees notice", "FOIA s.10(2)")
    count = UK.count_after(day("Fri 6 March 2026"), 1, [fees])

    assert count.due == day("Wed 11 March 2026")
    assert [(each.on, each.reason) for each in count.skipped_weekdays] == [
        (day("Mon 9 March 2026"), "Fees notice"),
        (day("Tue 10 March 2026"), "Fees notice"),
    ]
    assert fees.days == 2


@pytest.mark.parametrize("received", ["Tue 15 December 2026", "Thu 31 December 2026", "Mon 1 December 2025"])
def test_the_day_found_without_its_working_is_that_of_the_working_across_the_end_of_a_year(received):
    without_holidays = WorkingDayCalendar("None", (), "")
    for calendar in (UK, without_holidays):
        for days in range(1, 45):
            assert calendar.nth_working_day_after(day(received), days) == calendar.count_after(day(received), days).due
    assert without_holidays.nth_working_day_after(day("Wed 31 December 2025"), 1) == day("Thu 1 January 2026")
