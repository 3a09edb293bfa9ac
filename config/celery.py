"""The task queue: hints that something is to be done, never the only record of it (house rule 7)."""

import os

from celery import Celery
from celery.schedules import crontab

from config.heartbeats import WorkerHeartbeat

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
app = Celery("foidesk", task_cls="config.hints:Hint")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.steps["worker"].add(WorkerHeartbeat)


def every(seconds: int, task: str) -> dict:
    """An entry for a sweep; one that no worker took before the next is due is dropped, so that none pile up."""
    return {"task": task, "schedule": seconds, "options": {"expires": seconds}}


def hourly(minute: int, task: str) -> dict:
    """An entry for a sweep once an hour, at that minute."""
    return {"task": task, "schedule": crontab(minute=minute), "options": {"expires": 3600}}


app.conf.beat_schedule = {
    "Send mail that is due": every(30, "foirequests.tasks.send_due_mail"),
    "Render letters that were issued": every(30, "responses.tasks.render_due_letters"),
    "Note when letters have left": every(60, "responses.tasks.note_departures"),
    "Close review windows that have passed": hourly(5, "responses.tasks.close_review_windows"),
    "Raise notices of dates coming up": hourly(10, "foirequests.tasks.raise_notices"),
    "Let due dates follow the bank holidays": every(60, "foirequests.tasks.re_date_open_cases"),
    "Take in new bank holidays": hourly(15, "foirequests.tasks.refresh_calendar"),
    "Remove code workbooks that nobody confirmed": hourly(25, "codes.tasks.remove_old_uploads"),
    "Forget visitors whose time is over": hourly(20, "foirequests.tasks.forget_visitors"),
}
