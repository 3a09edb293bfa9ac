"""Background work of this room: each task calls one action and may run twice."""

from celery import shared_task
from django.utils import timezone

from foirequests.actions import calendar, mail, notices, re_dating, reading, visitors


@shared_task
def send_mail(mail_pk: int) -> None:
    """Send one e-mail, if it is still due."""
    mail.send_mail(mail_pk, at=timezone.now())


@shared_task
def send_due_mail() -> None:
    """Send whatever is due and not yet sent."""
    mail.send_due_mail(at=timezone.now())


@shared_task
def read_request(case_pk: int) -> None:
    """Read a request that came, if nobody has."""
    reading.read_case(case_pk, at=timezone.now())


@shared_task
def read_waiting_requests() -> None:
    """Read the requests at triage that nobody has read."""
    reading.read_waiting_cases(at=timezone.now())


@shared_task
def raise_notices() -> None:
    """Raise what is due and has not been raised."""
    notices.raise_notices(at=timezone.now())


@shared_task
def forget_visitors() -> None:
    """Forget how often visitors tried what, and the sessions that are over."""
    visitors.forget_visitors(at=timezone.now())


@shared_task
def re_date_open_cases() -> None:
    """Let the due dates of open cases follow the calendar of bank holidays, from where that stopped."""
    re_dating.re_date_open_cases(at=timezone.now())


@shared_task
def refresh_calendar() -> None:
    """Take in bank holidays that a newer source has."""
    calendar.refresh_calendar(at=timezone.now())
