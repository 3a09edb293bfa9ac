"""What a lawful letter has to say: the dated rules, and the engine that judges a letter by them."""

from responses.domain.rules.engine import check_letter, rules_in_force
from responses.domain.rules.facts import CaseFacts, LinkState, Regulator
from responses.domain.rules.registry import RULES
from responses.domain.rules.rule import Rule

__all__ = ["RULES", "CaseFacts", "LinkState", "Regulator", "Rule", "check_letter", "rules_in_force"]
