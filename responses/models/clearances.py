"""What a clearer decided about one exact text."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from responses.models.responses import ResponseVersion


class Clearance(models.Model):
    """One decision on one version: it holds for the hash it names and for nothing else."""

    class Verdict(models.TextChoices):
        """What was decided."""

        CLEARED = "cleared", "Cleared"
        RETURNED = "returned", "Returned"

    version = models.ForeignKey(ResponseVersion, on_delete=models.PROTECT, related_name="clearances")
    letter_hash = models.CharField(max_length=64)
    verdict = models.CharField(max_length=20, choices=Verdict.choices)
    comment = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version"], condition=Q(verdict="cleared"), name="a_version_is_cleared_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verdict} {self.version_id}"
