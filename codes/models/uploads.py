"""A code workbook that somebody has uploaded and not yet confirmed."""

import uuid
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import models


class PendingImportQuerySet(models.QuerySet):
    """Questions asked of the uploads."""

    def of(self, member):
        """Those of one person; nobody else sees them."""
        return self.filter(uploaded_by=member)

    def uploaded_before(self, moment: datetime):
        """Those that have waited since before a moment."""
        return self.filter(uploaded_at__lt=moment)


class PendingImport(models.Model):
    """One uploaded workbook; it is gone once it is imported, cancelled or a day old."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file_name = models.CharField(max_length=200)
    file_sha256 = models.CharField(max_length=64)
    mapping = models.JSONField(default=dict, help_text="Where the lists stand, as the person said.")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()

    objects = PendingImportQuerySet.as_manager()

    class Meta:
        ordering = ["uploaded_at"]

    def __str__(self) -> str:
        return self.file_name

    @property
    def place(self) -> Path:
        """Where the file lies, privately, under a name that nobody typed."""
        return pending_folder() / f"{self.pk}.xlsx"


def pending_folder() -> Path:
    """The folder of the workbooks that wait to be confirmed."""
    return Path(settings.FILES_DIR) / "pending-code-workbooks"
