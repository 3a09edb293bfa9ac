"""The number of questions that a page asks of the database does not grow with the rows that it shows.

Every page of the table of doors is opened in an office with a few rows of everything, and again when there are many
more; so are the pages that need a state of their own, and the acts of the drafting page (`visits.py`). What there is
more of, `growing.py` says.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import time_machine
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import URLResolver, get_resolver, resolve, reverse
from django.utils import timezone

from config.celery import app
from tests.architecture.growing import grow
from tests.architecture.sweeps import OF_ONE, SWEEPS, registered, with_nothing_due, with_rows_due
from tests.architecture.visits import UNCOUNTED, Facts, Visit, seed, signed_in, visits
from tests.journeys.doors import PERSONS, Doors, furnish, rows
from tests.office import _furnished, office  # noqa: F401

DUE = (2, 5)
"""Rows that are made due for each sweep."""


@dataclass
class Counted:
    """The questions asked with few rows and with many: of pages and acts, of sweeps with nothing due and with rows."""

    pages: dict[tuple[str, str], tuple[int, int]]
    idle: dict[str, tuple[int, int]]
    due: list[dict[str, tuple[int, int]]]


@pytest.fixture(scope="module")
def counted(_furnished, django_db_blocker) -> Iterator[Counted]:  # noqa: F811
    """What is asked in the office as it grows; at noon, since a new day in the middle would make other rows due."""
    noon = timezone.localtime().replace(hour=12, minute=0, second=0)
    with django_db_blocker.unblock(), time_machine.travel(noon):
        around = transaction.atomic()
        around.__enter__()
        doors = furnish()
        facts = seed(doors)
        grow(doors, by=2)
        few, few_idle = questions(doors, facts), with_nothing_due()
        grow(doors, by=4)
        many, many_idle = questions(doors, facts), with_nothing_due()
        yield Counted(
            pages={page: (few[page], many[page]) for page in few},
            idle={task: (few_idle[task], many_idle[task]) for task in few_idle},
            due=[with_rows_due(doors, number) for number in DUE],
        )
        transaction.set_rollback(True)
        around.__exit__(None, None, None)


def questions(doors: Doors, facts: Facts) -> dict[tuple[str, str], int]:
    """How many questions each page and act asks, by its pattern and who asked."""
    found = {}
    for pattern, address, statuses in rows():
        persons = [person for person, status in zip(PERSONS, statuses, strict=True) if status == 200]
        for person in persons[-1:]:
            client = signed_in(doors, person)
            client.get(doors.filled(address))
            with CaptureQueriesContext(connection) as asked:
                answer = client.get(doors.filled(address))
            assert answer.status_code == 200, f"{pattern}: {answer.status_code}"
            found[pattern, person] = len(asked)
    for visit in visits(doors, facts):
        found[resolve(reverse(visit.name, args=visit.keys)).route, f"{visit}"] = asked_by(visit, doors)
    return found


def asked_by(visit: Visit, doors: Doors) -> int:
    """The questions of one visit, which is undone again."""
    client = signed_in(doors, visit.person)
    with transaction.atomic():
        with CaptureQueriesContext(connection) as asked:
            status = visit.made(client)
        assert status == visit.status, f"{visit}: {status}"
        transaction.set_rollback(True)
    return len(asked)


@pytest.mark.django_db
def test_no_page_asks_more_questions_the_more_rows_it_shows(counted, office):  # noqa: F811
    growing = {page: few_and_many for page, few_and_many in counted.pages.items() if few_and_many[1] > few_and_many[0]}

    assert not growing, "questions with few rows and with many: " + str(growing)


def test_every_address_is_counted_or_stands_in_the_list_with_its_reason(counted):
    counted = {pattern for pattern, _who in counted.pages}
    excused = {pattern for pattern, name in names(get_resolver()).items() if name in UNCOUNTED}

    assert counted | excused == names(get_resolver()).keys()
    assert not counted & excused
    assert UNCOUNTED.keys() <= set(names(get_resolver()).values())


def test_every_task_stands_in_one_of_the_two_tables():
    assert sorted([*SWEEPS, *OF_ONE]) == sorted(registered())
    assert {entry["task"] for entry in app.conf.beat_schedule.values()} == SWEEPS.keys()


def test_no_sweep_asks_more_questions_the_more_rows_there_are_with_nothing_due(counted):
    growing = {task: few_and_many for task, few_and_many in counted.idle.items() if few_and_many[1] > few_and_many[0]}
    few, many = ({task: done for task, (_at_work, done) in due.items()} for due in counted.due)
    growing |= {task: (few[task], many[task]) for task in few if many[task] > few[task]}

    assert not growing, "questions with few rows and with many: " + str(growing)


def test_a_sweep_asks_of_each_row_that_is_due_no_more_than_its_table_says(counted):
    few, many = ({task: at_work for task, (at_work, _done) in due.items()} for due in counted.due)
    more = {task: (many[task] - few[task]) / (DUE[1] - DUE[0]) for task in SWEEPS}

    assert not {task: each for task, each in more.items() if each > SWEEPS[task].each}
    assert not [task for task, each in more.items() if SWEEPS[task].each and each < 1], "was nothing due?"
    assert all(bool(sweep.each) == bool(sweep.because) for sweep in SWEEPS.values())


def names(resolver: URLResolver, before: str = "") -> dict[str, str]:
    """The pattern of every address as the table of doors has it, and its name."""
    found = {}
    for entry in resolver.url_patterns:
        here = before + str(entry.pattern)
        found |= names(entry, here) if isinstance(entry, URLResolver) else {here or "(start)": entry.name}
    return found
