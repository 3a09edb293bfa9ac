"""Why a letter may leave although a rule warns about it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from responses.domain.passing import WarningNote
from responses.models.responses import FoiResponse


class PassingNote(models.Model):
    """A note that passes one warning of a letter; never changed, ended by the note that is written in its place.

    `where` is the place of the finding and `finding` its words: the note is for these words and for no others.
    """

    foi_response = models.ForeignKey(FoiResponse, on_delete=models.PROTECT, related_name="passing_notes")
    rule = models.CharField(max_length=20)
    where = models.CharField(max_length=200)
    finding = models.TextField()
    words = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["foi_response", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["foi_response", "rule", "where"],
                condition=Q(ended_at__isnull=True),
                name="one_note_for_a_rule_and_place",
            ),
        ]

    def __str__(self) -> str:
        return f"Note on {self.rule} in {self.foi_response_id}"

    def as_value(self) -> WarningNote:
        """The note as it stands in the letter."""
        return WarningNote(self.rule, self.where, self.finding, self.words)
