"""The access regimes that a request can fall under: which Act, which limit, which words."""

from django.db import models

from codes.models.reference import ReferenceRow


class LimitUnit(models.TextChoices):
    """What a regime's time limit is counted in."""

    WORKING_DAYS = "working_days", "working days"
    CALENDAR_DAYS = "calendar_days", "calendar days"
    MONTHS = "months", "months"


class Regime(ReferenceRow):
    """One regime: `foi`, `eir`, `sar`, ... The law is a row, so that regimes differ by data and not by `if`."""

    act = models.CharField(
        max_length=120, blank=True, help_text="Full short title, e.g. Freedom of Information Act 2000."
    )
    abbreviation = models.CharField(max_length=20, blank=True)
    limit = models.PositiveSmallIntegerField(null=True, blank=True)
    limit_unit = models.CharField(max_length=20, choices=LimitUnit.choices, blank=True)
    provision = models.CharField(max_length=120, blank=True, help_text="Where the limit stands: FOIA s.10(1).")
    refusal_word = models.CharField(max_length=20, blank=True, help_text="exemption (FOIA) or exception (EIR).")
    meaning = models.TextField(blank=True)
    url = models.URLField(blank=True)

    class Meta(ReferenceRow.Meta):
        constraints = [
            models.CheckConstraint(
                name="a_regime_has_a_limit_and_its_unit_or_neither",
                condition=models.Q(limit__isnull=True, limit_unit="")
                | models.Q(limit__gte=1, limit_unit__in=LimitUnit.values),
            ),
        ]
