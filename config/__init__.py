"""The wiring of FOI Desk: settings, addresses, the task queue."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
