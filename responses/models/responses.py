"""Replies being written: one working copy that types fill, and versions that never change."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery

from foirequests.domain import workflow
from foirequests.models import FoiRequest
from responses.domain import clock_letters
from responses.models.text_blocks import TextBlock, TextBlockVersion

STAGES = (workflow.DRAFTING, workflow.CLEARANCE, workflow.CLEARED, workflow.ISSUED, "dropped")
OPEN_STAGES = (workflow.DRAFTING, workflow.CLEARANCE, workflow.CLEARED)


class FoiResponseQuerySet(models.QuerySet):
    """Questions asked about replies."""

    def open(self):
        """Not issued and not dropped."""
        return self.filter(stage__in=OPEN_STAGES)

    def in_clearance(self):
        """Submitted, and not yet cleared or returned; no letter whose case was closed meanwhile."""
        is_left = Q(kind=FoiResponse.Kind.REPLY) & ~Q(foi_request__stage=workflow.CLEARANCE)
        is_left |= Q(kind__in=clock_letters.KINDS) & ~Q(foi_request__stage__in=workflow.OPEN_STAGES)
        return self.filter(stage=workflow.CLEARANCE).exclude(is_left)

    def cleared_at(self, step: str):
        """Those of which a version, the newest or an older one, was cleared at a step of its route.

        Looked up letter by letter: PostgreSQL would join EXISTS with every version and clearance that there ever was.
        """
        cleared = ResponseVersion.objects.filter(clearances__step=step, clearances__verdict="cleared")
        first = cleared.filter(foi_response=OuterRef("pk")).order_by().values("pk")[:1]
        return self.alias(cleared_version=Subquery(first)).filter(cleared_version__isnull=False)


class FoiResponse(models.Model):
    """A letter on its way: the reply, a corrected reply, the outcome of an internal review, or a letter of the clock.

    For the reply itself the case's stage moves with this one. A letter of the clock does one act on the day on which it
    is issued; `facts` are the codes, dates and sums of that act, part of what is cleared. The other kinds leave the
    case as issued.
    """

    class Kind(models.TextChoices):
        """Which letter it is."""

        REPLY = "reply", "Reply"
        CORRECTED_REPLY = "corrected_reply", "Corrected reply"
        REVIEW_OUTCOME = "review_outcome", "Outcome of the internal review"
        ACKNOWLEDGEMENT = clock_letters.ACKNOWLEDGEMENT, "Acknowledgement"
        CLARIFICATION = clock_letters.CLARIFICATION, "Request for clarification"
        FEES_NOTICE = clock_letters.FEES, "Fees notice"
        EXTENSION = clock_letters.EXTENSION, "Extension notice"
        LAPSE_NOTICE = clock_letters.LAPSE, "Notice that the request has lapsed"
        TRANSFER_NOTICE = clock_letters.TRANSFER, "Notice of transfer"

    REPLIES = (Kind.REPLY, Kind.CORRECTED_REPLY)
    """Kinds that answer the request: what is said of "the reply", its window and its correction is said of these."""

    foi_request = models.ForeignKey(FoiRequest, on_delete=models.PROTECT, related_name="foi_responses")
    kind = models.CharField(max_length=30, choices=Kind.choices, default=Kind.REPLY)
    stage = models.CharField(max_length=20, default=workflow.DRAFTING)
    corrects = models.ForeignKey(
        "responses.IssuedLetter", on_delete=models.PROTECT, null=True, blank=True, related_name="corrections"
    )
    facts = models.JSONField(default=dict, blank=True)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    asked_clearer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = FoiResponseQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["stage", "submitted_at"], name="responses_by_stage")]
        constraints = [
            models.CheckConstraint(condition=Q(stage__in=STAGES), name="response_stage_is_a_known_stage"),
            models.UniqueConstraint(
                fields=["foi_request", "kind"],
                condition=Q(stage__in=OPEN_STAGES),
                name="one_open_response_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(kind="corrected_reply", corrects__isnull=False)
                | (~Q(kind="corrected_reply") & Q(corrects__isnull=True)),
                name="a_correction_says_what_it_corrects",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} to {self.foi_request_id}"

    @property
    def is_reply(self) -> bool:
        """Whether it answers the request."""
        return self.kind in self.REPLIES

    @property
    def is_of_the_clock(self) -> bool:
        """Whether it does an act of the clock when it is issued."""
        return self.kind in clock_letters.KINDS

    @property
    def is_issued_by_officer(self) -> bool:
        """Whether an officer issues it without a second person's clearance."""
        return clock_letters.is_issued_by_officer(self.kind)


class WorkingCopyQuerySet(models.QuerySet):
    """Questions asked about what is being written."""

    def of_open_letters(self):
        """Of letters that are neither issued nor dropped."""
        return self.filter(foi_response__stage__in=OPEN_STAGES)

    def holding(self, block: TextBlock):
        """Of open letters that have the block now, in whatever version."""
        versions = list(block.versions.values_list("pk", flat=True))
        pinned = WorkingCopy.wording.through.objects.filter(textblockversion__in=versions)
        return self.of_open_letters().filter(pk__in=pinned.values("workingcopy"))

    def visible_to(self, member):
        """Of the requests that a member of staff may open; asked of each copy, as most requests have none any more."""
        visible = FoiRequest.objects.visible_to(member)
        return self.filter(Exists(visible.filter(pk=OuterRef("foi_response__foi_request"))))


class WorkingCopy(models.Model):
    """What the officer is typing: overwritten freely, with a running number that shows a second writer.

    `removed` keeps the last parts that were taken out (each: part, after, the key that it stood behind), to put back.
    `wording` are the versions of the library that its parts come from now, so that a block finds the drafts with it.
    """

    foi_response = models.OneToOneField(FoiResponse, on_delete=models.CASCADE, related_name="working_copy")
    parts = models.JSONField(default=list)
    values = models.JSONField(default=dict)
    removed = models.JSONField(default=list)
    revision = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    wording = models.ManyToManyField(TextBlockVersion, related_name="working_copies", blank=True)

    objects = WorkingCopyQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Working copy of {self.foi_response_id}"


class ResponseVersion(models.Model):
    """The letter as it stood when it was saved, submitted or handed over; never changed."""

    class Why(models.TextChoices):
        """What made the version."""

        SAVED = "saved", "Saved"
        SUBMITTED = "submitted", "Submitted for clearance"
        HANDED_OVER = "handed_over", "Handed over"
        ISSUED = "issued", "Issued"

    foi_response = models.ForeignKey(FoiResponse, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    letter = models.JSONField()
    letter_hash = models.CharField(max_length=64)
    why = models.CharField(max_length=20, choices=Why.choices)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["foi_response", "number"]
        constraints = [
            models.UniqueConstraint(fields=["foi_response", "number"], name="a_draft_version_number_is_used_once"),
        ]

    def __str__(self) -> str:
        return f"Version {self.number} of {self.foi_response_id}"
