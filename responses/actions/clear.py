"""Clearing: one person's decision on one exact text."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from accounts.models import Role, StaffMember
from foirequests.domain import workflow
from foirequests.models import HistoryEntry
from responses.actions.draft import move_response
from responses.actions.findings import check_ready
from responses.domain.clearance import check_may_clear, order_of_offer
from responses.domain.errors import NotPermitted, Refused, Stale
from responses.domain.independence import Part, drafted, involved
from responses.domain.letter import Letter
from responses.models import Clearance, FoiResponse, ResponseVersion


def check_person_may_clear(foi_response: FoiResponse, person: StaffMember) -> None:
    """Raise `NotPermitted` when the person may not clear this letter, saying why."""
    if refusal := why_not_clear([foi_response], person)[foi_response.pk]:
        raise NotPermitted(refusal)


def why_not_clear(foi_responses: Iterable[FoiResponse], person: StaffMember) -> dict[int, str]:
    """For each letter (by id) why the person may not clear it; empty words where they may. Two queries at most."""
    facts = _clearance_facts(foi_responses)
    return {pk: _refusal(person, **about) for pk, about in facts.items()}


def eligible_clearers(foi_response: FoiResponse) -> list[StaffMember]:
    """Those who may clear this letter, clearers first and the deputy director last."""
    about = _clearance_facts([foi_response])[foi_response.pk]
    people = StaffMember.objects.holding(Role.CLEARER, Role.DEPUTY_DIRECTOR).prefetch_related("role_rows")
    offered = []
    for person in people:
        person.roles = frozenset(row.role for row in person.role_rows.all())
        if not _refusal(person, **about):
            offered.append(person)
    return sorted(offered, key=lambda person: (order_of_offer(person.roles), person.name))


def _refusal(person: StaffMember, **about) -> str:
    try:
        check_may_clear(person=person.pk, roles=person.roles, **about)
    except NotPermitted as refusal:
        return str(refusal)
    return ""


def _clearance_facts(foi_responses: Iterable[FoiResponse]) -> dict[int, dict]:
    """What decides who may clear each letter: its kind, its drafters, and who had a part in the original decision."""
    foi_responses = list(foi_responses)
    cases = {each.foi_request_id for each in foi_responses}
    writers, acts = defaultdict(set), defaultdict(list)
    for pk, member in ResponseVersion.objects.filter(foi_response__in=foi_responses).values_list(
        "foi_response_id", "made_by_id"
    ):
        writers[pk].add(member)
    rows = HistoryEntry.objects.filter(foi_request__in=cases, actor__isnull=False)
    for case, act, actor, told in rows.values_list("foi_request_id", "act", "actor_id", "facts"):
        acts[case].append(Part(act, actor, told.get("response")))
    facts = {}
    for each in foi_responses:
        told = acts[each.foi_request_id]
        is_review = each.kind == FoiResponse.Kind.REVIEW_OUTCOME
        # Work on the reply bars a reviewer's letter by `involved`; what counts here is work on the letter itself, by
        # an earlier reviewer too.
        drafters = {
            *writers[each.pk],
            each.internal_review.reviewer_id if is_review else each.started_by_id,
            *drafted(told, letter=each.pk if is_review else None),
        }
        facts[each.pk] = {
            "kind": each.kind,
            "drafters": frozenset(drafters),
            "involved": involved(told, own_letter=each.pk) if is_review else (),
        }
    return facts


def submitted_version(foi_response: FoiResponse) -> ResponseVersion:
    """The version that waits for clearance, or was cleared: the newest."""
    return foi_response.versions.order_by("-number")[0]


def seen_before(foi_response: FoiResponse, person: StaffMember) -> ResponseVersion | None:
    """The earlier version that this person decided about last, else the last one that anybody returned."""
    newest = submitted_version(foi_response)
    decided = Clearance.objects.filter(version__foi_response=foi_response).exclude(version=newest)
    decided = decided.select_related("version").order_by("-at", "-pk")
    last = decided.filter(by=person).first() or decided.filter(verdict=Clearance.Verdict.RETURNED).first()
    return last.version if last else None


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
        LetterNotReady: wording of it has expired or was retired since it was submitted, or something else is to mend.
        NotPermitted: the person drafted it, lacks the role, or the letter does not wait for clearance.
        Stale: the text is no longer the one that the clearer saw, or somebody else decided at the same moment.
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
    # Held until the end: of two decisions at one moment, the later one finds that the letter has moved on.
    if FoiResponse.objects.select_for_update(no_key=True).get(pk=foi_response.pk).stage != workflow.CLEARANCE:
        raise Stale("Somebody else decided about this letter at the same moment. Look at it again before you go on.")
    version = submitted_version(foi_response)
    if version.letter_hash != letter_hash:
        raise Stale("The letter has changed since you opened it. Read it again before you decide.")
    if verdict == Clearance.Verdict.CLEARED:
        check_ready(Letter.from_json(version.letter), foi_response, at=at)
    clearance = Clearance.objects.create(
        version=version, letter_hash=letter_hash, verdict=verdict, comment=comment.strip(), by=by, at=at
    )
    move_response(foi_response, str(verdict), by=by, at=at, words=comment.strip())
    return clearance
