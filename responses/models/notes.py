"""Why a letter may leave although a rule warns about it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from responses.domain.passing import WarningNote
from responses.models.clearances import Clearance
from responses.models.responses import FoiResponse, ResponseVersion


class PassingNoteQuerySet(models.QuerySet):
    """Questions asked about notes."""

    def standing(self):
        """Those that no later note has ended."""
        return self.filter(ended_at__isnull=True)

    def in_letters(self):
        """Those that a drafter wrote: they stand in the letter, under its hash."""
        return self.filter(version__isnull=True)

    def after_clearance_by(self, person, *, since):
        """Those that somebody else wrote from `since` on about what this person had cleared, the newest first."""
        written = self.filter(
            version__clearances__by=person,
            version__clearances__verdict=Clearance.Verdict.CLEARED,
            version__clearances__at__lt=F("at"),
            at__gte=since,
        )
        return written.exclude(by=person).standing().order_by("-at", "-pk")


class PassingNote(models.Model):
    """A note that passes one warning of a letter; never changed, ended by the note that is written in its place.

    `where` is the place of the finding and `finding` its words: the note is for these words and for no others.
    `version` is empty for a note in the letter itself. A warning that arose after a version was submitted is passed
    for that very version, outside of the letter, which stays as it was cleared.
    """

    foi_response = models.ForeignKey(FoiResponse, on_delete=models.PROTECT, related_name="passing_notes")
    version = models.ForeignKey(
        ResponseVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="passing_notes"
    )
    rule = models.CharField(max_length=20)
    where = models.CharField(max_length=200)
    finding = models.TextField()
    words = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = PassingNoteQuerySet.as_manager()

    class Meta:
        ordering = ["foi_response", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["foi_response", "rule", "where"],
                condition=Q(ended_at__isnull=True, version__isnull=True),
                name="one_note_for_a_rule_and_place",
            ),
            models.UniqueConstraint(
                fields=["version", "rule", "where"],
                condition=Q(ended_at__isnull=True),
                name="one_late_note_for_a_rule_and_place",
            ),
        ]

    def __str__(self) -> str:
        return f"Note on {self.rule} in {self.foi_response_id}"

    def as_value(self) -> WarningNote:
        """The note as it stands in the letter."""
        return WarningNote(self.rule, self.where, self.finding, self.words)
