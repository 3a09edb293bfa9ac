"""The time to ask for an internal review of a letter: policy, receipt and last days."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from codes.domain.office_settings import Office
from codes.domain.working_days import WorkingDayCalendar
from codes.models.bank_holidays import england_and_wales_calendar, uk_calendar
from codes.models.organisation import office_on
from foirequests.actions.history import write_history
from foirequests.actions.notices import in_batches, raise_notice
from foirequests.domain import reminders
from foirequests.models import FoiRequest, Notice
from responses.domain import clock_letters, review_window
from responses.domain.letter import Letter
from responses.domain.office_facts import review_policy
from responses.models import FoiResponse, IssuedLetter

AT_ONCE = 500
"""Windows that the sweep reads at a time."""

MIDNIGHT = time(0)

OF_WINDOWS = (Notice.Kind.WINDOW_CLOSING, Notice.Kind.WINDOW_CLOSED)
"""What is told of the last day to ask for an internal review, and is over with it."""

CHANNELS = {
    (IssuedLetter.Channel.EMAIL, ""): review_window.Channel.EMAIL,
    (IssuedLetter.Channel.POST, IssuedLetter.PostClass.FIRST): review_window.Channel.POST_FIRST_CLASS,
    (IssuedLetter.Channel.POST, IssuedLetter.PostClass.SECOND): review_window.Channel.POST_SECOND_CLASS,
}


def policy_on(day: date, regime: str, office: Office | None = None) -> review_window.ReviewPolicy:
    """The time to ask for an internal review: the office's setting, under the EIR 40 working days (regulation 11).

    `office` are the settings of that day when the caller has read them.
    """
    policy = review_policy(office or office_on(day))
    if regime == "eir":
        return replace(policy, length=review_window.EIR_REVIEW_DAYS, unit="working_days")
    return policy


def moment_values(
    foi_request: FoiRequest,
    *,
    channel: str,
    post_class: str,
    day: date,
    office: Office | None = None,
    calendar: WorkingDayCalendar | None = None,
) -> Mapping[str, str]:
    """What the gaps of the moment say in a letter that leaves on `day` by that channel.

    `office` are the settings of that day and `calendar` is that of the United Kingdom, when the caller has read them.
    """
    working = calendar or uk_calendar()
    return review_window.moment_values(
        day,
        CHANNELS[channel, post_class],
        policy=policy_on(day, foi_request.regime_id, office),
        # E-mail needs no days of post; a draft's preview asks for this at every pause in typing.
        post_calendar=england_and_wales_calendar() if channel == IssuedLetter.Channel.POST else working,
        working_calendar=working,
    )


def likely_channel(foi_request: FoiRequest) -> tuple[str, str]:
    """How a reply would go by itself: by e-mail where there is an address, else by first class post."""
    if foi_request.requester.can_be_emailed:
        return IssuedLetter.Channel.EMAIL, ""
    return IssuedLetter.Channel.POST, IssuedLetter.PostClass.FIRST


def as_if_issued(
    foi_response: FoiResponse,
    letter: Letter,
    *,
    at: datetime,
    office: Office | None = None,
    calendar: WorkingDayCalendar | None = None,
) -> Letter:
    """The letter with the gaps of the moment filled as if it left at `at` by its likely channel: for drafts alone.

    `office` and `calendar` as in `moment_values`.
    """
    if not letter.moment_gaps:
        return letter
    foi_request = foi_response.foi_request
    channel, post_class = likely_channel(foi_request)
    day = timezone.localdate(at)
    values = moment_values(
        foi_request, channel=channel, post_class=post_class, day=day, office=office, calendar=calendar
    )
    return letter.fill_moments({name: values[name] for name in letter.moment_gaps})


def window_of(letter: IssuedLetter, calendar: WorkingDayCalendar | None = None) -> review_window.ReviewWindow | None:
    """The time to ask for an internal review of this letter; None until it has been posted.

    `calendar` is that of the United Kingdom, when the caller has read it.
    """
    if letter.reply_received_on is None:
        return None
    policy = policy_on(letter.issued_on, letter.foi_request.regime_id)
    return review_window.window_from(letter.reply_received_on, policy, calendar or uk_calendar())


def deemed_receipt_of(letter: IssuedLetter, *, sent_on: date) -> date:
    """The day on which a letter counts as received when it left on `sent_on` by its channel."""
    policy = policy_on(letter.issued_on, letter.foi_request.regime_id)
    return review_window.deemed_receipt(
        sent_on, CHANNELS[letter.channel, letter.post_class], policy, england_and_wales_calendar()
    )


def opens_window(foi_response: FoiResponse) -> bool:
    """Whether an internal review can be asked for by a day that the letter says.

    Replies do, and the notices of the clock that refuse something; the outcome of a review does not (Code, part 5).
    """
    regime = foi_response.foi_request.regime_id
    return foi_response.is_reply or (foi_response.kind, regime) in clock_letters.NOTICES_OPEN_TO_REVIEW


def start_window(letter: IssuedLetter, received_on: date) -> None:
    """Let the time for an internal review run from a day, where the letter opens one."""
    letter.reply_received_on = received_on
    if opens_window(letter.foi_response):
        last_day = window_of(letter).last_day
        if last_day != letter.review_by:
            _take_back_notices(letter)
            letter.review_by, letter.window_told_at = last_day, None
    letter.save(update_fields=["reply_received_on", "review_by", "window_told_at"])


def _take_back_notices(letter: IssuedLetter) -> None:
    """Take back what was told of a last day that no longer stands; what somebody has seen stays."""
    told = letter.foi_request.notices.unseen().filter(kind__in=OF_WINDOWS, concerns_on=letter.review_by)
    told.delete()


def note_departures() -> int:
    """Note the day on which each letter's e-mail was really sent; returns how many are new.

    A letter that left later than the day of issue (the mail server was down, the address was wrong) is received later,
    so its window runs from that day. A day of receipt that an officer recorded stands.
    """
    letters = IssuedLetter.objects.departures_to_note().select_related("message__mail", "foi_response", "foi_request")
    return sum(_note_departure(letter) for letter in list(letters[:AT_ONCE]))


@transaction.atomic
def _note_departure(letter: IssuedLetter) -> bool:
    sent_on = timezone.localdate(letter.message.mail.sent_at)
    if IssuedLetter.objects.filter(pk=letter.pk, emailed_on__isnull=True).update(emailed_on=sent_on) != 1:
        return False
    if letter.reply_received_on == deemed_receipt_of(letter, sent_on=letter.issued_on):
        start_window(letter, deemed_receipt_of(letter, sent_on=sent_on))
    return True


def close_review_windows(*, at: datetime) -> int:
    """Write one history line and one notice for each window that has passed; returns how many are new.

    Asks "passed and not yet told", so a missed night loses nothing and a second run writes nothing.
    """
    today = timezone.localdate(at)
    closed = 0
    while letters := list(IssuedLetter.objects.windows_to_close(today).select_related("foi_request__owner")[:AT_ONCE]):
        closed += sum(_close_window(letter, at) for letter in letters)
    return closed


def warn_of_closing_windows(*, at: datetime) -> int:
    """Tell owners of replies whose window ends within three working days; returns how many are new."""
    today = timezone.localdate(at)
    last = uk_calendar().nth_working_day_after(today, reminders.WINDOW_WARNING)
    closing = IssuedLetter.objects.windows_closing(today, last)
    raised = 0
    for batch in in_batches(list(closing.values_list("pk", "foi_request", "review_by"))):
        told = Notice.objects.filter(
            foi_request__in=[foi_request for _pk, foi_request, _day in batch], kind=Notice.Kind.WINDOW_CLOSING
        )
        told = set(told.values_list("foi_request", "concerns_on"))
        untold = [pk for pk, foi_request, review_by in batch if (foi_request, review_by) not in told]
        for letter in closing.filter(pk__in=untold).select_related("foi_request__owner").defer("frozen"):
            notice = raise_notice(letter.foi_request, Notice.Kind.WINDOW_CLOSING, concerns_on=letter.review_by, at=at)
            raised += notice is not None
    return raised


@transaction.atomic
def _close_window(letter: IssuedLetter, at: datetime) -> bool:
    """Tell of one window, unless another sweep has, or the window has moved meanwhile."""
    unchanged = (
        IssuedLetter.objects.replies()
        .current()
        .filter(pk=letter.pk, review_by=letter.review_by, window_told_at__isnull=True)
    )
    if unchanged.update(window_told_at=at) != 1:
        return False
    raise_notice(letter.foi_request, Notice.Kind.WINDOW_CLOSED, concerns_on=letter.review_by, at=at)
    facts = {"review_by": letter.review_by.isoformat()}
    ended_at = timezone.make_aware(
        datetime.combine(letter.review_by + timedelta(days=1), MIDNIGHT), timezone.get_default_timezone()
    )
    write_history(letter.foi_request, "review_window_closed", by=None, at=ended_at, concerning=letter, facts=facts)
    return True
