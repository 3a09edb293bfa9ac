"""Every rule of the rule book: the lawful letters pass it, and each change to one breaks the rule that it should."""

import time

import pytest

from responses.domain.rules import RULES, check_letter
from tests.responses.rule_letters import LETTERS, Case
from tests.responses.rule_mutations import MUTATIONS, Mutation, added


def broken(case: Case) -> set[str]:
    return {finding.rule for finding in check_letter(case.letter, case.facts, as_of=case.facts.leaves_on)}


@pytest.mark.parametrize("name", LETTERS)
def test_a_lawful_letter_of_each_kind_passes_every_rule(name):
    case = LETTERS[name]()

    assert check_letter(case.letter, case.facts, as_of=case.facts.leaves_on) == ()


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda each: f"{each.rule} {each.name}")
def test_a_change_breaks_its_rule_and_no_rule_that_does_not_follow_from_it(mutation: Mutation):
    case = mutation.change(LETTERS[mutation.name]())

    assert broken(case) == {mutation.rule, *mutation.follows}


def test_every_rule_stands_in_the_table_and_has_a_number_of_its_own():
    numbers = [rule.number for rule in RULES]

    assert len(set(numbers)) == len(numbers)
    assert set(numbers) == {mutation.rule for mutation in MUTATIONS}


@pytest.mark.parametrize(
    "unit",
    ["[", "{{", "((", "in all the circumstances public interest in ", "intended ", "section 1, ", "a" * 50 + " "],
)
def test_a_text_made_to_be_slow_is_judged_at_once(unit):
    case = added((unit * 20_000)[:20_000], question=1)(LETTERS["prejudice"]())

    began = time.process_time()
    broken(case)

    assert time.process_time() - began < 1
