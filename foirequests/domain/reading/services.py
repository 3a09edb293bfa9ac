"""Which of the services holds what is asked for, and whom to ask for it."""

from collections.abc import Sequence

from foirequests.domain.reading.phrases import PhraseTable, passages_of, weights
from foirequests.domain.reading.values import Cue
from foirequests.domain.reading.words import Word, words_of

_TABLE = PhraseTable.named("services")
HOLDERS = {
    "claims_management": "Claims Management",
    "practitioner_performance_advice": "Practitioner Performance Advice",
    "primary_care_appeals": "Primary Care Appeals",
    "safety_and_learning": "Safety and Learning",
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
_UNSAID = "Nothing in it points to a service; most requests are about claims."


def read_service(text: str) -> Cue:
    """The service area of a text, as its code; `claims_management`, without passages, when nothing points to one."""
    return service_of(words_of(text))


def service_of(words: Sequence[Word], context: Sequence[Word] = (), letter: Sequence[Word] = ()) -> Cue:
    """The service area of a question: by its own words and those that bear on it; by the whole letter's where they say
    nothing."""
    hits, nearby = _TABLE.find(words), _TABLE.find(context)
    if not hits and not nearby:
        hits = _TABLE.find(letter)
    score = weights(hits)
    for code, weight in weights(nearby).items():
        score[code] = score.get(code, 0) + weight / 4
    if not score:
        return Cue(_ORDER[0], _UNSAID)
    best = max(score, key=lambda code: (score[code], -_ORDER.index(code)))
    return Cue(best, _WHY[best], passages_of(hits, best) or passages_of(nearby, best))


def holder_of(service: str) -> str:
    """The team to ask first for information of the service area."""
    return HOLDERS[service]
