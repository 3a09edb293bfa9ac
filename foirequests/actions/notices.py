"""Telling the office what it should know, each thing once."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Role, StaffMember
from codes.domain.working_days import WorkingDayCalendar
from codes.models.bank_holidays import uk_calendar
from foirequests.actions.many_clocks import Reader, facts_of
from foirequests.domain import reminders
from foirequests.models import FoiRequest, Notice

BATCH = 500
"""Notices written in one transaction: short enough that nobody who saves meanwhile notices."""

ESCALATED = {
    reminders.TODAY: Notice.Kind.DUE_TODAY_ESCALATED,
    reminders.OVERDUE: Notice.Kind.OVERDUE_ESCALATED,
}
"""Which reminders go to the deputy director as well, and as what."""

LAPSES = (Notice.Kind.LAPSING, Notice.Kind.MAY_LAPSE)
"""Notices about the last day for an answer or a fee."""


def raise_notice(
    foi_request: FoiRequest,
    kind: str,
    *,
    concerns_on: date,
    at: datetime,
    to: StaffMember | None = None,
    to_role: str = "",
) -> Notice | None:
    """Raise a notice to all who hold `to_role`, to `to`, or to the owner; None when it has been raised before.

    One of a kind that is told `TO_ONE_PERSON` is raised to each by itself; any other once for the case and day.
    """
    for_one = {"to": to} if kind in Notice.TO_ONE_PERSON else {}
    notice, made = Notice.objects.get_or_create(
        foi_request=foi_request,
        kind=kind,
        concerns_on=concerns_on,
        **for_one,
        defaults={"raised_at": at, "to": None if to_role else to or foi_request.owner, "to_role": to_role},
    )
    return notice if made else None


def tell_that_requester_wrote(foi_request: FoiRequest, *, at: datetime) -> None:
    """Tell the owner that the requester wrote; a notice of the same day that was put away comes back."""
    _tell_today(foi_request, Notice.Kind.REQUESTER_WROTE, at=at)


def tell_of_mention(foi_request: FoiRequest, *, to: StaffMember, at: datetime) -> None:
    """Tell somebody that a comment mentions them; a notice of the same day that they put away comes back."""
    _tell_today(foi_request, Notice.Kind.MENTIONED, to=to, at=at)


def tell_of_return(foi_request: FoiRequest, *, to: StaffMember, at: datetime) -> None:
    """Tell somebody that a letter came back to be changed; a notice of the same day that they put away comes back."""
    _tell_today(foi_request, Notice.Kind.RETURNED, to=to, at=at)


def put_away_returns(foi_request: FoiRequest, *, at: datetime) -> None:
    """Put away what was told of returned letters of the case: they have been submitted again."""
    foi_request.notices.unseen().filter(kind=Notice.Kind.RETURNED).update(seen_at=at)


def _tell_today(foi_request: FoiRequest, kind: str, *, to: StaffMember | None = None, at: datetime) -> None:
    today = timezone.localdate(at)
    if raise_notice(foi_request, kind, concerns_on=today, at=at, to=to) is None:
        told = foi_request.notices.filter(kind=kind, concerns_on=today)
        told = told.filter(to=to) if to else told
        told.update(seen_at=None, raised_at=at)


def raise_notices(*, at: datetime) -> int:
    """Raise what is due and has not been raised: due dates coming up or passed, time to answer or to pay running out.

    The owner is told; on the due date and after it the deputy director as well. Returns how many are new.
    """
    return _remind_of_due_dates(at) + _warn_of_lapses(at)


def _remind_of_due_dates(at: datetime) -> int:
    today = timezone.localdate(at)
    raised = 0
    for band in reminders.bands(today, uk_calendar()):
        cases = FoiRequest.objects.open().filter(due_on__lte=band.last)
        if band.first is not None:
            cases = cases.filter(due_on__gte=band.first)
        raised += _tell_all(cases, band.kind, at=at)
        if band.kind in ESCALATED:
            raised += _tell_all(cases, ESCALATED[band.kind], at=at, role=Role.DEPUTY_DIRECTOR)
    return raised


def _tell_all(cases: QuerySet[FoiRequest], kind: str, *, at: datetime, role: str = "") -> int:
    """Raise a notice about the due date of each case that has none of the kind, some hundred in a transaction."""
    raised = 0
    # In no order, and compared here: left to the database, it may go through all requests or notices there ever were.
    for batch in in_batches(list(cases.values_list("pk", "due_on", "owner_id"))):
        told = Notice.objects.filter(foi_request__in=[pk for pk, *_ in batch], kind=kind)
        told = set(told.values_list("foi_request", "concerns_on"))
        rows = [
            Notice(
                foi_request_id=pk,
                kind=kind,
                concerns_on=due_on,
                raised_at=at,
                to_id=None if role else owner,
                to_role=role,
            )
            for pk, due_on, owner in batch
            if (pk, due_on) not in told
        ]
        # What somebody else wrote since we looked stays as it is.
        Notice.objects.bulk_create(rows, ignore_conflicts=True)
        raised += len(rows)
    return raised


def in_batches(rows: Sequence) -> Iterator[Sequence]:
    """The rows, so many at a time as are written in one transaction."""
    for first in range(0, len(rows), BATCH):
        yield rows[first : first + BATCH]


def _warn_of_lapses(at: datetime) -> int:
    """Tell of cases whose requester has little time left to answer or pay, and of those that can be closed."""
    today, calendar, reader = timezone.localdate(at), uk_calendar(), Reader()
    raised = 0
    for keys in in_batches(list(FoiRequest.objects.open().values_list("pk", flat=True))):
        batch = list(FoiRequest.objects.filter(pk__in=keys).asked_the_requester().values_list("pk", flat=True))
        owners, due = {}, set()
        for key, facts in facts_of(batch).items():
            owners[key] = facts.owner
            for reading in reader.readings(facts):
                kind = _lapse_notice(reading.lapses_on, today, calendar)
                if kind:
                    due.add((key, kind, reading.lapses_on))
        told = Notice.objects.filter(foi_request__in=batch, kind__in=LAPSES)
        new = sorted(due.difference(told.values_list("foi_request", "kind", "concerns_on")))
        # What somebody else wrote since we looked stays as it is.
        Notice.objects.bulk_create(
            (
                Notice(foi_request_id=key, kind=kind, concerns_on=on, raised_at=at, to_id=owners[key])
                for key, kind, on in new
            ),
            ignore_conflicts=True,
        )
        raised += len(new)
    return raised


def _lapse_notice(lapses_on: date | None, today: date, calendar: WorkingDayCalendar) -> str:
    """Which notice the last day for an answer or a fee gets today; none when nothing is waited for or time is left."""
    if lapses_on is None:
        return ""
    if lapses_on < today:
        return Notice.Kind.MAY_LAPSE.value
    return Notice.Kind.LAPSING.value if reminders.ends_soon(lapses_on, today, calendar) else ""


def mark_seen(notice: Notice, *, by: StaffMember, at: datetime) -> None:
    """Put a notice away for everybody; a second time changes nothing."""
    Notice.objects.filter(pk=notice.pk, seen_at__isnull=True).update(seen_at=at)
