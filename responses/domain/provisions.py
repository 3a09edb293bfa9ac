"""What the law says of one ground for not giving information, as a value that rules and forms read."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

ABSOLUTE, QUALIFIED, NEITHER = "absolute", "qualified", "none"
CLASS, PREJUDICE, OPINION = "class", "prejudice", "opinion"
ADVERSE_EFFECT, PRINCIPLES, PROCEDURE = "adverse_effect", "principles", "procedure"

COST_GROUNDS = ("s12(1)", "s12(2)")
"""Grounds that stand on an estimate of cost."""

LIFT_THE_DUTY = frozenset(("s12(2)", "s14(1)", "s14(2)"))
"""Grounds that lift the duty to say whether information is held, though nothing is denied (FOIA s.12(2), 14)."""


@dataclass(frozen=True)
class Provision:
    """One exemption (FOIA Part II), exception (EIR regulations 12 and 13) or procedural ground.

    `code` is the section itself (`s40(2)`, `reg12(4)(b)`, `s12(1)`); `regime` is `foi` or `eir`; `kind`, `basis` and
    `ncnd` (the provision that lifts the duty to confirm or deny, empty for none) are as in `codes.models.Exemption`.
    """

    code: str
    regime: str
    kind: str
    basis: str
    name: str = ""
    ncnd: str = ""

    @property
    def citation(self) -> str:
        """The provision as a letter cites it: `section 40(2)`, `regulation 12(4)(b)`."""
        return cited(self.code)

    @property
    def opening_citation(self) -> str:
        """The citation where a sentence begins with it: `Section 22A`."""
        return self.citation[:1].upper() + self.citation[1:]

    @property
    def weighs_public_interest(self) -> bool:
        """Whether a public interest test decides (FOIA section 2(2)(b), EIR regulation 12(1)(b))."""
        return self.kind == QUALIFIED

    @property
    def needs_likelihood(self) -> bool:
        """Whether "would" or "would be likely to" has to be said. The EIR know only "would" (regulation 12(5))."""
        return self.basis in (PREJUDICE, OPINION)

    def to_mapping(self) -> dict[str, Any]:
        """The provision as a plain mapping."""
        return asdict(self)

    @classmethod
    def from_mapping(cls, stored: Mapping[str, Any]) -> "Provision":
        """The provision that `to_mapping` wrote."""
        return cls(**stored)


def cited(code: str) -> str:
    """A code of a provision as a letter cites it: `s40(2)` is `section 40(2)`."""
    for short, long in (("reg", "regulation "), ("s", "section ")):
        if code.startswith(short):
            return long + code.removeprefix(short)
    return code
