"""What triage has to settle before a reply can be drafted."""

from dataclasses import dataclass

from foirequests.domain.errors import Refused

HELD, PART_HELD, NOT_HELD, NOT_CONFIRMED = "held", "part_held", "not_held", "not_confirmed"


@dataclass(frozen=True)
class QuestionFindings:
    """What an officer found about one question: codes of the statutory lists, and a few words."""

    regime: str
    service_area: str
    information_held: str
    holder: str = ""
    missing_attribute: str = ""


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
