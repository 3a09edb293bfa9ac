"""How often visitors without an account tried something, and which form became which case."""

from datetime import datetime

from django.db import models

from foirequests.models.requests import FoiRequest


class RateWindowQuerySet(models.QuerySet):
    """Questions asked about counts of attempts."""

    def over(self, now: datetime):
        """Counts that no longer matter."""
        return self.filter(ends_at__lte=now)


class RateWindow(models.Model):
    """Attempts of one kind by one visitor in one stretch of time; the visitor is a keyed hash and nothing else.

    The stretch is part of what is hashed, so the same visitor has another hash in the next one.
    """

    key_hash = models.CharField(max_length=64, unique=True)
    attempts = models.PositiveIntegerField(default=1)
    ends_at = models.DateTimeField()

    objects = RateWindowQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["ends_at"], name="rate_windows_by_end")]

    def __str__(self) -> str:
        return f"{self.attempts} until {self.ends_at:%Y-%m-%d %H:%M}"


class WebSubmission(models.Model):
    """The public form that became a case: the same form sent twice is the same case."""

    form_hash = models.CharField(max_length=64, unique=True)
    foi_request = models.OneToOneField(FoiRequest, on_delete=models.CASCADE, related_name="web_submission")

    def __str__(self) -> str:
        return f"Form of {self.foi_request_id}"
