"""What stands in the way of a letter, and where it is mended."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from responses.domain.errors import Refused


@dataclass(frozen=True)
class Finding:
    """One thing to mend before a letter may be cleared: in plain words, with the gap or the part that mends it.

    `gap` is the name of the gap to fill, `part` the key of the part to change; both empty when the whole letter is
    meant.
    """

    words: str
    gap: str = ""
    part: str = ""

    def __str__(self) -> str:
        return self.words


class LetterNotReady(Refused):
    """A letter that cannot be submitted yet; `findings` are what is missing."""

    def __init__(self, findings: Sequence[Finding]):
        super().__init__(" ".join(finding.words for finding in findings))
        self.findings = tuple(findings)


def names(words: str, label: str) -> bool:
    """Whether the words name a code by its label: as whole words, in whatever case and spacing."""
    pattern = r"\s+".join(re.escape(piece) for piece in label.split())
    return re.search(rf"(?<!\w){pattern}(?!\w)", words, re.IGNORECASE) is not None
