"""What stands in the way of a letter, and where it is mended."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from responses.domain.errors import Refused

ERROR, WARNING = "E", "W"
"""How much a finding weighs: an error blocks the letter, a warning needs a note to pass."""


@dataclass(frozen=True)
class Finding:
    """One thing to mend before a letter may be cleared: in plain words, with the place that mends it.

    `gap` is the name of the gap to fill, `part` the key of the part to change, `question` the number of the question
    whose decision to change, `setting` the name of a dated setting; all empty when the whole letter is meant. A finding
    of the rule book says which `rule` it is of and the `provision` that wants it; `severity` is `ERROR` or `WARNING`.
    """

    words: str
    gap: str = ""
    part: str = ""
    rule: str = ""
    severity: str = ERROR
    provision: str = ""
    question: int = 0
    setting: str = ""

    def __str__(self) -> str:
        return self.words

    @property
    def where(self) -> str:
        """The place that mends it: `gap:requester`, `part:p3`, `question:2`, `setting:reviewer`, or `letter`."""
        for name in ("gap", "part", "question", "setting"):
            if getattr(self, name):
                return f"{name}:{getattr(self, name)}"
        return "letter"

    @property
    def key(self) -> str:
        """What tells it from any other finding of a letter, in 16 hexadecimal digits for an address."""
        told = "\n".join((self.rule, self.where, self.words))
        return hashlib.sha256(told.encode()).hexdigest()[:16]

    @property
    def is_passable(self) -> bool:
        """Whether a note can pass it: a warning of the rule book, no error."""
        return self.severity == WARNING and bool(self.rule)


def finding_with(findings: Iterable[Finding], key: str) -> Finding | None:
    """The finding with this key; None where it stands no longer, in these words."""
    return next((finding for finding in findings if finding.key == key), None)


class LetterNotReady(Refused):
    """A letter that cannot be submitted yet; `findings` are what is missing."""

    def __init__(self, findings: Sequence[Finding]):
        super().__init__(" ".join(finding.words for finding in findings))
        self.findings = tuple(findings)


def names(words: str, label: str) -> bool:
    """Whether the words name a code by its label: as whole words, in whatever case and spacing."""
    pattern = r"\s+".join(re.escape(piece) for piece in label.split())
    return re.search(rf"(?<!\w){pattern}(?!\w)", words, re.IGNORECASE) is not None
