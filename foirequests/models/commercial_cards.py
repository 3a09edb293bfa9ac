"""The card for section 43(2) that an officer fills in for a question."""

from dataclasses import fields

from django.db import models

from foirequests.domain import commercial_card
from foirequests.models.questions import Question


class CommercialCard(models.Model):
    """What has been said about commercial interests for one question; earlier answers stand in the case's history."""

    question = models.OneToOneField(Question, on_delete=models.CASCADE, related_name="commercial_card")
    whose = models.CharField(max_length=20, blank=True)
    mechanism = models.TextField(blank=True)
    likelihood = models.CharField(max_length=20, blank=True)
    evidence_owner = models.TextField(blank=True)
    factors_for = models.TextField(blank=True)
    factors_against = models.TextField(blank=True)
    target_age = models.TextField(blank=True)
    partial = models.JSONField(default=list, blank=True)

    def __str__(self) -> str:
        return f"Card of question {self.question_id}"

    def as_value(self) -> commercial_card.CommercialCard:
        """The card as the domain judges it."""
        said = {each.name: getattr(self, each.name) for each in fields(commercial_card.CommercialCard)}
        return commercial_card.CommercialCard(**{**said, "partial": tuple(self.partial)})
