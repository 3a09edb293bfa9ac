"""Internal reviews: asked for, given to somebody who had no part in the case, decided, approved."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from foirequests.models import FoiRequest, Message
from responses.models.letters import IssuedLetter
from responses.models.responses import FoiResponse


class InternalReviewQuerySet(models.QuerySet):
    """Questions asked about internal reviews."""

    def open(self):
        """Not declined and not closed."""
        return self.filter(stage__in=InternalReview.OPEN_STAGES)

    def to_allocate(self):
        """Waiting for the deputy director to give it to a reviewer, or to choose what to do with a late one."""
        return self.filter(stage=InternalReview.Stage.ASKED)


class InternalReview(models.Model):
    """A requester's complaint about a reply, and the fresh decision on it.

    `due_on` is twenty UK working days after the day asked (section 45 Code, part 5; ICO).
    """

    class Stage(models.TextChoices):
        """Where the review stands."""

        ASKED = "asked", "To be allocated"
        ALLOCATED = "allocated", "With the reviewer"
        CLOSED = "closed", "Outcome issued"
        DECLINED = "declined", "Declined as late"

    class Outcome(models.TextChoices):
        """What the reviewer found."""

        UPHELD = "upheld", "Complaint upheld: the original decision is replaced"
        PARTLY_UPHELD = "partly_upheld", "Complaint upheld in part"
        NOT_UPHELD = "not_upheld", "Complaint not upheld: the original decision stands"

    OPEN_STAGES = (Stage.ASKED, Stage.ALLOCATED)

    foi_request = models.ForeignKey(FoiRequest, on_delete=models.PROTECT, related_name="internal_reviews")
    letter = models.ForeignKey(IssuedLetter, on_delete=models.PROTECT, related_name="internal_reviews")
    message = models.OneToOneField(Message, on_delete=models.PROTECT, related_name="internal_review")
    asked_on = models.DateField()
    asked_at = models.DateTimeField()
    is_late = models.BooleanField(default=False)
    accepted_late_reason = models.TextField(blank=True)
    due_on = models.DateField()
    stage = models.CharField(max_length=20, choices=Stage.choices, default=Stage.ASKED)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="internal_reviews"
    )
    allocated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    allocated_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=20, choices=Outcome.choices, blank=True)
    foi_response = models.OneToOneField(
        FoiResponse, on_delete=models.PROTECT, null=True, blank=True, related_name="internal_review"
    )
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = InternalReviewQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        indexes = [models.Index(fields=["stage", "due_on"], name="reviews_by_stage_and_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["letter"], condition=Q(stage__in=["asked", "allocated"]), name="one_open_review_of_a_letter"
            ),
            models.CheckConstraint(
                condition=~Q(stage="allocated") | Q(reviewer__isnull=False), name="an_allocated_review_has_a_reviewer"
            ),
        ]

    def __str__(self) -> str:
        return f"Internal review of {self.letter_id}"
