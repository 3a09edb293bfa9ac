"""Whom the office asked for information, and what they answered."""

from datetime import date

from django.conf import settings
from django.db import models

from foirequests.models.questions import Question
from foirequests.models.requests import FoiRequest


class CommissionQuerySet(models.QuerySet):
    """Questions asked about commissions."""

    def waiting(self):
        """Asked and not answered."""
        return self.filter(answered_on__isnull=True)

    def late(self, today: date):
        """Not answered by the day asked for."""
        return self.waiting().filter(due_on__lt=today)


class Commission(models.Model):
    """An information holder asked for something, by a day, with the answer as recorded by the officer."""

    foi_request = models.ForeignKey(FoiRequest, on_delete=models.CASCADE, related_name="commissions")
    question = models.ForeignKey(Question, on_delete=models.SET_NULL, null=True, blank=True)
    holder = models.CharField(max_length=200)
    asked_for = models.TextField()
    asked_on = models.DateField()
    due_on = models.DateField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answered_on = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = CommissionQuerySet.as_manager()

    class Meta:
        ordering = ["asked_on", "pk"]
        indexes = [
            models.Index(
                fields=["foi_request"], condition=models.Q(answered_on__isnull=True), name="commissions_still_to_answer"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(due_on__gte=models.F("asked_on")), name="a_commission_is_due_after_it_is_asked"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.holder}, asked {self.asked_on}"
