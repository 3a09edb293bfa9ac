"""What the last look at an address found, and which addresses somebody wants looked at."""

from datetime import datetime

from django.db import models
from django.db.models import Q

from responses.domain import links


class LinkCheckQuerySet(models.QuerySet):
    """Questions asked about checked addresses."""

    def asked(self):
        """To be looked at."""
        return self.filter(asked_at__isnull=False)

    def free(self, now: datetime):
        """To be looked at, and nobody is at it; who was, and has not come back in time, is taken for lost."""
        return self.asked().filter(Q(claimed_until__isnull=True) | Q(claimed_until__lte=now)).order_by("asked_at", "pk")


class LinkCheck(models.Model):
    """One address that a letter may lead to, and what was found when it was last looked at.

    `asked_at` stands until the address has been looked at; `claimed_until` while a worker is at it. `wrapper` says that
    the address, or the one it leads to, is somebody's viewer or forwarder. `named_at` is when a night last found it in
    wording, a draft, a setting or the register.
    """

    address = models.CharField(max_length=links.LONGEST, unique=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    claimed_until = models.DateTimeField(null=True, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    why = models.CharField(max_length=30, blank=True)
    status = models.PositiveSmallIntegerField(default=0)
    final_address = models.TextField(blank=True)
    wrapper = models.BooleanField(default=False)
    named_at = models.DateTimeField()

    objects = LinkCheckQuerySet.as_manager()

    class Meta:
        ordering = ["address"]
        indexes = [
            models.Index(fields=["asked_at"], condition=Q(asked_at__isnull=False), name="links_to_look_at"),
            models.Index(fields=["named_at"], name="links_by_naming"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(checked_at__isnull=True, why="") | Q(checked_at__isnull=False) & ~Q(why=""),
                name="a_checked_link_says_what_was_found",
            ),
        ]

    def __str__(self) -> str:
        return f"Link {self.pk}"

    @property
    def is_alive(self) -> bool:
        """Whether it opened when it was last looked at."""
        return self.why == links.ALIVE
