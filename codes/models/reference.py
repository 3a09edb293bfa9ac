"""What every list of codes shares: the code is the key, it may be retired, it is never renamed or deleted."""

from django.db import models

from codes.domain.errors import Refused


class ReferenceQuerySet(models.QuerySet):
    """Questions asked of a list of codes."""

    def current(self):
        """The codes that may still be chosen."""
        return self.filter(retired_on__isnull=True)

    def delete(self):
        """Codes are retired, never deleted: old cases still carry them."""
        raise Refused("Codes are retired, never deleted: set the day from which the code is no longer used.")


class ReferenceRow(models.Model):
    """One code of a list; the code itself is the primary key, so it can never be renamed."""

    code = models.CharField(max_length=40, primary_key=True)
    name = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField(default=0, help_text="Order on screens, lowest first.")
    retired_on = models.DateField(null=True, blank=True)

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return self.name

    def delete(self, *args, **kwargs):
        """Codes are retired, never deleted."""
        raise Refused(f"{self.code} cannot be deleted. Codes are retired, because old cases still carry them.")
