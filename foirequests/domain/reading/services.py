"""Which of the services holds what is asked for, and whom to ask for it."""

from collections.abc import Sequence

from codes.domain.passages import Passage
from foirequests.domain.reading.cue_tables import SERVICES
from foirequests.domain.reading.phrases import passages_of, weights
from foirequests.domain.reading.searched import Searched
from foirequests.domain.reading.values import Cue

CLAIMS, PRACTITIONERS, LEARNING = "claims_management", "practitioner_performance_advice", "safety_and_learning"
HOLDERS = {
    CLAIMS: "Claims Management",
    PRACTITIONERS: "Practitioner Performance Advice",
    "primary_care_appeals": "Primary Care Appeals",
    LEARNING: "Safety and Learning",
    "corporate": "Corporate and Information Governance",
}
"""The team that is asked first for information of a service area."""

_ORDER = tuple(HOLDERS)
_WHY = {
    "claims_management": "Speaks of claims, their causes or their money.",
    "practitioner_performance_advice": "Speaks of the performance, referral or exclusion of practitioners.",
    "primary_care_appeals": "Speaks of appeals or disputes of primary care contractors.",
    "safety_and_learning": "Speaks of learning and of safety work.",
    "corporate": "Speaks of how the organisation itself is run.",
}
_TELLING = 5
"""From this weight on a phrase belongs to one service: “correspondence” and “policy” are of any."""

_UNSAID = "Nothing in it points to a service; most requests are about claims."


def read_service(text: str) -> Cue:
    """The service area of a text, as its code; `claims_management`, without passages, when nothing points to one."""
    searched = Searched(text)
    return service_of(searched, [searched.whole])


def service_of(searched: Searched, own: Sequence[Passage], context: Sequence[Passage] = ()) -> Cue:
    """The service area of questions: by their own words and those that bear on them. Where these say nothing the whole
    text decides, and where they say little it helps to."""
    hits, nearby = searched.hits(SERVICES, *own), searched.hits(SERVICES, *context)
    whole = searched.hits(SERVICES, searched.whole)
    if not hits and not nearby:
        hits = whole
    elif all(hit.weight < _TELLING for hit in (*hits, *nearby)):
        nearby = whole
    score = weights(hits)
    beside = searched.once(_of_whole) if nearby is whole else weights(nearby)
    for code, weight in beside.items():
        score[code] = score.get(code, 0) + weight / 4
    if not score:
        return Cue(_ORDER[0], _UNSAID)
    best = max(score, key=lambda code: (score[code], -_ORDER.index(code)))
    return Cue(best, _WHY[best], passages_of(hits, best) or passages_of(nearby, best))


def _of_whole(searched: Searched) -> dict[str, int]:
    return weights(searched.hits(SERVICES, searched.whole))


def holder_of(service: str) -> str:
    """The team to ask first for information of the service area."""
    return HOLDERS[service]
