"""People who ask."""

from django.db import models
from django.db.models.functions import Lower


class RequesterQuerySet(models.QuerySet):
    """Questions asked about requesters."""

    def with_email(self, email: str):
        """Those under an e-mail address, however it is capitalised."""
        return self.alias(lower_email=Lower("email")).filter(lower_email=Lower(models.Value(email)))

    def same_person_as(self, requester: "Requester"):
        """Those under the same e-mail address, or the same name and postal address where there is none."""
        if requester.email:
            return self.with_email(requester.email)
        if requester.name and requester.postal_address:
            return self.filter(name=requester.name, postal_address=requester.postal_address)
        return self.filter(pk=requester.pk)


class Requester(models.Model):
    """A person or body that asked for information; shared by the requests known to be theirs.

    A name is needed for a valid request under FOIA section 8(1)(b), not under the EIR; it may be missing here.
    """

    name = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    postal_address = models.TextField(blank=True, max_length=1000)
    phone = models.CharField(max_length=50, blank=True)

    objects = RequesterQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(Lower("email"), name="requester_by_email"),
            models.Index(fields=["name"], name="requester_by_name"),
        ]

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
