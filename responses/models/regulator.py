"""Complaints to the regulator: its letters, its decision notice with what it found, and appeals to the tribunal."""

from django.conf import settings
from django.core.validators import URLValidator
from django.db import models
from django.db.models import F, Q

from foirequests.models import FoiRequest
from responses.domain import regulator


class RegulatorComplaintQuerySet(models.QuerySet):
    """Questions asked about complaints to the regulator."""

    def open(self):
        """Neither decided nor ended without a decision."""
        return self.filter(stage=RegulatorComplaint.Stage.OPEN)

    def whole(self):
        """With all that hangs on them, in six queries however many there are."""
        return self.select_related("decision", "recorded_by").prefetch_related(
            "exemptions", "letters__answered_by", "decision__findings__exemption", "decision__appeals"
        )


class RegulatorComplaint(models.Model):
    """An application to the regulator for a decision about a request (FOIA section 50, EIR regulation 18).

    `told_on` is the day on which the authority was told. `matters` are codes of `regulator.MATTERS`; `exemptions` the
    provisions that are disputed.
    """

    class Stage(models.TextChoices):
        """Where the complaint stands."""

        OPEN = "open", "With the regulator"
        DECIDED = "decided", "Decision notice served"
        RESOLVED = "resolved", "Resolved informally"
        WITHDRAWN = "withdrawn", "Withdrawn by the requester"
        NOT_PURSUED = "not_pursued", "Not taken further by the regulator"

    ENDED_WITHOUT_NOTICE = (Stage.RESOLVED, Stage.WITHDRAWN, Stage.NOT_PURSUED)

    foi_request = models.ForeignKey(FoiRequest, on_delete=models.PROTECT, related_name="regulator_complaints")
    reference = models.CharField(max_length=60, blank=True)
    told_on = models.DateField()
    matters = models.JSONField(default=list, blank=True)
    exemptions = models.ManyToManyField("codes.Exemption", related_name="+", blank=True)
    says = models.TextField(blank=True, help_text="What the complaint says, in the officer's words.")
    stage = models.CharField(max_length=20, choices=Stage.choices, default=Stage.OPEN)
    ended_on = models.DateField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = RegulatorComplaintQuerySet.as_manager()

    class Meta:
        ordering = ["told_on", "pk"]
        indexes = [
            models.Index(fields=["told_on"], condition=Q(stage="open"), name="open_regulator_complaints"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["foi_request", "reference"],
                condition=~Q(reference=""),
                name="a_complaint_of_a_case_is_recorded_once",
            ),
            models.CheckConstraint(
                condition=Q(stage="open", ended_on__isnull=True) | ~Q(stage="open") & Q(ended_on__isnull=False),
                name="a_complaint_that_ended_says_when",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("told_on")),
                name="a_complaint_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"Complaint to the regulator about {self.foi_request_id}"

    @property
    def is_open(self) -> bool:
        """Whether the regulator still deals with it."""
        return self.stage == self.Stage.OPEN

    @property
    def notice(self) -> "DecisionNotice | None":
        """The decision notice, if there is one."""
        return getattr(self, "decision", None)


class RegulatorLetter(models.Model):
    """A letter of the regulator that wants an answer by a day: an investigation, or an information notice (s.51)."""

    class Kind(models.TextChoices):
        """What sort of letter it is."""

        INVESTIGATION = regulator.INVESTIGATION, "Investigation letter"
        INFORMATION_NOTICE = regulator.INFORMATION_NOTICE, "Information notice (section 51)"

    complaint = models.ForeignKey(RegulatorComplaint, on_delete=models.PROTECT, related_name="letters")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    sent_on = models.DateField()
    answer_by = models.DateField()
    asks = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["sent_on", "pk"]
        indexes = [
            models.Index(fields=["answer_by"], condition=Q(answered_on__isnull=True), name="regulator_waits_for_answer")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer_by__gte=F("sent_on")), name="an_answer_is_wanted_after_the_letter"
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, answered_by__isnull=True)
                | Q(answered_on__gte=F("sent_on"), answered_by__isnull=False),
                name="an_answer_to_the_regulator_has_a_day_and_a_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.sent_on}"


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
    published_url = models.URLField(max_length=500, blank=True, validators=[URLValidator(schemes=["https"])])
    revision = models.PositiveIntegerField(default=1)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

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
    published_url = models.URLField(max_length=500, blank=True, validators=[URLValidator(schemes=["https"])])
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["lodged_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["notice", "side"], name="a_side_appeals_once"),
            models.CheckConstraint(
                condition=Q(outcome="", decided_on__isnull=True) | ~Q(outcome="") & Q(decided_on__gte=F("lodged_on")),
                name="an_appeal_that_is_decided_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"Appeal of {self.lodged_on}"
