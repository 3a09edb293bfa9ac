"""What triage has to settle before a reply can be drafted."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

from foirequests.domain.errors import Refused

HELD, PART_HELD, NOT_HELD, NOT_CONFIRMED = "held", "part_held", "not_held", "not_confirmed"

REGIMES_FIRST = ("foi", "eir", "rpsi")
"""Under which law the reply to a mixed request stands: the first of these that one of its questions falls under."""


@dataclass(frozen=True)
class QuestionFindings:
    """What an officer found about one question: codes of the statutory lists, and a few words."""

    regime: str
    service_area: str
    information_held: str
    holder: str = ""
    missing_attribute: str = ""

    @classmethod
    def of(cls, question: Any) -> Self:
        """What stands on a question already."""
        return cls(
            regime=question.regime_id,
            service_area=question.service_area_id or "",
            information_held=question.information_held_id or "",
            holder=question.holder,
            missing_attribute=question.missing_attribute,
        )


def check_findings(findings: QuestionFindings) -> None:
    """Raise `Refused` when what a draft stands on is missing.

    Whether information is held is the first duty (FOIA section 1(1)(a)), so no draft starts without the answer.
    """
    if not findings.regime:
        raise Refused("Choose the law that the request falls under.")
    if not findings.service_area:
        raise Refused("Choose the service that the request is about.")
    if not findings.information_held:
        raise Refused("Say whether the information is held.")


def case_regime(regimes: Sequence[str]) -> str:
    """The law that a case with questions under these stands under as a whole; each question keeps its own."""
    return next((regime for regime in REGIMES_FIRST if regime in regimes), regimes[0])


def case_service(services: Sequence[str | None]) -> str | None:
    """The service that most questions of a case are about, the first of several; None when nothing is said."""
    said = [service for service in services if service]
    return Counter(said).most_common(1)[0][0] if said else None
