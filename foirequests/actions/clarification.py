"""Clarification under section 1(3): asking for it, and recording what came."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from accounts.models import StaffMember
from foirequests.actions.clock import clock_rules, read_part_clocks, record_clock_event
from foirequests.actions.correspondence import keep_incoming_message, send_from_template
from foirequests.actions.history import write_history
from foirequests.actions.notices import tell_that_requester_wrote
from foirequests.actions.stages import check_permitted, hold_case
from foirequests.domain import clock
from foirequests.domain.errors import Refused
from foirequests.domain.months import day_some_months_later
from foirequests.domain.receipt import check_day_of_receipt
from foirequests.models import FoiRequest, Message, Question


@transaction.atomic
def ask_for_clarification(
    foi_request: FoiRequest,
    *,
    unclear: str,
    options: str,
    by: StaffMember,
    at: datetime,
    question: Question | None = None,
) -> Message:
    """Ask what the request means in an ordinary e-mail: the clock stands still until the answer comes (FOIA s.1(3)).

    For what is reasonably needed to identify and locate the information; a question that merely helps belongs into
    an ordinary message and stops nothing (FOIA s.16). About one `question` of several it stops the clock of that part
    alone.

    Raises:
        Refused: nothing said to be unclear, clarification is waited for already, or the question needs a letter: under
            the Environmental Information Regulations it is a refusal in writing (regs.9(2), 12(4)(c), 14).
        NotPermitted: not at this stage, or not by this person.
    """
    hold_case(foi_request)
    check_may_ask(foi_request, question=question, by=by)
    if (question or foi_request).regime_id == clock.EIR:
        raise Refused(
            "Under the Environmental Information Regulations we ask by letter: it refuses what is too general for now,"
            " and says how to ask for a review (regulation 14)."
        )
    if not unclear.strip() or not options.strip():
        raise Refused("Say what is unclear, and what would make it clear.")
    today = timezone.localdate(at)
    message = send_from_template(
        foi_request,
        Message.Kind.CLARIFICATION,
        template="clarification",
        facts={
            "unclear": unclear.strip(),
            "options": options.strip(),
            "lapse_on": day_some_months_later(today, clock_rules(foi_request.received_on).clarification_months),
        },
        at=at,
        by=by,
        carries_link=True,
    )
    record_clarification_asked(foi_request, asked_on=today, question=question, by=by, at=at, concerning=message)
    return message


@transaction.atomic
def record_clarification_asked(
    foi_request: FoiRequest,
    *,
    asked_on: date,
    by: StaffMember,
    at: datetime,
    question: Question | None = None,
    words: str = "",
    concerning: Model | None = None,
) -> clock.Reading:
    """Record that the requester was asked what the request means, by the letter or message that it is `concerning`.

    Asked after the due date it stops nothing: the delay stands. `words` are what was asked, where the file has no
    letter or message that says it.

    Raises:
        Refused: clarification is waited for already, or the dates contradict one another.
        NotPermitted: not at this stage, or not by this person.
    """
    hold_case(foi_request)
    check_may_ask(foi_request, question=question, by=by)
    facts = {"asked_on": asked_on.isoformat()} | ({"question": question.number} if question else {})
    entry = write_history(
        foi_request, "clarification_asked", by=by, at=at, concerning=concerning, facts=facts, words=words.strip()
    )
    return record_clock_event(foi_request, clock.CLARIFICATION_ASKED, on=asked_on, entry=entry, question=question)


def check_may_ask(foi_request: FoiRequest, *, by: StaffMember, question: Question | None = None) -> None:
    """Raise `Refused` unless `by` may ask now for clarification of the request, or of this part of it."""
    check_permitted(foi_request, "clarification_asked", by=by)
    waiting = open_questions_to_requester(foi_request)
    if None in waiting or (waiting if question is None else question.pk in waiting):
        raise Refused("Clarification has been asked for already and has not come yet.")


@transaction.atomic
def record_clarification(
    foi_request: FoiRequest, *, text: str, received_on: date, channel: str, by: StaffMember | None, at: datetime
) -> FoiRequest:
    """Record what the requester answered: twenty fresh working days run from the day it came (FOIA s.10(6)(b)).

    `by` is None when the requester answered on the private page.

    Raises:
        Refused: nothing was asked, the case is over, the text is empty, or the day lies before the question or in the
            future.
    """
    hold_case(foi_request)
    if by is not None:
        check_permitted(foi_request, "clarification_received", by=by)
    waiting = open_questions_to_requester(foi_request)
    if not waiting or not foi_request.is_open:
        raise Refused("No clarification is waited for on this case.")
    check_day_of_receipt(received_on, today=timezone.localdate(at))
    if received_on < max(reading.asked_on for reading in waiting.values()):
        raise Refused("The clarification cannot have come before it was asked for.")
    message = keep_incoming_message(
        foi_request, kind=Message.Kind.CLARIFICATION_ANSWER, text=text, happened_at=at, by=by, channel=channel
    )
    entry = write_history(
        foi_request,
        "clarification_received",
        by=by,
        by_requester=by is None,
        at=at,
        concerning=message,
        facts={"received_on": received_on.isoformat()},
    )
    for question in _questions_answered(foi_request, waiting):
        record_clock_event(foi_request, clock.CLARIFICATION_RECEIVED, on=received_on, entry=entry, question=question)
    if by is None:
        tell_that_requester_wrote(foi_request, at=at)
    return foi_request


def open_questions_to_requester(foi_request: FoiRequest) -> dict[int | None, clock.Reading]:
    """What we asked the requester and have no answer to: the readings of the parts concerned, or of the whole, None."""
    return {
        part: reading
        for part, reading in read_part_clocks(foi_request).items()
        if reading.waiting_for == clock.CLARIFICATION_ASKED
    }


def _questions_answered(foi_request: FoiRequest, waiting: Collection[int | None]) -> list[Question | None]:
    """The parts that an answer is recorded for: those that were asked about, or None for the whole request.

    While the whole waits no part is asked about, and the other way round, so the last question says which it is.
    """
    asked = foi_request.clock_events.filter(kind=clock.CLARIFICATION_ASKED).last()
    if asked.question_id is None:
        return [None]
    return list(foi_request.questions.filter(pk__in=waiting))
