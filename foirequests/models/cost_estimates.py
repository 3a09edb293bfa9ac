"""What complying with a request would cost, line by line (FOIA section 12)."""

from fractions import Fraction

from django.db import models

from foirequests.domain import cost_limit
from foirequests.models.requests import FoiRequest


class CostEstimate(models.Model):
    """The estimate of one case, and what the request covers, so that less of it can be proposed.

    `together` are the other requests that regulation 5 lets an authority count with it.
    """

    foi_request = models.OneToOneField(FoiRequest, on_delete=models.PROTECT, related_name="cost_estimate")
    together = models.ManyToManyField(FoiRequest, related_name="counted_in", blank=True)
    years = models.PositiveIntegerField(null=True, blank=True)
    trusts = models.PositiveIntegerField(null=True, blank=True)
    codes = models.PositiveIntegerField(null=True, blank=True)

    def __str__(self) -> str:
        return f"Estimate for {self.foi_request_id}"

    @property
    def asked_for(self) -> dict[str, int]:
        """How many of what the request covers, as far as somebody has said."""
        said = {name: getattr(self, name) for name in cost_limit.DIMENSIONS}
        return {name: number for name, number in said.items() if number}


class CostLine(models.Model):
    """One line of an estimate; `basis` says which sample the minutes come from."""

    estimate = models.ForeignKey(CostEstimate, on_delete=models.PROTECT, related_name="lines")
    foi_request = models.ForeignKey(
        FoiRequest, on_delete=models.PROTECT, null=True, blank=True, related_name="+", help_text="Of which request."
    )
    activity = models.CharField(max_length=20, choices=list(cost_limit.ACTIVITIES.items()))
    unit = models.CharField(max_length=200)
    units = models.PositiveIntegerField()
    minutes = models.DecimalField(max_digits=8, decimal_places=2)
    people = models.PositiveSmallIntegerField(default=1)
    basis = models.CharField(max_length=300)
    is_fixed = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(activity__in=list(cost_limit.ACTIVITIES)), name="a_cost_line_is_countable"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.units} {self.unit}"

    def as_value(self) -> cost_limit.CostLine:
        """The line as it is counted."""
        return cost_limit.CostLine(
            activity=self.activity,
            unit=self.unit,
            units=self.units,
            minutes=Fraction(self.minutes),
            people=self.people,
            basis=self.basis,
            is_fixed=self.is_fixed,
            reference=self.foi_request.reference if self.foi_request else "",
        )
