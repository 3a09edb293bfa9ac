"""Background work of this room: each task calls one action and may run twice."""

from celery import shared_task
from django.utils import timezone

from foirequests.actions import mail, notices, visitors


@shared_task
def send_mail(mail_pk: int) -> None:
    """Send one e-mail, if it is still due."""
    mail.send_mail(mail_pk, at=timezone.now())


@shared_task
def send_due_mail() -> None:
    """Send whatever is due and not yet sent."""
    mail.send_due_mail(at=timezone.now())


@shared_task
def raise_notices() -> None:
    """Raise what is due and has not been raised."""
    notices.raise_notices(at=timezone.now())


@shared_task
def forget_visitors() -> None:
    """Forget how often visitors tried what, and the sessions that are over."""
    visitors.forget_visitors(at=timezone.now())
