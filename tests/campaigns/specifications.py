"""Which test files specify which module of the domain: found by their imports.

A specification is a test file that needs neither Django nor a database: then it can be tried on a mutant at once.
"""

import ast
from functools import cache
from pathlib import Path

from tests.campaigns.mutants import ROOT

ROOMS = ("accounts", "codes", "foirequests", "responses", "config", "tests")
FRAMEWORKS = ("django", "celery", "playwright")
DJANGO = ROOT / "django"
"""Stands for whatever a specification must not need."""


@cache
def imported_by(path: Path) -> frozenset[Path]:
    """Our own modules that a module imports itself."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        else:
            continue
        for name in names:
            if name.split(".")[0] in FRAMEWORKS:
                found.add(DJANGO)
            elif name.split(".")[0] in ROOMS:
                place = ROOT / name.replace(".", "/")
                found.update(each for each in (place.with_suffix(".py"), place / "__init__.py") if each.is_file())
    return frozenset(found)


@cache
def reached_by(path: Path) -> frozenset[Path]:
    """Our own modules that a module needs, directly or through others."""
    reached, waiting = set(), [path]
    while waiting:
        new = imported_by(waiting.pop()) - reached
        reached |= new
        waiting += [each for each in new if each.suffix == ".py"]
    return frozenset(reached)


@cache
def specifications() -> tuple[Path, ...]:
    """Every test file that needs the domain and no Django."""
    files = sorted((ROOT / "tests").glob("*/**/test_*.py"))
    return tuple(
        path
        for path in files
        if path.parent.name != "campaigns"
        and any("domain" in each.relative_to(ROOT).parts for each in reached_by(path) - {DJANGO})
        and DJANGO not in reached_by(path)
    )


def specification_of(module: str) -> list[str]:
    """The test files for one module (`codes/domain/working_days.py`), those that name it first."""
    rule = ROOT / module
    named = [path for path in specifications() if rule in imported_by(path)]
    reached = [path for path in specifications() if rule in reached_by(path) and path not in named]
    return [path.relative_to(ROOT).as_posix() for path in (*named, *reached)]
