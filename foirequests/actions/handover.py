"""Handing over to another team what is no request for information to the world: subject access, complaints, claims.

A case is handed over whole. Where only some of its questions are for another team, these become a case of their own
first, with the request word for word; what stays behind is the words of the other questions and nothing else. So
nothing has to be hidden in part: whoever may not open a case finds its words nowhere.
"""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import StaffMember
from codes.models.bank_holidays import england_and_wales_calendar
from foirequests.actions.clock import record_clock_event, refresh_due_date
from foirequests.actions.correspondence import keep_incoming_message, send_from_template
from foirequests.actions.history import write_history
from foirequests.actions.receive import next_reference
from foirequests.actions.search import index_cases
from foirequests.actions.stages import check_permitted, hold_case, move_stage
from foirequests.domain import advice, clock
from foirequests.domain.errors import Refused
from foirequests.domain.handover import MATTERS, subject_of_handover
from foirequests.domain.receipt import subject_of
from foirequests.models import Advice, FoiRequest, Handover, Message, MessageFile, Question, Reading, Requester


@transaction.atomic
def hand_over(
    foi_request: FoiRequest, *, questions: Collection[Question], kind: str, team: str, by: StaffMember, at: datetime
) -> Handover:
    """Hand these questions of a case over to a team: the case itself, or one made of them where others stay.

    Raises:
        Refused: no question, no team, or a kind that is answered here.
        NotPermitted: not at this stage, or not by this person.
    """
    hold_case(foi_request)
    if kind not in MATTERS:
        raise Refused("Choose what it is: only what another team deals with is handed over.")
    if not team.strip():
        raise Refused("Choose the team that deals with it.")
    mine = {question.pk for question in foi_request.questions.all()}
    chosen = {question.pk for question in questions} & mine
    if not chosen:
        raise Refused("Tick the questions that you want to hand over.")
    if chosen == mine:
        return _hand_over_whole(foi_request, kind=kind, team=team.strip(), by=by, at=at)
    check_permitted(foi_request, "part_taken_out", by=by)
    if foi_request.clock_events.filter(question__isnull=False).exists():
        raise Refused("The requester was asked about one of the questions. Wait for the answer, then hand over.")
    part = _taken_out(foi_request, chosen, by=by, at=at)
    return _hand_over_whole(part, kind=kind, team=team.strip(), by=by, at=at, other=foi_request)


def _hand_over_whole(
    foi_request: FoiRequest, *, kind: str, team: str, by: StaffMember, at: datetime, other: FoiRequest | None = None
) -> Handover:
    matter = MATTERS[kind]
    acknowledgement = send_from_template(
        foi_request,
        Message.Kind.HANDOVER,
        template="handover",
        facts={
            "about": f"We have read it as: {matter.name[:1].lower()}{matter.name[1:]}.",
            "team": team,
            "duty": f"{matter.duty}: by {_day(due_from_team(kind, foi_request.received_on))} ({matter.provision}).",
            "other_reference": other.reference if other else "",
        },
        at=at,
        by=by,
        carries_link=True,
    )
    handover = Handover.objects.create(
        foi_request=foi_request,
        kind=kind,
        team=team,
        subject=foi_request.subject,
        passed_on_at=at,
        passed_on_by=by,
        acknowledgement=acknowledgement,
    )
    _settle_law(foi_request, kind, by=by, at=at)
    foi_request.questions.update(regime=matter.regime)
    move_stage(
        foi_request,
        "passed_on",
        by=by,
        at=at,
        concerning=handover,
        facts={"kind": kind},
        words=team,
        closed_on=timezone.localdate(at),
        subject=subject_of_handover(kind),
        regime_id=matter.regime,
        owner=None,
    )
    refresh_due_date(foi_request)
    index_cases([foi_request.pk])
    return handover


def due_from_team(kind: str, received_on: date) -> date:
    """The last day for what the team owes first."""
    return MATTERS[kind].last_day(received_on, england_and_wales_calendar())


def _day(on: date) -> str:
    return f"{on.day} {on:%B %Y}"


def _settle_law(foi_request: FoiRequest, kind: str, *, by: StaffMember, at: datetime) -> None:
    """What was advised of the law of each question is right or wrong by what the case is handed over as."""
    waiting = Advice.objects.of_case(foi_request).waiting().filter(kind=advice.REGIME, read_number__gt=advice.WHOLE)
    told = {"decided_by": by, "decided_at": at}
    waiting.filter(value=kind).update(decision=advice.ACCEPTED, **told)
    waiting.update(decision=advice.CORRECTED, corrected_value=kind, **told)


def _taken_out(foi_request: FoiRequest, chosen: Collection[int], *, by: StaffMember, at: datetime) -> FoiRequest:
    """A case of their own for these questions, with the request as it came and its files."""
    part = _case_like(foi_request, by=by, at=at)
    _move_questions(foi_request, part, chosen)
    _move_words(foi_request, part, at=at)
    foi_request.linked_with.add(part)
    facts = {"questions": len(chosen)}
    write_history(foi_request, "part_taken_out", by=by, at=at, concerning=part, facts=facts)
    index_cases([foi_request.pk])
    return part


def _case_like(foi_request: FoiRequest, *, by: StaffMember, at: datetime) -> FoiRequest:
    """Another case of the same person, received on the same day with the same words."""
    asked_by = foi_request.requester
    person = Requester.objects.create(
        name=asked_by.name, email=asked_by.email, postal_address=asked_by.postal_address, phone=asked_by.phone
    )
    part = FoiRequest.objects.create(
        reference=next_reference(foi_request.received_on),
        subject=foi_request.subject,
        text=foi_request.text,
        requester=person,
        channel=foi_request.channel,
        received_on=foi_request.received_on,
        received_at=foi_request.received_at,
        recorded_at=timezone.now(),
        preferred_format=foi_request.preferred_format,
        adjustments=foi_request.adjustments,
        is_demonstration=foi_request.is_demonstration,
    )
    facts = {"channel": str(part.channel), "received_on": part.received_on.isoformat()}
    entry = write_history(part, "received", by=by, at=at, to_stage=part.stage, concerning=foi_request, facts=facts)
    record_clock_event(part, clock.RECEIVED, on=part.received_on, entry=entry)
    return part


def _move_questions(foi_request: FoiRequest, part: FoiRequest, chosen: Collection[int]) -> None:
    """The questions with the advice on them; advice on the whole request goes along, for it has words of all of it."""
    for number, question in enumerate(foi_request.questions.filter(pk__in=chosen), start=1):
        question.foi_request, question.number = part, number
        question.save(update_fields=["foi_request", "number"])
    for number, question in enumerate(foi_request.questions.all(), start=1):
        question.number = number
        question.save(update_fields=["number"])
    for reading in foi_request.readings.all():
        kept = Advice.objects.filter(reading=reading, question__foi_request=foi_request)
        kept_keys = list(kept.values_list("pk", flat=True))
        copy = Reading.objects.get(pk=reading.pk)
        copy.pk, copy.foi_request = None, part
        copy.save(force_insert=True)
        Advice.objects.filter(reading=reading).exclude(pk__in=kept_keys).update(reading=copy, foi_request=part)
    Advice.objects.filter(question__foi_request=part, reading__isnull=True).update(foi_request=part)
    part.commissions.add(*foi_request.commissions.filter(question__in=chosen))


def _move_words(foi_request: FoiRequest, part: FoiRequest, *, at: datetime) -> None:
    came = foi_request.messages.filter(kind=Message.Kind.REQUEST).first()
    message = keep_incoming_message(
        part,
        kind=Message.Kind.REQUEST,
        text=part.text,
        happened_at=came.happened_at if came else at,
        by=came.by if came else None,
        channel=part.channel,
    )
    MessageFile.objects.filter(message=came).update(message=message)
    text = "\n\n".join(question.text for question in foi_request.questions.all())
    foi_request.text, foi_request.subject = text, subject_of(text)
    FoiRequest.objects.filter(pk=foi_request.pk).update(text=text, subject=foi_request.subject)
    Message.objects.filter(pk=came.pk if came else None).update(text=text, subject="")
    for piece in Advice.objects.filter(foi_request=foi_request).exclude(passages=[]):
        piece.passages = _places(piece.words, text)
        piece.save(update_fields=["passages"])


def _places(words: str, text: str) -> list[list[int]]:
    """Where words stand in the text that is left; nowhere for what stood in what went."""
    found = ((text.find(each), len(each)) for each in words.split(" … "))
    return [[start, start + length] for start, length in found if start >= 0]
