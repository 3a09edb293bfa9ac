"""Provisions and grounds as values, for tests that touch no database."""

from responses.domain.decisions import DISCLOSURE, MAINTAINING, Decision, Factor, Ground
from responses.domain.ground_fields import fields_of
from responses.domain.missing import needs_weighing
from responses.domain.provisions import Provision

ABSOLUTE = ("absolute", "class")
QUALIFIED = ("qualified", "class")
HARM = ("qualified", "prejudice")
OPINION = ("qualified", "opinion")
DATA = ("absolute", "principles")
EFFECT = ("qualified", "adverse_effect")
PROCEDURE = ("none", "procedure")
FIGURES = {"hours": "200", "pounds": "5,000", "records": "1,200 files", "activities": "Extracting: 10 minutes each"}
"""An estimate of section 12 that carries the refusal."""


def provision(code: str, nature: tuple[str, str], ncnd: str = "s2(1)") -> Provision:
    """A provision of a kind and a basis; under the EIR it lifts no duty to confirm or deny."""
    regime = "eir" if code.startswith("reg") else "foi"
    return Provision(code, regime, *nature, name=code, ncnd="" if regime == "eir" else ncnd)


def complete(code: str, nature: tuple[str, str], **changes) -> Ground:
    """A ground with everything that its provision wants."""
    law = provision(code, nature)
    asked = fields_of(law, denies=False)
    details = {each.name: next(iter(each.choices), FIGURES.get(each.name, "Said.")) for each in asked}
    told = {"key": "ground:1", "provision": law, "information": "the target", "details": details}
    if needs_weighing(law):
        told["factors"] = (Factor(DISCLOSURE, "Money"), Factor(MAINTAINING, "Offers"))
        told["balance"] = MAINTAINING
    return Ground(**{**told, **changes})


def decision(held: str = "held", outcome: str = "granted", **changes) -> Decision:
    """A decision on question 1."""
    return Decision(1, changes.pop("regime", "foi"), held, outcome, **changes)
