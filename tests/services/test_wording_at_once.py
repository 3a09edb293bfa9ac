"""Approving wording while it is retired, on a real PostgreSQL: what is retired is not approved."""

import pytest

AT_ONCE = """
import json, threading, time
from concurrent.futures import ThreadPoolExecutor
from django.db import connection, transaction
from accounts.models import Role
from responses.actions.wording import propose_wording
from responses.actions.wording_approval import approve_wording
from responses.actions.wording_life import retire_block
from responses.domain.errors import Refused
from responses.models import TextBlock, TextBlockVersion
from tests.office import OPENED_AT, member

director, officer = member("Dee Director", Role.DEPUTY_DIRECTOR), member("Olive Officer", Role.OFFICER)
approve_wording(TextBlockVersion.objects.proposed(), by=director, at=OPENED_AT)

def retires(version, written, go_on):
    with transaction.atomic():
        block = TextBlock.objects.get(pk=version.block_id)
        retire_block(block, reason="Not needed", by=director, at=OPENED_AT)
        written.set()
        go_on.wait(10)
    connection.close()

def approves(version, read):
    try:
        held = TextBlockVersion.objects.select_related("block").get(pk=version.pk)
        read.set()
        approve_wording([held], by=director, at=OPENED_AT)
    except Refused as refused:
        return str(refused)
    finally:
        connection.close()
    return "approved"

version = propose_wording(
    slug="conclusion", kind="closing", title="End of the reply", body="This is all.", valid_from=OPENED_AT.date(),
    source="The office", reason="Shorter", by=officer, at=OPENED_AT,
)
written, read, go_on = threading.Event(), threading.Event(), threading.Event()
with ThreadPoolExecutor(2) as both:
    retired = both.submit(retires, version, written, go_on)
    written.wait(10)
    said = both.submit(approves, version, read)
    read.wait(10)
    time.sleep(1)
    go_on.set()
    retired.result()
    told = said.result()
version.refresh_from_db()
print(json.dumps([told, version.approved_by_id is not None]))
"""


@pytest.fixture(scope="module")
def found(first_day_on_postgres):
    """What the approval was told, and whether the version is approved."""
    with first_day_on_postgres() as office:
        return office.look(AT_ONCE)


def test_wording_that_is_retired_while_somebody_approves_it_is_not_approved(found):
    told, is_approved = found

    assert "belongs to wording that is retired" in told
    assert not is_approved
