"""Changes of the calendar of bank holidays, and which open cases each of them gave another due date."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q

from codes.models.bank_holidays import BankHoliday
from codes.models.written_once import WrittenOnce
from foirequests.domain.clock import SUBJECT_ACCESS
from foirequests.models.history import HistoryEntry
from foirequests.models.requests import FoiRequest

SETTLED_AFTER = timedelta(minutes=5)
"""Longer than any transaction: what was being written while the calendar changed has been written by then."""


class CalendarChangeQuerySet(models.QuerySet):
    """Questions asked about changes of the calendar."""

    def unfinished(self):
        """Open cases are still to be looked at; one after the other, in the order in which they were made."""
        return self.filter(finished_at__isnull=True).order_by("pk")

    def to_check(self, at: datetime):
        """Every open case was looked at; what was being written at that moment is to be looked at once more."""
        settled = self.filter(finished_at__lte=at - SETTLED_AFTER, checked_at__isnull=True)
        return settled.order_by("pk")

    def newest_first(self):
        """The last change first, with its holidays and who made it."""
        return self.order_by("-pk").select_related("by").prefetch_related("holidays__bank_holiday")


class CalendarChange(models.Model):
    """Bank holidays that were added or withdrawn together, and how far the due dates have followed.

    `cursor` is the key of the last case that was looked at; it moves in the same transaction as the due dates, so
    that a worker which died goes on where it stopped. `looked_at` counts the cases looked at, `moved` those whose due
    date changed.
    """

    class Kind(models.TextChoices):
        """What happened to the calendar."""

        SET_UP = "set_up", "Set up"
        PROCLAIMED = "proclaimed", "Bank holiday added"
        WITHDRAWN = "withdrawn", "Bank holiday withdrawn"
        MERGED = "merged", "New bank holidays taken in"

    kind = models.CharField(max_length=20, choices=Kind.choices)
    reason = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    cursor = models.BigIntegerField(default=0)
    looked_at = models.PositiveIntegerField(default=0)
    moved = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)

    objects = CalendarChangeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["set_up", "proclaimed", "withdrawn", "merged"]),
                name="calendar_change_is_of_a_known_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.made_at:%Y-%m-%d}"

    def cases_left(self) -> models.QuerySet:
        """The open cases that this change may move and that have not been looked at, in the order of their keys.

        A day can move a case that was received before it and is due on it or later, or whose clock stands still: a
        question asked on the last day may turn out late. Once all were looked at, what is left are the cases that
        somebody was writing while the calendar changed.
        """
        left = FoiRequest.objects.open().filter(self._may_move(), pk__gt=self.cursor)
        if self.finished_at is not None:
            written = HistoryEntry.objects.filter(
                foi_request=models.OuterRef("pk"), recorded_at__gte=self.made_at - SETTLED_AFTER
            )
            done = DueDateMove.objects.filter(foi_request=models.OuterRef("pk"), change=self)
            left = left.filter(models.Exists(written)).exclude(models.Exists(done))
        return left.order_by("pk")

    def _may_move(self) -> Q:
        rows = self.holidays.select_related("bank_holiday")
        uk = [row.bank_holiday.date for row in rows if row.moves_uk]
        england_and_wales = [row.bank_holiday.date for row in rows if row.moves_england_and_wales]
        months = Q(regime=SUBJECT_ACCESS)
        return (_over(uk) & ~months) | (_over(england_and_wales) & months)


def _over(days: list) -> Q:
    """Received before the last of these days, and due on the first of them or later, or standing still."""
    if not days:
        return Q(pk__in=[])
    return Q(received_on__lt=max(days)) & (Q(due_on__gte=min(days)) | Q(due_on__isnull=True))


class ChangedHoliday(models.Model):
    """One bank holiday of one change, and whether its day began or ceased to count by it.

    A Saturday, Christmas Day or a day that is a bank holiday elsewhere anyway counts no more and no less than before.
    """

    change = models.ForeignKey(CalendarChange, on_delete=models.PROTECT, related_name="holidays")
    bank_holiday = models.ForeignKey(BankHoliday, on_delete=models.PROTECT, related_name="changes")
    moves_uk = models.BooleanField(default=False)
    moves_england_and_wales = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["change", "bank_holiday"], name="a_change_names_a_bank_holiday_once"),
        ]

    def __str__(self) -> str:
        return f"{self.bank_holiday} in change {self.change_id}"


class DueDateMove(WrittenOnce):
    """One open case that got another due date by a change, and who looked after it then; no date: the clock stood."""

    change = models.ForeignKey(CalendarChange, on_delete=models.PROTECT, related_name="moves")
    foi_request = models.ForeignKey(FoiRequest, on_delete=models.PROTECT, related_name="due_date_moves")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    due_before = models.DateField(null=True)
    due_after = models.DateField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["change", "foi_request"], name="a_change_moves_a_case_once"),
        ]

    def __str__(self) -> str:
        return f"{self.foi_request_id}: {self.due_before} to {self.due_after}"


class CalendarNoticeQuerySet(models.QuerySet):
    """Questions asked about notices of a change."""

    def for_member(self, member):
        """Those addressed to a member of staff, and those about cases that nobody looks after."""
        return self.filter(Q(to=member) | Q(to__isnull=True))

    def unseen(self):
        """Not yet put away."""
        return self.filter(seen_at__isnull=True)


class CalendarNotice(models.Model):
    """One notice to one person about one change, however many of their cases it moved."""

    change = models.ForeignKey(CalendarChange, on_delete=models.PROTECT, related_name="notices")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    raised_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)

    objects = CalendarNoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-raised_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["change", "to"], name="a_person_is_told_once_of_a_change"),
            models.UniqueConstraint(
                fields=["change"], condition=Q(to__isnull=True), name="a_change_has_one_notice_to_nobody_in_particular"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.change} to {self.to_id}"
