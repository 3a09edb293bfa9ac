"""An office filled with a crowd, on SQLite and on PostgreSQL.

Its cases are as the acts leave them, and no question that a page, an act or a timed task asks reads a whole table.

The questions are really asked, and explained by the database that answers them (`plans.py`); only tables that do not
grow with the cases may be read whole, and the list there says why each may.
"""

import json
import subprocess
import sys

import pytest

from tests.services.office import Office
from tests.services.programs import ROOT

VISITS = """
import json
from django.test import Client
from django.utils import timezone
from accounts.models import StaffMember
from foirequests.actions.clock import read_case_clock
from foirequests.actions.notices import raise_notices
from foirequests.models import FoiRequest, HistoryWords, OutgoingMail
from foirequests.portal_links import link_token
from responses.actions.windows import close_review_windows
from responses.domain.letter import Letter, letter_hash
from responses.models import ResponseVersion

cases = FoiRequest.objects.order_by("pk")
wrong = [f"{case.reference}: clock" for case in cases if read_case_clock(case).due_on != case.due_on]
wrong += [
    f"version {version.pk}: hash"
    for version in ResponseVersion.objects.all()
    if letter_hash(Letter.from_json(version.letter)) != version.letter_hash
]
wrong += [
    f"entry {words.entry_id}: digest"
    for words in HistoryWords.objects.select_related("entry")
    if words.digest(words.text, words.salt) != words.entry.words_digest
]
officer = Client()
officer.force_login(StaffMember.objects.holding("officer").first())
for case in [*cases[::7], *cases.open()[:20]]:
    if officer.get(f"/requests/{case.reference}/").status_code != 200:
        wrong.append(f"{case.reference}: page")
    link = OutgoingMail.objects.filter(message__foi_request=case, carries_link=True, state="sent").first()
    if link:
        requester = Client()
        requester.get(f"/r/{link_token(link.rfc_message_id)}")
        if requester.get(f"/your-request/{case.reference}/").status_code != 200:
            wrong.append(f"{case.reference}: private page")
if raise_notices(at=timezone.now()) or close_review_windows(at=timezone.now()):
    wrong.append("something was left undone")
overdue = cases.overdue(timezone.localdate()).count()
print(json.dumps({"cases": cases.count(), "open": cases.open().count(), "few_overdue": overdue < 8, "wrong": wrong}))
"""


@pytest.fixture(scope="module", params=["SQLite", "PostgreSQL"])
def office(request):
    """An office with a crowd, on each database."""
    postgres = request.param == "PostgreSQL"
    settings = {"DATABASE_URL": request.getfixturevalue("postgres").new_database()} if postgres else {}
    office = Office(LOG_LEVEL="ERROR", ALLOWED_HOSTS="testserver", **settings)
    office.manage("migrate", "-v0")
    inside(office, "tests.benchmarks.crowd", "150", "--open-share", "0.2")
    yield office
    office.stop()


def inside(office, *arguments):
    done = subprocess.run(
        [sys.executable, "-m", *arguments], cwd=ROOT, env=office.settings, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-4000:]
    return done.stdout


def test_the_cases_of_a_crowd_are_such_as_the_acts_leave(office):
    told = office.look(VISITS)

    assert told == {"cases": 150, "open": 30, "few_overdue": True, "wrong": []}


def test_no_page_no_act_and_no_timed_task_reads_a_whole_table(office):
    told = json.loads(inside(office, "tests.services.plans").splitlines()[-1])

    assert told["visited"] > 300
    assert told["asked"] > 500
    assert not told["found"], "\n".join(
        f"{found['where']} reads all of {found['table']}: {found['query']}" for found in told["found"]
    )
