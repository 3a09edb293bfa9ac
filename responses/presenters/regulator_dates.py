"""The dates of a complaint to the regulator, each with its working."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from codes.models.organisation import office_on
from foirequests.domain.clock import EIR
from foirequests.domain.time_limits import regulator_by
from foirequests.models import FoiRequest
from foirequests.presenters.days import day_words, number_of
from foirequests.presenters.working import Working, long_day
from responses.actions.regulator_waits import AppealCalendars, last_days_to_appeal
from responses.domain.regulator import APPEAL_DAYS, ends_before_an_appeal_could
from responses.models import DecisionNotice, FoiResponse, IssuedLetter, RegulatorComplaint, RegulatorLetter

FINAL = (*FoiResponse.REPLIES, FoiResponse.Kind.REVIEW_OUTCOME)
"""Letters that can be our last word on a request."""


def final_response(letters: Iterable[IssuedLetter]) -> IssuedLetter | None:
    """The last reply or outcome of a review among the letters of a case, from which the six weeks run."""
    final = [letter for letter in letters if letter.foi_response.kind in FINAL]
    return max(final, key=lambda letter: (letter.issued_on, letter.pk), default=None)


def time_to_complain(letter: IssuedLetter) -> Working:
    """Until when the regulator expects a complaint about our last word."""
    what = letter.foi_response.get_kind_display()
    return Working(
        "The regulator expects a complaint by",
        long_day(regulator_by(letter.issued_on)),
        f"Six weeks after our final response of {long_day(letter.issued_on)}",
        "section 50(2)(b) of the Act: no undue delay; six weeks by the regulator’s own guidance",
        [f"Our final response is the {what[:1].lower()}{what[1:]} of {day_words(letter.issued_on)}."],
        notes=["The regulator may take on a later complaint, so nobody is told that it is too late."],
    )


def dates_outside(foi_request: FoiRequest) -> list[Working]:
    """Every date of a case that has to do with the regulator and the tribunal."""
    final = final_response(foi_request.issued_letters.select_related("foi_response").defer("frozen"))
    complaints = foi_request.regulator_complaints.whole()
    calendars = AppealCalendars.now()
    first = [time_to_complain(final)] if final else []
    return first + [working for complaint in complaints for working in workings(complaint, foi_request, calendars)]


def workings(complaint: RegulatorComplaint, foi_request: FoiRequest, calendars: AppealCalendars) -> Iterator[Working]:
    """Every date of one complaint: answers, steps, the time to appeal."""
    for letter in complaint.letters.all():
        yield answer_working(letter, foi_request)
    notice = complaint.notice
    if notice is not None:
        if notice.steps_by is not None:
            yield steps_working(notice, foi_request)
        yield appeal_working(notice, foi_request, calendars)


def answer_working(letter: RegulatorLetter, foi_request: FoiRequest) -> Working:
    """By when the regulator wants an answer: the day is its own, nothing is counted."""
    is_notice = letter.kind == letter.Kind.INFORMATION_NOTICE
    what = "information notice" if is_notice else "investigation letter"
    notes = [_too_early(letter)] if is_notice else []
    return Working(
        f"Our answer to the {what} of {day_words(letter.sent_on)}",
        long_day(letter.answer_by),
        f"The day that it gives, {number_of((letter.answer_by - letter.sent_on).days, 'day')} after its own",
        _under("section 51 of the Act" if is_notice else "the regulator’s own time, under section 50", foi_request),
        notes=[note for note in notes if note],
    )


def _too_early(letter: RegulatorLetter) -> str:
    """What is odd about the time of an information notice: it ends before an appeal against it could."""
    days = office_on(letter.sent_on).information_notice.days
    if not ends_before_an_appeal_could(letter.sent_on, letter.answer_by, days=days):
        return ""
    earliest = day_words(letter.sent_on + timedelta(days=days))
    return (
        f"An information notice cannot end before the {days} days to appeal against it, here {earliest} (section"
        " 51(4)). Those days are one of the office’s settings. Look at the notice again, or ask the regulator."
    )


def steps_working(notice: DecisionNotice, foi_request: FoiRequest) -> Working:
    """By when the steps of a decision notice have to be taken."""
    if notice.steps_days is None:
        rule = "The day that the tribunal set"
        steps = []
    else:
        rule = f"{number_of(notice.steps_days, 'calendar day')} after the notice of {long_day(notice.given_on)}"
        steps = [f"The day of the notice is day 0; weekends and bank holidays count, and {_ends_on(notice.steps_by)}."]
    notes = []
    if notice.is_appealed:
        notes.append("An appeal is undecided: no step that it affects has to be taken meanwhile (section 50(6)).")
    if notice.steps_days is not None and ends_before_an_appeal_could(notice.given_on, notice.steps_by):
        notes.append(
            f"A notice cannot end before the {APPEAL_DAYS} days to appeal against it (section 50(6)). Check the number"
            " of days."
        )
    return Working(
        f"Steps of the decision notice of {day_words(notice.given_on)}",
        long_day(notice.steps_by),
        rule,
        _under("section 50(4) and (6) of the Act", foi_request),
        steps,
        notes=notes,
    )


def appeal_working(notice: DecisionNotice, foi_request: FoiRequest, calendars: AppealCalendars) -> Working:
    """Until when each side can appeal to the tribunal."""
    days = last_days_to_appeal(notice, calendars)
    last = notice.given_on + timedelta(days=APPEAL_DAYS)
    steps = [
        "The day on which the notice was sent is day 0. Days that are no working days count like others"
        " (Hughes v Information Commissioner [2023] UKFTT 302 (GRC))."
    ]
    if days.safe != last:
        steps.append(f"The 28th day, {long_day(last)}, is no working day, so the time ends on the next one (rule 12).")
    notes = []
    if days.if_any_bank_holiday != days.safe:
        notes.append(
            f"If bank holidays of Scotland or Northern Ireland count too, it ends on"
            f" {long_day(days.if_any_bank_holiday)}. Keep to the earlier day."
        )
    return Working(
        f"Last day to appeal against the decision notice of {day_words(notice.given_on)}",
        long_day(days.safe),
        f"{APPEAL_DAYS} days after {long_day(notice.given_on)}, on which the notice was sent; either side may appeal",
        _under("section 57 of the Act; rules 12 and 22 of SI 2009/1976", foi_request),
        steps,
        notes=notes,
    )


def _under(provision: str, foi_request: FoiRequest) -> str:
    """The provision, which the EIR borrow by regulation 18."""
    return f"EIR regulation 18 with {provision}" if foi_request.regime_id == EIR else provision


def _ends_on(day: date) -> str:
    if day.weekday() < 5:
        return f"it ends on a {day:%A}"
    return f"it ends on {day:%A} all the same"
