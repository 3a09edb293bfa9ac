"""Everything that the page of a complaint to the regulator shows."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from django.urls import reverse

from accounts.models import Role, StaffMember
from foirequests.presenters.days import Tag, day_words, due_tag, kept_tag, moment_words
from foirequests.presenters.timeline import act_words, event_of
from responses.actions.decision_notices import matters_of
from responses.actions.regulator_waits import AppealCalendars
from responses.domain.regulator import FINDINGS, NOT_UPHELD, UPHELD
from responses.models import DecisionNotice, Finding, RegulatorComplaint, RegulatorLetter, TribunalAppeal
from responses.presenters.regulator import complaint_tag, complaint_title
from responses.presenters.regulator_dates import workings

Near = Callable[[date], Tag]
"""How near a day is that lies ahead or has passed."""

TONES = {UPHELD: "bad", NOT_UPHELD: "good"}


def complaint_page(complaint: RegulatorComplaint, *, member: StaffMember, today: date) -> dict[str, Any]:
    """The context of `responses/regulator/complaint.html`; the complaint was read `whole()`."""
    officer = member.holds(Role.OFFICER)
    calendars = AppealCalendars.now()
    near = partial(due_tag, today=today, calendar=calendars.uk)
    tag = complaint_tag(complaint, today, calendars.uk)
    notice = complaint.notice
    return {
        "foi_request": complaint.foi_request,
        "complaint": complaint,
        "title": complaint_title(complaint),
        "tag": tag,
        "facts": fact_rows(complaint, officer),
        "letters": [letter_rows(letter, near, officer=officer and complaint.is_open) for letter in _newest(complaint)],
        "notice": notice_rows(notice, near) if notice else None,
        "findings": [finding_row(each) for each in notice.findings.all()] if notice else [],
        "appeals": [appeal_row(each, officer) for each in notice.appeals.all()] if notice else [],
        "links": open_acts(complaint) if officer else [],
        "may_resume": officer and complaint.stage in RegulatorComplaint.ENDED_WITHOUT_NOTICE,
        "workings": list(workings(complaint, complaint.foi_request, calendars)),
        "history": history_lines(complaint),
        "section": "queue",
    }


def fact_rows(complaint: RegulatorComplaint, officer: bool) -> list[dict[str, Any]]:
    """The facts of a complaint, for a summary list."""
    rows = [
        {"key": "We were told on", "value": day_words(complaint.told_on)},
        {"key": "Regulator’s reference", "value": complaint.reference or "Not recorded"},
        {"key": "About", "lines": list(matters_of(complaint).values())},
        {"key": "What the requester says", "value": complaint.says},
        {"key": "Ended on", "value": day_words(complaint.ended_on) if complaint.ended_on else ""},
        {"key": "Recorded by", "value": f"{complaint.recorded_by.name}, {moment_words(complaint.recorded_at)}"},
    ]
    if officer:
        rows[1]["change_url"] = rows[2]["change_url"] = reverse("regulator_change", args=[complaint.pk])
    return [row for row in rows if row.get("value") or row.get("lines")]


def letter_rows(letter: RegulatorLetter, near: Near, *, officer: bool) -> dict[str, Any]:
    """A letter of the regulator, when its answer is due, and whether it was given."""
    answered = letter.answered_on
    tag = kept_tag(letter.answer_by, answered) if answered else near(letter.answer_by)
    by = f" by {letter.answered_by.name}" if answered else ""
    waits, keys = not answered and officer, [letter.complaint_id, letter.pk]
    return {
        "title": f"{letter.get_kind_display()} of {day_words(letter.sent_on)}",
        "tag": tag,
        "due": f"Answer due on {day_words(letter.answer_by)}",
        "answered": f"Answered on {day_words(answered)}{by}" if answered else "",
        "asks": letter.asks,
        "answer_url": reverse("regulator_answered", args=keys) if waits else "",
        "day_url": reverse("regulator_answer_day", args=keys) if waits else "",
    }


def notice_rows(notice: DecisionNotice, near: Near) -> dict[str, Any]:
    """A decision notice: its facts and its steps."""
    facts = [
        {"key": "Sent on", "value": day_words(notice.given_on)},
        {"key": "Reference", "value": notice.reference},
        {"key": "Published", "value": notice.published_url, "url": notice.published_url},
        {"key": "Steps required", "value": notice.steps or "None"},
        _steps_row(notice, near),
    ]
    return {"facts": [row for row in facts if row and row["value"]]}


def _steps_row(notice: DecisionNotice, near: Near) -> dict[str, Any] | None:
    if notice.steps_by is None:
        return None
    if notice.steps_taken_on is not None:
        tag = kept_tag(notice.steps_by, notice.steps_taken_on)
        late = " (late)" if tag.tone == "bad" else ""
        return {"key": "Steps taken on", "value": f"{day_words(notice.steps_taken_on)}{late}"}
    if notice.steps_lifted_on is not None:
        return {"key": "Steps", "value": f"Lifted by the tribunal on {day_words(notice.steps_lifted_on)}"}
    row = {"key": "Steps to be taken by", "value": day_words(notice.steps_by)}
    if notice.is_appealed:
        return row | {"tag": "Waits for the tribunal", "tone": "info"}
    tag = near(notice.steps_by)
    return row | {"tag": tag.text, "tone": tag.tone}


def finding_row(finding: Finding) -> dict[str, Any]:
    """What was found of one matter, and by whom."""
    what = finding.exemption.citation if finding.exemption else finding.get_matter_display()
    row = {
        "what": f"{what[:1].upper()}{what[1:]}",
        "found": FINDINGS[finding.outcome],
        "tone": TONES.get(finding.as_value().stands, "warning"),
        "stands": FINDINGS[finding.as_value().stands].partition(":")[0],
    }
    if finding.on_appeal:
        row["on_appeal"] = f"The tribunal, on {day_words(finding.appeal_on)}: {FINDINGS[finding.on_appeal]}"
    return row


def appeal_row(appeal: TribunalAppeal, officer: bool) -> dict[str, Any]:
    """An appeal, who made it and what became of it."""
    decided = f"{appeal.get_outcome_display()} on {day_words(appeal.decided_on)}" if appeal.outcome else ""
    waits = officer and not appeal.outcome
    who = "Our appeal" if appeal.side == TribunalAppeal.Side.AUTHORITY else "Appeal by the requester"
    return {
        "title": f"{who}, {day_words(appeal.lodged_on)}",
        "reference": appeal.reference,
        "tag": decided or "Undecided",
        "tone": "neutral" if decided else "info",
        "published_url": appeal.published_url,
        "outcome_url": reverse("appeal_outcome", args=[appeal.notice.complaint_id, appeal.pk]) if waits else "",
    }


def open_acts(complaint: RegulatorComplaint) -> list[dict[str, str]]:
    """The acts that are open to an officer now, as links: the likeliest first."""
    notice = complaint.notice
    if complaint.is_open:
        found = [
            ("regulator_letter", "Record a letter from the regulator"),
            ("regulator_decision", "Record the decision notice"),
            ("regulator_end", "Record that it ended without a decision notice"),
        ]
    elif notice is not None:
        found = [("regulator_steps", "Record that the steps were taken")] if notice.steps_open else []
        if sides_left(notice):
            found.append(("regulator_appeal", "Record an appeal to the tribunal"))
        if not notice.appeals.all():
            found.append(("regulator_decision", "Correct the decision notice"))
    else:
        found = []
    return [{"text": text, "url": reverse(name, args=[complaint.pk])} for name, text in found]


def sides_left(notice: DecisionNotice) -> list[str]:
    """Who has not appealed yet."""
    appealed = {appeal.side for appeal in notice.appeals.all()}
    return [side for side in TribunalAppeal.Side.values if side not in appealed]


def history_lines(complaint: RegulatorComplaint) -> list[dict[str, str]]:
    """What happened to the complaint, newest first, for the timeline."""
    entries = complaint.foi_request.history.filter(object_kind="regulatorcomplaint", object_id=complaint.pk)
    return [
        event_of(entry, act_words(entry))
        for entry in entries.select_related("actor", "words").order_by("-happened_at", "-pk")
    ]


def _newest(complaint: RegulatorComplaint) -> list[RegulatorLetter]:
    return sorted(complaint.letters.all(), key=lambda letter: (letter.sent_on, letter.pk), reverse=True)
