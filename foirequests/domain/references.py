"""References of our cases as people write them: FOI_0012, “foi 12”, “FOI/0012”."""

import re
from collections.abc import Iterable

_WRITTEN = re.compile(r"\b(?P<letters>[A-Za-z]{2,10})[ _/.#:-]{0,3}(?P<digits>\d{1,9})\b")


def references_in(text: str) -> tuple[tuple[str, str], ...]:
    """What may be references in a text: letters in capitals and the number without leading noughts, each once."""
    return tuple(dict.fromkeys(_key(found) for found in _WRITTEN.finditer(text)))


def named_in(text: str, references: Iterable[str]) -> list[str]:
    """Those of our references that a text names, however it writes them."""
    said = set(references_in(text))
    return [reference for reference in references if said.intersection(references_in(reference))]


def _key(found: re.Match) -> tuple[str, str]:
    return found["letters"].upper(), found["digits"].lstrip("0") or "0"
