"""The office's own facts as dated settings: append-only rows, read as one value for a day."""

from datetime import date

from django.conf import settings
from django.db import models

from codes.domain.errors import Refused
from codes.domain.office_settings import Letterhead, Office, declared_setting


class DatedSettingQuerySet(models.QuerySet):
    """Questions asked of the dated settings."""

    def named(self, name: str):
        """The rows of one setting."""
        return self.filter(name=name)

    def valid_on(self, day: date):
        """Rows that have begun to apply by a day; the newest of each name is the one in force."""
        return self.filter(valid_from__lte=day)

    def newest_first(self):
        """By the day from which they apply, then by when they were recorded."""
        return self.order_by("-valid_from", "-pk")

    def in_force_on(self, day: date) -> "dict[str, DatedSetting]":
        """By name, the row in force on a day."""
        rows = self.valid_on(day).order_by("valid_from", "pk").select_related("recorded_by")
        return {row.name: row for row in rows}

    def last_word_for_each_day(self) -> set[int]:
        """The keys of the rows that no later row with the same name and day corrects."""
        newest = self.order_by().values("name", "valid_from").annotate(newest=models.Max("pk"))
        return set(newest.values_list("newest", flat=True))

    def delete(self):
        """Settings are never deleted: letters were written by them."""
        raise Refused("Settings are never deleted. Record a new value with the day from which it applies.")


class DatedSetting(models.Model):
    """One value of one setting from one day on; a later row with the same day corrects an earlier one."""

    name = models.CharField(max_length=40)
    value = models.JSONField()
    valid_from = models.DateField()
    source = models.CharField(max_length=300, help_text="Where the value comes from.")
    verified_on = models.DateField(null=True, blank=True, help_text="When it was confirmed; empty: to be confirmed.")
    reason = models.CharField(max_length=500, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()

    objects = DatedSettingQuerySet.as_manager()

    class Meta:
        ordering = ["name", "-valid_from", "-pk"]
        indexes = [models.Index(fields=["valid_from", "name"], name="setting_by_day")]

    def __str__(self) -> str:
        return f"{self.name} from {self.valid_from:%Y-%m-%d}"

    def save(self, *args, **kwargs):
        """Write the row once."""
        if self.pk is not None:
            raise Refused("Settings are never changed. Record a new value with the day from which it applies.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        """Never deleted."""
        raise Refused("Settings are never deleted. Record a new value with the day from which it applies.")

    @property
    def declaration(self):
        """What the setting means and which fields it has."""
        return declared_setting(self.name)

    def as_value(self):
        """The stored value as the frozen dataclass of its setting."""
        return self.declaration.parse(self.value)


def letterhead_on(day: date) -> Letterhead | None:
    """What stands at the head of letters on a day, without the other settings; None in an office that has none yet."""
    values = DatedSetting.objects.named("letterhead").valid_on(day).newest_first().values_list("value", flat=True)
    value = values.first()
    return declared_setting("letterhead").parse(value) if value else None


def office_on(day: date) -> Office:
    """All settings in force on a day, as one value. One query; a caller that needs it often keeps it."""
    rows = DatedSetting.objects.valid_on(day).order_by("valid_from", "pk").values_list("name", "value")
    return Office(day, {}, written=dict(rows))
