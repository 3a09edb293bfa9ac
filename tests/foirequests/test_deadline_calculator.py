"""The public deadline calculator: a day and a law in, the last day and its working out."""

import re

import pytest

from tests.dates import day


def page(client, kind: str, on: str) -> str:
    received = day(on)
    asked = {
        "kind": kind,
        "received_day": received.day,
        "received_month": received.month,
        "received_year": received.year,
    }
    answer = client.get("/deadline-calculator/", asked)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("kind", "received", "said"),
    [
        ("foi", "Sat 1 August 2026", "Last day for the reply: Tuesday 1 September 2026"),
        ("foi", "Sat 1 August 2026", "Monday 3 August 2026"),
        ("foi", "Sat 1 August 2026", "A calendar of England and Wales alone says Friday 28 August 2026"),
        ("foi", "Sat 1 August 2026", "the reply would be due on Wednesday 2 September 2026"),
        ("foi", "Thu 5 January 2023", "If the public interest has to be weighed: Thursday 2 March 2023"),
        ("eir", "Mon 2 March 2026", "If the time is extended: Thursday 30 April 2026"),
        ("eir", "Mon 2 March 2026", "regulation 5(2) of the Environmental Information Regulations 2004"),
        ("eir", "Mon 2 March 2026", "EIR reg.2(1) with FOIA s.10(6)"),
        ("representations", "Fri 20 November 2026", "EIR reg.2(1) with FOIA s.10(6)"),
        ("sar", "Thu 3 September 2026", "Last day for the reply: Monday 5 October 2026"),
        ("sar", "Thu 3 September 2026", "If the time is extended: Thursday 3 December 2026"),
        ("review", "Fri 20 November 2026", "Last day for the outcome: Monday 21 December 2026"),
        ("representations", "Fri 20 November 2026", "Last day for the decision: Friday 22 January 2027"),
        ("foi", "Tue 20 November 2029", "not yet proclaimed"),
    ],
)
def test_anybody_gets_the_last_day_and_how_it_was_worked_out(office, client, kind, received, said):
    assert said in page(client, kind, received)


def test_where_others_agree_nothing_is_said_of_them(office, client):
    assert "England and Wales alone" not in page(client, "foi", "Thu 5 January 2023")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"kind": "foi"}, "Enter the day, month and year"),
        ({"kind": "foi", "received_day": "31", "received_month": "2", "received_year": "2026"}, "is not a real date"),
        (
            {"kind": "foi", "received_day": "31", "received_month": "12", "received_year": "2004"},
            "1 January 2005 or later",
        ),
        (
            {"kind": "foi", "received_day": "1", "received_month": "1", "received_year": "2051"},
            "31 December 2050 or earlier",
        ),
        (
            {"kind": "magic", "received_day": "1", "received_month": "1", "received_year": "2026"},
            "Choose from what the page offers",
        ),
    ],
)
def test_what_cannot_be_worked_out_is_said_plainly_and_what_was_typed_stays(office, client, asked, said):
    answer = client.get("/deadline-calculator/", asked)

    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert all(f'value="{typed}"' in answer.content.decode() for typed in asked.values() if typed.isdigit())


def test_the_empty_page_asks_and_blames_nobody(office, client):
    page = client.get("/deadline-calculator/").content.decode()

    assert "Work out the date" in page and "There is a problem" not in page
    assert not client.cookies


def test_each_table_of_a_result_has_a_name_of_its_own(client, office):
    page = client.get(
        "/deadline-calculator/", {"kind": "foi", "received_day": 1, "received_month": 8, "received_year": 2026}
    ).content.decode()
    captions = re.findall(r'aria-labelledby="([^"]+-caption)"', page)

    assert len(captions) == len(set(captions)) == 2
