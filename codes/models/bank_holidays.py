"""Bank holidays of the four nations, kept with where and when we learnt of them; withdrawn, never deleted."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from django.db import models

from codes.domain.errors import Refused
from codes.domain.working_days import NATIONS, Holiday, WorkingDayCalendar
from codes.models.organisation import DatedSetting

ENGLAND_AND_WALES = ("ENG", "WLS")


class BankHolidayQuerySet(models.QuerySet):
    """Questions asked of the bank holidays."""

    def in_force(self):
        """Those that have not been withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def of_nations(self, nations: Iterable[str]):
        """Those of some nations."""
        return self.filter(nation__in=nations)

    def as_values(self) -> tuple[Holiday, ...]:
        """As values of the domain, in order."""
        rows = self.order_by("date", "pk").values_list("date", "nation", "title")
        return tuple(map(Holiday._make, rows))

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
    return _calendar("United Kingdom", tuple(NATIONS), "FOIA s.10(6)")


def england_and_wales_calendar() -> WorkingDayCalendar:
    """The authority's own calendar, for the deemed receipt of post and for subject access months. Two queries."""
    return _calendar("England and Wales", ENGLAND_AND_WALES, "Banking and Financial Dealings Act 1971, Schedule 1")


def _calendar(name: str, nations: tuple[str, ...], provision: str) -> WorkingDayCalendar:
    holidays = BankHoliday.objects.in_force().of_nations(nations).as_values()
    return _same_calendar(name, nations, provision, holidays, bank_holidays_known_to())


# The same holidays give the same object again, with the order of working days that it has worked out.
_same_calendar = lru_cache(maxsize=8)(WorkingDayCalendar)


def bank_holidays_known_to() -> date | None:
    """The last day whose bank holidays are proclaimed, by the newest `proclaimed_to` setting; None before set-up."""
    row = DatedSetting.objects.named("proclaimed_to").newest_first().first()
    return row.as_value().day if row else None
