"""The statutory clock of a case in words."""

from datetime import date

from django.urls import reverse

from codes.domain.working_days import WorkingDayCalendar
from foirequests.domain import clock
from foirequests.domain.clock import Reading, Rules
from foirequests.models import FoiRequest
from foirequests.presenters.days import day_words, due_tag, kept_tag
from foirequests.presenters.working import other_readings, reply_working, standstill_words

WAITING = {
    clock.CLARIFICATION_ASKED: ("Waiting for clarification", "We asked the requester to clarify on"),
    clock.FEES_NOTICE: ("Waiting for a fee", "We gave the requester a fees notice on"),
    clock.IDENTITY_ASKED: ("Waiting for evidence of identity", "We asked the requester for evidence of identity on"),
}
"""What the clock waits for: the tag, and the beginning of the line that says why."""


def clock_panel(
    foi_request: FoiRequest, reading: Reading, *, rules: Rules, today: date, calendar: WorkingDayCalendar
) -> dict[str, object]:
    """What `components/clock.html` shows: the due date, how near it is, why, and how it was worked out."""
    regime = foi_request.regime_id
    working = reply_working(reading, regime=regime, rules=rules)
    working.notes.extend(other_readings(reading, regime=regime, rules=rules))
    panel: dict[str, object] = {
        "label": "Reply due",
        "working": working,
        "dates_url": reverse("case_dates", args=[foi_request.reference]),
    }
    if reading.due_on is None and not foi_request.is_open:
        return panel | {"label": "The clock stood still", "due": "Closed without a reply", "tone": "neutral"}
    if reading.due_on is None:
        return panel | _stopped(reading)
    if not foi_request.is_open:
        panel["label"] = "Reply was due"
    panel |= {"due": day_words(reading.due_on), "why": why_line(reading)}
    if foi_request.is_open:
        tag = due_tag(reading.due_on, today, calendar)
    elif foi_request.stage == "issued" and foi_request.closed_on:
        tag = kept_tag(reading.due_on, foi_request.closed_on)
        panel["left"] = f"Answered on {day_words(foi_request.closed_on)}"
    else:
        return panel
    panel |= {"tag": tag.text, "tone": tag.tone}
    return panel


def _stopped(reading: Reading) -> dict[str, str]:
    tag, asked = WAITING[reading.waiting_for]
    return {
        "due": "Clock stopped",
        "tag": tag,
        "tone": "neutral",
        "why": f"{asked} {day_words(reading.asked_on)}. {standstill_words(reading)}",
    }


def why_line(reading: Reading) -> str:
    """One line that says where the due date comes from."""
    if reading.count is None:
        months = "One month" if reading.extension is None else "Three months"
        return f"{months} after {day_words(reading.counted_from)} ({reading.provision})"
    if reading.extension is not None and reading.extension.until == reading.due_on:
        return f"Extended on {day_words(reading.extension.on)} to weigh the public interest"
    first = reading.count.counted[0]
    return f"{len(reading.count.counted)} working days, the first of them {day_words(first)}"
