"""Under what a case stands, in words: its law or, where an officer accepted that it is none, what it is instead."""

from collections.abc import Iterable, Mapping

from foirequests.domain import advice
from foirequests.domain.reading import kinds
from foirequests.models import Advice, FoiRequest, Question

_NAMES = {**kinds.NAMES, **{code: kind.name for code, kind in kinds.KINDS.items()}}


def kinds_accepted(foi_request: FoiRequest) -> dict[int, str]:
    """By the key of a question what officers accepted or said that it is: a code of a law or of another kind."""
    decided = Advice.objects.of_case(foi_request).filter(
        kind=advice.REGIME, question__isnull=False, decision__in=[advice.ACCEPTED, advice.CORRECTED]
    )
    rows = decided.values_list("question", "value", "corrected_value")
    return {question: corrected or value for question, value, corrected in rows}


def law_words(question: Question, accepted: Mapping[int, str]) -> str:
    """What a question falls under: a kind that is no law, if that was accepted, else the law that stands on it."""
    kind = accepted.get(question.pk, "")
    return _NAMES[kind] if kind in kinds.KINDS else question.regime.name


def case_words(foi_request: FoiRequest, questions: Iterable[Question], accepted: Mapping[int, str]) -> str:
    """What the whole case falls under: the law that it is answered under first, then what else is in it."""
    said = list(dict.fromkeys(law_words(question, accepted) for question in questions))
    first = [foi_request.regime.name] if foi_request.regime.name in said else []
    return " and ".join([*first, *(each for each in said if each not in first)]) or foi_request.regime.name
