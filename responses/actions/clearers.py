"""Who may clear a letter at the step that it waits for, and of whom it is asked while people are away."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from accounts.domain.cover import covered_by, stand_in
from accounts.models import Role, StaffMember
from foirequests.models import HistoryEntry
from responses.actions.clearance_route import absences_on, standings
from responses.domain.clearance import check_may_clear, order_of_offer
from responses.domain.errors import NotPermitted
from responses.domain.independence import Part, drafted, involved
from responses.domain.routing import DEPUTY_DIRECTOR, Standing
from responses.models import FoiResponse, ResponseVersion

ROLES = (Role.CLEARER, Role.DEPUTY_DIRECTOR)


@dataclass(frozen=True)
class Asked:
    """Of whom a letter is asked (`person`), and who does it while they are away until `until` (`cover`, if anybody)."""

    person: StaffMember
    until: date | None = None
    cover: StaffMember | None = None

    @property
    def today(self) -> StaffMember | None:
        """Who is to clear the letter now; None when nobody covers."""
        return self.person if self.until is None else self.cover


def asked_today(foi_responses: Iterable[FoiResponse], *, day: date) -> dict[int, Asked]:
    """By letter (id), of whom its clearance is asked on that day; letters asked of nobody are left out."""
    away = absences_on(day, roles=ROLES)
    found, covers = {}, {}
    for each in foi_responses:
        if each.asked_clearer is None:
            continue
        found[each.pk] = Asked(each.asked_clearer)
        role = next((role for role in ROLES if each.asked_clearer_id in away[role]), None)
        if role is not None:
            covers[each.pk] = stand_in(each.asked_clearer_id, away[role])
            found[each.pk] = Asked(each.asked_clearer, until=away[role][each.asked_clearer_id].last_day)
    people = StaffMember.objects.in_bulk([pk for pk in covers.values() if pk is not None]) if covers else {}
    return found | {pk: Asked(found[pk].person, found[pk].until, people.get(cover)) for pk, cover in covers.items()}


def covering(person: StaffMember, *, day: date) -> dict[str, list[str]]:
    """By role, the names of those whom the person covers for on that day."""
    found = {}
    for role, away in absences_on(day, roles=ROLES).items():
        if keys := covered_by(person.pk, away):
            people = StaffMember.objects.in_bulk(keys)
            found[str(role)] = [people[pk].name for pk in keys]
    return found


def check_person_may_clear(foi_response: FoiResponse, person: StaffMember, *, day: date) -> None:
    """Raise `NotPermitted` when the person may not clear this letter at the step that it waits for, saying why."""
    if refusal := why_not_clear([foi_response], person, day=day)[foi_response.pk]:
        raise NotPermitted(refusal)


def why_not_clear(
    foi_responses: Iterable[FoiResponse],
    person: StaffMember,
    *,
    day: date,
    known: Mapping[int, Standing] | None = None,
) -> dict[int, str]:
    """For each letter (by id) why the person may not clear it at its next step; empty words where they may.

    A bounded number of queries; `known` are the standings of these letters when the caller has read them already.
    """
    foi_responses = list(foi_responses)
    away = _away(day)
    facts = _clearance_facts(foi_responses, known or standings(foi_responses, day=day), away)
    return {pk: _refusal(person, away, **about) for pk, about in facts.items()}


def eligible_clearers(foi_response: FoiResponse, *, day: date) -> list[StaffMember]:
    """Those who may clear this letter at its next step, clearers first and the deputy director last."""
    away = _away(day)
    about = _clearance_facts([foi_response], standings([foi_response], day=day), away)[foi_response.pk]
    people = StaffMember.objects.holding(Role.CLEARER, Role.DEPUTY_DIRECTOR).prefetch_related("role_rows")
    offered = []
    for person in people:
        person.roles = frozenset(row.role for row in person.role_rows.all())
        if not _refusal(person, away, **about):
            offered.append(person)
    return sorted(offered, key=lambda person: (order_of_offer(person.roles), person.name))


def _away(day: date) -> dict[str, frozenset[int]]:
    """By role, the ids of those who are away on that day."""
    return {role: frozenset(away) for role, away in absences_on(day, roles=ROLES).items()}


def _refusal(person: StaffMember, away: Mapping[str, frozenset[int]], **about) -> str:
    is_away = any(person.pk in those for those in away.values())
    try:
        check_may_clear(person=person.pk, roles=person.roles, is_away=is_away, **about)
    except NotPermitted as refusal:
        return str(refusal)
    return ""


def _clearance_facts(
    foi_responses: Iterable[FoiResponse], known: Mapping[int, Standing], away: Mapping[str, frozenset[int]]
) -> dict[int, dict]:
    """What decides who may clear each letter: its kind and step, its drafters, who had a part in the original decision,
    who cleared it at another step, and who could take a deputy director's step that follows."""
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
    deputies = set(StaffMember.objects.holding(Role.DEPUTY_DIRECTOR).values_list("pk", flat=True))
    here = deputies.difference(*away.values())
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
        cleared = frozenset(known[each.pk].cleared.values())
        goes_up = any(step.name == DEPUTY_DIRECTOR for step in known[each.pk].open_steps[1:])
        facts[each.pk] = {
            "kind": each.kind,
            "drafters": frozenset(drafters),
            "involved": involved(told, own_letter=each.pk) if is_review else (),
            "step": step.name if (step := known[each.pk].next_step) else "",
            "cleared": cleared,
            "left_for_later": frozenset(here - drafters - cleared) if goes_up else None,
        }
    return facts
