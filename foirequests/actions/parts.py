"""Making some questions of a request a case of their own: its words, and what was said about it, are kept apart."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from accounts.models import StaffMember
from foirequests.actions.clock import record_clock_event, refresh_due_date
from foirequests.actions.correspondence import keep_incoming_message
from foirequests.actions.history import write_history
from foirequests.actions.receive import next_reference
from foirequests.actions.search import index_cases
from foirequests.domain import advice, clock, workflow
from foirequests.domain.receipt import subject_of
from foirequests.domain.triage import case_regime, case_service
from foirequests.models import Advice, Commission, FoiRequest, HistoryWords, Message, MessageFile, Reading, Requester


@dataclass(frozen=True)
class GoingAlong:
    """What goes with a part besides its questions: messages and notes, and commissions that are of no one question."""

    messages: Collection[Message] = ()
    commissions: Collection[Commission] = ()


NOTHING_ELSE = GoingAlong()


def take_out(
    foi_request: FoiRequest, chosen: Collection[int], along: GoingAlong, *, by: StaffMember, at: datetime
) -> FoiRequest:
    """A case of their own for these questions, with the request as it came, its files and what goes along."""
    part = _case_like(foi_request, by=by, at=at)
    readings = _move_questions(foi_request, part, chosen)
    _move_along(foi_request, part, along)
    _move_words(foi_request, part, at=at)
    _keep_flags(foi_request, part, readings)
    _settle_what_stays(foi_request)
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


def _move_questions(foi_request: FoiRequest, part: FoiRequest, chosen: Collection[int]) -> dict[int, Reading]:
    """The questions with the advice on them; advice on the whole request goes along, for it has words of all of it.

    Returns the readings that stay, by the keys of their copies.
    """
    readings = {}
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
        readings[copy.pk] = reading
    Advice.objects.filter(question__foi_request=part, reading__isnull=True).update(foi_request=part)
    part.commissions.add(*foi_request.commissions.filter(question__in=chosen))
    return readings


def _move_along(foi_request: FoiRequest, part: FoiRequest, along: GoingAlong) -> None:
    messages = foi_request.messages.besides_the_request().filter(pk__in=[message.pk for message in along.messages])
    messages.update(foi_request=part)
    commissions = foi_request.commissions.filter(question=None, pk__in=[each.pk for each in along.commissions])
    commissions.update(foi_request=part)


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
    # What the whole was called may say what went away; the part has it as its subject.
    HistoryWords.objects.filter(entry__foi_request=foi_request, entry__act="subject_changed").delete()
    for piece in Advice.objects.filter(foi_request=foi_request).exclude(passages=[]):
        piece.passages = _places(piece.words, text)
        piece.save(update_fields=["passages"])


def _keep_flags(foi_request: FoiRequest, part: FoiRequest, readings: Mapping[int, Reading]) -> None:
    """What to look out for in the whole request holds for both, where its words stand in what is left."""
    flags = Advice.objects.filter(foi_request=part, kind=advice.FLAG, read_number=advice.WHOLE)
    for piece in flags.exclude(words=""):
        passages = _places(piece.words, foi_request.text)
        if len(passages) == len(piece.words.split(" … ")):
            piece.pk, piece.foi_request, piece.passages = None, foi_request, passages
            piece.reading = readings.get(piece.reading_id)
            piece.save(force_insert=True)


def _settle_what_stays(foi_request: FoiRequest) -> None:
    """Once triage is done, the law and the service of the case follow from the questions that stay."""
    if foi_request.stage == workflow.TRIAGE:
        return
    questions = list(foi_request.questions.all())
    foi_request.regime_id = case_regime([question.regime_id for question in questions])
    foi_request.service_area_id = case_service([question.service_area_id for question in questions])
    foi_request.save(update_fields=["regime", "service_area"])
    refresh_due_date(foi_request)


def _places(words: str, text: str) -> list[list[int]]:
    """Where words stand in the text that is left; nowhere for what stood in what went."""
    found = ((text.find(each), len(each)) for each in words.split(" … "))
    return [[start, start + length] for start, length in found if start >= 0]
