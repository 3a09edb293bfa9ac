"""Two people move the clock of one case at the same moment, on a real PostgreSQL."""

TWO_AT_ONCE = """
import json, time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from django.db import connection
from django.utils import timezone
from accounts.actions.staff import enter_member
from accounts.models import Role
from foirequests.actions import clock
from foirequests.actions.clarification import ask_for_clarification
from foirequests.actions.receive import RequesterDetails, receive_request
from foirequests.models import FoiRequest

officer = enter_member(name="Ann", email="ann@office.example", roles=[Role.OFFICER])
today = timezone.localdate()
case = receive_request(
    text="How many?", requester=RequesterDetails(name="Ada", email="ada@requesters.example"),
    channel="email", received_on=today, at=timezone.now(), by=officer,
)
read = clock.read_case_clock

def read_and_rest(*asked):
    reading = read(*asked)
    time.sleep(1.5)
    return reading

clock.read_case_clock = read_and_rest

def correct():
    try:
        clock.correct_receipt_date(
            FoiRequest.objects.get(), received_on=today - timedelta(days=7), reason="The stamp",
            by=officer, at=timezone.now(),
        )
    finally:
        connection.close()

def ask():
    time.sleep(0.5)
    try:
        ask_for_clarification(
            FoiRequest.objects.get(), unclear="Which year?", options="Name one.", by=officer, at=timezone.now()
        )
    finally:
        connection.close()

with ThreadPoolExecutor(2) as both:
    for done in [both.submit(correct), both.submit(ask)]:
        done.result()
case = FoiRequest.objects.get()
print(json.dumps([(today - case.received_on).days, case.due_on is None]))
"""


def test_neither_of_two_events_at_one_moment_is_lost_from_the_dates_of_the_case(first_day_on_postgres):
    with first_day_on_postgres() as office:
        assert office.look(TWO_AT_ONCE) == [7, True]
