"""Cases that another team of the authority looks after: since when, which team, and by whose decision."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from foirequests.domain.handover import MATTERS
from foirequests.models.correspondence import Message
from foirequests.models.requests import FoiRequest


class HandoverQuerySet(models.QuerySet):
    """Questions asked about hand-overs."""

    def in_force(self):
        """Not taken back."""
        return self.filter(taken_back_at__isnull=True)

    def to_teams(self, teams):
        """To one of these teams."""
        return self.filter(team__in=teams)


class Handover(models.Model):
    """One case given to one team: subject access, a complaint, a claim's correspondence.

    What the case says is then for that team alone (`FoiRequestQuerySet.visible_to`); that it exists is known.
    """

    foi_request = models.ForeignKey(FoiRequest, on_delete=models.PROTECT, related_name="handovers")
    kind = models.CharField(max_length=20, choices=[(kind, matter.name) for kind, matter in MATTERS.items()])
    team = models.CharField(max_length=300)
    subject = models.CharField(max_length=200, help_text="What the case was called; it says who asks for what.")
    passed_on_at = models.DateTimeField()
    passed_on_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    acknowledgement = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)

    objects = HandoverQuerySet.as_manager()

    class Meta:
        ordering = ["passed_on_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["foi_request"],
                condition=Q(taken_back_at__isnull=True),
                name="a_case_is_with_one_team_at_a_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["team", "passed_on_at"], condition=Q(taken_back_at__isnull=True), name="handovers_in_force"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.foi_request_id} with {self.team}"
