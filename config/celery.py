"""The task queue: hints that something is to be done, never the only record of it (house rule 7)."""

import os
import sys
from logging.config import dictConfig

from celery import Celery, signals
from celery.schedules import crontab
from django.conf import settings

from config import log_lines
from config.heartbeats import WorkerHeartbeat, end_when_asked
from config.processes import end_telemetry, start_telemetry
from config.unfinished_restore import refuse_to_work

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
app = Celery("foidesk", task_cls="config.hints:Hint")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.steps["worker"].add(WorkerHeartbeat)

signals.worker_init.connect(refuse_to_work)

# The children that do the tasks begin and end by themselves.
signals.worker_process_init.connect(start_telemetry)
signals.worker_process_shutdown.connect(end_telemetry)
signals.beat_init.connect(start_telemetry)
signals.beat_init.connect(end_when_asked)


@signals.celeryd_init.connect  # before the worker warns of anything
@signals.setup_logging.connect
def write_our_lines(**_: object) -> None:
    """Let worker and beat log as the settings say, whatever `--loglevel` says."""
    dictConfig(settings.LOGGING)
    log_lines.take_over()
    sys.__stdout__ = None  # on which Celery prints its farewell, past every log


def every(seconds: int, task: str) -> dict:
    """An entry for a sweep; one that no worker took before the next is due is dropped, so that none pile up."""
    return {"task": task, "schedule": seconds, "options": {"expires": seconds}}


def hourly(minute: int, task: str) -> dict:
    """An entry for a sweep once an hour, at that minute."""
    return {"task": task, "schedule": crontab(minute=minute), "options": {"expires": 3600}}


@app.on_after_configure.connect
def set_timetable(sender: Celery, **_: object) -> None:
    """Fill the timetable, once the settings can be read."""
    sender.conf.beat_schedule = {
        "Send mail that is due": every(settings.SWEEP_SECONDS, "foirequests.tasks.send_due_mail"),
        "Render letters that were issued": every(settings.SWEEP_SECONDS, "responses.tasks.render_due_letters"),
        "Note when letters have left": every(2 * settings.SWEEP_SECONDS, "responses.tasks.note_departures"),
        "Read requests that came": every(settings.SWEEP_SECONDS, "foirequests.tasks.read_waiting_requests"),
        "Close review windows that have passed": hourly(5, "responses.tasks.close_review_windows"),
        "Raise notices of dates coming up": hourly(10, "foirequests.tasks.raise_notices"),
        "Let due dates follow the bank holidays": every(
            2 * settings.SWEEP_SECONDS, "foirequests.tasks.re_date_open_cases"
        ),
        "Let internal reviews follow the bank holidays": hourly(35, "responses.tasks.re_date_open_reviews"),
        "Remind of answers to the regulator and steps of its notices": hourly(
            40, "responses.tasks.remind_of_the_regulator"
        ),
        "Take in new bank holidays": hourly(15, "foirequests.tasks.refresh_calendar"),
        "Remove code workbooks that nobody confirmed": hourly(25, "codes.tasks.remove_old_uploads"),
        "Ask for the links of letters to be checked": hourly(45, "responses.tasks.ask_for_link_checks"),
        "Check links that somebody asked for": every(settings.SWEEP_SECONDS, "responses.tasks.check_links"),
        "Tell of wording that has changed": hourly(30, "responses.tasks.tell_of_changed_wording"),
        "Forget visitors whose time is over": hourly(20, "foirequests.tasks.forget_visitors"),
    }
