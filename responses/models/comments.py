"""Comments on parts of a letter. They are never printed, and stand under no hash."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from foirequests.models import HistoryEntry
from responses.models.responses import FoiResponse, ResponseVersion


class PartCommentQuerySet(models.QuerySet):
    """Questions asked about comments."""

    def threads(self):
        """Comments that begin a thread; the rest are replies."""
        return self.filter(parent__isnull=True)

    def unresolved(self):
        """Threads that nobody has resolved."""
        return self.threads().filter(resolved_at__isnull=True)

    def with_words(self):
        """With what was written, by whom, and the replies."""
        replies = PartComment.objects.select_related("entry__words", "by").prefetch_related("mentions")
        return self.select_related("entry__words", "by", "resolved_by").prefetch_related(
            "mentions", models.Prefetch("replies", replies)
        )


class PartComment(models.Model):
    """What somebody said about one part of a letter, or an answer to it (`parent`).

    What was written stands with the line of history (`entry`), where it can be erased. `made_on` are the part's words
    at that time: later versions are compared with them. `version` is the one that was read; none for a draft.
    """

    foi_response = models.ForeignKey(FoiResponse, on_delete=models.PROTECT, related_name="part_comments")
    part = models.CharField(max_length=40)
    title = models.CharField(max_length=200, blank=True, help_text="Of the wording, for when the part is gone.")
    version = models.ForeignKey(ResponseVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    made_on = models.TextField(blank=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replies")
    entry = models.OneToOneField(HistoryEntry, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    mentions = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    resolved_at = models.DateTimeField(null=True, blank=True)

    objects = PartCommentQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(resolved_at__isnull=True, resolved_by__isnull=True)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False, parent__isnull=True),
                name="a_thread_is_resolved_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"Comment on {self.part} of {self.foi_response_id}"

    @property
    def text(self) -> str:
        """What was written; empty once it is erased."""
        return self.entry.words.text if hasattr(self.entry, "words") else ""
