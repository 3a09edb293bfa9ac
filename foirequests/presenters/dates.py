"""The dates of a case, and of a question to the calculator, each with its working."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from foirequests.domain import clock, time_limits
from foirequests.domain.clock import EIR, FOI, SUBJECT_ACCESS, Event, Reading, Rules, read_clock
from foirequests.models import FoiRequest
from foirequests.presenters.days import day_words
from foirequests.presenters.working import (
    Working,
    count_working,
    long_day,
    notice_working,
    other_readings,
    reply_working,
    waiting_working,
)
from responses.domain.review_window import ReviewWindow
from responses.models import InternalReview

REVIEW_PROVISION = "section 45 Code of Practice, part 5"
REPRESENTATIONS_PROVISION = "regulation 11 of the Environmental Information Regulations 2004"


@dataclass(frozen=True)
class PartDates:
    """The dates of one part of a request, under its heading; the whole request has none."""

    heading: str
    workings: list[Working]

    @property
    def level(self) -> int:
        """The level of the headings of its dates."""
        return 3 if self.heading else 2


def worked_out(kind: str, received_on: date, rules: Rules) -> list[Working]:
    """The last day for what the calculator was asked about, and the days that go with it."""
    if kind == "review":
        return [
            count_working("Last day for the outcome", received_on, 20, rules.uk, provision=REVIEW_PROVISION),
            count_working("In an exceptional case", received_on, 40, rules.uk, provision=REVIEW_PROVISION),
        ]
    if kind == "representations":
        title, provision = "Last day for the decision", REPRESENTATIONS_PROVISION
        return [count_working(title, received_on, 40, rules.uk, provision=provision, regime=EIR)]
    reading = read_clock([Event(clock.RECEIVED, received_on)], regime=kind, rules=rules)
    working = reply_working(reading, regime=kind, rules=rules)
    working.notes.extend(other_readings(reading, regime=kind, rules=rules))
    return [working, *_if_extended(kind, reading, rules)]


def _if_extended(kind: str, reading: Reading, rules: Rules) -> list[Working]:
    """How far the reply may be put off where the law allows it."""
    if kind == FOI:
        most = count_working(
            "If the public interest has to be weighed",
            reading.received_on,
            clock.EXTENDED_WORKING_DAYS,
            rules.uk,
            provision="section 10(3) of the Act: a time that is reasonable, by the regulator’s guidance 40 working days"
            " at the most",
        )
        most.steps.append(f"The authority must say so, and why, by {day_words(reading.notice_due_on)}.")
        return [most]
    extended = read_clock(
        [Event(clock.RECEIVED, reading.received_on), Event(clock.EXTENDED, reading.received_on)],
        regime=kind,
        rules=rules,
    )
    working = reply_working(extended, regime=kind, rules=rules)
    why = "complex and voluminous" if kind == EIR else "complex, or one of many"
    working.steps[:] = [
        f"Only when the request is {why}; the authority must say so by {day_words(extended.notice_due_on)}."
    ]
    return [replace(working, title="If the time is extended")]


def case_dates(
    foi_request: FoiRequest,
    readings: Mapping[int | None, Reading],
    *,
    rules: Rules,
    window: ReviewWindow | None,
    reviews: Iterable[InternalReview],
    complaints: Iterable[Working] = (),
) -> list[PartDates]:
    """Every date that the case has, part by part, then those that belong to the whole.

    `complaints` are the dates of complaints to the regulator, worked out.
    """
    questions = {question.pk: question for question in foi_request.questions.all()}
    regime = foi_request.regime_id
    is_mixed = len({question.regime_id for question in questions.values()}) > 1
    parts = [
        PartDates(
            f"Question {questions[part].number}" if part else "",
            _of_part(reading, regime=questions[part].regime_id if is_mixed else regime, rules=rules),
        )
        for part, reading in readings.items()
    ]
    rest = [
        *_of_window(window, rules),
        *(_of_review(review, regime, rules) for review in reviews),
        *complaints,
        *_of_aggregation(foi_request, rules),
    ]
    return [*parts, PartDates("After the reply, and beside it", rest)]


def _of_part(reading: Reading, *, regime: str, rules: Rules) -> list[Working]:
    working = reply_working(reading, regime=regime, rules=rules)
    working.notes.extend(other_readings(reading, regime=regime, rules=rules))
    told = [working]
    if reading.extension is not None and reading.notice_due_on is not None:
        told.append(notice_working(reading, regime=regime, rules=rules))
    if reading.is_waiting:
        told.append(waiting_working(reading, regime=regime))
    return told


def _of_window(window: ReviewWindow | None, rules: Rules) -> list[Working]:
    if window is None:
        return []
    ours = Working(
        "Last day to ask for an internal review",
        long_day(window.last_day),
        f"The reply counts as received on {long_day(window.received_on)}, which does not count itself",
        "the office’s own window; a setting",
    )
    code = count_working(
        "Last day that the Code expects us to accept",
        window.received_on,
        time_limits.CODE_REVIEW_WORKING_DAYS,
        rules.uk,
        provision=REVIEW_PROVISION,
    )
    code.notes.append("A request for review that comes between the two days is never refused by itself.")
    return [ours, code]


def _of_review(review: InternalReview, regime: str, rules: Rules) -> Working:
    provision = REPRESENTATIONS_PROVISION if regime == EIR else REVIEW_PROVISION
    days = time_limits.review_working_days(regime)
    title = "Outcome of the internal review due"
    return count_working(title, review.asked_on, days, rules.uk, provision=provision, regime=regime)


def _of_aggregation(foi_request: FoiRequest, rules: Rules) -> list[Working]:
    """Until when like requests of one person, or of several together, count as one for the cost limit."""
    if foi_request.regime_id == SUBJECT_ACCESS:
        return []
    # By the day on which the request came, as corrected, whatever clarification did to the clock.
    first_on = foi_request.received_on
    return [
        Working(
            "Like requests are counted together until",
            long_day(time_limits.aggregation_ends_on(first_on, rules.uk)),
            f"60 consecutive working days of which {long_day(first_on)} is the first, or the next working day after it",
            "regulation 5(2) of SI 2004/3244",
        )
    ]
