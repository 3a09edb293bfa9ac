"""The bank holidays that we ship, held against a table of our own of the awkward ones."""

from datetime import date

import pytest
from django.utils import timezone

from codes.actions.reference_data import merge_bank_holidays
from codes.models import BankHoliday
from codes.models.bank_holidays import bank_holidays_known_to, england_and_wales_calendar, uk_calendar
from tests.codes.conftest import LOADED_AT
from tests.dates import day

ALL = {"ENG", "WLS", "SCT", "NIR"}
EW = {"ENG", "WLS"}

AWKWARD = [
    ("Fri 29 April 2011", ALL, "the Royal Wedding"),
    ("Mon 4 June 2012", ALL, "the Spring bank holiday, moved from 28 May"),
    ("Mon 28 May 2012", set(), "from where it was moved"),
    ("Tue 5 June 2012", ALL, "the Diamond Jubilee"),
    ("Mon 2 January 2012", ALL, "New Year's Day fell on a Sunday"),
    ("Tue 3 January 2012", {"SCT"}, "and so Scotland's second day moved too"),
    ("Mon 19 March 2018", {"NIR"}, "St Patrick's Day fell on a Saturday"),
    ("Tue 2 January 2018", {"SCT"}, "2 January"),
    ("Fri 8 May 2020", ALL, "VE Day: the early May bank holiday, moved"),
    ("Mon 4 May 2020", set(), "from where it was moved"),
    ("Mon 13 July 2020", {"NIR"}, "12 July fell on a Sunday"),
    ("Mon 28 December 2020", ALL, "Boxing Day fell on a Saturday"),
    ("Mon 3 January 2022", ALL, "New Year's Day fell on a Saturday"),
    ("Tue 4 January 2022", {"SCT"}, "and Scotland's second day on a Sunday"),
    ("Thu 2 June 2022", ALL, "the Spring bank holiday, moved from 30 May"),
    ("Mon 30 May 2022", set(), "from where it was moved"),
    ("Fri 3 June 2022", ALL, "the Platinum Jubilee"),
    ("Mon 19 September 2022", ALL, "the State Funeral of Queen Elizabeth II"),
    ("Mon 2 January 2023", ALL, "New Year's Day fell on a Sunday"),
    ("Tue 3 January 2023", {"SCT"}, "and so Scotland's second day moved too"),
    ("Mon 8 May 2023", ALL, "the Coronation"),
    ("Mon 15 June 2026", {"SCT"}, "the World Cup"),
    ("Mon 28 December 2026", ALL, "Boxing Day fell on a Saturday"),
    # Saint Andrew's Day is kept on the Monday after a Saturday or a Sunday (2007 asp 2).
    ("Mon 30 November 2009", {"SCT"}, "30 November"),
    ("Mon 2 December 2013", {"SCT"}, "30 November fell on a Saturday"),
    ("Mon 1 December 2014", {"SCT"}, "30 November fell on a Sunday"),
    ("Mon 2 December 2019", {"SCT"}, "30 November fell on a Saturday"),
    ("Mon 2 December 2024", {"SCT"}, "30 November fell on a Saturday"),
    ("Mon 1 December 2025", {"SCT"}, "30 November fell on a Sunday"),
    # Every 2 January that moved, in the years that the table of England knows as ordinary Tuesdays or Mondays.
    ("Tue 3 January 2006", {"SCT"}, "1 January fell on a Sunday"),
    ("Mon 4 January 2010", {"SCT"}, "2 January fell on a Saturday"),
    ("Tue 4 January 2011", {"SCT"}, "2 January fell on a Sunday"),
    ("Mon 4 January 2016", {"SCT"}, "2 January fell on a Saturday"),
    ("Tue 3 January 2017", {"SCT"}, "1 January fell on a Sunday"),
    ("Mon 4 January 2021", {"SCT"}, "2 January fell on a Saturday"),
    ("Mon 4 January 2027", {"SCT"}, "2 January fell on a Saturday"),
    ("Tue 4 January 2028", {"SCT"}, "2 January fell on a Sunday"),
]
"""Day, the nations in which it is a bank holiday, and why; from the proclamations and GOV.UK."""

BEYOND_ENGLAND = {
    2022: "4 Jan, 17 Mar, 12 Jul, 1 Aug, 30 Nov",
    2023: "3 Jan, 17 Mar, 12 Jul, 7 Aug, 30 Nov",
    2024: "2 Jan, 18 Mar, 12 Jul, 5 Aug, 2 Dec",
    2025: "2 Jan, 17 Mar, 14 Jul, 4 Aug, 1 Dec",
    2026: "2 Jan, 17 Mar, 15 Jun, 13 Jul, 3 Aug, 30 Nov",
    2027: "4 Jan, 17 Mar, 12 Jul, 2 Aug, 30 Nov",
    2028: "4 Jan, 17 Mar, 12 Jul, 7 Aug, 30 Nov",
}
"""The weekdays of a year that are bank holidays elsewhere in the United Kingdom and not in England and Wales."""


@pytest.mark.parametrize(("on", "nations", "why"), AWKWARD, ids=[f"{on}, {why}" for on, _, why in AWKWARD])
def test_an_awkward_bank_holiday_is_kept_in_the_nations_that_keep_it(office, on, nations, why):
    found = BankHoliday.objects.in_force().filter(date=day(on))
    assert set(found.values_list("nation", flat=True)) == nations, why


@pytest.mark.parametrize("year", BEYOND_ENGLAND)
def test_the_weekdays_that_count_in_england_alone_are_those_of_the_table(office, year):
    everywhere, at_home = uk_calendar(), england_and_wales_calendar()
    days = [date.fromordinal(n) for n in range(date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal())]
    found = [on for on in days if at_home.is_working_day(on) and not everywhere.is_working_day(on)]
    assert ", ".join(f"{on.day} {on:%b}" for on in found) == BEYOND_ENGLAND[year]


def test_the_calendar_begins_with_the_first_year_of_the_act_in_every_nation(office):
    for nation in ALL:
        years = {on.year for on in BankHoliday.objects.filter(nation=nation).values_list("date", flat=True)}
        assert years == set(range(2005, 2029))


def test_next_year_lies_wholly_inside_what_is_proclaimed(office):
    end_of_next_year = date(timezone.localdate().year + 1, 12, 31)
    assert bank_holidays_known_to() >= end_of_next_year, (
        f"The calendar of bank holidays does not reach {end_of_next_year:%d %B %Y}. Run `make lock` for a newer"
        " `holidays` package, compare the new year with GOV.UK (what the package lacks is added by hand on the page"
        " Bank holidays), and then record the last proclaimed day under the setting “Bank holidays known to”: in"
        " codes/reference/settings.json for new offices, and on the settings page of each office."
    )


def test_a_withdrawn_bank_holiday_is_not_brought_back_by_a_merge_in_any_nation(office):
    boxing_day = BankHoliday.objects.filter(date=day("Mon 28 December 2026"))
    boxing_day.filter(nation="SCT").update(withdrawn_at=LOADED_AT)
    assert merge_bank_holidays(at=LOADED_AT) == 0
    assert boxing_day.in_force().count() == 3
