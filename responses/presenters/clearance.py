"""Words and tones of clearance."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.models import StaffMember
from codes.domain.working_days import WorkingDayCalendar
from foirequests.presenters.days import day_words, due_tag, moment_words, number_of
from responses.actions.clearers import Asked
from responses.domain.routing import DEPUTY_DIRECTOR, Standing
from responses.models import Clearance, FoiResponse, PassingNote, ResponseVersion
from responses.presenters.clearance_route import for_reader, step_words
from responses.presenters.findings import late_rows
from responses.presenters.letters import where_it_goes

QUEUE_COLUMNS = [
    {"label": "Due"},
    {"label": "Letter"},
    {"label": "Drafted by"},
    {"label": "Waiting since"},
    {"label": "For you"},
]


def due_of(foi_response: FoiResponse) -> date | None:
    """The day by which this letter has to leave: that of the case, for the outcome of a review that of the review."""
    if foi_response.kind == FoiResponse.Kind.REVIEW_OUTCOME:
        return foi_response.internal_review.due_on
    return foi_response.foi_request.due_on if foi_response.foi_request.is_open else None


def queue_rows(
    waiting: Iterable[FoiResponse],
    *,
    refusals: Mapping[int, str],
    standings: Mapping[int, Standing],
    asked: Mapping[int, Asked],
    covers: Mapping[str, list[str]],
    reader: StaffMember,
    today: date,
    calendar: WorkingDayCalendar,
) -> list[list[dict[str, Any]]]:
    """One row for each letter; `refusals` say why the reader may not clear it.

    `standings` are its routes, `asked` of whom it is asked today, `covers` whom the reader covers for, by role.
    """
    rows = []
    for each in waiting:
        due = due_of(each)
        tag = due_tag(due, today, calendar) if due else None
        since = timezone.localdate(each.submitted_at)
        refusal = refusals[each.pk]
        standing = standings[each.pk]
        for_me, is_mine = for_reader(each, standing, asked.get(each.pk), reader=reader, covers=covers)
        step = step_words(standing)
        rows.append(
            [
                {"text": day_words(due) if due else "No due date", "tag": tag and tag.text, "tone": tag and tag.tone},
                {
                    "text": f"{each.foi_request.reference} {each.foi_request.subject}",
                    "url": reverse("clear", args=[each.foi_request.reference, each.pk]),
                    "sub": f"{each.get_kind_display()}. {step}" if step else each.get_kind_display(),
                    "header": True,
                },
                {"text": each.started_by.name},
                {"text": day_words(since), "sub": number_of((today - since).days, "day")},
                {
                    "text": refusal or for_me,
                    "tag": "Not yours to clear" if refusal else "Asked of you" if is_mine else "",
                    "tone": "neutral" if refusal else "info",
                },
            ]
        )
    return rows


def passed_after(notes: QuerySet[PassingNote]) -> list[dict[str, str]]:
    """Notes on letters that the reader cleared before, each with its case."""
    notes = list(notes.select_related("by", "foi_response__foi_request"))
    cases = [note.foi_response.foi_request for note in notes]
    return [
        row | {"case": f"{case.reference} {case.subject}", "url": reverse("case", args=[case.reference])}
        for row, case in zip(late_rows(notes), cases, strict=True)
    ]


def facts(
    foi_response: FoiResponse, version: ResponseVersion, *, today: date, calendar: WorkingDayCalendar
) -> list[dict[str, Any]]:
    """Who drafted the letter, when it was submitted, by when it has to leave and where to, what the requester needs."""
    due = due_of(foi_response)
    rows = [
        {"key": "Drafted by", "value": foi_response.started_by.name},
        {"key": "Submitted", "value": f"{moment_words(version.made_at)} by {version.made_by.name}"},
    ]
    if due:
        tag = due_tag(due, today, calendar)
        rows.append({"key": "Due", "value": day_words(due), "tag": tag.text, "tone": tag.tone})
    rows += where_it_goes(foi_response.foi_request)
    if foi_response.foi_request.adjustments:
        rows.append({"key": "Adjustments asked for", "value": foi_response.foi_request.adjustments})
    if foi_response.corrects:
        rows.append({"key": "Corrects", "value": f"The letter of {day_words(foi_response.corrects.issued_on)}"})
    return rows


def decision_events(decided: Iterable[Clearance]) -> list[dict[str, Any]]:
    """What was decided about earlier versions of a letter, in the order given."""
    return [
        {
            "what": f"{each.get_verdict_display()}: version {each.version.number}"
            + (f" (as {each.get_step_display().lower()})" if each.step == DEPUTY_DIRECTOR else ""),
            "who": each.by.name,
            "happened": moment_words(each.at),
            "words": each.comment,
        }
        for each in decided
    ]
