"""Every rule of the rule book (law 4.2, 8.3), once each.

L-R8, L-T8, L-K7, L-V3, L-21e, L-X7 and L-N5 are L-G07 and L-G08 at the weight of their kind of letter, and L-N1 is
L-G05: they are no rules of their own. L-P4 and L-P5 are what law 8.3 asks of small numbers.
"""

from responses.domain.rules import (
    acknowledging,
    care,
    complaint,
    disclosure,
    elsewhere,
    extension,
    held,
    identity,
    masking,
    neither,
    notices,
    procedural,
    refusal,
    review,
    weighing,
)
from responses.domain.rules.rule import Rule

_MODULES = (
    identity,
    held,
    complaint,
    care,
    disclosure,
    masking,
    refusal,
    weighing,
    procedural,
    neither,
    elsewhere,
    notices,
    extension,
    acknowledging,
    review,
)

RULES: tuple[Rule, ...] = tuple(rule for module in _MODULES for rule in module.RULES)
"""All rules that were ever in force, in the order of the letter's contents."""
