"""The task queue: hints that something is to be done, never the only record of it (house rule 7)."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
app = Celery("foidesk")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
