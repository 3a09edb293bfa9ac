"""The regulator's decision notices, what they found of each matter, and appeals to the tribunal against them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from responses.domain import regulator
from responses.models.regulator import RegulatorComplaint


class DecisionNoticeQuerySet(models.QuerySet):
    """Questions asked about decision notices."""

    def steps_open(self):
        """Those that ask for something that was neither done nor lifted."""
        return self.filter(steps_by__isnull=False, steps_taken_on__isnull=True, steps_lifted_on__isnull=True)


class DecisionNotice(models.Model):
    """The regulator's decision (FOIA section 50(3)): when it was sent, what has to be done and by which day.

    `steps_days` are the calendar days that it gives; `steps_by` follows from them, until a tribunal sets another day.
    """

    complaint = models.OneToOneField(RegulatorComplaint, on_delete=models.PROTECT, related_name="decision")
    reference = models.CharField(max_length=60, blank=True)
    given_on = models.DateField(help_text="The day on which the notice was sent: the time to appeal runs from it.")
    steps = models.TextField(blank=True)
    steps_days = models.PositiveSmallIntegerField(null=True, blank=True)
    steps_by = models.DateField(null=True, blank=True)
    steps_taken_on = models.DateField(null=True, blank=True)
    steps_lifted_on = models.DateField(null=True, blank=True, help_text="The day on which a tribunal lifted them.")
    published_url = models.URLField(max_length=500, blank=True)
    revision = models.PositiveIntegerField(default=1)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = DecisionNoticeQuerySet.as_manager()

    class Meta:
        ordering = ["given_on", "pk"]
        indexes = [
            models.Index(fields=["given_on"], name="decision_notices_by_day"),
            models.Index(
                fields=["steps_by"],
                condition=Q(steps_by__isnull=False, steps_taken_on__isnull=True, steps_lifted_on__isnull=True),
                name="steps_of_notices_to_take",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_url="") | Q(published_url__startswith="https://"),
                name="a_notice_is_published_over_https",
            ),
            models.CheckConstraint(
                condition=Q(steps="", steps_by__isnull=True) | ~Q(steps="") & Q(steps_by__isnull=False),
                name="steps_have_a_last_day",
            ),
            models.CheckConstraint(
                condition=Q(steps_taken_on__isnull=True) | Q(steps_by__isnull=False, steps_taken_on__gte=F("given_on")),
                name="steps_are_taken_after_the_notice",
            ),
        ]

    def __str__(self) -> str:
        return f"Decision notice of {self.given_on}"

    @property
    def steps_open(self) -> bool:
        """Whether it asks for something that was neither done nor lifted."""
        return self.steps_by is not None and self.steps_taken_on is None and self.steps_lifted_on is None

    @property
    def is_appealed(self) -> bool:
        """Whether an appeal is undecided: meanwhile no step that it affects has to be taken (section 50(6))."""
        return any(not appeal.outcome for appeal in self.appeals.all())


class Finding(models.Model):
    """What a decision notice found of one matter, and what a tribunal put in its place."""

    MATTERS = [(regulator.GROUND, "A provision that was leaned on"), *regulator.MATTERS.items()]

    notice = models.ForeignKey(DecisionNotice, on_delete=models.CASCADE, related_name="findings")
    matter = models.CharField(max_length=20, choices=MATTERS)
    exemption = models.ForeignKey("codes.Exemption", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=20, choices=list(regulator.FINDINGS.items()))
    on_appeal = models.CharField(max_length=20, choices=list(regulator.FINDINGS.items()), blank=True)
    appeal_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "exemption"], condition=Q(matter=regulator.GROUND), name="a_ground_is_found_upon_once"
            ),
            models.UniqueConstraint(
                fields=["notice", "matter"], condition=~Q(matter=regulator.GROUND), name="a_matter_is_found_upon_once"
            ),
            models.CheckConstraint(
                condition=Q(matter=regulator.GROUND, exemption__isnull=False)
                | ~Q(matter=regulator.GROUND) & Q(exemption__isnull=True),
                name="a_finding_on_a_ground_names_it",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=list(regulator.FINDINGS)), name="a_finding_has_a_known_outcome"
            ),
            models.CheckConstraint(
                condition=Q(on_appeal="", appeal_on__isnull=True)
                | Q(on_appeal__in=list(regulator.FINDINGS), appeal_on__isnull=False),
                name="what_a_tribunal_found_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.exemption_id or self.matter}: {self.outcome}"

    def as_value(self) -> regulator.Found:
        """The finding as rules read it; its notice has to be at hand."""
        return regulator.Found(
            self.exemption_id or "", self.outcome, self.notice.given_on, self.on_appeal, self.appeal_on
        )


class TribunalAppealQuerySet(models.QuerySet):
    """Questions asked about appeals."""

    def undecided(self):
        """Those that the tribunal has not decided."""
        return self.filter(outcome="")


class TribunalAppeal(models.Model):
    """An appeal to the First-tier Tribunal against a decision notice (FOIA section 57): by one side, once."""

    class Side(models.TextChoices):
        """Who appealed."""

        REQUESTER = "requester", "The requester"
        AUTHORITY = "authority", "We did"

    class Outcome(models.TextChoices):
        """What became of it."""

        ALLOWED = "allowed", "Allowed"
        ALLOWED_IN_PART = "allowed_in_part", "Allowed in part"
        DISMISSED = "dismissed", "Dismissed"
        STRUCK_OUT = "struck_out", "Struck out"
        WITHDRAWN = "withdrawn", "Withdrawn"

    CHANGE_THE_NOTICE = (Outcome.ALLOWED, Outcome.ALLOWED_IN_PART)

    notice = models.ForeignKey(DecisionNotice, on_delete=models.PROTECT, related_name="appeals")
    side = models.CharField(max_length=20, choices=Side.choices)
    reference = models.CharField(max_length=60, blank=True)
    lodged_on = models.DateField()
    outcome = models.CharField(max_length=20, choices=Outcome.choices, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    published_url = models.URLField(max_length=500, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = TribunalAppealQuerySet.as_manager()

    class Meta:
        ordering = ["lodged_on", "pk"]
        indexes = [models.Index(fields=["lodged_on"], condition=Q(outcome=""), name="appeals_undecided")]
        constraints = [
            models.UniqueConstraint(fields=["notice", "side"], name="a_side_appeals_once"),
            models.CheckConstraint(
                condition=Q(published_url="") | Q(published_url__startswith="https://"),
                name="a_judgment_is_published_over_https",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", decided_on__isnull=True) | ~Q(outcome="") & Q(decided_on__gte=F("lodged_on")),
                name="an_appeal_that_is_decided_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"Appeal of {self.lodged_on}"
