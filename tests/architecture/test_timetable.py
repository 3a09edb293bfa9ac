"""The timetable: every sweep is a task that exists, and nothing in it waits inside the broker."""

import re
from pathlib import Path

import pytest

from config.celery import app

ROOT = Path(__file__).resolve().parents[2]
ENTRIES = app.conf.beat_schedule


@pytest.mark.parametrize("name", ENTRIES)
def test_every_entry_names_a_task_that_exists(name):
    app.loader.import_default_modules()
    assert ENTRIES[name]["task"] in app.tasks
    assert re.fullmatch(r"[A-Z][A-Za-z ]+", name), "entries are named in English"


@pytest.mark.parametrize("name", ENTRIES)
def test_sweeps_that_nobody_takes_do_not_pile_up(name):
    assert ENTRIES[name]["options"]["expires"] <= 3600


def test_no_task_asks_the_broker_to_keep_it_for_later():
    asked = re.compile(r"\beta=|countdown=|\.retry\(|autoretry_for")
    rooms = [path for room in ("accounts", "codes", "foirequests", "responses") for path in (ROOT / room).rglob("*.py")]
    assert not [str(path) for path in rooms if asked.search(path.read_text())]


def test_a_task_is_acknowledged_when_done_and_keeps_no_result():
    assert (app.conf.task_acks_late, app.conf.task_ignore_result, app.conf.worker_prefetch_multiplier) == (
        True,
        True,
        1,
    )
