"""From likely outcomes to the blocks of a reply, in order. A proposal: the officer changes it as the reply needs.

What comes back are slugs of the wording library. The order of the office's replies has dates, like its wording: until
28 February 2023 the order of the January 2023 letter, then the answer first.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

ANSWER_FIRST_FROM = date(2023, 3, 1)
"""From this day the answer stands before the background, and the Act is named."""

CLAIMS_SERVICES = ("claims_management",)
"""Codes of the service areas whose information stands in the claims database under codes."""

CORRECTION_OPENING = ("correction",)
"""What a corrected reply begins with."""

_ENDING = ("conclusion", "internal-review", "information-commissioner")
_ENVIRONMENTAL_ENDING = ("conclusion", "internal-review-environmental", "regulator-environmental")


@dataclass(frozen=True)
class LikelyOutcome:
    """What triage expects for one question.

    `held` is a code of information held (`held`, `part_held`, `not_held`, `not_confirmed`) or empty when unsure;
    `service` the code of the service area; `attribute_not_recorded` when the question turns on something that the
    database has no field for (the type of procedure); `accessible_elsewhere` when it is published where anybody can
    get it, which section 21 of the Act exempts and the Regulations do not.
    """

    held: str
    service: str = ""
    attribute_not_recorded: bool = False
    accessible_elsewhere: bool = False


def outline(
    likely: Iterable[LikelyOutcome], *, on: date, regime: str = "foi", late: bool = False, corrects: bool = False
) -> tuple[str, ...]:
    """The slugs of a reply drafted on the day, each once.

    `regime` is its code; `eir` has its own opening, ending and way of saying "not held". `late` when it leaves after
    the due date (then it apologises), `corrects` when it replaces an issued letter. Refusals get their frame; the
    reasoning of an exemption is written by the officer.
    """
    if on < ANSWER_FIRST_FROM:
        return _once(["request-restated", "response-heading", *_answers_of_2023(likely), *_ENDING])
    opening = opening_of(regime, late=late, corrects=corrects)
    return _once([*opening, *answers_of(likely, regime=regime), *ending_of(regime)])


def opening_of(regime: str, *, late: bool, corrects: bool) -> tuple[str, ...]:
    """What stands before the answers, from `ANSWER_FIRST_FROM` on."""
    opening = list(CORRECTION_OPENING) if corrects else []
    opening.append("opening-environmental" if regime == "eir" else "opening")
    opening += ["apology-late"] if late else []
    return (*opening, "request-restated", "response-heading")


def answers_of(likely: Iterable[LikelyOutcome], *, regime: str) -> tuple[str, ...]:
    """The blocks that answer, each once."""
    return _once(_environmental_answers(likely) if regime == "eir" else _answers(likely))


def ending_of(regime: str) -> tuple[str, ...]:
    """What stands behind the answers."""
    return _ENVIRONMENTAL_ENDING if regime == "eir" else _ENDING


def review_outline(outcome: str, *, regime: str = "foi") -> tuple[str, ...]:
    """The slugs of the letter that ends an internal review, for `upheld`, `partly_upheld` or `not_upheld`."""
    final = "review-final-environmental" if regime == "eir" else "review-final"
    return (f"review-outcome-{outcome.replace('_', '-')}", final)


def _answers_of_2023(likely: Iterable[LikelyOutcome]) -> list[str]:
    slugs = ["role-and-services"]
    for outcome in likely:
        if _not_recorded(outcome):
            slugs += ["claims-coding", "attribute-not-recorded", "offer-by-code"]
            slugs += ["independent-providers", "referral-nhs-england"]
        elif outcome.service in CLAIMS_SERVICES:
            slugs.append("claims-coding")
    return slugs


def _answers(likely: Iterable[LikelyOutcome]) -> list[str]:
    slugs: list[str] = []
    for outcome in likely:
        claims = outcome.service in CLAIMS_SERVICES
        if _not_recorded(outcome):
            slugs += ["attribute-not-recorded", "claims-coding", "offer-by-code"]
            slugs += ["independent-providers", "referral-nhs-england"]
        elif outcome.held == "held" and outcome.accessible_elsewhere:
            slugs.append("already-accessible")
        elif outcome.held == "held":
            slugs += ["information-below", *(["claims-figures"] if claims else []), "re-use"]
        elif outcome.held == "part_held":
            slugs += ["part-held", *(["claims-figures"] if claims else []), "re-use"]
        elif outcome.held == "not_held":
            slugs += ["not-held", *(["claims-coding", "offer-by-code"] if claims else [])]
    return slugs


def _environmental_answers(likely: Iterable[LikelyOutcome]) -> list[str]:
    slugs: list[str] = []
    for outcome in likely:
        if outcome.held == "held":
            slugs += ["information-below", "re-use"]
        elif outcome.held == "part_held":
            slugs += ["part-held", "re-use"]
        elif outcome.held == "not_held":
            slugs.append("not-held-environmental")
    return slugs


def _not_recorded(outcome: LikelyOutcome) -> bool:
    return outcome.held == "not_held" and outcome.service in CLAIMS_SERVICES and outcome.attribute_not_recorded


def _once(slugs: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(slugs))
