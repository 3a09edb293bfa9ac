"""Many rows written at once, on a real PostgreSQL: text that is too long for its column is refused and never cut."""

import pytest

TOO_LONG = """
import json
from django.db import DataError, transaction
from django.utils import timezone
from accounts.models import Role
from foirequests.models import FoiRequest, HistoryEntry
from foirequests.models.many_rows import RowShape, change_each
from tests import factories
from tests.office import member

case = factories.a_request(by=member("Olive Officer", Role.OFFICER))
now = timezone.now()
alike = {"actor_kind": "product", "happened_at": now, "recorded_at": now, "facts": {}}

def tried(write):
    try:
        with transaction.atomic():
            return str(write())
    except DataError:
        return "refused"

def add(digest):
    act = {**alike, "act": "due_date_moved"}
    RowShape(HistoryEntry, act, ["foi_request_id", "words_digest"]).ready([(case.pk, digest)]).add()
    return HistoryEntry.objects.latest("pk").words_digest

def change(before, reference):
    changed = change_each(FoiRequest, "reference", [(case.pk, before, reference)])
    return [changed, FoiRequest.objects.get(pk=case.pk).reference]

longest = HistoryEntry._meta.get_field("words_digest").max_length
of_reference = FoiRequest._meta.get_field("reference").max_length
print(json.dumps({
    "fits": tried(lambda: add("a" * longest)) == "a" * longest,
    "too long": tried(lambda: add("a" * (longest + 1))),
    "changed": tried(lambda: change(case.reference, "FOI_9")),
    "changed, too long": tried(lambda: change("FOI_9", "F" * (of_reference + 1))),
    "stands": FoiRequest.objects.get(pk=case.pk).reference,
}))
"""


@pytest.fixture(scope="module")
def found(first_day_on_postgres):
    """What came of writing text that fits, and text that does not."""
    with first_day_on_postgres() as office:
        return office.look(TOO_LONG)


def test_text_that_fits_is_written_whole(found):
    assert found["fits"]
    assert found["changed"] == "[1, 'FOI_9']"


def test_text_that_is_too_long_is_refused_and_not_cut(found):
    assert found["too long"] == "refused"
    assert found["changed, too long"] == "refused"
    assert found["stands"] == "FOI_9"
