"""What is likely to become of each question, as codes of information held, before anybody has looked."""

from collections.abc import Iterable
from dataclasses import dataclass

from codes.domain.published import S21
from foirequests.domain.reading import kinds
from foirequests.domain.reading.values import QuestionRead
from foirequests.domain.triage import HELD, NOT_HELD

_CLAIMS = "claims_management"


@dataclass(frozen=True)
class Likely:
    """What triage expects for one question: a code of information held, the service area, whether it turns on
    something that the claims database has no field for, and whether it is published at an address we can name."""

    held: str
    service: str
    attribute_not_recorded: bool = False
    accessible_elsewhere: bool = False


def likely_outcomes(questions: Iterable[QuestionRead]) -> tuple[Likely, ...]:
    """For each question that a reply under the Act or the Regulations answers; other kinds are left to their teams."""
    return tuple(_likely(question) for question in questions if question.regime.value in kinds.ANSWERED)


def _likely(question: QuestionRead) -> Likely:
    service = question.service.value
    if service == _CLAIMS and question.not_recorded:
        return Likely(NOT_HELD, service, attribute_not_recorded=True)
    return Likely(HELD, service, accessible_elsewhere=any(match.proposal == S21 for match in question.published))
