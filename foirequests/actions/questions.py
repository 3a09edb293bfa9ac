"""The questions of a request: splitting it as advised or otherwise, merging and rewording them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.db.models import F, ProtectedError

from accounts.models import StaffMember
from foirequests.actions.history import write_history
from foirequests.actions.search import index_cases
from foirequests.actions.stages import check_permitted, hold_case
from foirequests.domain import advice
from foirequests.domain.errors import Refused, WordsChanged
from foirequests.domain.receipt import check_text
from foirequests.domain.standing import digest_of
from foirequests.models import Advice, FoiRequest, Question

MOST_QUESTIONS = 60
_OUT_OF_THE_WAY = 10_000
"""Added to numbers while they change places: a number is used once at any moment."""


@dataclass(frozen=True)
class Change:
    """What becomes of one question: its words, whether it joins the one before, and what becomes one of its own.

    `seen` is the digest of the words that the officer was shown, where a page kept it.
    """

    question: Question
    text: str
    joins: bool = False
    taken_out: str = ""
    seen: str | None = None


@transaction.atomic
def change_questions(
    foi_request: FoiRequest, changes: Sequence[Change], *, by: StaffMember, at: datetime
) -> list[Question]:
    """Split, merge and reword the questions of a case; advice goes with the words that it is about.

    `changes` has every question, in order. What was found about a question that joins another is that other's.

    Raises:
        Refused: a question is empty or too long, there are too many, one has had dealings of its own, or a letter
            has something on one that joins another.
        WordsChanged: somebody else put other words where this officer puts some too.
        NotPermitted: not at this stage, or not by this person.
    """
    hold_case(foi_request)
    check_permitted(foi_request, "questions_changed", by=by)
    _check_complete(foi_request, changes)
    changes = _on_what_stands(foi_request, changes)
    if all(each.text == each.question.text and not each.joins and not each.taken_out for each in changes):
        return [each.question for each in changes]
    if any(each.joins or each.taken_out for each in changes):
        _check_no_dealings(foi_request)
    kept: list[Question] = []
    for change in changes:
        if change.joins:
            _join(change, kept[-1])
            continue
        change.question.text = check_text(change.text, what="question")
        kept.append(change.question)
        if change.taken_out.strip():
            kept.append(_taken_out(change))
    for change in changes:
        if change.joins:
            _delete(change.question)
    _renumber(foi_request, kept)
    facts = {"before": len(changes), "questions": len(kept)}
    write_history(foi_request, "questions_changed", by=by, at=at, facts=facts)
    index_cases([foi_request.pk])
    return kept


@transaction.atomic
def split_as_advised(foi_request: FoiRequest, *, by: StaffMember, at: datetime) -> list[Question]:
    """Make the request's one question as many as the reading found, and let the advice on each go with it.

    Raises:
        Refused: no split is proposed, or the questions have been changed since.
        NotPermitted: not at this stage, or not by this person.
    """
    hold_case(foi_request)
    check_permitted(foi_request, "questions_changed", by=by)
    proposed = list(_split_proposed(foi_request))
    questions = list(foi_request.questions.all())
    if len(proposed) < 2 or len(questions) != 1:
        raise Refused("No split is proposed for this request any more. Look at its questions again.")
    _check_no_dealings(foi_request)
    [first] = questions
    first.text = proposed[0].words
    made = [first, *(_like(first, piece.words) for piece in proposed[1:])]
    _renumber(foi_request, made)
    for piece, question in zip(proposed, made, strict=True):
        of_it = Advice.objects.filter(reading=piece.reading_id, read_number=piece.read_number)
        of_it.update(question=question)
    _decide_split(foi_request, advice.ACCEPTED, by=by, at=at)
    write_history(foi_request, "questions_changed", by=by, at=at, facts={"before": 1, "questions": len(made)})
    index_cases([foi_request.pk])
    return made


@transaction.atomic
def keep_together(foi_request: FoiRequest, *, by: StaffMember, at: datetime) -> None:
    """Leave the request as one question though the reading found several: all advice goes with the one.

    Raises:
        Refused: no split is proposed.
    """
    hold_case(foi_request)
    check_permitted(foi_request, "questions_changed", by=by)
    proposed = _split_proposed(foi_request)
    if not proposed.exists():
        raise Refused("No split is proposed for this request any more. Look at its questions again.")
    numbers = list(proposed.values_list("read_number", flat=True))
    _decide_split(foi_request, advice.DISMISSED, by=by, at=at)
    given = Advice.objects.filter(foi_request=foi_request, question__isnull=True, read_number__in=numbers)
    given.update(question=foi_request.questions.all()[0])
    write_history(foi_request, "questions_changed", by=by, at=at, facts={"before": 1, "questions": 1})


def is_split_proposed(foi_request: FoiRequest) -> bool:
    """Whether the reading found several questions and nobody has decided about that."""
    return _split_proposed(foi_request).exists()


def _split_proposed(foi_request: FoiRequest):
    of_case = Advice.objects.of_case(foi_request).waiting()
    return of_case.filter(kind=advice.QUESTION, question__isnull=True).order_by("read_number")


def _decide_split(foi_request: FoiRequest, decision: str, *, by: StaffMember, at: datetime) -> None:
    about = Advice.objects.of_case(foi_request).waiting().filter(kind=advice.QUESTION)
    about.update(decision=decision, decided_by=by, decided_at=at)


def _check_complete(foi_request: FoiRequest, changes: Sequence[Change]) -> None:
    if [each.question.pk for each in changes] != list(foi_request.questions.values_list("pk", flat=True)):
        raise Refused("Somebody else changed the questions at the same moment. Look at them again before you go on.")
    if changes and changes[0].joins:
        raise Refused("The first question has none before it that it could join.")
    if any(each.joins and each.taken_out.strip() for each in changes):
        raise Refused("A question either joins the one before or has one taken out of it. Do one after the other.")
    if len(changes) + sum(bool(each.taken_out.strip()) for each in changes) > MOST_QUESTIONS:
        raise Refused(f"A request can have {MOST_QUESTIONS} questions at most.")


def _on_what_stands(foi_request: FoiRequest, changes: Sequence[Change]) -> list[Change]:
    """The changes, on the words that stand now wherever the officer left alone those that they saw."""
    now = dict(foi_request.questions.values_list("pk", "text"))
    kept, both_changed = [], {}
    for change in changes:
        stands = now[change.question.pk]
        if change.seen not in (None, digest_of(stands)):
            if digest_of(change.text) != change.seen or change.taken_out.strip():
                both_changed[change.question.pk] = stands
            change.question.text = stands
            change = replace(change, text=stands)
        kept.append(change)
    if both_changed:
        raise WordsChanged(both_changed)
    return kept


def _check_no_dealings(foi_request: FoiRequest) -> None:
    """Events of the clock and letters name a question by its number, which must then stay."""
    if foi_request.clock_events.filter(question__isnull=False).exists():
        raise Refused(
            "The requester was asked about one of the questions, so they cannot be split or merged any more. You can"
            " still reword them."
        )


def _delete(question: Question) -> None:
    try:
        question.delete()
    except ProtectedError:
        raise Refused(
            f"A letter says something about question {question.number}, so it cannot join another. Take its decision"
            " and its tables out of that letter first."
        ) from None


def _join(change: Change, target: Question) -> None:
    target.text = check_text(f"{target.text}\n\n{change.text}", what="question")
    target.codes.add(*change.question.codes.all())
    target.exemptions.add(*change.question.exemptions.all())
    twice = Advice.objects.filter(question=target, decision=advice.ADDED)
    for piece in Advice.objects.filter(question=change.question, decision=advice.ADDED):
        if twice.filter(kind=piece.kind, value=piece.value).exists():
            piece.delete()
    Advice.objects.filter(question=change.question).update(question=target)
    change.question.commission_set.update(question=target)


def _taken_out(change: Change) -> Question:
    """A question of its own out of another; the advice whose words it has goes with it."""
    made = _like(change.question, check_text(change.taken_out, what="question"))
    for piece in Advice.objects.filter(question=change.question).exclude(words=""):
        words = piece.words.split(" … ")
        if all(each in made.text for each in words) and not all(each in change.text for each in words):
            piece.question = made
            piece.save(update_fields=["question"])
    return made


def _like(question: Question, text: str) -> Question:
    """Another question of the same case, to be numbered, under the same law."""
    highest = question.foi_request.questions.order_by("-number")[0].number
    return Question.objects.create(
        foi_request=question.foi_request,
        number=highest + 1,
        text=text,
        regime_id=question.regime_id,
        service_area_id=question.service_area_id,
    )


def _renumber(foi_request: FoiRequest, questions: Sequence[Question]) -> None:
    foi_request.questions.update(number=F("number") + _OUT_OF_THE_WAY)
    for number, question in enumerate(questions, start=1):
        question.number = number
        question.save(update_fields=["number", "text"])
