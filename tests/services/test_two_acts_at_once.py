"""Two people act on the same two cases at the same moment, on a real PostgreSQL."""

TWO_AT_ONCE = """
import json, time
from concurrent.futures import ThreadPoolExecutor
from django.db import connection
from django.utils import timezone
from accounts.actions.staff import enter_member
from accounts.models import Role
from foirequests.actions import cases
from foirequests.actions.receive import RequesterDetails, receive_request
from foirequests.domain.errors import Refused
from foirequests.models import FoiRequest, HistoryEntry

officer = enter_member(name="Ann", email="ann@office.example", roles=[Role.OFFICER])

def received():
    return receive_request(
        text="How many?", requester=RequesterDetails(name="Ada", email="ada@requesters.example"),
        channel="email", received_on=timezone.localdate(), at=timezone.now(), by=officer,
    ).pk

written = cases.write_history

def write_and_rest(*args, **kwargs):
    entry = written(*args, **kwargs)
    time.sleep(1)
    return entry

cases.write_history = write_and_rest

def act(does, one, other, wait):
    time.sleep(wait)
    try:
        does(FoiRequest.objects.get(pk=one), FoiRequest.objects.get(pk=other))
    except Refused as refused:
        return str(refused)
    finally:
        connection.close()
    return "done"

def link(one, other):
    cases.link_requests(one, other, by=officer, at=timezone.now())

def merge(one, other):
    cases.merge_duplicate(one, into=other, by=officer, at=timezone.now())

def at_once(does):
    one, other = received(), received()
    with ThreadPoolExecutor(2) as both:
        answers = [both.submit(act, does, one, other, 0), both.submit(act, does, other, one, 0.4)]
        return [answer.result() for answer in answers]

said = [at_once(link), at_once(merge)]
print(json.dumps([*said, HistoryEntry.objects.filter(act="linked").count()]))
"""


def test_two_cases_are_linked_once_and_merged_one_way_by_two_people_at_one_moment(first_day_on_postgres):
    with first_day_on_postgres() as office:
        linked, merged, lines = office.look(TWO_AT_ONCE)
    assert linked == ["done", "These requests are linked already."]
    assert lines == 2
    assert merged[0] == "done" and merged[1].endswith("is no longer open, so nothing can be merged into it.")
