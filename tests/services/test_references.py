"""References are without gaps and never used twice, however many arrive at once."""

import pytest

from tests.services.office import Office

TWENTY_AT_ONCE = """
import json
from concurrent.futures import ThreadPoolExecutor
from django.db import connection
from django.utils import timezone
from foirequests.actions.receive import RequesterDetails, receive_request
from foirequests.domain.errors import Refused
from foirequests.models import FoiRequest

def arrive(number):
    try:
        text = "" if number % 5 == 0 else f"Question {number}?"
        receive_request(
            text=text,
            requester=RequesterDetails(name="Ada Quill", email="ada.quill@requesters.example"),
            channel="web", received_on=timezone.localdate(), at=timezone.now(), by=None,
        )
    except Refused:
        pass
    finally:
        connection.close()

with ThreadPoolExecutor(5) as arriving:
    list(arriving.map(arrive, range(20)))
print(json.dumps(sorted(FoiRequest.objects.values_list("reference", flat=True))))
"""


@pytest.mark.parametrize("database", ["SQLite", "PostgreSQL"])
def test_requests_that_arrive_at_once_are_numbered_without_gaps(database, request, empty_office_data):
    if database == "PostgreSQL":
        office = request.getfixturevalue("first_day_on_postgres")()
    else:
        office = Office(like=empty_office_data)
    try:
        references = office.look(TWENTY_AT_ONCE)
        assert references == [f"FOI_{number:04}" for number in range(1, 17)]
    finally:
        office.stop()
