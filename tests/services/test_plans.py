"""Every question that a page or a timed task asks of the database has an index, on SQLite and on PostgreSQL.

The questions are really asked, in an office filled with a small crowd, and explained by the database that answers them
(`plans.py`); only tables that do not grow with the cases may be read whole, and the list there says why each may.
"""

import json
import subprocess
import sys

import pytest

from tests.services.office import Office
from tests.services.programs import ROOT


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def office(request):
    """An empty office on each database."""
    postgres = request.param == "PostgreSQL"
    settings = {"DATABASE_URL": request.getfixturevalue("postgres").new_database()} if postgres else {}
    office = Office(LOG_LEVEL="ERROR", ALLOWED_HOSTS="testserver", **settings)
    office.manage("migrate", "-v0")
    yield office
    office.stop()


def test_no_page_and_no_timed_task_reads_a_whole_table(office):
    done = subprocess.run(
        [sys.executable, "-m", "tests.services.plans"],
        cwd=ROOT,
        env=office.settings,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    told = json.loads(done.stdout.splitlines()[-1])

    assert told["visited"] > 100
    assert told["asked"] > 100
    assert not told["found"], "\n".join(
        f"{found['where']} reads all of {found['table']}: {found['query']}" for found in told["found"]
    )
