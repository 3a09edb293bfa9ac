"""What is decided on each question while a letter is drafted: held, outcome, and the grounds for what is not given."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from codes.models.written_once import WrittenOnce
from foirequests.models import FoiRequest, Question
from responses.domain.decisions import DISCLOSURE, LIKELIHOODS, MAINTAINING, WEIGHTS
from responses.models.responses import FoiResponse

SIDES = {DISCLOSURE: "For disclosure", MAINTAINING: "For withholding"}


class QuestionDecision(models.Model):
    """The decision on one question in one letter; a question without one stands as triage found it.

    `held` and `outcome` are empty while nobody has decided otherwise than triage. `details` are facts by the names of
    `decision_fields`. `revision` shows a second writer.
    """

    foi_response = models.ForeignKey(FoiResponse, on_delete=models.CASCADE, related_name="question_decisions")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="decisions")
    held = models.ForeignKey("codes.InformationHeld", on_delete=models.PROTECT, null=True, blank=True)
    outcome = models.ForeignKey("codes.Outcome", on_delete=models.PROTECT, null=True, blank=True)
    answer = models.TextField(blank=True)
    details = models.JSONField(default=dict, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["foi_response", "question__number"]
        constraints = [
            models.UniqueConstraint(fields=["foi_response", "question"], name="a_question_is_decided_once_in_a_letter"),
        ]

    def __str__(self) -> str:
        return f"Decision on question {self.question_id} in {self.foi_response_id}"


class QualifiedPersonOpinion(WrittenOnce):
    """The reasonable opinion of the qualified person (FOIA section 36(5)), as it was given; never changed.

    `person` and `office` are those of `setting`, the dated setting in force on the day of the opinion. `limbs` are
    codes of exemptions.
    """

    foi_request = models.ForeignKey(FoiRequest, on_delete=models.PROTECT, related_name="opinions")
    person = models.CharField(max_length=300)
    office = models.CharField(max_length=300)
    setting = models.ForeignKey("codes.DatedSetting", on_delete=models.PROTECT, related_name="+")
    given_on = models.DateField()
    limbs = models.JSONField()
    likelihood = models.CharField(max_length=20, choices=list(LIKELIHOODS.items()))
    reasons = models.TextField()
    denies = models.BooleanField(default=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["given_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(likelihood__in=list(LIKELIHOODS)), name="an_opinion_says_how_likely_the_effect_is"
            ),
            models.CheckConstraint(
                condition=~Q(reasons="") & ~Q(person=""), name="an_opinion_has_a_person_and_reasons"
            ),
        ]

    def __str__(self) -> str:
        return f"Opinion of {self.given_on} on {self.foi_request_id}"


class AppliedGround(models.Model):
    """One provision applied to one named piece of information, with its own reasoning.

    `details` are the answers by the names of `ground_fields`, those of an earlier choice among them. `balance` is
    where the public interest falls. `withheld_explanation` is why no explanation is given (section 17(4)).
    """

    decision = models.ForeignKey(QuestionDecision, on_delete=models.CASCADE, related_name="grounds")
    exemption = models.ForeignKey("codes.Exemption", on_delete=models.PROTECT, related_name="+")
    information = models.TextField(blank=True)
    denies = models.BooleanField(default=False)
    details = models.JSONField(default=dict, blank=True)
    balance = models.CharField(max_length=20, blank=True)
    opinion = models.ForeignKey(
        QualifiedPersonOpinion, on_delete=models.PROTECT, null=True, blank=True, related_name="grounds"
    )
    withheld_explanation = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField()
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position"]
        indexes = [models.Index(fields=["exemption", "id"], name="grounds_by_exemption")]
        constraints = [
            models.UniqueConstraint(fields=["decision", "position"], name="a_place_among_the_grounds_is_taken_once"),
            models.CheckConstraint(
                condition=Q(balance__in=["", MAINTAINING, DISCLOSURE]), name="the_balance_falls_on_one_side"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.exemption_id} in {self.decision_id}"


class PublicInterestFactor(models.Model):
    """One factor of the public interest test of a ground: a side, its words, its weight, and why it weighs so."""

    ground = models.ForeignKey(AppliedGround, on_delete=models.CASCADE, related_name="factors")
    side = models.CharField(max_length=20, choices=list(SIDES.items()))
    words = models.TextField()
    weight = models.PositiveSmallIntegerField(choices=list(WEIGHTS.items()), default=2)
    note = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["ground", "position"], name="a_place_among_the_factors_is_taken_once"),
            models.CheckConstraint(condition=Q(side__in=list(SIDES)), name="a_factor_is_on_one_side"),
            models.CheckConstraint(condition=Q(weight__in=list(WEIGHTS)), name="a_factor_has_a_known_weight"),
            models.CheckConstraint(condition=~Q(words=""), name="a_factor_has_words"),
        ]

    def __str__(self) -> str:
        return f"{self.side} in {self.ground_id}"
