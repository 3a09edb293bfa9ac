"""Passing a warning with a note: one that stands in a letter, or one about a letter that was submitted already."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import StaffMember
from foirequests.actions.history import write_history
from foirequests.domain import workflow
from responses.actions.before_issue import check_may_issue
from responses.actions.clear import submitted_version
from responses.actions.clearers import check_person_may_clear
from responses.actions.draft import hold_draft
from responses.actions.findings import Checked, checked, late_notes
from responses.actions.independence import letter_facts
from responses.domain.errors import NotPermitted, Refused
from responses.domain.letter import Letter
from responses.domain.letter_rules import Finding
from responses.domain.passing import check_note
from responses.models import FoiResponse, PassingNote, ResponseVersion


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
    written = _written(foi_response, finding, None, words=words, by=by, at=at)
    facts = _facts(foi_response, finding)
    write_history(foi_response.foi_request, "warning_passed", by=by, at=at, concerning=written, facts=facts)
    return written


@transaction.atomic
def pass_late_warning(
    foi_response: FoiResponse, finding: Finding, *, words: str, by: StaffMember, at: datetime
) -> PassingNote:
    """Write why a letter that was submitted or cleared may leave although a rule has come to warn since.

    The note is for that version and stands outside of it, so the letter stays as it was cleared; taking the letter
    back ends it. Its writer is whoever acts next: who may clear the step that the letter waits for, and once it is
    cleared who may issue it.

    Raises:
        Refused: nothing is said, or the finding is no warning that a note can pass.
        NotPermitted: the letter waits neither for clearance nor for its issue, or not for `by`.
    """
    check_may_pass_late(foi_response, by=by, at=at, hold=True)
    written = _written(foi_response, finding, submitted_version(foi_response), words=words, by=by, at=at)
    write_history(
        foi_response.foi_request,
        "late_warning_passed",
        by=by,
        at=at,
        concerning=written,
        facts=_facts(foi_response, finding),
        words=written.words,
    )
    return written


def check_may_pass_late(foi_response: FoiResponse, *, by: StaffMember, at: datetime, hold: bool = False) -> None:
    """Raise `NotPermitted` unless `by` may pass a warning that arose since the letter was submitted.

    With `hold` nobody moves the letter on, or takes it back, until the transaction ends.
    """
    if hold:
        foi_response.stage = FoiResponse.objects.select_for_update(no_key=True).get(pk=foi_response.pk).stage
    if foi_response.stage == workflow.CLEARANCE:
        check_person_may_clear(foi_response, by, day=timezone.localdate(at))
    elif foi_response.stage == workflow.CLEARED:
        check_may_issue(foi_response, by=by)
    else:
        raise NotPermitted("This letter waits neither for clearance nor for its issue. Look at the draft.")


def late_warnings(foi_response: FoiResponse, *, at: datetime) -> Checked:
    """What stands in the way of the letter as it was submitted, and the warnings that a note passes by now."""
    version = submitted_version(foi_response)
    return checked(Letter.from_json(version.letter), foi_response, at=at, since=late_notes(version))


def _written(
    foi_response: FoiResponse,
    finding: Finding,
    version: ResponseVersion | None,
    *,
    words: str,
    by: StaffMember,
    at: datetime,
) -> PassingNote:
    """The note, kept in the place of an earlier one.

    Raises:
        Refused: as for passing.
    """
    if not finding.is_passable:
        raise Refused("This has to be mended: no note passes it.")
    note = check_note(words)
    place = {"foi_response": foi_response, "version": version, "rule": finding.rule, "where": finding.where}
    PassingNote.objects.filter(**place).standing().update(ended_at=at)
    return PassingNote.objects.create(**place, finding=finding.words, words=note, by=by, at=at)


def _facts(foi_response: FoiResponse, finding: Finding) -> dict:
    return {**letter_facts(foi_response), "rule": finding.rule, "where": finding.where}
