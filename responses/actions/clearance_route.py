"""Where letters stand on their routes: which steps they need today, and which of them were taken."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from accounts.domain.cover import Away, away_on
from accounts.models import StaffAbsence
from codes.models.organisation import office_on
from foirequests.domain import advice, workflow
from foirequests.models import Advice, Notice
from responses.actions.letters import decisions_of
from responses.domain.decisions import decisions_in
from responses.domain.qualified_person import opinions_lacking
from responses.domain.routing import Standing, route_of
from responses.models import Clearance, FoiResponse, ResponseVersion

TAKEN_UP = (advice.ACCEPTED, advice.ADDED)
"""Advice that an officer stands behind; what nobody decided about sends no letter up."""


def standing_of(foi_response: FoiResponse, *, day: date) -> Standing:
    """Where one letter stands on its route on that day."""
    return standings([foi_response], day=day)[foi_response.pk]


def standings(foi_responses: Iterable[FoiResponse], *, day: date) -> dict[int, Standing]:
    """By letter (id), where it stands on its route on that day; five queries however many there are.

    The route of a submitted letter follows from the version that waits; that of a draft from what is decided now.
    """
    foi_responses = list(foi_responses)
    newest = {
        each["foi_response_id"]: each
        for each in ResponseVersion.objects.filter(foi_response__in=foi_responses)
        .order_by("number")
        .values("foi_response_id", "pk", "letter_hash", "letter__decisions")
    }
    cleared: dict[int, dict[str, int]] = defaultdict(dict)
    texts = {each["pk"]: each["letter_hash"] for each in newest.values()}
    rows = Clearance.objects.filter(version__in=texts, verdict=Clearance.Verdict.CLEARED)
    for version, digest, step, by in rows.values_list("version_id", "letter_hash", "step", "by_id"):
        if digest == texts[version]:
            cleared[version][step] = by
    cases = {each.foi_request_id for each in foi_responses}
    flags, told_early = _flags(cases), _told_early(cases)
    rules = office_on(day).clearance_routing
    found = {}
    for each in foi_responses:
        version = newest.get(each.pk)
        is_draft = version is None or each.stage == workflow.DRAFTING
        decisions = decisions_of(each) if is_draft else version["letter__decisions"]
        case = each.foi_request_id
        steps = route_of(each.kind, decisions, flags=flags[case], told_early=case in told_early, rules=rules)
        found[each.pk] = Standing(
            steps=steps,
            cleared={} if is_draft else cleared[version["pk"]],
            lacking=opinions_lacking(decisions_in(decisions), day=day),
        )
    return found


def absences_on(day: date, *, role: str) -> dict[int, Away]:
    """By person, who is away in that role on that day; one query."""
    return away_on(day, (each.as_value() for each in StaffAbsence.objects.on(day)), role=role)


def _flags(cases: Iterable[int]) -> dict[int, set[str]]:
    """By case, the flags that an officer accepted or added."""
    flags: dict[int, set[str]] = defaultdict(set)
    rows = Advice.objects.filter(foi_request__in=cases, kind=advice.FLAG, decision__in=TAKEN_UP)
    for case, flag in rows.values_list("foi_request_id", "value"):
        flags[case].add(flag)
    return flags


def _told_early(cases: Iterable[int]) -> set[int]:
    """The cases of which the deputy director was told early."""
    notices = Notice.objects.filter(foi_request__in=cases, kind=Notice.Kind.TOLD_EARLY)
    return set(notices.values_list("foi_request_id", flat=True))
