"""Reading requests in the background, and putting what was read on the case as advice."""

from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef, QuerySet

from codes.models import Code
from foirequests.actions.knowledge import office_knowledge, with_published
from foirequests.actions.repeats import flags_of_earlier
from foirequests.domain import advice, workflow
from foirequests.domain.reading.read import read_request
from foirequests.domain.reading.regimes import is_a_name
from foirequests.domain.reading.values import RequestRead
from foirequests.models import Advice, FoiRequest, HistoryWords, Question, Reading

RULES = 1
"""The edition of the rules that read requests; a new one reads anew what waits at triage."""

LEASE = timedelta(minutes=5)
"""A reading that has not ended after this time was interrupted. It takes a second at most."""

MOST_ATTEMPTS = 3
BATCH = 50
"""Cases of one sweep, so that a task ends soon."""

GAVE_UP = "FOI Desk tried to read this request and could not. Triage it without advice."


def read_case(pk: int, *, at: datetime) -> Reading | None:
    """Read a case, unless it is read or being read; None when there is nothing to do.

    The text is read outside the transactions that claim the reading and end it, so that nobody waits for it. What
    breaks it off is tried again by the sweep, `MOST_ATTEMPTS` times in all.
    """
    foi_request = FoiRequest.objects.at_stage(workflow.TRIAGE).filter(pk=pk).select_related("requester").first()
    reading = begin_reading(foi_request, at=at) if foi_request is not None else None
    if reading is None:
        return None
    asked_by = foi_request.requester
    read = read_request(
        foi_request.text,
        received_on=foi_request.received_on,
        knows=office_knowledge(),
        has_name=is_a_name(asked_by.name),
        has_address=bool(asked_by.email or asked_by.postal_address),
    )
    if read.questions:
        read = with_published(read, foi_request.text)
        read = replace(read, flags=(*read.flags, *flags_of_earlier(foi_request)))
    return end_reading(reading, read, at=at)


def read_waiting_cases(*, at: datetime) -> int:
    """Read the cases at triage that nobody has read, and those whose reading broke off.

    The newest come first: those due last. By their keys PostgreSQL would go through all cases that there ever were.
    Returns how many were looked at: at most `BATCH`, the next sweep goes on.
    """
    interrupted = Reading.objects.interrupted(at).filter(rules=RULES).values_list("foi_request", flat=True)
    unread = cases_to_read().by_urgency().reverse()
    keys = list(interrupted[:BATCH]) or list(unread.values_list("pk", flat=True)[:BATCH])
    for pk in keys:
        if read_case(pk, at=at) is None:
            _give_up_where_over(pk, at)
    return len(keys)


def _give_up_where_over(pk: int, at: datetime) -> None:
    """A case that left triage while its reading was broken off needs none any more."""
    gone = Reading.objects.interrupted(at).filter(foi_request=pk).exclude(foi_request__stage=workflow.TRIAGE)
    gone.update(state=Reading.State.FAILED, trouble=GAVE_UP, next_attempt_at=None, ended_at=at)


def cases_to_read() -> QuerySet[FoiRequest]:
    """Cases at triage that this edition of the rules has not begun to read."""
    begun = Reading.objects.filter(foi_request=OuterRef("pk"), rules=RULES)
    return FoiRequest.objects.at_stage(workflow.TRIAGE).filter(~Exists(begun))


def begin_reading(foi_request: FoiRequest, *, at: datetime) -> Reading | None:
    """Claim the reading of a case; None when it is done, given up, or somebody else is at it."""
    try:
        with transaction.atomic():
            salt = HistoryWords.new_salt()
            return Reading.objects.create(
                foi_request=foi_request,
                rules=RULES,
                text_digest=HistoryWords.digest(foi_request.text, salt),
                salt=salt,
                begun_at=at,
                next_attempt_at=at + LEASE,
            )
    except IntegrityError:  # begun before
        claimed = Reading.objects.interrupted(at).filter(foi_request=foi_request, rules=RULES)
        attempts = claimed.values_list("attempts", flat=True).first()
        if attempts is None:
            return None
        if attempts >= MOST_ATTEMPTS:
            claimed.update(state=Reading.State.FAILED, trouble=GAVE_UP, next_attempt_at=None, ended_at=at)
            return None
        again = claimed.filter(attempts=attempts).update(attempts=F("attempts") + 1, next_attempt_at=at + LEASE)
        return Reading.objects.get(foi_request=foi_request, rules=RULES) if again else None


@transaction.atomic
def end_reading(reading: Reading, read: RequestRead, *, at: datetime) -> Reading:
    """Put what was read on the case, once; a reading without any question has failed, and says why."""
    failed = not read.questions
    state = Reading.State.FAILED if failed else Reading.State.READ
    trouble = read.trouble or (GAVE_UP if failed else "")
    ended = Reading.objects.filter(pk=reading.pk, state=Reading.State.BEGUN).update(
        state=state, trouble=trouble[:300], next_attempt_at=None, ended_at=at
    )
    reading.refresh_from_db()
    if ended == 1 and not failed:
        _put_on_case(reading, read, at)
    return reading


def _put_on_case(reading: Reading, read: RequestRead, at: datetime) -> None:
    foi_request = reading.foi_request
    given = advice.pieces(read, foi_request.text)
    codes = _codes_named(given)
    questions = _questions_by_number(read, list(foi_request.questions.all()))
    Advice.objects.bulk_create(
        Advice(
            foi_request=foi_request,
            reading=reading,
            question=questions.get(piece.number),
            read_number=piece.number,
            code=codes.get(piece.value) if piece.kind == advice.CODE else None,
            given_at=at,
            **{name: value for name, value in asdict(piece).items() if name != "number"},
        )
        for piece in given
    )


def _codes_named(given: Iterable[advice.Piece]) -> dict[str, Code]:
    """The codes that the advice names, by its value."""
    named = {piece.value: piece.details for piece in given if piece.kind == advice.CODE}
    labels = {details["label"] for details in named.values()}
    rows = {(code.list_name, code.label): code for code in Code.objects.current().filter(label__in=labels)}
    found = {value: rows.get((details["list"], details["label"])) for value, details in named.items()}
    return {value: code for value, code in found.items() if code is not None}


def _questions_by_number(read: RequestRead, questions: list[Question]) -> dict[int, Question]:
    """Which question of the case each question read is; nothing while the case is one question and several were read.

    Where an officer has split the request already, a question read belongs to the one whose words have its words.
    """
    if len(read.questions) == len(questions):
        return {each.number: question for each, question in zip(read.questions, questions, strict=True)}
    if len(questions) == 1:
        return {}
    return {
        each.number: next((question for question in questions if each.text in question.text), questions[0])
        for each in read.questions
    }
