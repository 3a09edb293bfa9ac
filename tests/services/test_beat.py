"""The timetable's process: it needs no memory of its own, and one too many does no harm."""

import json
from collections.abc import Iterator

import pytest

from config.celery import app
from tests.services.office import Office
from tests.services.programs import How, wait_until

SWEEPS = sorted(entry["task"] for entry in app.conf.beat_schedule.values())


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


def test_beat_starts_beside_any_file_that_an_earlier_one_left(office):
    for name in ("timetable", "timetable.db", "timetable.dir", "timetable.dat"):
        (office.var / name).write_bytes(b"\x80\x04\x95 half of a timet")
    before = set(office.var.iterdir())

    office.start("beat")

    wait_until(lambda: asked_for(office) == SWEEPS, office.said, alive=lambda: office.programs["beat"].is_running)
    assert set(office.var.iterdir()) == before, "Beat keeps files"
