"""Things that the product tells the office about a case, each once."""

from django.conf import settings
from django.db import models

from foirequests.domain import reminders
from foirequests.models.requests import FoiRequest

_TO_ONE_PERSON = ["mentioned", "returned"]


class NoticeQuerySet(models.QuerySet):
    """Questions asked about notices."""

    def for_member(self, member):
        """Those addressed to a member of staff, to a role that they hold or their team, and to nobody in particular."""
        to_many = models.Q(to_role__in=["", *member.roles], to_team__in=["", *member.teams])
        return self.filter(models.Q(to=member) | models.Q(to__isnull=True) & to_many)

    def first_for(self, member, most: int) -> list:
        """The newest that nobody put away, so many at most: first those that a colleague's act raised for them alone.

        Reminders that come every night would else push those off the page.
        """
        shown = self.unseen().select_related("foi_request")
        shown = shown.only("kind", "concerns_on", "foi_request__reference", "foi_request__subject")
        own = list(shown.filter(to=member, kind__in=Notice.TO_ONE_PERSON)[:most])
        return [*own, *shown.for_member(member).exclude(kind__in=Notice.TO_ONE_PERSON)[: most - len(own)]]

    def unseen(self):
        """Not yet put away."""
        return self.filter(seen_at__isnull=True)


class Notice(models.Model):
    """One notice about one case, of one kind, for one date: a second run of the same night writes nothing."""

    class Kind(models.TextChoices):
        """What the notice is about."""

        OVERDUE = reminders.OVERDUE, "Overdue"
        OVERDUE_ESCALATED = "overdue_escalated", "Overdue"
        DUE_TODAY = reminders.TODAY, "Due today"
        DUE_TODAY_ESCALATED = "due_today_escalated", "Due today"
        DUE_IN_1 = reminders.IN_ONE, "Due on the next working day"
        DUE_IN_5 = reminders.IN_FIVE, "Due within 5 working days"
        DUE_IN_10 = reminders.IN_TEN, "Due within 10 working days"
        LAPSING = "lapsing", "The requester’s time to answer or pay is running out"
        MAY_LAPSE = "may_lapse", "Nothing came from the requester: the case can be closed as lapsed"
        WINDOW_CLOSING = "window_closing", "Time for an internal review is running out"
        WINDOW_CLOSED = "window_closed", "Time for an internal review has passed"
        REVIEW_ASKED = "review_asked", "Internal review asked for"
        REGULATOR_TOLD = "regulator_told", "Complaint to the regulator, told on"
        REGULATOR_DUE = "regulator_due", "The regulator waits for our answer, due"
        REGULATOR_OVERDUE = "regulator_overdue", "Our answer to the regulator is overdue since"
        REGULATOR_ESCALATED = "regulator_escalated", "Our answer to the regulator is overdue since"
        REGULATOR_DECIDED = "regulator_decided", "Decision notice of the regulator, sent on"
        STEPS_DUE = "steps_due", "Steps of a decision notice have to be taken by"
        STEPS_OVERDUE = "steps_overdue", "Steps of a decision notice are overdue since"
        STEPS_ESCALATED = "steps_escalated", "Steps of a decision notice are overdue since"
        APPEAL_CLOSING = "appeal_closing", "Time to appeal against a decision notice ends"
        REQUESTER_WROTE = "requester_wrote", "The requester wrote"
        REVIEW_ALLOCATED = "review_allocated", "An internal review was given to you"
        TOLD_EARLY = "told_early", "Sensitive, or of interest to the press: planned to be cleared by"
        HANDED_OVER = "handed_over", "Handed over to your team on"
        MENTIONED = "mentioned", "You are mentioned in a comment on a letter"
        RETURNED = "returned", "A letter was returned to be changed"
        WORDING_CHANGED = "wording_changed", "Wording in your letter was replaced, has expired or was retired"
        WORDING_UPDATED = "wording_updated", "A colleague put newer wording into your letter"
        RENDER_FAILED = "render_failed", "A letter could not be rendered"
        MAIL_FAILED = "mail_failed", "A message could not be sent"

    foi_request = models.ForeignKey(FoiRequest, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=30, choices=Kind.choices)
    concerns_on = models.DateField()
    raised_at = models.DateTimeField()
    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True)
    to_role = models.CharField(max_length=20, blank=True, help_text="Told to everybody who holds the role.")
    to_team = models.CharField(max_length=300, blank=True, help_text="Told to everybody who works in the team.")
    seen_at = models.DateTimeField(null=True, blank=True)

    OF_DUE_DATES = (
        Kind.OVERDUE,
        Kind.OVERDUE_ESCALATED,
        Kind.DUE_TODAY,
        Kind.DUE_TODAY_ESCALATED,
        Kind.DUE_IN_1,
        Kind.DUE_IN_5,
        Kind.DUE_IN_10,
    )
    """What is told of the last day for the reply, and is over with it."""

    TO_ONE_PERSON = tuple(map(Kind, _TO_ONE_PERSON))
    """What a colleague's act tells to one person, and to others of the same case as well."""

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-raised_at", "-pk"]
        indexes = [
            models.Index(fields=["raised_at", "id"], condition=models.Q(seen_at__isnull=True), name="notices_unseen"),
            models.Index(
                fields=["to"],
                condition=models.Q(seen_at__isnull=True, kind__in=_TO_ONE_PERSON),
                name="notices_to_one_person",
            ),
            models.Index(
                fields=["concerns_on", "id"], condition=models.Q(kind="told_early"), name="notices_told_early"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["foi_request", "kind", "concerns_on"],
                condition=~models.Q(kind__in=_TO_ONE_PERSON),
                name="a_notice_is_raised_once",
            ),
            models.UniqueConstraint(
                fields=["foi_request", "kind", "concerns_on", "to"],
                condition=models.Q(kind__in=_TO_ONE_PERSON),
                name="a_person_is_told_of_an_act_once_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.concerns_on}"
