"""Why a reply was late, and where the time was lost: what the office learns from."""

from django.db import models

from foirequests.models.requests import FoiRequest


class Lateness(models.Model):
    """The reason for one late reply. Words that explain it stand with the history entry, where they can be erased."""

    class Cause(models.TextChoices):
        """What took the time."""

        SEARCH = "search", "Finding or extracting the information took too long"
        HOLDER = "holder", "The team that holds the information answered late"
        CONSULTATION = "consultation", "Others had to be consulted"
        CLEARANCE = "clearance", "Clearance took too long"
        WORKLOAD = "workload", "There were too many requests at the time"
        OVERLOOKED = "overlooked", "The request was overlooked"
        OTHER = "other", "Something else"

    class Owner(models.TextChoices):
        """With whom the time was lost."""

        INFORMATION_GOVERNANCE = "information_governance", "Information governance"
        INFORMATION_HOLDER = "information_holder", "The team that holds the information"
        CLEARERS = "clearers", "Those who clear replies"
        LEGAL = "legal", "Legal advisers"
        OUTSIDE = "outside", "Somebody outside the authority"

    foi_request = models.OneToOneField(FoiRequest, on_delete=models.PROTECT, related_name="lateness")
    cause = models.CharField(max_length=30, choices=Cause.choices)
    owner = models.CharField(max_length=30, choices=Owner.choices)
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "latenesses"

    def __str__(self) -> str:
        return f"{self.foi_request_id} {self.cause}"
