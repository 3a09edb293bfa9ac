"""Every page, the acts and every timed task, done in a filled office, with what the database does for each question.

Run inside an office that a crowd fills: `python -m tests.services.plans` furnishes it through the acts that people use,
opens every page of `tests/journeys/doors.txt`, visits what `tests/architecture/visits.py` has beside them, runs every
task of the timetable with something due for it, and prints as JSON which questions read a whole table: the page, act
or task, the table, and the question.
"""

import json
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.apps import apps  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.db.backends.utils import CursorWrapper  # noqa: E402
from django.utils import timezone  # noqa: E402

from foirequests.actions.cases import merge_duplicate  # noqa: E402
from foirequests.models import FoiRequest  # noqa: E402
from tests.architecture.growing import more_of, office_grows  # noqa: E402
from tests.architecture.growing_letters import letters_grow  # noqa: E402
from tests.architecture.sweeps import SWEEPS, readings_break_off, run  # noqa: E402
from tests.architecture.visits import Facts, seed, signed_in, visits  # noqa: E402
from tests.factories import a_request  # noqa: E402
from tests.journeys.doors import PERSONS, Doors, furnish, rows  # noqa: E402
from tests.services.programs import ROOT  # noqa: E402

THIS = Path(__file__)
PLANNED = ("SELECT", "UPDATE", "DELETE")
AS_IN_A_LARGE_OFFICE = """
    SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off;
    SET seq_page_cost = 0; SET random_page_cost = 0; SET cpu_tuple_cost = 1; SET cpu_index_tuple_cost = 1;
    UPDATE pg_class SET relpages = 0, reltuples = -1 WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace;
    DELETE FROM pg_statistic
"""
"""PostgreSQL reads so few rows fastest from end to end, or joins whole tables: here every row that is read costs, and
it is made to forget how few there are; of a table that it knows nothing of it expects ten pages of rows."""

SMALL = {
    "accounts_staffmember": "some dozens of people",
    "accounts_staffrole": "some dozens of people",
    "accounts_staffteam": "some dozens of people",
    "accounts_staffabsence": "some in a year for each of some dozens of people",
    "accounts_serviceseen": "a row for each service",
    "codes_*": "lists that people agree on; they do not grow with the cases",
    "responses_textblock": "the library: some hundred blocks of wording",
    "responses_textblockversion": "the library: some hundred blocks of wording",
    "responses_linkcheck": "the addresses that letters may lead to now: some hundred; what nothing names is forgotten",
    "responses_tribunalappeal": "appeals to the tribunal: a handful in a year",
    "foirequests_calendar*": "a row, or one for each member of staff, for each change of the calendar: some in a year",
    "foirequests_referenceseries": "a row for each series of references",
    "mfa_*": "some dozens of people",
    "account_*": "some dozens of people",
    "socialaccount_*": "some dozens of people",
}
"""Tables that may be read whole, and why."""


@dataclass(frozen=True)
class Question:
    """One query as it went to the database."""

    sql: str
    values: object


@contextmanager
def overheard() -> Iterator[list[Question]]:
    """The questions that are asked of the database inside."""
    asked: list[Question] = []

    def listen(execute, sql, values, many, context):
        if not many and sql.lstrip("( ").startswith(PLANNED) and is_asked_by_the_product():
            asked.append(Question(sql, values))
        return execute(sql, values, many, context)

    with connection.execute_wrapper(listen):
        yield asked


def is_asked_by_the_product() -> bool:
    """Whether the code that asks is the product's: what the tests look up for themselves is nobody's concern."""
    frame = sys._getframe(1)
    while frame is not None:
        place = Path(frame.f_code.co_filename)
        if place != THIS and place.is_relative_to(ROOT) and "site-packages" not in place.parts:
            return not place.is_relative_to(ROOT / "tests")
        frame = frame.f_back
    return True


def whole_tables(question: Question) -> list[str]:
    """The tables that the database reads from end to end to answer, with an index or without; small ones left out."""
    with connection.cursor() as cursor:
        read = _of_postgres if connection.vendor == "postgresql" else _of_sqlite
        return sorted({table for table in read(cursor, question) if not is_small(table)})


def is_small(table: str) -> bool:
    """Whether a table does not grow with the cases."""
    return any(re.fullmatch(name.replace("*", ".*"), table) for name in SMALL)


def _of_sqlite(cursor: CursorWrapper, question: Question) -> Iterator[str]:
    """`SCAN table` and `SCAN table USING INDEX` read all; an index over a few chosen rows is none of those."""
    cursor.execute(f"EXPLAIN QUERY PLAN {question.sql}", question.values)
    tables = {name for model in apps.get_models(include_auto_created=True) for name in [model._meta.db_table]}
    names = {f'"{table}"': table for table in tables}
    aliases = {
        alias: names[table]
        for table, alias in re.findall(r'("\w+") (?:AS )?"?([A-Z]\d+|\w+)"?', question.sql)
        if table in names
    }
    for *_rest, step in cursor.fetchall():
        scanned = re.match(r"SCAN (\w+)(?: USING (?:COVERING )?INDEX (\w+))?", step)
        if scanned and scanned[2] not in partial_indexes():
            table = aliases.get(scanned[1], scanned[1])
            if table in tables:
                yield table


def _of_postgres(cursor: CursorWrapper, question: Question) -> Iterator[str]:
    """A sequential scan is left only where no index helps; an index read without a condition is the whole table too."""
    cursor.execute(f"EXPLAIN (FORMAT JSON) {question.sql}", question.values)
    pending = [cursor.fetchone()[0][0]["Plan"]]
    while pending:
        step = pending.pop()
        pending += step.get("Plans", [])
        whole_index = "Index Name" in step and "Index Cond" not in step and step["Index Name"] not in partial_indexes()
        if step["Node Type"] == "Seq Scan" or whole_index:
            yield step.get("Relation Name") or table_of(step["Index Name"])


def partial_indexes() -> set[str]:
    """The indexes over chosen rows only: what is undone, unseen, open."""
    return {
        each.name
        for model in apps.get_models()
        for each in [*model._meta.indexes, *model._meta.constraints]
        if getattr(each, "condition", None) is not None
    }


def table_of(index: str) -> str:
    """The table that an index of PostgreSQL belongs to."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_indexes WHERE indexname = %s", [index])
        return cursor.fetchone()[0]


def prefer_indexes() -> None:
    """So few rows are read fastest from end to end: let the planner choose as it would among many."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(AS_IN_A_LARGE_OFFICE)
            return
        cursor.execute("DELETE FROM sqlite_stat1")
    connection.close()


def pages(doors: Doors) -> Iterator[tuple[str, list[Question]]]:
    """Every page, opened by two who may see it: its name, and what it asked."""
    for pattern, address, statuses in rows():
        for person in [person for person, status in zip(PERSONS, statuses, strict=True) if status == 200][-2:]:
            with overheard() as asked:
                status = doors.knock(person, doors.filled(address))
            assert status == 200, f"{pattern} as {person}: {status}"
            yield f"{pattern} ({person})", asked


def acts() -> tuple[Doors, Facts, list[Question]]:
    """The office of doors, and what the acts asked that made it and let it grow by one of everything."""
    with overheard() as asked:
        doors = furnish()
        facts = seed(doors)
        for foi_request in (doors.things.other, doors.things.drafting.foi_request):
            more_of(FoiRequest.objects.get(pk=foi_request.pk), 0, doors)
        office_grows(0, doors)
        letters_grow(doors, by=1)
        officer, now = doors.staff["officer"], timezone.now()
        twins = [a_request(by=officer, email="twin@requesters.example") for _twin in range(2)]
        merge_duplicate(twins[1], into=twins[0], by=officer, at=now)
    return doors, facts, asked


def visited(doors: Doors, facts: Facts) -> Iterator[tuple[str, list[Question]]]:
    """The pages that need a state of their own and the acts of the drafting page: their names, and what they asked."""
    for visit in visits(doors, facts):
        client = signed_in(doors, visit.person)
        with transaction.atomic(), overheard() as asked:
            status = visit.made(client)
            transaction.set_rollback(True)
        assert status == visit.status, f"{visit}: {status}"
        yield str(visit), asked


def tasks(doors: Doors) -> Iterator[tuple[str, list[Question]]]:
    """Every task of the timetable, first with what the crowd left, then with something due: what it asked."""
    for name in SWEEPS:
        with overheard() as asked:
            run(name)
        yield name, asked
    due = [(name, sweep.fall_due) for name, sweep in SWEEPS.items()]
    for name, fall_due in [*due, ("foirequests.tasks.read_waiting_requests", readings_break_off)]:
        fall_due(doors, 2)
        with overheard() as asked:
            run(name)
        yield name, asked


def main() -> None:
    """Visit, and print what reads whole tables."""
    doors, facts, done = acts()
    heard = [("the acts that furnish an office", done), *pages(doors), *visited(doors, facts), *tasks(doors)]
    prefer_indexes()
    explained: dict[str, list[str]] = {}
    found = []
    for name, asked in heard:
        for question in asked:
            if question.sql not in explained:
                explained[question.sql] = whole_tables(question)
            found += [{"where": name, "table": table, "query": question.sql} for table in explained[question.sql]]
    print(json.dumps({"visited": len(heard), "asked": len(explained), "found": found}))


if __name__ == "__main__":
    main()
