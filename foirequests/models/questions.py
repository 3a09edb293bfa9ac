"""The questions of a request: what is held, found and decided hangs on each of them."""

from django.db import models

from foirequests.models.requests import FoiRequest


class Question(models.Model):
    """One thing asked. A request starts as one question, and may be split."""

    foi_request = models.ForeignKey(FoiRequest, on_delete=models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField(default=1)
    text = models.TextField()
    regime = models.ForeignKey("codes.Regime", on_delete=models.PROTECT, default="foi")
    service_area = models.ForeignKey("codes.ServiceArea", on_delete=models.PROTECT, null=True, blank=True)
    information_held = models.ForeignKey("codes.InformationHeld", on_delete=models.PROTECT, null=True, blank=True)
    outcome = models.ForeignKey("codes.Outcome", on_delete=models.PROTECT, null=True, blank=True)
    holder = models.CharField(max_length=200, blank=True)
    missing_attribute = models.CharField(max_length=200, blank=True)
    codes = models.ManyToManyField("codes.Code", blank=True)
    exemptions = models.ManyToManyField("codes.Exemption", blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["foi_request", "number"], name="a_question_number_is_used_once"),
        ]

    def __str__(self) -> str:
        return f"{self.foi_request.reference} question {self.number}"
