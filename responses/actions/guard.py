"""The guard of precedents over one letter: what earlier answers say against it, and what its officer answers."""

from datetime import datetime

from django.db import transaction

from accounts.models import StaffMember
from foirequests.domain import workflow
from foirequests.models import Question
from responses.actions.draft import draft_letter, hold_draft, note_first_change
from responses.actions.earlier_questions import Asked, earlier_questions, recorded
from responses.domain.earlier_answers import answers_of
from responses.domain.errors import Refused
from responses.domain.letter import Letter
from responses.domain.precedent_guard import GuardWarning, warnings_for
from responses.models import FoiResponse, PrecedentNote

LONGEST_NOTE = 4_000


def warnings_of(foi_response: FoiResponse, *, at: datetime) -> tuple[GuardWarning, ...]:
    """What earlier answers say against the letter as it stands: its draft, or the version that was submitted.

    A letter of the clock answers no question, so nothing is said against it.
    """
    if foi_response.is_of_the_clock:
        return ()
    questions = list(foi_response.foi_request.questions.all().prefetch_related("codes", "exemptions"))
    answers = answers_of(_letter_of(foi_response, at=at), recorded(questions))
    earlier = earlier_questions([_asked(each) for each in questions], exclude=foi_response.foi_request_id)
    return tuple(
        warning for number in sorted(answers) for warning in warnings_for(answers[number], earlier.get(number, ()))
    )


@transaction.atomic
def answer_warning(
    foi_response: FoiResponse, key: str, *, words: str, by: StaffMember, at: datetime
) -> PrecedentNote | None:
    """Keep the answer to a warning with the draft, in the place of an earlier one; empty words take it away.

    Raises:
        Refused: the note is too long, or what was warned of is no longer so.
        NotPermitted: the letter is not being drafted, or `by` may not draft it.
    """
    hold_draft(foi_response, by=by)
    cleaned = words.replace("\r\n", "\n").strip()
    if len(cleaned) > LONGEST_NOTE:
        raise Refused(f"A note can have up to {LONGEST_NOTE:,} characters; this has {len(cleaned):,}.")
    if not cleaned:
        foi_response.precedent_notes.filter(warning=key).delete()
        return None
    warning = next((each for each in warnings_of(foi_response, at=at) if each.key == key), None)
    if warning is None:
        raise Refused("This is no longer warned of, so there is nothing to answer.")
    note, _is_new = PrecedentNote.objects.update_or_create(
        foi_response=foi_response,
        warning=key,
        defaults={"about": said_by(warning), "words": cleaned, "by": by, "at": at},
    )
    note_first_change(foi_response, note, by=by, at=at)
    return note


def notes_on(foi_response: FoiResponse) -> dict[str, PrecedentNote]:
    """The answers to warnings by the keys of the warnings."""
    return {note.warning: note for note in foi_response.precedent_notes.select_related("by")}


def said_by(warning: GuardWarning) -> str:
    """Everything that a warning says, so that a note on it knows later whether it has changed."""
    cells = [f"{cell.name}: {cell.earlier}, {cell.now}" for cell in warning.cells]
    return "\n".join((warning.words, *cells, str(warning.more_cells)))


def _asked(question: Question) -> Asked:
    return Asked(question.number, question.text, tuple(code.pk for code in question.codes.all()))


def _letter_of(foi_response: FoiResponse, *, at: datetime) -> Letter:
    version = foi_response.versions.order_by("-number").first()
    if foi_response.stage == workflow.DRAFTING or version is None:
        return draft_letter(foi_response, at=at)
    return Letter.from_json(version.letter)
