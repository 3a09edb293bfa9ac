"""Judging a letter by the rules in force on a day."""

from collections.abc import Collection
from datetime import date

from responses.domain.letter import Letter
from responses.domain.letter_rules import ERROR, Finding
from responses.domain.rules.aspects import ASPECTS
from responses.domain.rules.facts import CaseFacts
from responses.domain.rules.reading import Reading
from responses.domain.rules.registry import RULES
from responses.domain.rules.rule import Problem, Rule


def rules_in_force(day: date) -> tuple[Rule, ...]:
    """The rules by which a letter is judged on the day."""
    return tuple(rule for rule in RULES if rule.in_force_on(day))


def check_letter(letter: Letter, facts: CaseFacts, *, as_of: date) -> tuple[Finding, ...]:
    """What the rules in force on `as_of` find in the letter: what blocks it first, then what needs a note to pass.

    A letter that has been issued is judged by the rules of that day, or by today's when somebody asks.
    """
    reading = Reading(letter, facts)
    found = [
        _finding(rule, problem, reading.regimes)
        for rule in rules_in_force(as_of)
        for subject in ASPECTS[rule.aspect](reading)
        for problem in rule.check(subject)
    ]
    return tuple(dict.fromkeys(sorted(found, key=lambda finding: finding.severity != ERROR)))


def _finding(rule: Rule, problem: Problem, regimes: Collection[str]) -> Finding:
    return Finding(
        problem.words,
        gap=problem.gap,
        part=problem.part,
        rule=rule.number,
        severity=problem.severity or rule.severity,
        provision=rule.provision_under(regimes),
        question=problem.question,
        setting=problem.setting,
    )
