"""What happened to a case: rows that are written once and never changed.

A row holds no person's words: those stand beside it, erasable, and the row keeps a salted digest of them.
"""

import hashlib
import secrets

from django.conf import settings
from django.db import models

from codes.models.written_once import WrittenOnce, WrittenOnceQuerySet
from foirequests.domain import acts, clock
from foirequests.models.requests import FoiRequest


class HistoryEntryQuerySet(WrittenOnceQuerySet):
    """Questions asked about history."""

    def moves(self):
        """Entries that moved a case from one stage to another, as they were written."""
        return self.exclude(to_stage="").order_by("pk")


class HistoryEntry(WrittenOnce):
    """One act on a case: what, by whom, when it happened and when it was recorded.

    `actor` is empty for what the product did by itself or the requester did; `actor_kind` says which.
    """

    class ActorKind(models.TextChoices):
        """Who acted."""

        STAFF = "staff", "Staff"
        REQUESTER = "requester", "The requester"
        PRODUCT = "product", "FOI Desk"

    foi_request = models.ForeignKey(FoiRequest, on_delete=models.PROTECT, related_name="history")
    act = models.CharField(max_length=40, choices=list(acts.SENTENCES.items()))
    actor_kind = models.CharField(max_length=20, choices=ActorKind.choices)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True)
    from_stage = models.CharField(max_length=20, blank=True)
    to_stage = models.CharField(max_length=20, blank=True)
    object_kind = models.CharField(max_length=40, blank=True)
    object_id = models.BigIntegerField(null=True, blank=True)
    facts = models.JSONField(default=dict, blank=True)
    words_digest = models.CharField(max_length=64, blank=True)
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()

    objects = HistoryEntryQuerySet.as_manager()

    class Meta:
        ordering = ["happened_at", "pk"]
        verbose_name_plural = "history entries"
        constraints = [
            models.CheckConstraint(condition=models.Q(act__in=list(acts.SENTENCES)), name="act_is_a_known_act"),
            models.CheckConstraint(
                condition=models.Q(actor_kind="staff", actor__isnull=False)
                | (~models.Q(actor_kind="staff") & models.Q(actor__isnull=True)),
                name="an_act_of_staff_names_who",
            ),
        ]
        indexes = [models.Index(fields=["foi_request", "happened_at"], name="history_of_a_case")]

    def __str__(self) -> str:
        return f"{self.foi_request_id} {self.act}"


class HistoryWords(models.Model):
    """The words that a person typed with an act; erasable, with the salt that its digest needs."""

    entry = models.OneToOneField(HistoryEntry, on_delete=models.PROTECT, related_name="words")
    text = models.TextField()
    salt = models.CharField(max_length=32)

    def __str__(self) -> str:
        return f"Words of entry {self.entry_id}"

    @staticmethod
    def new_salt() -> str:
        """A fresh salt: 128 random bits in hexadecimal."""
        return secrets.token_hex(16)

    @staticmethod
    def digest(text: str, salt: str) -> str:
        """SHA-256 of salt and words, in hexadecimal."""
        return hashlib.sha256(f"{salt}:{text}".encode()).hexdigest()


class ClockEventQuerySet(WrittenOnceQuerySet):
    """Questions asked about the events of the clock."""

    def questions_to_requester(self):
        """What was asked of requesters and stops a clock, in the order in which it was asked."""
        return self.filter(kind__in=list(clock.QUESTIONS)).order_by("on", "pk")

    def cases_last_asked_by(self, kind: str):
        """The keys of the cases whose last question to the requester was of this kind."""
        last = self.questions_to_requester().filter(foi_request=models.OuterRef("foi_request")).reverse().values("pk")
        return self.filter(kind=kind, pk=models.Subquery(last[:1])).values("foi_request")


class ClockEvent(WrittenOnce):
    """Something that moved the statutory clock, on the day on which it happened."""

    foi_request = models.ForeignKey(FoiRequest, on_delete=models.PROTECT, related_name="clock_events")
    kind = models.CharField(max_length=40, choices=list(clock.KINDS.items()))
    on = models.DateField()
    question = models.ForeignKey(
        "foirequests.Question",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="clock_events",
        help_text="The part of the request that it concerns; none for the whole of it.",
    )
    until = models.DateField(null=True, blank=True, help_text="The estimated day of an extension (FOIA s.17(2)).")
    recorded_at = models.DateTimeField()
    entry = models.ForeignKey(HistoryEntry, on_delete=models.PROTECT, related_name="clock_events")

    objects = ClockEventQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=list(clock.KINDS)), name="clock_event_is_a_known_kind"),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(kind=clock.EXTENDED),
                name="only_an_extension_has_an_estimated_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.on}"

    def as_value(self) -> clock.Event:
        """The event as the clock reads it."""
        return clock.Event(self.kind, self.on, part=self.question_id, until=self.until, entered=self.pk)
