"""Three separate questions at closing: was the information held, what was the outcome, why was it refused."""

from django.db import models

from codes.models.reference import ReferenceQuerySet, ReferenceRow


class InformationHeld(ReferenceRow):
    """Whether the information was held on the day of the request: `held`, `part_held`, `not_held`, `not_confirmed`."""

    meaning = models.TextField(blank=True)

    class Meta(ReferenceRow.Meta):
        verbose_name_plural = "information held"


class OutcomeQuerySet(ReferenceQuerySet):
    """Questions asked of the outcomes."""

    def resolvable(self):
        """Those that the statistics count as resolvable: granted, partly withheld or withheld."""
        return self.filter(resolvable=True)


class Outcome(ReferenceRow):
    """How a question of a request ended, with the line of the statistics that it is counted in."""

    class Counted(models.TextChoices):
        """The lines of the Cabinet Office's quarterly statistics."""

        GRANTED = "granted_in_full", "Granted in full"
        PARTLY = "partially_withheld", "Partially withheld"
        WITHHELD = "fully_withheld", "Fully withheld"
        NOT_HELD = "not_held", "Information not held"
        ADVICE = "advice", "Advice or clarification needed"
        LAPSED = "lapsed", "Lapsed or on hold"
        OUTSIDE = "outside", "Not counted: outside the statistics"

    counted_as = models.CharField(max_length=20, choices=Counted.choices)
    resolvable = models.BooleanField()
    refuses = models.BooleanField(default=False, help_text="Whether a refusal reason has to be given.")
    meaning = models.TextField(blank=True)

    objects = OutcomeQuerySet.as_manager()

    class Meta(ReferenceRow.Meta):
        constraints = [
            models.CheckConstraint(
                name="only_granted_partly_or_withheld_are_resolvable",
                condition=models.Q(
                    resolvable=True, counted_as__in=["granted_in_full", "partially_withheld", "fully_withheld"]
                )
                | models.Q(resolvable=False, counted_as__in=["not_held", "advice", "lapsed", "outside"]),
            ),
        ]


class RefusalReason(ReferenceRow):
    """Why information was refused: `exempt`, `cost`, `vexatious`, `repeated`, `ncnd`, ..."""

    meaning = models.TextField(blank=True)
    procedural = models.BooleanField(help_text="Cost, vexatious, repeated or unpaid fee: no exemption is named.")

    class Meta(ReferenceRow.Meta):
        pass
