"""The timetable's process: it needs no memory of its own, and one too many does no harm."""

import json
from collections import Counter
from collections.abc import Iterator

import pytest

from config.celery import app
from tests.services.office import PROCFILE, Office
from tests.services.programs import ROOT, How, Program, wait_until
from tests.services.records import Records

SWEEPS = sorted(entry["task"] for entry in app.conf.beat_schedule.values())


FIVE_REQUESTS_ARRIVE = """
from django.utils import timezone
from foirequests.actions.receive import RequesterDetails, receive_request
for number in range(5):
    receive_request(
        text="How many claims were there last year?",
        requester=RequesterDetails(name="Ada Quill", email=f"ada.{number}@requesters.example"),
        channel="web",
        received_on=timezone.localdate(),
        at=timezone.now(),
        by=None,
    )
"""
DONE_TWICE = """
SELECT act, object_kind, object_id, count(*) FROM foirequests_historyentry
WHERE act IN ('sent', 'rendered') GROUP BY act, object_kind, object_id HAVING count(*) > 1
"""


@pytest.fixture
def office(empty_office_data) -> Iterator[Office]:
    """An office on its first day, none of whose processes run."""
    office = Office(like=empty_office_data)
    try:
        yield office
    finally:
        office.stop()


def asked_for(office: Office) -> list[str]:
    """The tasks whose hints lie in the broker's folder."""
    messages = (path.read_text() for path in (office.var / "broker/queue").glob("*.msg"))
    return sorted(json.loads(message)["headers"]["task"] for message in messages)


def test_beat_asks_for_every_sweep_as_soon_as_it_starts_however_it_ended(office):
    for times, how in ((1, How.KILL), (2, How.STOP), (3, How.KILL)):
        office.start("beat")
        wait_until(lambda times=times: asked_for(office) == sorted(SWEEPS * times), lambda: str(asked_for(office)))
        office.end("beat", how)


def test_beat_that_is_stopped_while_it_starts_ends_in_good_order_once_it_can(office):
    office.start("beat")
    office.end("beat", How.STOP)


def test_beat_starts_beside_any_file_that_an_earlier_one_left(office):
    for name in ("timetable", "timetable.db", "timetable.dir", "timetable.dat"):
        (office.var / name).write_bytes(b"\x80\x04\x95 half of a timet")
    before = set(office.var.iterdir())

    office.start("beat")

    wait_until(lambda: asked_for(office) == SWEEPS, office.said, alive=lambda: office.programs["beat"].is_running)
    assert set(office.var.iterdir()) == before, "Beat keeps files"


def test_two_beats_by_mistake_do_nothing_twice(demonstration_on_postgres, redis_server, post_office):
    redis_server.forget()
    office = demonstration_on_postgres(
        REDIS_URL=redis_server.url, post_office=post_office, whole=True, SWEEP_SECONDS="1"
    )
    records = Records(office.settings["DATABASE_URL"])
    try:
        office.ask(FIVE_REQUESTS_ARRIVE)
        redis_server.forget()  # so that nothing but the sweeps tells of the messages
        office.start("worker", "second worker", "beat")
        command = ["sh", "-c", f"exec {PROCFILE['beat']}"]
        log = office.place.path / "second-beat.log"
        office.programs["second beat"] = Program(command, log=log, env=office.settings, cwd=ROOT)
        wait_until(lambda: not records.undone(), lambda: f"{records.undone()}\n{office.said()}", seconds=60)

        sent = Counter(post_office.message_ids())
        assert len(sent) >= 5
        assert set(sent.values()) == {1}
        assert records.ask(DONE_TWICE) == []
        assert "FAILURE" not in office.said()
    finally:
        office.stop()
