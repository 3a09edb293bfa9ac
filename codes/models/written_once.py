"""Rows of a history: written once, never edited, never deleted."""

from django.db import models


class NeverChanged(TypeError):
    """A row of a history was to be edited or deleted.

    It is a mistake in the program and no `Refused`: nobody asked for it, so no page tells a person and goes on.
    """

    def __init__(self, model: type[models.Model]) -> None:
        super().__init__(f"Rows of {model.__name__} are written once: never edited, never deleted.")


class WrittenOnceQuerySet(models.QuerySet):
    """Rows that can be added and read, nothing else."""

    def update(self, **changes) -> int:
        """Refuse.

        Raises:
            NeverChanged: always.
        """
        raise NeverChanged(self.model)

    def bulk_update(self, *args, **kwargs) -> int:
        """Refuse.

        Raises:
            NeverChanged: always.
        """
        raise NeverChanged(self.model)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refuse.

        Raises:
            NeverChanged: always.
        """
        raise NeverChanged(self.model)


class WrittenOnce(models.Model):
    """A row that can be added and read, nothing else."""

    objects = WrittenOnceQuerySet.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def save(self, *args, **kwargs) -> None:
        """Add the row.

        Raises:
            NeverChanged: the row is already there.
        """
        if self.pk is not None:
            raise NeverChanged(type(self))
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs) -> None:
        """Refuse.

        Raises:
            NeverChanged: always.
        """
        raise NeverChanged(type(self))
