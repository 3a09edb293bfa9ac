"""What reading a request gave, piece by piece, and what officers made of each: both are kept.

Words of the request stand here a second time; rows are erasable with it. History names codes and keys alone.
"""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from foirequests.domain import advice
from foirequests.models.questions import Question
from foirequests.models.requests import FoiRequest


class ReadingQuerySet(models.QuerySet):
    """Questions asked about readings."""

    def interrupted(self, now: datetime):
        """Begun, and not ended when they should have."""
        return self.filter(state=Reading.State.BEGUN, next_attempt_at__lte=now).order_by("next_attempt_at", "pk")


class Reading(models.Model):
    """One reading of a request: of which text, by which edition of the rules, and how it went.

    `trouble` says in plain words what could not be read, for the officer; empty when all went well.
    """

    class State(models.TextChoices):
        """How far it has come."""

        BEGUN = "begun", "Being read"
        READ = "read", "Read"
        FAILED = "failed", "Could not be read"

    foi_request = models.ForeignKey(FoiRequest, on_delete=models.CASCADE, related_name="readings")
    rules = models.PositiveSmallIntegerField(help_text="The edition of the rules that read it.")
    text_digest = models.CharField(max_length=64, help_text="Of the text read: salted, so that it tells nothing alone.")
    salt = models.CharField(max_length=32)
    state = models.CharField(max_length=10, choices=State.choices, default=State.BEGUN)
    trouble = models.CharField(max_length=300, blank=True)
    attempts = models.PositiveSmallIntegerField(default=1)
    begun_at = models.DateTimeField()
    next_attempt_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["foi_request", "rules"], name="an_edition_of_the_rules_reads_a_case_once"),
            models.CheckConstraint(
                condition=Q(state="begun", next_attempt_at__isnull=False, ended_at__isnull=True)
                | Q(state__in=["read", "failed"], next_attempt_at__isnull=True, ended_at__isnull=False),
                name="a_reading_waits_or_has_ended",
            ),
        ]
        indexes = [models.Index(fields=["next_attempt_at"], condition=Q(state="begun"), name="readings_not_ended")]

    def __str__(self) -> str:
        return f"Reading of {self.foi_request_id}"


class AdviceQuerySet(models.QuerySet):
    """Questions asked about advice."""

    def waiting(self):
        """Neither accepted nor otherwise decided."""
        return self.filter(decision=advice.WAITING)

    def of_case(self, foi_request: FoiRequest):
        """All advice on a case, that of officers too, in the order in which it is shown."""
        return self.filter(foi_request=foi_request).order_by("read_number", "pk")


class Advice(models.Model):
    """One piece of advice and what became of it.

    `question` is the question that it stands with now, none while the request is not split as the reading proposes
    and for advice on the whole request; `read_number` the question's number as it was read, 0 for the whole request.
    `corrected_value` is what an officer put in its place.
    """

    foi_request = models.ForeignKey(FoiRequest, on_delete=models.CASCADE, related_name="advice")
    reading = models.ForeignKey(
        Reading, on_delete=models.CASCADE, null=True, blank=True, related_name="advice", help_text="None if added."
    )
    question = models.ForeignKey(Question, on_delete=models.SET_NULL, null=True, blank=True, related_name="advice")
    read_number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=list(advice.KINDS.items()))
    value = models.CharField(max_length=advice.LONGEST_VALUE)
    code = models.ForeignKey("codes.Code", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    words = models.TextField(blank=True)
    why = models.CharField(max_length=advice.LONGEST_WHY, blank=True)
    passages = models.JSONField(default=list, blank=True)
    score = models.FloatField(null=True, blank=True)
    details = models.JSONField(default=dict, blank=True)
    given_at = models.DateTimeField()
    decision = models.CharField(max_length=10, choices=list(advice.DECISIONS.items()), default=advice.WAITING)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    corrected_value = models.CharField(max_length=advice.LONGEST_VALUE, blank=True)

    objects = AdviceQuerySet.as_manager()

    class Meta:
        ordering = ["read_number", "pk"]
        verbose_name_plural = "advice"
        constraints = [
            models.UniqueConstraint(
                fields=["reading", "read_number", "kind", "value"], name="a_piece_of_advice_is_given_once"
            ),
            models.UniqueConstraint(
                fields=["question", "kind", "value"],
                condition=Q(decision="added"),
                name="an_officer_adds_a_piece_of_advice_once",
            ),
            models.CheckConstraint(
                condition=Q(decision="waiting", decided_by__isnull=True, decided_at__isnull=True)
                | (~Q(decision="waiting") & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="decided_advice_and_no_other_names_who",
            ),
            models.CheckConstraint(
                condition=Q(decision="corrected") & ~Q(corrected_value="")
                | ~Q(decision="corrected") & Q(corrected_value=""),
                name="corrected_advice_and_no_other_says_to_what",
            ),
            models.CheckConstraint(
                condition=Q(decision="added", reading__isnull=True) | ~Q(decision="added") & Q(reading__isnull=False),
                name="advice_is_read_or_added",
            ),
        ]
        indexes = [models.Index(fields=["decided_at", "kind", "decision"], name="advice_by_day_decided")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.value}"

    @property
    def mark(self) -> str:
        """What differs as soon as somebody has decided: when that was, empty while nobody has."""
        return self.decided_at.isoformat() if self.decided_at else ""
