"""Where letters stand on their routes: which steps they need today, and which of them were taken."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from accounts.domain.cover import Away, away_on
from accounts.models import StaffAbsence
from codes.domain.office_settings import Office
from codes.models.organisation import office_on
from foirequests.domain import advice, workflow
from foirequests.models import Advice, Notice
from responses.actions.decision_values import opinion_of
from responses.actions.letters import decisions_of
from responses.domain.decisions import Opinion
from responses.domain.qualified_person import opinions_lacking, opinions_named
from responses.domain.routing import Standing, route_of
from responses.models import Clearance, FoiResponse, QualifiedPersonOpinion, ResponseVersion

TAKEN_UP = (advice.ACCEPTED, advice.ADDED)
"""Advice that an officer stands behind; what nobody decided about sends no letter up."""


def standing_of(foi_response: FoiResponse, *, day: date, office: Office | None = None) -> Standing:
    """Where one letter stands on its route on that day; `office` as in `standings`."""
    return standings([foi_response], day=day, office=office)[foi_response.pk]


def standings(foi_responses: Iterable[FoiResponse], *, day: date, office: Office | None = None) -> dict[int, Standing]:
    """By letter (id), where it stands on its route on that day; six queries at most, however many there are.

    The route of a submitted letter follows from the version that waits; that of a draft from what is decided now.
    `office` are the settings of that day when the caller has read them.
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
    rules = (office or office_on(day)).clearance_routing
    drafts = {each.pk for each in foi_responses if each.pk not in newest or each.stage == workflow.DRAFTING}
    decided = {
        each.pk: decisions_of(each) if each.pk in drafts else newest[each.pk]["letter__decisions"]
        for each in foi_responses
    }
    opinions = _opinions({each.foi_request_id for each in foi_responses if opinions_named(decided[each.pk])})
    found = {}
    for each in foi_responses:
        decisions, case = decided[each.pk], each.foi_request_id
        steps = route_of(each.kind, decisions, flags=flags[case], told_early=case in told_early, rules=rules)
        found[each.pk] = Standing(
            steps=steps,
            cleared={} if each.pk in drafts else cleared[newest[each.pk]["pk"]],
            lacking=opinions_lacking(decisions, day=day, opinions=opinions[case]),
        )
    return found


def absences_on(day: date, *, roles: Iterable[str]) -> dict[str, dict[int, Away]]:
    """By role and person, who is away in it on that day; one query."""
    absences = [each.as_value() for each in StaffAbsence.objects.on(day)]
    return {role: away_on(day, absences, role=role) for role in roles}


def _opinions(cases: Collection[int]) -> dict[int, list[Opinion]]:
    """By case, the opinions of the qualified person that are recorded for it."""
    opinions: dict[int, list[Opinion]] = defaultdict(list)
    for each in QualifiedPersonOpinion.objects.filter(foi_request__in=cases) if cases else ():
        opinions[each.foi_request_id].append(opinion_of(each))
    return opinions


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
