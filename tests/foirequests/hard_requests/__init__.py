"""Requests written to be hard, each with the advice that it should get: `requests-*.txt`.

Each begins with `### name` and lines of what is expected; then, after an empty line, the request. `regimes` are of
its questions in order, `says` a few words of each question, `codes` labels as `list/label`, `flags` and `not_recorded`
codes of the reading. `?` and empty `says` or `service` are not judged. All were written before the rules met them.
"""

from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True)
class HardRequest:
    """A request and the advice that it should get."""

    name: str
    text: str
    regimes: tuple[str, ...]
    says: tuple[str, ...]
    service: str
    codes: frozenset[tuple[str, str]]
    not_recorded: frozenset[str]
    flags: frozenset[str] | None


def hard_requests() -> list[HardRequest]:
    """All of them, in the order of the files."""
    whole = "\n".join(path.read_text(encoding="utf-8") for path in sorted(HERE.glob("*.txt")))
    return [_one(written) for written in whole.split("### ")[1:]]


def _one(written: str) -> HardRequest:
    head, _, text = written.partition("\n\n")
    name, *lines = head.splitlines()
    expected = {key: _several(value) for key, _, value in (line.partition(":") for line in lines)}
    return HardRequest(
        name=name,
        text=text.strip() + "\n",
        regimes=_several_of(expected["regimes"], ","),
        says=tuple(expected["says"]),
        service=next(iter(expected["service"]), ""),
        codes=frozenset(tuple(code.split("/", 1)) for code in expected["codes"]),
        not_recorded=frozenset(_several_of(expected["not_recorded"], ",")),
        flags=None if expected["flags"] == ["?"] else frozenset(_several_of(expected["flags"], ",")),
    )


def _several(value: str) -> list[str]:
    return [each.strip() for each in value.split(";") if each.strip()]


def _several_of(values: list[str], mark: str) -> tuple[str, ...]:
    return tuple(each.strip() for value in values for each in value.split(mark) if each.strip())
