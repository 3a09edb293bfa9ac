"""Clearing: one person's decision on one exact text."""

from datetime import datetime

from django.db import transaction

from accounts.models import Role, StaffMember
from foirequests.domain import workflow
from responses.actions.draft import move_response
from responses.domain.clearance import DRAFTING_ACTS, check_may_clear, order_of_offer
from responses.domain.errors import NotPermitted, Refused, Stale
from responses.domain.independence import involved
from responses.models import Clearance, FoiResponse, ResponseVersion


def drafters_of(foi_response: FoiResponse) -> frozenset[int]:
    """The ids of all who wrote on this letter."""
    versions = foi_response.versions.values_list("made_by_id", flat=True)
    acts = foi_response.foi_request.history.filter(act__in=DRAFTING_ACTS, actor__isnull=False)
    if foi_response.kind == FoiResponse.Kind.REVIEW_OUTCOME:
        reviewer = foi_response.internal_review.reviewer_id
        return frozenset({*versions, reviewer})
    return frozenset({*versions, *acts.values_list("actor_id", flat=True), foi_response.started_by_id})


def involved_in(foi_response: FoiResponse) -> frozenset[int]:
    """The ids of all who had a part in the original decision on the case."""
    return involved(foi_response.foi_request.history.values_list("act", "actor_id"))


def check_person_may_clear(foi_response: FoiResponse, person: StaffMember) -> None:
    """Raise `NotPermitted` when the person may not clear this letter, saying why."""
    review = foi_response.kind == FoiResponse.Kind.REVIEW_OUTCOME
    check_may_clear(
        person=person.pk,
        roles=person.roles,
        drafters=drafters_of(foi_response),
        kind=foi_response.kind,
        involved=involved_in(foi_response) if review else (),
    )


def eligible_clearers(foi_response: FoiResponse) -> list[StaffMember]:
    """Those who may clear this letter, clearers first and the deputy director last."""
    offered = []
    for person in StaffMember.objects.holding(Role.CLEARER, Role.DEPUTY_DIRECTOR).prefetch_related("role_rows"):
        try:
            check_person_may_clear(foi_response, person)
        except NotPermitted:
            continue
        offered.append(person)
    return sorted(offered, key=lambda person: (order_of_offer(person.roles), person.name))


def submitted_version(foi_response: FoiResponse) -> ResponseVersion:
    """The version that waits for clearance, or was cleared: the newest."""
    return foi_response.versions.order_by("-number")[0]


def live_clearance(foi_response: FoiResponse) -> Clearance | None:
    """The clearance that holds now: of the newest version, for its very hash, while nothing was taken back."""
    if foi_response.stage not in (workflow.CLEARED, workflow.ISSUED):
        return None
    version = submitted_version(foi_response)
    return (
        version.clearances.filter(verdict=Clearance.Verdict.CLEARED, letter_hash=version.letter_hash)
        .select_related("by")
        .first()
    )


@transaction.atomic
def clear_response(
    foi_response: FoiResponse, *, letter_hash: str, by: StaffMember, at: datetime, comment: str = ""
) -> Clearance:
    """Clear the letter whose hash the clearer saw.

    Raises:
        NotPermitted: the person drafted it, lacks the role, or the letter does not wait for clearance.
        Stale: the text is no longer the one that the clearer saw.
    """
    return _decide(foi_response, Clearance.Verdict.CLEARED, letter_hash=letter_hash, comment=comment, by=by, at=at)


@transaction.atomic
def return_response(
    foi_response: FoiResponse, *, letter_hash: str, comment: str, by: StaffMember, at: datetime
) -> Clearance:
    """Return the letter to its drafter, saying what to change.

    Raises:
        Refused: no comment.
        NotPermitted, Stale: as for clearing.
    """
    if not comment.strip():
        raise Refused("Say what should change.")
    return _decide(foi_response, Clearance.Verdict.RETURNED, letter_hash=letter_hash, comment=comment, by=by, at=at)


def _decide(
    foi_response: FoiResponse, verdict: str, *, letter_hash: str, comment: str, by: StaffMember, at: datetime
) -> Clearance:
    check_person_may_clear(foi_response, by)
    if foi_response.stage != workflow.CLEARANCE:
        raise NotPermitted("This letter is not waiting for clearance.")
    version = submitted_version(foi_response)
    if version.letter_hash != letter_hash:
        raise Stale("The letter has changed since you opened it. Read it again before you decide.")
    clearance = Clearance.objects.create(
        version=version, letter_hash=letter_hash, verdict=verdict, comment=comment.strip(), by=by, at=at
    )
    move_response(foi_response, str(verdict), by=by, at=at, words=comment.strip())
    return clearance
