"""Passing a warning with a note, and the notes that stand in a letter."""

from datetime import datetime

from django.db import transaction

from accounts.models import StaffMember
from foirequests.actions.history import write_history
from responses.actions.draft import hold_draft
from responses.actions.independence import letter_facts
from responses.domain.errors import Refused
from responses.domain.letter_rules import Finding
from responses.domain.passing import check_note
from responses.models import FoiResponse, PassingNote


@transaction.atomic
def pass_warning(
    foi_response: FoiResponse, finding: Finding, *, words: str, by: StaffMember, at: datetime
) -> PassingNote:
    """Write why the letter may leave as it is although a rule warns; an earlier note for the same place ends.

    Raises:
        Refused: nothing is said, or the finding is no warning that a note can pass.
        NotPermitted: the letter is not being drafted, or `by` may not draft it.
    """
    # Held until the end: nobody submits meanwhile, and of two notes at one moment the second ends the first.
    hold_draft(foi_response, by=by)
    if not finding.is_passable:
        raise Refused("This has to be mended: no note passes it.")
    note = check_note(words)
    place = {"foi_response": foi_response, "rule": finding.rule, "where": finding.where}
    PassingNote.objects.filter(**place, ended_at__isnull=True).update(ended_at=at)
    written = PassingNote.objects.create(**place, finding=finding.words, words=note, by=by, at=at)
    facts = {**letter_facts(foi_response), "rule": finding.rule, "where": finding.where}
    write_history(foi_response.foi_request, "warning_passed", by=by, at=at, concerning=written, facts=facts)
    return written
