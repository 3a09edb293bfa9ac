"""Tries mutants: each runs the specification of its module in a process of its own, with the mistake put in on import.

    python -m tests.campaigns.trial < jobs.json > verdicts.json

A job is a mutant's module and source with its test files; the verdicts are "killed", "survived" or "timeout", in order.
pytest and Hypothesis are imported once and forked, so that a trial costs less than starting Python.
"""

import importlib.abc
import importlib.machinery
import json
import os
import resource
import signal
import sys

import hypothesis
import pytest

SECONDS = 15
"""After so much work a mutant counts as noticed: it made something endless. Processor time, so a busy machine waits."""

MEMORY = 1 << 30
EXAMPLES = 40
ARGUMENTS = ["-x", "-q", "--noconftest", "-c", os.devnull, "--rootdir", os.curdir, "-p", "no:cacheprovider"]


class MutantFinder(importlib.abc.MetaPathFinder):
    """Finds the mutant where the module is asked for."""

    def __init__(self, module: str, source: str) -> None:
        self._module, self._source = module, source

    def find_spec(self, fullname, path=None, target=None):
        if fullname != self._module:
            return None
        spec = importlib.machinery.PathFinder.find_spec(fullname, path)
        spec.loader = MutantLoader(fullname, spec.origin, self._source)
        return spec


class MutantLoader(importlib.machinery.SourceFileLoader):
    """Loads the source given, and neither reads nor writes compiled files."""

    def __init__(self, fullname: str, path: str, source: str) -> None:
        super().__init__(fullname, path)
        self._source = source

    def get_code(self, fullname):
        return compile(self._source, self.path, "exec")


def run_specification(module: str, source: str, tests: list[str]) -> int:
    """pytest's exit status for these test files with this source for the module. Changes the process for good."""
    silent = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(silent, stream)
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    hypothesis.settings.register_profile(
        "trial",
        derandomize=True,
        deadline=None,
        database=None,
        max_examples=EXAMPLES,
        phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    hypothesis.settings.load_profile("trial")
    sys.meta_path.insert(0, MutantFinder(module, source))
    return pytest.main([*ARGUMENTS, *tests])


def verdict(module: str, source: str, tests: list[str]) -> str:
    """What became of one mutant."""
    child = os.fork()
    if child == 0:
        os._exit(run_specification(module, source, tests))
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return "timeout" if os.WTERMSIG(status) == signal.SIGXCPU else "killed"
    answered = pytest.ExitCode(os.WEXITSTATUS(status))
    if answered is pytest.ExitCode.OK:
        return "survived"
    if answered in (pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.INTERRUPTED):
        return "killed"
    raise SystemExit(f"pytest could not run {tests}: {answered!r}")


if __name__ == "__main__":
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    json.dump([verdict(**job) for job in json.load(sys.stdin)], sys.stdout)
