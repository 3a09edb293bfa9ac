"""Mutation of the domain rules: a small mistake in a rule has to fail the rule's own specification.

mutmut and cosmic-ray were looked at first. Both want to own the run: the one copies the tree and its tests, the other
rewrites the modules where they stand, and neither can be asked for twelve mutants in the middle of another test run.
"""

import json
import os
import subprocess
import sys
from collections import Counter

import pytest

from tests.campaigns.equivalents import EQUIVALENT
from tests.campaigns.mutants import ROOT, Mutant, domain_modules, mutants_of
from tests.campaigns.specifications import specification_of, specifications
from tests.campaigns.trial import ARGUMENTS

SLICE = 12
"""Mutants that every run tries, of as many modules; which ones changes only with the lines that they change."""

AT_MOST = 1800
"""Seconds for the mutants of one module."""


def trials(mutants: list[Mutant]) -> list[str]:
    """What became of each mutant: killed, survived or timeout."""
    jobs = [
        {"module": mutant.module, "source": mutant.source, "tests": specification_of(mutant.path)} for mutant in mutants
    ]
    command = [sys.executable, "-m", "tests.campaigns.trial"]
    tried = subprocess.run(
        command, input=json.dumps(jobs), capture_output=True, text=True, cwd=ROOT, timeout=AT_MOST, check=False
    )
    assert tried.returncode == 0, tried.stderr[-4000:]
    return json.loads(tried.stdout)


def unmistaken(path: str) -> Mutant:
    """The module as it is, as a mutant without a mistake."""
    return Mutant(path, 0, 0, "")


def worth_trying(path: str) -> list[Mutant]:
    """The mutants of a module that do not mean the same as the rule."""
    return [mutant for mutant in mutants_of(path) if mutant.lines not in EQUIVALENT.get(path, {})]


def survivors(mutants: list[Mutant], verdicts: list[str]) -> str:
    """The mistakes that nobody noticed, as diffs."""
    return "\n\n".join(mutant.diff for mutant, verdict in zip(mutants, verdicts, strict=True) if verdict == "survived")


def test_a_fixed_slice_of_mistakes_in_the_rules_is_noticed():
    one_of_each = [min(made, key=lambda mutant: mutant.rank) for made in map(worth_trying, domain_modules()) if made]
    chosen = sorted(one_of_each, key=lambda mutant: mutant.rank)[:SLICE]
    unnoticed = survivors(chosen, trials(chosen))
    assert not unnoticed, f"No specification notices this mistake:\n\n{unnoticed}"


def test_a_rule_without_a_mistake_passes_and_a_mistake_is_told_from_it():
    path = "foirequests/domain/triage.py"
    assert trials([unmistaken(path), mutants_of(path)[0]]) == ["survived", "killed"]


@pytest.mark.parametrize("path", domain_modules())
def test_every_module_of_the_domain_has_a_specification_without_a_database(path):
    assert specification_of(path), f"no test file states the rules of {path} without Django"


def test_no_specification_asks_for_what_a_trial_does_not_bring():
    command = [sys.executable, "-m", "pytest", *ARGUMENTS, "--setup-plan", *specifications()]
    alone = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    planned = subprocess.run(command, env=alone, capture_output=True, text=True, cwd=ROOT, check=False)
    assert planned.returncode == 0, f"every mistake would count as noticed:\n{planned.stdout[-2000:]}"


@pytest.mark.parametrize("path", EQUIVALENT)
def test_a_mutant_called_equivalent_is_still_one(path):
    made = {mutant.lines for mutant in mutants_of(path)}
    assert not set(EQUIVALENT[path]) - made, "these lines are no longer there: take them out"


@pytest.mark.soak
@pytest.mark.parametrize("path", [path for path in domain_modules() if mutants_of(path)])
def test_every_mistake_in_a_rule_is_noticed(path, record_property):
    mutants = worth_trying(path)
    as_it_is, *verdicts = trials([unmistaken(path), *mutants])
    assert as_it_is == "survived", f"the specification of {path} fails without a mistake"
    unnoticed = survivors(mutants, verdicts)
    told = Counter(verdicts)
    record_property(
        "figures",
        f"{path}: {len(mutants) - told['survived']} of {len(mutants)} mutants noticed, {told['timeout']} by time",
    )
    assert not unnoticed, f"No specification notices these mistakes:\n\n{unnoticed}"
