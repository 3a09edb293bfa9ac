"""Exemptions (FOIA Part II), exceptions (EIR regs 12 and 13) and procedural grounds, coded by the section itself."""

from django.db import models

from codes.models.reference import ReferenceQuerySet, ReferenceRow
from codes.models.regimes import Regime


class ExemptionQuerySet(ReferenceQuerySet):
    """Questions asked about reasons for not giving information."""

    def open_to_weighing(self, regime: str):
        """Those that this authority may use and under which the public interest is weighed, the likeliest first.

        They are the grounds of an extension under FOIA section 10(3). Where an exemption is absolute, so is its own
        exclusion of the duty to confirm or deny (section 2(1)(a)), so none is qualified for that duty alone.
        """
        weighed = self.current().filter(regime=regime, kind=Exemption.Kind.QUALIFIED, available_to_us=True)
        likely = models.Case(models.When(relevance="H", then=0), models.When(relevance="M", then=1), default=2)
        return weighed.order_by(likely, "position", "code")


class Exemption(ReferenceRow):
    """One lawful reason for not giving information: `s40(2)`, `reg12(4)(b)`, `s12(1)`."""

    class Ground(models.TextChoices):
        """What sort of reason it is."""

        EXEMPTION = "exemption", "exemption (FOIA)"
        EXCEPTION = "exception", "exception (EIR)"
        PROCEDURAL = "procedural", "procedural ground"

    class Kind(models.TextChoices):
        """Whether the public interest is weighed."""

        ABSOLUTE = "absolute", "absolute: no public interest test"
        QUALIFIED = "qualified", "qualified: public interest test"
        NONE = "none", "not an exemption: no public interest test"

    class Basis(models.TextChoices):
        """What has to be shown before it is engaged."""

        CLASS = "class", "the kind of information"
        PREJUDICE = "prejudice", "prejudice that would, or would be likely to, follow"
        OPINION = "opinion", "the reasonable opinion of the qualified person"
        ADVERSE_EFFECT = "adverse_effect", "an adverse effect that would follow"
        PRINCIPLES = "principles", "the data protection principles"
        PROCEDURE = "procedure", "the facts of the request"

    regime = models.ForeignKey(Regime, on_delete=models.PROTECT, related_name="exemptions")
    ground = models.CharField(max_length=20, choices=Ground.choices)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    basis = models.CharField(max_length=20, choices=Basis.choices)
    ncnd = models.CharField(
        "neither confirm nor deny", max_length=60, blank=True, help_text="The provision that lifts the duty to confirm."
    )
    notice_must_add = models.TextField(blank=True, help_text="What the refusal notice says beyond section 17.")
    cues = models.TextField(blank=True, help_text="What in a request points to it.")
    relevance = models.CharField(max_length=1, blank=True, help_text="H, M or L for this authority.")
    available_to_us = models.BooleanField(default=True)
    why_not_available = models.CharField(max_length=300, blank=True)

    objects = ExemptionQuerySet.as_manager()

    class Meta(ReferenceRow.Meta):
        constraints = [
            models.CheckConstraint(
                name="an_exemption_that_is_not_ours_says_why",
                condition=models.Q(available_to_us=True, why_not_available="")
                | models.Q(available_to_us=False) & ~models.Q(why_not_available=""),
            ),
        ]

    @property
    def citation(self) -> str:
        """The provision as a letter cites it: `section 40(2)`, `regulation 12(4)(b)`."""
        for short, long in (("reg", "regulation "), ("s", "section ")):
            if self.code.startswith(short):
                return long + self.code.removeprefix(short)
        return self.code
