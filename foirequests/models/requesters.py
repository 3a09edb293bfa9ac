"""People who ask."""

from django.db import models


class Requester(models.Model):
    """A person or body that asked for information; shared by the requests known to be theirs.

    A name is needed for a valid request under FOIA section 8(1)(b), not under the EIR; it may be missing here.
    """

    name = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    postal_address = models.TextField(blank=True, max_length=1000)
    phone = models.CharField(max_length=50, blank=True)

    class Meta:
        indexes = [models.Index(fields=["email"], name="requester_by_email")]

    def __str__(self) -> str:
        return self.name or self.email or f"Requester {self.pk}"

    @property
    def displayed_name(self) -> str:
        """The name, or words that say there is none."""
        return self.name or "No name given"

    @property
    def can_be_emailed(self) -> bool:
        """Whether a reply can go by e-mail."""
        return bool(self.email)
