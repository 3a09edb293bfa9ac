"""Clearing: at each step of a letter's route, one person's decision on one exact text."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import StaffMember
from foirequests.actions.history import write_history
from foirequests.actions.notices import tell_of_return
from foirequests.domain import workflow
from responses.actions.clearance_route import standing_of
from responses.actions.clearers import check_person_may_clear, why_not_clear
from responses.actions.comments import comment_on_part, tell_whom_it_names
from responses.actions.draft import move_response
from responses.actions.findings import check_ready, late_notes
from responses.actions.independence import letter_facts
from responses.domain.conditions import Condition
from responses.domain.errors import NotPermitted, Refused, Stale
from responses.domain.letter import Letter
from responses.domain.routing import Standing, Step
from responses.models import Clearance, ClearanceCondition, FoiResponse, ResponseVersion


def submitted_version(foi_response: FoiResponse) -> ResponseVersion:
    """The version that waits for clearance, or was cleared: the newest, with who made it."""
    return foi_response.versions.select_related("made_by").order_by("-number")[0]


def decided_about(foi_response: FoiResponse) -> list[Clearance]:
    """What was decided about the versions of this letter, the newest first, with by whom and about which version."""
    decided = Clearance.objects.filter(version__foi_response=foi_response).select_related("by", "version")
    return list(decided.defer("version__letter").order_by("-at", "-pk"))


def seen_before(version: ResponseVersion, person: StaffMember, decided: Sequence[Clearance]) -> ResponseVersion | None:
    """The version before this one that the person decided about last, else the last one that anybody returned.

    `decided` is what was `decided_about` the letter.
    """
    earlier = [each for each in decided if each.version_id != version.pk]
    own = (each for each in earlier if each.by_id == person.pk)
    returned = (each for each in earlier if each.verdict == Clearance.Verdict.RETURNED)
    last = next(own, None) or next(returned, None)
    return last.version if last else None


def live_clearance(foi_response: FoiResponse) -> Clearance | None:
    """The clearance that holds now, at its last step: of the newest version, for its very hash, nothing taken back."""
    return next(iter(live_clearances(foi_response)[::-1]), None)


def live_clearances(foi_response: FoiResponse) -> list[Clearance]:
    """The clearances that hold now, one for each step that was taken; none unless the letter is cleared."""
    if foi_response.stage not in (workflow.CLEARED, workflow.ISSUED):
        return []
    version = submitted_version(foi_response)
    live = version.clearances.filter(verdict=Clearance.Verdict.CLEARED, letter_hash=version.letter_hash)
    return list(live.select_related("by").order_by("at", "pk"))


@transaction.atomic
def clear_response(
    foi_response: FoiResponse,
    *,
    letter_hash: str,
    by: StaffMember,
    at: datetime,
    comment: str = "",
    step: str = "",
    conditions: Sequence[Condition] = (),
    part_comments: Mapping[str, str] | None = None,
) -> Clearance:
    """Clear the letter whose hash the clearer saw at the step that it waits for; the last step makes it cleared.

    `step` is the one that the clearer saw, when the page said so; `conditions` have to be met before it is issued;
    `part_comments` are comments by the key of their part.

    Raises:
        Refused: the recorded opinion of the qualified person does not cover what the letter relies on.
        LetterNotReady: a rule finds something that no note passes, or wording expired since it was submitted.
        NotPermitted: the person drafted it, lacks the role, took another step, or the letter does not wait for this.
        Stale: the text is no longer the one that the clearer saw, or somebody else decided at the same moment.
    """
    standing, version = _held(foi_response, letter_hash=letter_hash, step=step, by=by, at=at)
    if standing.lacking:
        raise Refused(" ".join(standing.lacking) + " The letter cannot be cleared until that is mended: return it.")
    check_ready(Letter.from_json(version.letter), foi_response, at=at, since=late_notes(version))
    clearance = _keep(version, standing.next_step, Clearance.Verdict.CLEARED, comment, by=by, at=at)
    for condition in conditions:
        ClearanceCondition.objects.create(
            clearance=clearance, kind=condition.kind, whom=condition.whom, day=condition.day
        )
    _comment(version, comment, part_comments, by=by, at=at)
    if len(standing.open_steps) == 1:
        move_response(foi_response, "cleared", by=by, at=at, words=comment.strip())
    else:
        _pass_on(foi_response, clearance, by=by, at=at)
    return clearance


@transaction.atomic
def return_response(
    foi_response: FoiResponse,
    *,
    letter_hash: str,
    comment: str,
    by: StaffMember,
    at: datetime,
    step: str = "",
    part_comments: Mapping[str, str] | None = None,
) -> Clearance:
    """Return the letter to its drafter, saying what to change: of the whole letter, of parts of it, or both.

    That ends the round: the changed letter is cleared anew at every step. Who submitted it and who owns the case are
    told, until it is submitted again.

    Raises:
        Refused: nothing is said.
        NotPermitted, Stale: as for clearing.
    """
    if not comment.strip() and not part_comments:
        raise Refused("Say what should change.")
    standing, version = _held(foi_response, letter_hash=letter_hash, step=step, by=by, at=at)
    clearance = _keep(version, standing.next_step, Clearance.Verdict.RETURNED, comment, by=by, at=at)
    _comment(version, comment, part_comments, by=by, at=at)
    move_response(foi_response, "returned", by=by, at=at, words=comment.strip())
    foi_request = foi_response.foi_request
    for person in {version.made_by, foi_request.owner} - {by, None}:
        tell_of_return(foi_request, to=person, at=at)
    return clearance


def _held(
    foi_response: FoiResponse, *, letter_hash: str, step: str, by: StaffMember, at: datetime
) -> tuple[Standing, ResponseVersion]:
    """The letter's standing and the version to decide about, held until the decision is written."""
    day = timezone.localdate(at)
    if foi_response.stage != workflow.CLEARANCE:
        raise NotPermitted("This letter is not waiting for clearance.")
    # Held until the end: of two decisions at one moment, the later one finds that the letter has moved on.
    held = FoiResponse.objects.select_for_update(no_key=True).get(pk=foi_response.pk)
    standing = standing_of(foi_response, day=day)
    has_moved = standing.next_step is not None and step not in ("", standing.next_step.name)
    if held.stage != workflow.CLEARANCE or has_moved:
        raise Stale("Somebody else decided about this letter at the same moment. Look at it again before you go on.")
    check_person_may_clear(foi_response, by, day=day)
    version = submitted_version(foi_response)
    if version.letter_hash != letter_hash:
        raise Stale("The letter has changed since you opened it. Read it again before you decide.")
    return standing, version


def _keep(
    version: ResponseVersion, step: Step, verdict: str, comment: str, *, by: StaffMember, at: datetime
) -> Clearance:
    return Clearance.objects.create(
        version=version,
        step=step.name,
        letter_hash=version.letter_hash,
        verdict=verdict,
        comment=comment.strip(),
        by=by,
        at=at,
    )


def _comment(
    version: ResponseVersion, comment: str, part_comments: Mapping[str, str] | None, *, by: StaffMember, at: datetime
) -> None:
    """Keep the comments on parts, and tell those who are named in them or in that on the whole letter."""
    tell_whom_it_names(version.foi_response.foi_request, comment, by=by, at=at)
    for part, text in (part_comments or {}).items():
        comment_on_part(version.foi_response, part=part, text=text, version=version, by=by, at=at)


def _pass_on(foi_response: FoiResponse, clearance: Clearance, *, by: StaffMember, at: datetime) -> None:
    """The letter waits for the next step of its route, and nobody in particular is asked unless they may take it."""
    asked = foi_response.asked_clearer
    if asked is not None and why_not_clear([foi_response], asked, day=timezone.localdate(at))[foi_response.pk]:
        FoiResponse.objects.filter(pk=foi_response.pk).update(asked_clearer=None)
        foi_response.asked_clearer = None
    write_history(
        foi_response.foi_request,
        "step_cleared",
        by=by,
        at=at,
        concerning=foi_response,
        facts={"step": clearance.step} | letter_facts(foi_response),
        words=clearance.comment,
    )
