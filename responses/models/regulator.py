"""Complaints to the regulator, and its letters that want an answer."""

from django.conf import settings
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
        """With all that hangs on them, in nine queries at most however many there are, and in one where there is none.

        Few cases ever have any, and every page of a case asks.
        """
        return self.prefetch_related(
            "recorded_by", "exemptions", "letters__answered_by", "decision__findings__exemption", "decision__appeals"
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
    def notice(self) -> models.Model | None:
        """The decision notice, if there is one."""
        return getattr(self, "decision", None)


class RegulatorLetterQuerySet(models.QuerySet):
    """Questions asked about letters of the regulator."""

    def waiting(self):
        """Those whose answer is still waited for."""
        return self.filter(answered_on__isnull=True, complaint__stage=RegulatorComplaint.Stage.OPEN)


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

    objects = RegulatorLetterQuerySet.as_manager()

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
