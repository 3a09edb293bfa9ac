"""What those who clear decided about one exact text, step by step, and on which conditions it may leave."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from responses.domain import conditions
from responses.domain.conditions import Condition
from responses.domain.routing import CLEARER, STEPS
from responses.models.responses import ResponseVersion


class Clearance(models.Model):
    """One decision on one version at one step of its route: it holds for the hash it names and for nothing else."""

    class Verdict(models.TextChoices):
        """What was decided."""

        CLEARED = "cleared", "Cleared"
        RETURNED = "returned", "Returned"

    version = models.ForeignKey(ResponseVersion, on_delete=models.PROTECT, related_name="clearances")
    step = models.CharField(max_length=20, choices=list(STEPS.items()), default=CLEARER)
    letter_hash = models.CharField(max_length=64)
    verdict = models.CharField(max_length=20, choices=Verdict.choices)
    comment = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "step"], condition=Q(verdict="cleared"), name="a_version_is_cleared_once_at_a_step"
            ),
            models.UniqueConstraint(
                fields=["version", "by"], condition=Q(verdict="cleared"), name="a_person_clears_one_step_of_a_version"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verdict} {self.version_id} as {self.step}"


class ClearanceConditionQuerySet(models.QuerySet):
    """Questions asked about conditions."""

    def unmet(self):
        """Those that wait for somebody to be told."""
        return self.filter(kind=conditions.TOLD, met_at__isnull=True)


class ClearanceCondition(models.Model):
    """A condition of one clearance that is not about the text. `told` is who was told, `met_by` who recorded it.

    A day that is waited for is met when it comes, so nothing is recorded of it.
    """

    clearance = models.ForeignKey(Clearance, on_delete=models.PROTECT, related_name="conditions")
    kind = models.CharField(max_length=20, choices=list(conditions.KINDS.items()))
    whom = models.CharField(max_length=200, blank=True)
    day = models.DateField(null=True, blank=True)
    told = models.CharField(max_length=200, blank=True)
    met_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    met_at = models.DateTimeField(null=True, blank=True)

    objects = ClearanceConditionQuerySet.as_manager()

    class Meta:
        ordering = ["clearance", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=conditions.TOLD, day__isnull=True) & ~Q(whom="")
                | Q(kind=conditions.NOT_BEFORE, day__isnull=False, whom="", met_at__isnull=True),
                name="a_condition_is_somebody_told_or_a_day",
            ),
            models.CheckConstraint(
                condition=Q(met_at__isnull=True, met_by__isnull=True, told="")
                | Q(met_at__isnull=False, met_by__isnull=False) & ~Q(told=""),
                name="a_met_condition_says_who_was_told_and_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.clearance_id}"

    def as_value(self) -> Condition:
        """The condition as a value."""
        return Condition(self.kind, whom=self.whom, day=self.day)
