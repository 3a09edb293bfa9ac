"""Worked examples of the clock in a file, held against what our rules answer: the judge of `manage.py check_clock`.

A file has `vectors` (id, rule, inputs, expected) and may have `external`: the day of receipt of a request and `ours`,
the due date that this product gave it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from foirequests.domain.clock import Rules
from foirequests.domain.clock_answers import answer

OURS_TO_KNOW = frozenset({"ew_only_wrong", "code_4_2_reading"})
"""Other people's answers that the page with the working shows beside ours; every other `*wrong*` key is passed over."""


@dataclass(frozen=True)
class Line:
    """What came of one field: `agrees`, `disagrees` or `skipped`; or `fails`, when nothing could be compared."""

    id: str
    field: str
    verdict: str
    expected: Any = None
    got: Any = None

    def __str__(self) -> str:
        if self.verdict == "skipped":
            return f"{self.id} {self.field}: skipped"
        if self.verdict == "fails":
            return f"{self.id} {self.field}: {self.got}"
        return f"{self.id} {self.field}: expected {_shown(self.expected)}, got {_shown(self.got)}"


def judge(contents: Mapping[str, Any], rules: Rules) -> Iterator[Line]:
    """Compare every field of every example in a file with what our rules answer.

    A vector whose rule is unknown, whose inputs make no sense or of which nothing is compared gets one line that fails.
    """
    for number, vector in enumerate(contents.get("vectors", ()), start=1):
        if _has_fields(vector):
            yield from _judge_vector(vector, rules)
        else:
            yield Line(_named(vector, f"vector {number}"), "example", "fails", got=NO_EXAMPLE)
    for number, request in enumerate(contents.get("external", ()), start=1):
        name = f"external {number}"
        if _has_fields(request):
            yield from _judge_vector(_as_vector(request, name), rules, field="ours")
        else:
            yield Line(_named(request, name), "example", "fails", got=NO_EXAMPLE)


NO_EXAMPLE = "no example: it needs fields, and so do its inputs and what is expected"


def _has_fields(example: Any) -> bool:
    """Whether an example is written with named fields, and so are its inputs and expectations."""
    return isinstance(example, Mapping) and all(
        isinstance(example.get(key) or {}, Mapping) for key in ("inputs", "expected")
    )


def _named(example: Any, otherwise: str) -> str:
    return str(example.get("id", otherwise)) if isinstance(example, Mapping) else otherwise


def _as_vector(request: Mapping[str, Any], name: str) -> dict[str, Any]:
    """A request of which the file gives our own due date, as an example of the twenty working days."""
    return {
        "id": request.get("id", name),
        "rule": "foia_s10_20wd",
        "inputs": {"received": request.get("received")},
        "expected": {"due": request["ours"]} if "ours" in request else {},
    }


def _judge_vector(vector: Mapping[str, Any], rules: Rules, *, field: str | None = None) -> Iterator[Line]:
    name, expected = str(vector.get("id", "?")), vector.get("expected") or {}
    try:
        answers = answer(str(vector.get("rule")), vector.get("inputs") or {}, rules)
    except (KeyError, OverflowError, TypeError, ValueError) as problem:
        yield Line(name, str(vector.get("rule")), "fails", got=_problem(problem))
        return
    is_compared = False
    for key, wanted in expected.items():
        if "wrong" in key and key not in OURS_TO_KNOW:
            yield Line(name, key, "skipped")
            continue
        is_compared = True
        got = answers.get(key, "no such answer")
        yield Line(name, field or key, "agrees" if _shown(got) == _shown(wanted) else "disagrees", wanted, got)
    if not is_compared:
        yield Line(name, str(vector.get("rule")), "fails", got="nothing to compare")


def _problem(problem: Exception) -> str:
    return f"no input {problem}" if isinstance(problem, KeyError) else str(problem)


def _shown(value: Any) -> str:
    """A date, a flag or a list of dates as the file writes them."""
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(_shown, value))}]"
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, date) else str(value)
