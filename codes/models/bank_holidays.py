"""Bank holidays of the four nations, kept with where and when we learnt of them; withdrawn, never deleted."""

import json
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from django.db import models

from codes.domain.errors import Refused
from codes.domain.office_settings import declared_setting
from codes.domain.working_days import NATIONS, Holiday, WorkingDayCalendar
from codes.models.organisation import DatedSetting

ENGLAND_AND_WALES = ("ENG", "WLS")


class AsJson(models.Aggregate):
    """The values of a column, of all rows, as the text of one JSON array, in whatever order the database reads them."""

    function = "JSON_GROUP_ARRAY"
    output_field = models.TextField()

    def as_postgresql(self, compiler, connection, **extra_context):
        """PostgreSQL calls it otherwise."""
        template = "%(function)s(%(expressions)s)::text"
        return self.as_sql(compiler, connection, function="JSON_AGG", template=template, **extra_context)


class BankHolidayQuerySet(models.QuerySet):
    """Questions asked of the bank holidays."""

    def in_force(self):
        """Those that have not been withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def of_nations(self, nations: Iterable[str]):
        """Those of some nations."""
        return self.filter(nation__in=nations)

    def as_texts(self) -> tuple[str, str, str, str]:
        """Days, keys, nations and titles, each as JSON: a tenth of the time that some hundred rows take."""
        columns = ("date", "pk", "nation", "title")
        texts = self.order_by().aggregate(**{f"all_{column}": AsJson(column) for column in columns})
        return tuple(texts[f"all_{column}"] or "[]" for column in columns)

    def delete(self):
        """A holiday that turns out not to be one is withdrawn: dates that relied on it must stay explicable."""
        raise Refused("Bank holidays are withdrawn, never deleted.")


class BankHoliday(models.Model):
    """One bank holiday in one nation under the Banking and Financial Dealings Act 1971."""

    class Nation(models.TextChoices):
        """The nations of the United Kingdom."""

        ENGLAND = "ENG", NATIONS["ENG"]
        WALES = "WLS", NATIONS["WLS"]
        SCOTLAND = "SCT", NATIONS["SCT"]
        NORTHERN_IRELAND = "NIR", NATIONS["NIR"]

    date = models.DateField()
    nation = models.CharField(max_length=3, choices=Nation.choices)
    title = models.CharField(max_length=120)
    source = models.CharField(max_length=300, help_text="Where we learnt of it.")
    first_seen_at = models.DateTimeField(help_text="When this office learnt of it.")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = BankHolidayQuerySet.as_manager()

    class Meta:
        ordering = ["date", "nation"]
        constraints = [
            models.UniqueConstraint(
                name="a_nation_has_one_bank_holiday_a_day",
                fields=["date", "nation"],
                condition=models.Q(withdrawn_at__isnull=True),
            ),
            models.CheckConstraint(
                name="bank_holiday_is_in_a_known_nation", condition=models.Q(nation__in=["ENG", "WLS", "SCT", "NIR"])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.date:%Y-%m-%d}, {self.get_nation_display()}"

    def delete(self, *args, **kwargs):
        """Withdrawn, never deleted."""
        raise Refused("Bank holidays are withdrawn, never deleted.")


def uk_calendar() -> WorkingDayCalendar:
    """The calendar of FOIA s.10(6) and EIR reg.2(1): bank holidays of all four nations together. Two queries."""
    return _uk(*_known())


def england_and_wales_calendar() -> WorkingDayCalendar:
    """The authority's own calendar, for the deemed receipt of post and for subject access months. Two queries."""
    return _england_and_wales(*_known())


def both_calendars() -> tuple[WorkingDayCalendar, WorkingDayCalendar]:
    """The calendar of the United Kingdom and the authority's own, for two queries instead of four."""
    known = _known()
    return _uk(*known), _england_and_wales(*known)


def _known() -> tuple[tuple[str, ...], date | None]:
    """All bank holidays as the database gives them, and the last day whose bank holidays are proclaimed."""
    return BankHoliday.objects.in_force().as_texts(), bank_holidays_known_to()


# The same holidays give the same object again, with the order of working days that it has worked out.
@lru_cache(maxsize=4)
def _uk(holidays: tuple[str, ...], known_to: date | None) -> WorkingDayCalendar:
    return WorkingDayCalendar("United Kingdom", tuple(NATIONS), "FOIA s.10(6)", _read(holidays), known_to)


@lru_cache(maxsize=4)
def _england_and_wales(holidays: tuple[str, ...], known_to: date | None) -> WorkingDayCalendar:
    provision = "Banking and Financial Dealings Act 1971, Schedule 1"
    kept = tuple(holiday for holiday in _read(holidays) if holiday.nation in ENGLAND_AND_WALES)
    return WorkingDayCalendar("England and Wales", ENGLAND_AND_WALES, provision, kept, known_to)


def _read(holidays: tuple[str, ...]) -> tuple[Holiday, ...]:
    rows = sorted(zip(*map(json.loads, holidays), strict=True))
    return tuple(Holiday(date.fromisoformat(on), nation, title) for on, _key, nation, title in rows)


def bank_holidays_known_to() -> date | None:
    """The last day whose bank holidays are proclaimed, by the newest `proclaimed_to` setting; None before set-up."""
    value = DatedSetting.objects.named("proclaimed_to").newest_first().values_list("value", flat=True).first()
    return declared_setting("proclaimed_to").parse(value).day if value else None
