"""Changing the questions of a case while letters answer them: none joins another and takes decisions with it."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction

from accounts.models import StaffMember
from foirequests.actions.questions import Change, change_questions
from foirequests.models import FoiRequest, Question
from responses.actions.decision_values import decisions_in_letter
from responses.domain.decisions import Decision
from responses.domain.errors import Refused
from responses.models import LetterTable, QuestionDecision


@transaction.atomic
def change_questions_of_letters(
    foi_request: FoiRequest, changes: Sequence[Change], *, by: StaffMember, at: datetime
) -> list[Question]:
    """Change the questions of a case (`change_questions`), unless one that joins another would lose what was decided.

    That a joining question is held, or what becomes of it, with nothing else said, is not kept: that of the question
    which it joins counts for both.

    Raises:
        Refused: an open draft has more on a joining question; or as for `change_questions`.
        NotPermitted: as for `change_questions`.
    """
    if joining := [each.question for each in changes if each.joins]:
        # Held until the end: nobody decides meanwhile on a question that goes.
        letters = list(foi_request.foi_responses.open().select_for_update(no_key=True))
        lost = lost_by_joining(foi_request, [each.pk for each in joining])
        for question in joining:
            if question.pk in lost:
                raise Refused(f"Question {question.number}: {lost[question.pk]}")
        QuestionDecision.objects.filter(foi_response__in=letters, question__in=joining).delete()
    return change_questions(foi_request, changes, by=by, at=at)


def lost_by_joining(foi_request: FoiRequest, questions: Collection[int]) -> dict[int, str]:
    """Why these questions (ids) cannot join another: what open drafts have on them, and what to do first.

    Questions on which nothing would be lost are left out.
    """
    if not questions:
        return {}
    letters = list(foi_request.foi_responses.open())
    kept: dict[int, list[str]] = defaultdict(list)
    for letter in letters:
        by_number = {each.question: each for each in decisions_in_letter(letter)}
        for question in foi_request.questions.filter(pk__in=questions):
            kept[question.pk] += _said(by_number[question.number])
    for table in LetterTable.objects.filter(foi_response__in=letters, question__in=questions):
        kept[table.question_id].append("a table")
    return {
        question: f"The draft has {' and '.join(dict.fromkeys(things))} on this question. Take them away there first."
        for question, things in kept.items()
        if things
    }


def _said(decision: Decision) -> list[str]:
    """What was decided on a question beside whether it is held and what becomes of it."""
    said = {
        "grounds for refusal": decision.grounds,
        "an answer": decision.answer.strip(),
        "facts that were entered": decision.details,
    }
    return [words for words, what in said.items() if what]
