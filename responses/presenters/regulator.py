"""Complaints to the regulator in words: where one stands, what is due, what it is about."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse

from accounts.models import Role, StaffMember
from codes.domain.working_days import WorkingDayCalendar
from foirequests.models import FoiRequest
from foirequests.presenters.days import Tag, day_words, due_tag
from responses.actions.regulator_findings import said_of_complaint
from responses.domain.regulator import NOT_UPHELD, UPHELD
from responses.models import IssuedLetter, RegulatorComplaint, RegulatorLetter
from responses.presenters.regulator_dates import final_response, time_to_complain

WITH_THE_REGULATOR = Tag("With the regulator", "info")
AT_THE_TRIBUNAL = Tag("At the tribunal", "info")
ANSWER, STEPS = "Answer to the regulator", "Steps of the decision notice"
SHORT = {ANSWER: "Regulator: answer", STEPS: "Regulator: steps"}
"""What we owe, as a tag says it."""


def complaint_tag(complaint: RegulatorComplaint, today: date, calendar: WorkingDayCalendar) -> Tag:
    """Where a complaint that was read `whole()` stands, the most pressing first."""
    pressing = due_of(complaint)
    if pressing is not None:
        what, last_day = pressing
        when = "overdue" if last_day < today else f"due {last_day.day} {last_day:%b}"
        return Tag(f"{SHORT[what]} {when}", due_tag(last_day, today, calendar).tone)
    notice = complaint.notice
    if notice is None:
        return WITH_THE_REGULATOR if complaint.is_open else Tag(complaint.get_stage_display(), "neutral")
    if notice.is_appealed:
        return AT_THE_TRIBUNAL
    outcomes = {each.as_value().stands for each in notice.findings.all()}
    if outcomes == {NOT_UPHELD}:
        return Tag("Not upheld", "good")
    return Tag("Upheld", "bad") if outcomes == {UPHELD} else Tag("Upheld in part", "warning")


def due_of(complaint: RegulatorComplaint) -> tuple[str, date] | None:
    """What we owe next and by when: an answer, or the steps of the notice while no appeal is undecided."""
    waiting = next_letter(complaint)
    if waiting is not None:
        return ANSWER, waiting.answer_by
    notice = complaint.notice
    if notice is not None and notice.steps_open and not notice.is_appealed:
        return STEPS, notice.steps_by
    return None


def is_unfinished(complaint: RegulatorComplaint) -> bool:
    """Whether something is still to come of it: from the regulator, from us, or from the tribunal."""
    notice = complaint.notice
    return complaint.is_open or notice is not None and (notice.steps_open or notice.is_appealed)


def next_letter(complaint: RegulatorComplaint) -> RegulatorLetter | None:
    """The letter of an open complaint whose answer is due first."""
    if not complaint.is_open:
        return None
    waiting = [letter for letter in complaint.letters.all() if letter.answered_on is None]
    return min(waiting, key=lambda letter: letter.answer_by, default=None)


def complaint_title(complaint: RegulatorComplaint) -> str:
    """`Complaint IC-123456-A1B2`, or by its day where it has no reference."""
    return f"Complaint {complaint.reference}" if complaint.reference else f"Complaint of {day_words(complaint.told_on)}"


def what_we_owe(complaints: Iterable[RegulatorComplaint]) -> tuple[RegulatorComplaint, str, date] | None:
    """What is due first of several complaints, with the complaint, in words, and by which day."""
    found = [(complaint, *due) for complaint in complaints if (due := due_of(complaint)) is not None]
    return min(found, key=lambda one: one[2], default=None)


def regulator_panel(
    foi_request: FoiRequest,
    member: StaffMember,
    today: date,
    *,
    complaints: Iterable[RegulatorComplaint],
    letters: Iterable[IssuedLetter],
    calendar: WorkingDayCalendar,
) -> dict[str, Any]:
    """What `responses/regulator/case_panel.html` shows on the page of a case.

    `complaints` are those of the case, read `whole()`, `letters` those that were issued in it.
    """
    final = final_response(letters)
    rows = []
    for complaint in complaints:
        tag = complaint_tag(complaint, today, calendar)
        due = due_of(complaint)
        rows.append(
            {
                "text": complaint_title(complaint),
                "url": reverse("regulator_complaint", args=[complaint.pk]),
                "tag": tag.text,
                "tone": tag.tone,
                "about": said_of_complaint(complaint),
                "due": f"{due[0]} due {day_words(due[1])}" if due else "",
            }
        )
    may_record = member.holds(Role.OFFICER) and (final is not None or bool(rows))
    return {
        "time": time_to_complain(final) if final else None,
        "complaints": rows,
        "record_url": reverse("regulator_record", args=[foi_request.reference]) if may_record else "",
    }
