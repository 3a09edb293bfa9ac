"""Rows of a history: written once, never edited, never deleted."""

from django.db import models

from codes.domain.errors import Refused


class WrittenOnce(models.Model):
    """A row that is written once. Raises Refused when it is saved again or deleted."""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        """Write the row once."""
        if self.pk is not None:
            raise Refused("History is never edited.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        """Never deleted."""
        raise Refused("History is never deleted.")
