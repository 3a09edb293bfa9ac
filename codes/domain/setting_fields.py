"""The kinds of field that a dated setting has: how each is declared, and how what was typed is read."""

import re
from collections.abc import Mapping
from dataclasses import MISSING, field
from datetime import date
from typing import Any

from codes.domain.errors import Refused

EMAIL = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]+\Z")
URL = re.compile(r"https?://[^\s<>\"']+\Z")
LONGEST_LINE = 300
LONGEST_LIST = 40


def text(label: str, *, hint: str = "", optional: bool = False) -> Any:
    """A single line of text."""
    return _field(label, "text", hint, optional, "")


def lines(label: str, *, hint: str = "One line each.", optional: bool = False) -> Any:
    """Several lines of text."""
    return _field(label, "lines", hint, optional, ())


def email(label: str, *, hint: str = "", optional: bool = False) -> Any:
    """An e-mail address."""
    return _field(label, "email", hint, optional, "")


def web_address(label: str, *, hint: str = "", optional: bool = False) -> Any:
    """A web address."""
    return _field(label, "url", hint, optional, "")


def number(label: str, least: int, most: int, *, hint: str = "") -> Any:
    """A whole number between two bounds, both allowed."""
    return field(metadata={"label": label, "kind": "number", "hint": hint, "optional": False, "range": (least, most)})


def choice(label: str, choices: Mapping[str, str], *, hint: str = "") -> Any:
    """One of several words."""
    return field(metadata={"label": label, "kind": "choice", "hint": hint, "optional": False, "choices": choices})


def day(label: str, *, hint: str = "") -> Any:
    """A calendar date."""
    return _field(label, "date", hint, False, None)


def _field(label: str, kind: str, hint: str, optional: bool, default: Any) -> Any:
    metadata = {"label": label, "kind": kind, "hint": hint, "optional": optional}
    return field(metadata=metadata, default=default) if optional else field(metadata=metadata)


def read_field(each: Any, raw: Any) -> Any:
    """A field's value from JSON or a form; raises Refused with the field's label and what is wrong."""
    label, kind = each.metadata["label"], each.metadata["kind"]
    if raw is None or (isinstance(raw, str) and not raw.strip()) or raw in ([], ()):
        if each.metadata["optional"]:
            return None if each.default is MISSING else each.default
        raise Refused(f"{label}: enter a value.")
    return READERS[kind](label, raw, each.metadata)


def _read_text(label: str, raw: Any, metadata: Mapping) -> str:
    if not isinstance(raw, str):
        raise Refused(f"{label}: enter text.")
    words = " ".join(raw.split())
    if len(words) > LONGEST_LINE:
        raise Refused(f"{label}: {LONGEST_LINE} characters at most.")
    return words


def _read_lines(label: str, raw: Any, metadata: Mapping) -> tuple[str, ...]:
    many = raw.splitlines() if isinstance(raw, str) else raw
    if not isinstance(many, list | tuple):
        raise Refused(f"{label}: enter lines of text.")
    kept = tuple(_read_text(label, line, metadata) for line in many if not isinstance(line, str) or line.strip())
    if len(kept) > LONGEST_LIST:
        raise Refused(f"{label}: {LONGEST_LIST} lines at most.")
    return kept


def _read_email(label: str, raw: Any, metadata: Mapping) -> str:
    address = _read_text(label, raw, metadata)
    if not EMAIL.match(address):
        raise Refused(f"{label}: enter an e-mail address, like foi@office.example.")
    return address


def _read_url(label: str, raw: Any, metadata: Mapping) -> str:
    address = _read_text(label, raw, metadata)
    if not URL.match(address):
        raise Refused(f"{label}: enter a web address that starts with https:// or http://.")
    return address


def _read_number(label: str, raw: Any, metadata: Mapping) -> int:
    least, most = metadata["range"]
    if isinstance(raw, bool) or not re.fullmatch(r"-?[0-9]{1,9}", str(raw).strip()):
        raise Refused(f"{label}: enter a whole number.")
    found = int(raw)
    if not least <= found <= most:
        raise Refused(f"{label}: enter a number from {least} to {most}.")
    return found


def _read_choice(label: str, raw: Any, metadata: Mapping) -> str:
    if not isinstance(raw, str) or raw not in metadata["choices"]:
        raise Refused(f"{label}: choose one of {', '.join(metadata['choices'])}.")
    return raw


def _read_date(label: str, raw: Any, metadata: Mapping) -> date:
    if isinstance(raw, date):
        return raw
    try:
        return date.fromisoformat(raw)
    except (TypeError, ValueError):
        raise Refused(f"{label}: enter a real date.") from None


READERS = {
    "text": _read_text,
    "lines": _read_lines,
    "email": _read_email,
    "url": _read_url,
    "number": _read_number,
    "choice": _read_choice,
    "date": _read_date,
}


def written(value: Any) -> Any:
    """A field's value as JSON."""
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if isinstance(value, date) else value
