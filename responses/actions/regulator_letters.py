"""What the regulator wants answered of a complaint, our answers, and the end of one without a decision notice."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import Role, StaffMember
from foirequests.actions.history import moment_of_day, write_history
from foirequests.actions.stages import hold_case
from foirequests.domain.workflow import check_role
from responses.actions.regulator import CHANGED_MEANWHILE, begun, close
from responses.actions.regulator_waits import take_back_what_is_over
from responses.domain.errors import Refused, Stale
from responses.domain.regulator_days import check_day, check_last_day
from responses.models import RegulatorComplaint, RegulatorLetter


@transaction.atomic
def record_letter(
    complaint: RegulatorComplaint,
    *,
    kind: str,
    sent_on: date,
    answer_by: date,
    asks: str = "",
    by: StaffMember,
    at: datetime,
) -> RegulatorLetter:
    """Record a letter of the regulator that wants an answer by a day.

    Raises:
        Refused: an impossible day, or the complaint is no longer with the regulator.
        NotPermitted: `by` is no information governance officer.
    """
    check_role(by.roles, Role.OFFICER)
    if kind not in RegulatorLetter.Kind.values:
        raise Refused("Choose what sort of letter it is.")
    _hold_open(complaint)
    check_day(sent_on, today=timezone.localdate(at), **begun(complaint))
    check_last_day(answer_by, sent_on=sent_on)
    letter = complaint.letters.create(kind=kind, sent_on=sent_on, answer_by=answer_by, asks=asks, recorded_at=at)
    facts = {"kind": kind, "sent_on": sent_on.isoformat(), "answer_by": answer_by.isoformat()}
    write_history(
        complaint.foi_request,
        "regulator_wrote",
        by=by,
        at=moment_of_day(sent_on, at=at),
        concerning=complaint,
        facts=facts,
        words=asks,
    )
    return letter


@transaction.atomic
def move_answer(letter: RegulatorLetter, *, answer_by: date, by: StaffMember, at: datetime) -> RegulatorLetter:
    """Record that the regulator wants the answer by another day, or that the day was recorded wrongly.

    Raises:
        Refused: a day before the letter, the same day, or it is answered or the complaint no longer open.
        Stale: somebody else changed the day meanwhile.
        NotPermitted: `by` is no information governance officer.
    """
    check_role(by.roles, Role.OFFICER)
    _hold_open(letter.complaint)
    check_last_day(answer_by, sent_on=letter.sent_on)
    before = letter.answer_by
    if answer_by == before:
        raise Refused("This is the day that is recorded already.")
    unchanged = RegulatorLetter.objects.filter(pk=letter.pk, answered_on__isnull=True, answer_by=before)
    if unchanged.update(answer_by=answer_by) != 1:
        raise Stale(CHANGED_MEANWHILE)
    letter.answer_by = answer_by
    foi_request = letter.complaint.foi_request
    facts = {"from": before.isoformat(), "to": answer_by.isoformat()}
    write_history(foi_request, "regulator_day_moved", by=by, at=at, concerning=letter.complaint, facts=facts)
    take_back_what_is_over(foi_request)
    return letter


@transaction.atomic
def record_answer(letter: RegulatorLetter, *, answered_on: date, by: StaffMember, at: datetime) -> RegulatorLetter:
    """Record the day on which a letter of the regulator was answered; its reminders are taken back.

    Raises:
        Refused: an impossible day, or it was answered already.
        NotPermitted: `by` is no information governance officer.
    """
    check_role(by.roles, Role.OFFICER)
    check_day(answered_on, today=timezone.localdate(at), earliest=letter.sent_on, since="the regulator’s letter")
    changed = RegulatorLetter.objects.filter(pk=letter.pk, answered_on__isnull=True).update(
        answered_on=answered_on, answered_by=by
    )
    if changed != 1:
        raise Refused("The answer to this letter is recorded already.")
    letter.answered_on, letter.answered_by = answered_on, by
    foi_request = letter.complaint.foi_request
    facts = {"answered_on": answered_on.isoformat(), "answer_by": letter.answer_by.isoformat()}
    write_history(
        foi_request,
        "regulator_answered",
        by=by,
        at=moment_of_day(answered_on, at=at),
        concerning=letter.complaint,
        facts=facts,
    )
    take_back_what_is_over(foi_request)
    return letter


@transaction.atomic
def end_complaint(
    complaint: RegulatorComplaint, *, stage: str, ended_on: date, by: StaffMember, at: datetime
) -> RegulatorComplaint:
    """Record that the complaint ended without a decision notice; no letter waits for an answer then.

    Raises:
        Refused: an impossible day, or it is no longer with the regulator.
        NotPermitted: `by` is no information governance officer.
    """
    check_role(by.roles, Role.OFFICER)
    if stage not in RegulatorComplaint.ENDED_WITHOUT_NOTICE:
        raise Refused("Choose how the complaint ended.")
    _hold_open(complaint)
    check_day(ended_on, today=timezone.localdate(at), **begun(complaint))
    close(complaint, stage=stage, ended_on=ended_on)
    facts = {"how": stage, "ended_on": ended_on.isoformat()}
    happened_at = moment_of_day(ended_on, at=at)
    write_history(complaint.foi_request, "regulator_ended", by=by, at=happened_at, concerning=complaint, facts=facts)
    take_back_what_is_over(complaint.foi_request)
    return complaint


@transaction.atomic
def resume_complaint(complaint: RegulatorComplaint, *, by: StaffMember, at: datetime) -> RegulatorComplaint:
    """Open a complaint again that had ended without a decision notice, or was recorded so by mistake.

    Raises:
        Refused: it had not ended so.
        NotPermitted: `by` is no information governance officer.
    """
    check_role(by.roles, Role.OFFICER)
    ended = RegulatorComplaint.objects.filter(pk=complaint.pk, stage__in=RegulatorComplaint.ENDED_WITHOUT_NOTICE)
    if ended.update(stage=RegulatorComplaint.Stage.OPEN, ended_on=None, revision=F("revision") + 1) != 1:
        raise Refused("Only a complaint that ended without a decision notice can be opened again.")
    complaint.refresh_from_db()
    write_history(complaint.foi_request, "regulator_resumed", by=by, at=at, concerning=complaint)
    return complaint


def _hold_open(complaint: RegulatorComplaint) -> None:
    """Let nobody end the complaint until this act is done."""
    hold_case(complaint.foi_request)
    complaint.refresh_from_db(fields=["stage", "told_on"])
    if not complaint.is_open:
        raise Refused("This complaint is no longer with the regulator.")
