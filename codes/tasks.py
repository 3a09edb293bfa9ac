"""Background work of the room."""

from celery import shared_task
from django.utils import timezone

from codes.actions import uploads


@shared_task
def remove_old_uploads() -> None:
    """Remove code workbooks that were uploaded and not confirmed within a day."""
    uploads.remove_old_uploads(at=timezone.now())
