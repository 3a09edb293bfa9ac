"""Telling the office what it should know, each thing once."""

from datetime import date, datetime

from django.db.models import Exists, OuterRef
from django.utils import timezone

from accounts.models import StaffMember
from foirequests.models import FoiRequest, Notice


def raise_notice(
    foi_request: FoiRequest, kind: str, *, concerns_on: date, at: datetime, to: StaffMember | None = None
) -> Notice | None:
    """Raise a notice to `to`, or to the owner of the case; None when it has been raised before."""
    notice, made = Notice.objects.get_or_create(
        foi_request=foi_request,
        kind=kind,
        concerns_on=concerns_on,
        defaults={"raised_at": at, "to": to or foi_request.owner},
    )
    return notice if made else None


def tell_that_requester_wrote(foi_request: FoiRequest, *, at: datetime) -> None:
    """Tell the owner that the requester wrote; a notice of the same day that was put away comes back."""
    today = timezone.localdate(at)
    if raise_notice(foi_request, Notice.Kind.REQUESTER_WROTE, concerns_on=today, at=at) is None:
        told = foi_request.notices.filter(kind=Notice.Kind.REQUESTER_WROTE, concerns_on=today)
        told.update(seen_at=None, raised_at=at)


def raise_notices(*, at: datetime) -> int:
    """Raise what is due and has not been raised: cases that became overdue. Returns how many are new."""
    today = timezone.localdate(at)
    told = Notice.objects.filter(foi_request=OuterRef("pk"), kind=Notice.Kind.OVERDUE, concerns_on=OuterRef("due_on"))
    untold = FoiRequest.objects.overdue(today).exclude(Exists(told)).select_related("owner")
    return sum(
        raise_notice(foi_request, Notice.Kind.OVERDUE, concerns_on=foi_request.due_on, at=at) is not None
        for foi_request in untold
    )


def mark_seen(notice: Notice, *, by: StaffMember, at: datetime) -> None:
    """Put a notice away for everybody; a second time changes nothing."""
    Notice.objects.filter(pk=notice.pk, seen_at__isnull=True).update(seen_at=at)
