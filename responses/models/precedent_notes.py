"""What an officer answered to a warning that earlier cases say something against a draft."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from responses.models.responses import FoiResponse


class PrecedentNote(models.Model):
    """An answer to one warning about a draft, which stays with it.

    `warning` is the key of the warning, `about` its words when the note was written, so that a later reader sees
    whether the warning has changed since.
    """

    foi_response = models.ForeignKey(FoiResponse, on_delete=models.CASCADE, related_name="precedent_notes")
    warning = models.CharField(max_length=16)
    about = models.TextField()
    words = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["foi_response", "warning"], name="a_warning_has_one_note_in_a_draft"),
            models.CheckConstraint(condition=~Q(words=""), name="a_note_on_a_warning_has_words"),
        ]

    def __str__(self) -> str:
        return f"Note on {self.warning} in {self.foi_response_id}"
