"""What the regulator still waits for on a case, and taking back what was told of anything else."""

from dataclasses import dataclass
from datetime import date

from codes.domain.working_days import WorkingDayCalendar
from codes.models.bank_holidays import england_and_wales_calendar, uk_calendar
from foirequests.domain.time_limits import AppealDays, appeal_by
from foirequests.models import FoiRequest, Notice
from responses.models import DecisionNotice, RegulatorLetter, TribunalAppeal

KINDS = Notice.Kind
OF_ANSWERS = (KINDS.REGULATOR_DUE, KINDS.REGULATOR_OVERDUE, KINDS.REGULATOR_ESCALATED)
"""Notices about the last day for an answer to the regulator."""
OF_STEPS = (KINDS.STEPS_DUE, KINDS.STEPS_OVERDUE, KINDS.STEPS_ESCALATED)
"""Notices about the last day for the steps of a decision notice."""


@dataclass(frozen=True)
class AppealCalendars:
    """The calendars by which the last day to appeal can be read; asked for once for many notices."""

    england_and_wales: WorkingDayCalendar
    uk: WorkingDayCalendar

    @classmethod
    def now(cls) -> "AppealCalendars":
        """The calendars as they stand."""
        return cls(england_and_wales_calendar(), uk_calendar())


def last_days_to_appeal(notice: DecisionNotice, calendars: AppealCalendars) -> AppealDays:
    """The last day to appeal against a notice, read safely and read generously."""
    return appeal_by(notice.given_on, england_and_wales=calendars.england_and_wales, uk=calendars.uk)


def steps_to_take():
    """Decision notices whose steps have to be taken: neither taken nor lifted, and no appeal against them undecided."""
    undecided = TribunalAppeal.objects.undecided().values("notice")
    return DecisionNotice.objects.steps_open().exclude(pk__in=undecided)


def notices_we_can_appeal():
    """Decision notices that we have not appealed against, whether or not there is time left."""
    ours = TribunalAppeal.objects.filter(side=TribunalAppeal.Side.AUTHORITY).values("notice")
    return DecisionNotice.objects.exclude(pk__in=ours)


def take_back_what_is_over(foi_request: FoiRequest) -> None:
    """Take back what was told, and not put away, of days on which nothing is waited for any more.

    What another complaint of the case waits for stays. A notice that is taken back is gone, not put away, so that it
    is told again if its day comes to count again.
    """
    answers = RegulatorLetter.objects.waiting().filter(complaint__foi_request=foi_request)
    ours = notices_we_can_appeal().filter(complaint__foi_request=foi_request)
    calendars = AppealCalendars.now()
    _take_back(foi_request, OF_ANSWERS, set(answers.values_list("answer_by", flat=True)))
    steps = steps_to_take().filter(complaint__foi_request=foi_request)
    _take_back(foi_request, OF_STEPS, set(steps.values_list("steps_by", flat=True)))
    _take_back(foi_request, (KINDS.APPEAL_CLOSING,), {last_days_to_appeal(notice, calendars).safe for notice in ours})


def _take_back(foi_request: FoiRequest, kinds: tuple[str, ...], still: set[date]) -> None:
    foi_request.notices.unseen().filter(kind__in=kinds).exclude(concerns_on__in=still).delete()
