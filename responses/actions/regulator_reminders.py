"""Reminding the office of what the regulator waits for: answers, steps of decision notices, the time to appeal."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.utils import timezone

from accounts.models import Role
from codes.models.bank_holidays import uk_calendar
from foirequests.actions.notices import in_batches
from foirequests.domain import reminders
from foirequests.models import Notice
from responses.actions.regulator_waits import (
    OF_ANSWERS,
    OF_STEPS,
    AppealCalendars,
    last_days_to_appeal,
    notices_we_can_appeal,
    steps_to_take,
)
from responses.domain.regulator import APPEAL_DAYS
from responses.models import RegulatorLetter

KINDS = Notice.Kind
APPEALS_LOOKED_BACK = timedelta(days=APPEAL_DAYS + 14)
"""Decision notices older than this have no time to appeal left, whatever bank holidays there were."""

Due = tuple[int, str, date, int | None, str]
"""A notice to come: case, kind, day, the owner it goes to, or else the role."""


def remind_of_the_regulator(*, at: datetime) -> int:
    """Tell of answers and steps due within five working days or overdue, and of time to appeal that ends.

    The owner is told, of what is overdue the deputy director too; each is told once. Returns how many are new.
    """
    today = timezone.localdate(at)
    soon = uk_calendar().nth_working_day_after(today, reminders.LAPSE_WARNING)
    letters = RegulatorLetter.objects.waiting().filter(answer_by__lte=soon)
    answers = letters.values_list("complaint__foi_request", "answer_by", "complaint__foi_request__owner")
    notices = steps_to_take().filter(steps_by__lte=soon)
    steps = notices.values_list("complaint__foi_request", "steps_by", "complaint__foi_request__owner")
    return _tell(
        [*_told(answers, OF_ANSWERS, today), *_told(steps, OF_STEPS, today), *_appeals_closing(today, soon)], at=at
    )


def _told(rows: Iterable[tuple], kinds: tuple[str, str, str], today: date) -> Iterable[Due]:
    due, overdue, escalated = kinds
    for case, last_day, owner in rows:
        if last_day >= today:
            yield case, due, last_day, owner, ""
        else:
            yield case, overdue, last_day, owner, ""
            yield case, escalated, last_day, None, Role.DEPUTY_DIRECTOR


def _appeals_closing(today: date, soon: date) -> Iterable[Due]:
    """Notices against which we can still appeal for some days; the deputy director decides, so she is told."""
    recent = notices_we_can_appeal().filter(given_on__gte=today - APPEALS_LOOKED_BACK)
    calendars = AppealCalendars.now()
    for notice in recent.select_related("complaint"):
        last_day = last_days_to_appeal(notice, calendars).safe
        if today <= last_day <= soon:
            yield notice.complaint.foi_request_id, KINDS.APPEAL_CLOSING, last_day, None, Role.DEPUTY_DIRECTOR


def _tell(due: Iterable[Due], *, at: datetime) -> int:
    raised = 0
    for batch in in_batches(sorted(set(due), key=lambda one: (one[0], one[1], one[2]))):
        told = Notice.objects.filter(foi_request__in={one[0] for one in batch}, kind__in={one[1] for one in batch})
        told = set(told.values_list("foi_request", "kind", "concerns_on"))
        new = [one for one in batch if one[:3] not in told]
        # What somebody else wrote since we looked stays as it is.
        Notice.objects.bulk_create(
            (
                Notice(foi_request_id=case, kind=kind, concerns_on=on, raised_at=at, to_id=owner, to_role=role)
                for case, kind, on, owner, role in new
            ),
            ignore_conflicts=True,
        )
        raised += len(new)
    return raised
