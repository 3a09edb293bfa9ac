"""The statutory clock of a case in words, with its working."""

from collections.abc import Iterable
from datetime import date

from codes.domain.working_days import SkippedDay, WorkingDayCalendar
from foirequests.domain.clock import KINDS, RECEIPT_CORRECTED, WORKING_DAYS_TO_ANSWER, DayCount, Reading
from foirequests.models import ClockEvent, FoiRequest
from foirequests.presenters.days import day_words, due_tag, kept_tag, number_of


def clock_panel(
    foi_request: FoiRequest,
    reading: Reading,
    events: Iterable[ClockEvent],
    *,
    today: date,
    calendar: WorkingDayCalendar,
) -> dict[str, object]:
    """What `components/clock.html` shows: the due date, how near it is, why, and how it was worked out."""
    panel: dict[str, object] = {"label": "Reply due", "working": working_lines(reading, events), "skipped": []}
    if reading.count is not None:
        panel["skipped"] = skipped_lines(reading.count)
    if not foi_request.is_open and foi_request.due_on is not None:
        panel["label"] = "Reply was due"
    if reading.due_on is None:
        asked = day_words(reading.asked_on)
        panel |= {
            "due": "Clock stopped",
            "tag": "Waiting for clarification",
            "tone": "neutral",
            "why": f"We asked the requester to clarify on {asked}. {WORKING_DAYS_TO_ANSWER} fresh working days begin"
            " when the answer comes.",
        }
        return panel
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


def why_line(reading: Reading) -> str:
    """One line that says where the due date comes from."""
    if reading.count is None:
        return f"One month after {day_words(reading.counted_from)} ({reading.provision})"
    first = reading.count.counted[0]
    return f"{len(reading.count.counted)} working days, the first of them {day_words(first)}"


def working_lines(reading: Reading, events: Iterable[ClockEvent]) -> list[str]:
    """The calculation, step by step."""
    lines = [f"{KINDS[event.kind]}: {day_words(event.on)}." for event in events]
    if any(event.kind == RECEIPT_CORRECTED for event in events):
        lines.append(f"The corrected date of receipt counts: {day_words(reading.received_on)}.")
    if reading.due_on is None:
        lines.append(
            f"Before we asked, the reply was due on {day_words(reading.first_due_on)}. The clock stands still until"
            " the requester answers (section 1(3))."
        )
        return lines
    if reading.count is None:
        lines.append(
            f"{reading.provision}: one month after {day_words(reading.counted_from)}; when that is no working day in"
            " England and Wales, the next one."
        )
        return lines
    lines.append(f"{day_words(reading.counted_from)} is day 0, whether or not it is a working day.")
    lines.append(
        f"{number_of(len(reading.count.counted), 'working day')} counted: {listed_days(reading.count.counted)}."
    )
    lines.append(f"Source: {reading.provision}. A working day is one in every part of the United Kingdom.")
    if getattr(reading.count, "provisional", False):
        lines.append("Bank holidays are not yet proclaimed for all of this time, so the date may change.")
    return lines


def skipped_lines(count: DayCount) -> list[dict[str, str]]:
    """The days that do not count: weekends together, every other day with its reason."""
    named = [day for day in count.skipped if not _is_mere_weekend(day)]
    weekends = [day.on for day in count.skipped if _is_mere_weekend(day)]
    lines = [{"day": f"{day.on:%A} {day_words(day.on)}", "reason": day.reason} for day in named]
    if weekends:
        lines.append({"day": "Saturdays and Sundays", "reason": listed_days(weekends)})
    return lines


def listed_days(days: Iterable[date]) -> str:
    """`6, 9 and 10 January 2023; 1 February 2023`: days grouped by month."""
    months: dict[str, list[str]] = {}
    for day in days:
        months.setdefault(f"{day:%B %Y}", []).append(str(day.day))
    return "; ".join(f"{_joined(numbers)} {month}" for month, numbers in months.items())


def _joined(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _is_mere_weekend(day: SkippedDay) -> bool:
    return day.is_weekend and day.reason in ("Saturday", "Sunday")
