"""Comparing a request with earlier ones: a repeat, a campaign, and requests whose costs count together."""

from collections.abc import Iterable

from codes.models.bank_holidays import uk_calendar
from foirequests.actions.search import CASE
from foirequests.domain import advice, workflow
from foirequests.domain.reading.repeats import (
    AGGREGATION,
    Received,
    aggregation_of,
    campaign_of,
    counted_together,
    repeat_of,
)
from foirequests.domain.reading.values import Cue
from foirequests.models import Advice, FoiRequest
from foirequests.search.likeness import alike

MOST_COMPARED = 50
"""Earlier requests of the same person, and as many of others, that one request is compared with."""


def flags_of_earlier(foi_request: FoiRequest) -> tuple[Cue, ...]:
    """What earlier requests say about this one. What is with another team is compared with nothing."""
    new, earlier = _compared(foi_request)
    found = (repeat_of(new, earlier), campaign_of(new, earlier), aggregation_of(new, earlier, uk_calendar()))
    return tuple(cue for cue in found if cue is not None)


def advised_together(foi_request: FoiRequest) -> list[str]:
    """References of the requests whose costs count with this one's, as triage advised and nobody has dismissed."""
    advised = Advice.objects.of_case(foi_request).filter(kind=advice.FLAG, value=AGGREGATION)
    if not advised.exclude(decision__in=(advice.DISMISSED, advice.CORRECTED)).exists():
        return []
    new, earlier = _compared(foi_request)
    return [one.reference for one in counted_together(new, earlier, uk_calendar())]


def _compared(foi_request: FoiRequest) -> tuple[Received, list[Received]]:
    """The request, and the earlier ones that it is compared with."""
    same = _earlier(FoiRequest.objects.same_person_as(foi_request), foi_request)
    near = alike(CASE, foi_request.text, limit=MOST_COMPARED).keys
    others = _earlier(FoiRequest.objects.filter(pk__in=near).exclude(pk__in=[each.pk for each in same]), foi_request)
    new = _received(foi_request, foi_request.requester_id)
    return new, [*(_received(each, foi_request.requester_id) for each in same), *_of_others(others)]


def _earlier(cases, foi_request: FoiRequest) -> list[FoiRequest]:
    """The newest of these that came before."""
    before = cases.filter(pk__lt=foi_request.pk, received_on__lte=foi_request.received_on)
    before = before.exclude(stage=workflow.PASSED_ON).select_related("requester")
    return list(before.order_by("-received_on", "-pk")[:MOST_COMPARED])


def _of_others(cases: Iterable[FoiRequest]) -> list[Received]:
    """Requests of other people: those under one e-mail address are one person's."""
    people: dict[str, int] = {}
    found = []
    for case in cases:
        person = case.requester
        found.append(_received(case, people.setdefault(person.email.lower() or f"key {person.pk}", person.pk)))
    return found


def _received(case: FoiRequest, requester: int) -> Received:
    answered = case.stage == workflow.ISSUED
    return Received(case.pk, case.reference, case.text, requester, case.received_on, answered=answered)
