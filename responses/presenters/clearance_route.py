"""The route of a letter in words: its steps, of whom it is asked, who covers, and the conditions of its clearance."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.urls import reverse

from accounts.models import Role, StaffMember
from foirequests.presenters.days import day_words, moment_words
from responses.actions.clearers import Asked
from responses.domain.conditions import TOLD
from responses.domain.routing import DEPUTY_DIRECTOR, STEPS, Standing, Step
from responses.models import Clearance, ClearanceCondition, FoiResponse

QUALIFIED = "Qualified person’s opinion"


def step_words(standing: Standing) -> str:
    """`Step 2 of 2: deputy director`; empty when one person clears the letter or nobody is left to."""
    step = standing.next_step
    if step is None or not standing.asks_two:
        return ""
    taken = [each.name for each in standing.steps if each.is_taken_by_clearing]
    return f"Step {taken.index(step.name) + 1} of {len(taken)}: {STEPS[step.name].lower()}"


def what_follows(standing: Standing) -> str:
    """Who clears the letter after the step that it waits for; empty at the last one."""
    later = standing.open_steps[1:]
    return f"After you, it goes to a {STEPS[later[0].name].lower()}." if later else ""


def route_rows(standing: Standing, clearances: Iterable[Clearance]) -> list[dict[str, Any]]:
    """Each step with why it is there, and who took it."""
    by_step = {each.step: each for each in clearances}
    return [
        {"key": STEPS.get(step.name, QUALIFIED), "lines": step.why, **_state(step, standing, by_step)}
        for step in standing.steps
    ]


def _state(step: Step, standing: Standing, by_step: Mapping[str, Clearance]) -> dict[str, str]:
    if not step.is_taken_by_clearing:
        return {"tag": "Not covered", "tone": "bad"} if standing.lacking else {"tag": "Recorded", "tone": "good"}
    if step.name in standing.cleared and (taken := by_step.get(step.name)):
        return {"tag": f"Cleared by {taken.by.name}, {moment_words(taken.at)}", "tone": "good"}
    return {"tag": "Now", "tone": "info"} if step == standing.next_step else {"tag": "Not yet", "tone": "neutral"}


def for_reader(
    foi_response: FoiResponse,
    standing: Standing,
    asked: Asked | None,
    *,
    reader: StaffMember,
    covers: Mapping[str, list[str]],
) -> tuple[str, bool]:
    """What a letter in the queue is to somebody who may clear it, and whether it is asked of them.

    `covers` are the names of those whom the reader covers for, by role.
    """
    if asked is None:
        return _of_nobody_in_particular(foi_response, standing, reader, covers)
    away = f"{asked.person.name} (away until {day_words(asked.until)})" if asked.until else asked.person.name
    if asked.today is None:
        return f"{away} is asked, and nobody covers; you may clear it", False
    if asked.today.pk == reader.pk:
        return (f"You are asked to clear it, covering for {away}" if asked.until else "You are asked to clear it"), True
    if asked.until:
        return f"{asked.today.name} is asked, covering for {away}; you may clear it too", False
    return f"{asked.person.name} is asked; you may clear it too", False


def _of_nobody_in_particular(
    foi_response: FoiResponse, standing: Standing, reader: StaffMember, covers: Mapping[str, list[str]]
) -> tuple[str, bool]:
    """A letter that goes up is asked of every deputy director; another of those who cover for somebody."""
    step = standing.next_step
    if step is None:
        return who_can_take(foi_response), False
    words = who_can_take(foi_response, step.name)
    goes_up = step.name == DEPUTY_DIRECTOR and foi_response.kind != FoiResponse.Kind.REVIEW_OUTCOME
    if goes_up:
        words = f"{words}. {' '.join(step.why)}"
    if names := covers.get(step.name, []):
        return f"{words.removesuffix('.')}. You are covering for {' and '.join(names)}", True
    return words, goes_up and reader.holds(Role.DEPUTY_DIRECTOR)


def who_can_take(foi_response: FoiResponse, step: str = "") -> str:
    """Who may clear a letter that nobody in particular is asked to clear: a review's outcome is for the director."""
    if foi_response.kind == FoiResponse.Kind.REVIEW_OUTCOME:
        return "A deputy director who had no part in the reply approves it"
    return "A deputy director clears it now" if step == DEPUTY_DIRECTOR else "Any clearer can take it"


def condition_rows(
    conditions: Iterable[ClearanceCondition], foi_response: FoiResponse, *, today: date
) -> list[dict[str, Any]]:
    """The conditions on which a letter was cleared: by whom, whether they are met, and where that is recorded."""
    rows = []
    for each in conditions:
        is_open = bool(each.as_value().why_not_yet(today, is_met=each.met_at is not None))
        if each.met_at:
            met = f"{each.told} was told. Recorded by {each.met_by.name}, {moment_words(each.met_at)}."
        else:
            met = "" if is_open else "That day has come."
        rows.append(
            {
                "pk": each.pk,
                "words": each.as_value().words,
                "by": f"{each.clearance.by.name}, {moment_words(each.clearance.at)}",
                "tag": {"text": "Open", "tone": "warning"} if is_open else {"text": "Met", "tone": "good"},
                "met": met,
                "met_url": reverse("condition_met", args=[foi_response.foi_request.reference, foi_response.pk, each.pk])
                if is_open and each.kind == TOLD
                else "",
            }
        )
    return rows
