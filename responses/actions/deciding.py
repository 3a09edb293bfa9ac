"""What every act on the decisions of a letter begins with, and the line of history that it ends with."""

from collections.abc import Mapping
from datetime import datetime

from accounts.models import StaffMember
from foirequests.actions.history import write_history
from foirequests.models import Question
from responses.actions.draft import hold_draft
from responses.actions.independence import letter_facts
from responses.domain.errors import Refused, Stale
from responses.domain.ground_questions import LONGEST_ANSWER
from responses.models import AppliedGround, FoiResponse, QuestionDecision


def hold_for_deciding(foi_response: FoiResponse, *, by: StaffMember) -> None:
    """Let nobody submit the letter, or decide in it, until the transaction ends; and see that `by` may decide in it.

    Raises:
        NotPermitted: the letter is not being drafted, or `by` may not draft it.
        Refused: it is a letter of the clock, which answers no question.
    """
    hold_draft(foi_response, by=by)
    if foi_response.is_of_the_clock:
        raise Refused("This letter answers no question, so nothing is decided in it.")


def row_of(foi_response: FoiResponse, question: Question) -> QuestionDecision:
    """The row of the decision on a question; made when there is none yet.

    Raises:
        Refused: the question is not one of the case.
    """
    if question.foi_request_id != foi_response.foi_request_id:
        raise Refused("This question is no longer part of the request.")
    return QuestionDecision.objects.get_or_create(foi_response=foi_response, question=question)[0]


def next_revision(row: QuestionDecision | AppliedGround, revision: int) -> None:
    """Count the row on.

    Raises:
        Stale: somebody else changed it since `revision`.
    """
    moved = type(row).objects.filter(pk=row.pk, revision=revision).update(revision=revision + 1)
    if moved != 1:
        raise Stale("Somebody else changed this in the meantime. Compare it with what you typed, then save again.")
    row.revision = revision + 1


def checked_words(words: str, *, what: str) -> str:
    """What was typed, without blanks around it and with plain line ends.

    Raises:
        Refused: it is too long.
    """
    cleaned = words.replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(cleaned) > LONGEST_ANSWER:
        raise Refused(f"{what}: use at most {LONGEST_ANSWER:,} characters.")
    return cleaned


def note(
    foi_response: FoiResponse,
    act: str,
    concerning: object,
    facts: Mapping[str, object],
    *,
    by: StaffMember,
    at: datetime,
) -> None:
    """Write the line of history of an act on a decision: codes and numbers, no words."""
    facts = {**facts, **letter_facts(foi_response)}
    write_history(foi_response.foi_request, act, by=by, at=at, concerning=concerning, facts=facts)
