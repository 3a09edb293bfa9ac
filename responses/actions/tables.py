"""The tables of a letter: adding, changing and removing them while it is drafted."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.utils import timezone

from accounts.models import StaffMember
from foirequests.actions.cost import estimate_of
from foirequests.models import Question
from responses.actions.arrange import current_revision
from responses.actions.assembling import wording_of
from responses.actions.draft import hold_draft, note_first_change, rearrange
from responses.actions.generated_files import make_files
from responses.actions.letters import decisions_of, planned_reply
from responses.domain.decisions import decisions_in
from responses.domain.errors import Refused, Stale
from responses.domain.estimate_table import table_of
from responses.domain.letter import Part
from responses.domain.provisions import COST_GROUNDS
from responses.domain.reassembly import with_planned
from responses.domain.tables import Table
from responses.models import FoiResponse, LetterTable

MOST_TABLES = 30
"""Tables of one letter."""


@transaction.atomic
def add_table(
    foi_response: FoiResponse,
    *,
    question: Question,
    table: Table,
    as_csv: bool = False,
    as_workbook: bool = False,
    is_estimate: bool = False,
    by: StaffMember,
    at: datetime,
) -> LetterTable:
    """Add a table to the answer to a question, make the files that are ticked, and place it in the letter.

    Raises:
        Refused: the letter answers no request or has as many tables as it may, the question is of another case, or
            files are asked for and the requester has no e-mail address.
        NotPermitted: the letter is not being drafted, or `by` may not draft it.
    """
    _hold(foi_response, by=by)
    _check_files_can_go(foi_response, as_csv or as_workbook)
    if question.foi_request_id != foi_response.foi_request_id:
        raise Refused("This question belongs to another case.")
    tables = LetterTable.objects.filter(foi_response=foi_response)
    if tables.count() >= MOST_TABLES:
        raise Refused(f"A letter can have up to {MOST_TABLES} tables.")
    last = tables.filter(question=question).aggregate(last=Max("number"))["last"] or 0
    try:
        with transaction.atomic():
            added = LetterTable.objects.create(
                foi_response=foi_response,
                question=question,
                number=last + 1,
                is_estimate=is_estimate,
                **_fields(table, as_csv=as_csv, as_workbook=as_workbook, by=by, at=at),
            )
    except IntegrityError:  # somebody else took the place since we looked
        raise Stale("Somebody else added a table at the same moment. Look at the letter, then try again.") from None
    make_files(added, at=at)
    _place(foi_response, added, by=by, at=at)
    return added


@transaction.atomic
def change_table(
    letter_table: LetterTable,
    *,
    table: Table,
    revision: int,
    as_csv: bool = False,
    as_workbook: bool = False,
    by: StaffMember,
    at: datetime,
) -> LetterTable:
    """Replace a table as a whole, and make its files anew.

    Raises:
        Stale: somebody else changed it since `revision`.
        NotPermitted: the letter is not being drafted, or `by` may not draft it.
    """
    _hold(letter_table.foi_response, by=by)
    _check_files_can_go(letter_table.foi_response, as_csv or as_workbook)
    changed = LetterTable.objects.filter(pk=letter_table.pk, revision=revision).update(
        revision=F("revision") + 1, **_fields(table, as_csv=as_csv, as_workbook=as_workbook, by=by, at=at)
    )
    if changed != 1:
        raise Stale("Somebody else changed this table in the meantime. Look at it again before you change it.")
    letter_table.refresh_from_db()
    make_files(letter_table, at=at)
    note_first_change(letter_table.foi_response, letter_table.foi_response.working_copy, by=by, at=at)
    return letter_table


def _check_files_can_go(foi_response: FoiResponse, are_asked_for: bool) -> None:
    if are_asked_for and not foi_response.foi_request.requester.email:
        raise Refused(
            "There is no e-mail address on this case, and files go by e-mail only. Untick the files: the table is"
            " printed in the letter."
        )


@transaction.atomic
def remove_table(letter_table: LetterTable, *, by: StaffMember, at: datetime) -> None:
    """Take a table and its files out of the letter.

    Raises:
        NotPermitted: the letter is not being drafted, or `by` may not draft it.
    """
    foi_response, key = letter_table.foi_response, letter_table.key
    _hold(foi_response, by=by)
    letter_table.delete()

    def without(parts: tuple[Part, ...]) -> tuple[Part, ...]:
        return tuple(part for part in parts if part.source != key)

    rearrange(foi_response, without, revision=current_revision(foi_response), by=by, at=at)


@transaction.atomic
def add_cost_table(foi_response: FoiResponse, *, question: Question, by: StaffMember, at: datetime) -> LetterTable:
    """Add the case's estimate of cost as a table, so that the letter shows its arithmetic (section 12).

    Raises:
        Refused: nobody has made an estimate, or as for `add_table`.
    """
    table = _estimated(foi_response, at=at)
    return add_table(foi_response, question=question, table=table, is_estimate=True, by=by, at=at)


def cost_table_in(foi_response: FoiResponse) -> LetterTable | None:
    """The table of the letter that was made from the case's estimate; None where there is none."""
    return LetterTable.objects.filter(foi_response=foi_response, is_estimate=True).first()


@transaction.atomic
def renew_cost_table(letter_table: LetterTable, *, by: StaffMember, at: datetime) -> LetterTable:
    """Give the table of the estimate the lines that the case's estimate has now; its caption and its files stay.

    Raises:
        Refused: there is no estimate on the case, or as for `change_table`.
    """
    now = _estimated(letter_table.foi_response, at=at)
    return change_table(
        letter_table,
        table=replace(letter_table.as_value(), columns=now.columns, rows=now.rows),
        revision=letter_table.revision,
        as_csv=letter_table.as_csv,
        as_workbook=letter_table.as_workbook,
        by=by,
        at=at,
    )


def _estimated(foi_response: FoiResponse, *, at: datetime) -> Table:
    found = estimate_of(foi_response.foi_request, on=timezone.localdate(at))
    if found is None:
        raise Refused("There is no estimate of cost on this case yet.")
    return table_of(found)


def costly_question(foi_response: FoiResponse) -> Question:
    """The question that is refused for its cost; the first one while none is."""
    decisions = decisions_in(decisions_of(foi_response))
    costly = [
        each.question for each in decisions if any(ground.provision.code in COST_GROUNDS for ground in each.grounds)
    ]
    questions = list(foi_response.foi_request.questions.all())
    return next((question for question in questions if question.number in costly[:1]), questions[0])


def copy_tables(of: FoiResponse, to: FoiResponse, *, by: StaffMember, at: datetime) -> dict[str, str]:
    """Copy the tables of an issued letter to the one that corrects it; returns the new keys by the old ones."""
    keys = {}
    for table in LetterTable.objects.of_letter(of):
        old = table.key
        table.pk, table.foi_response, table.revision = None, to, 1
        table.changed_by, table.changed_at = by, at
        table._state.adding = True
        table.save()
        make_files(LetterTable.objects.get(pk=table.pk), at=at)
        keys[old] = table.key
    return keys


def _hold(foi_response: FoiResponse, *, by: StaffMember) -> None:
    hold_draft(foi_response, by=by)
    if not foi_response.is_reply:
        raise Refused("Only a letter that answers the request has tables.")


def _fields(table: Table, *, as_csv: bool, as_workbook: bool, by: StaffMember, at: datetime) -> Mapping[str, Any]:
    return {**table.to_mapping(), "as_csv": as_csv, "as_workbook": as_workbook, "changed_by": by, "changed_at": at}


def _place(foi_response: FoiResponse, table: LetterTable, *, by: StaffMember, at: datetime) -> None:
    """Put the part of a new table into the working copy, where the order of the reply has it."""
    planned = planned_reply(foi_response, day=timezone.localdate(at))
    wanted = [each for each in planned if each.source == table.key]
    wording = wording_of(wanted, at=at)
    rearrange(
        foi_response,
        lambda parts: with_planned(parts, planned, wanted, wording),
        revision=current_revision(foi_response),
        by=by,
        at=at,
    )
