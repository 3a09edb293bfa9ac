"""What stood on a question when its page was shown, so that nobody writes over what somebody else decided since."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict

from foirequests.domain.triage import QuestionFindings

Standing = Mapping[str, str]
"""Each field of triage's form with what stands there, in writing; `question` stands for the question's own words."""

CODES, QUESTION = "codes", "question"


def standing_of(findings: QuestionFindings, codes: Iterable[int], text: str = "") -> dict[str, str]:
    """What stands on a question: its findings, the keys of its codes, and its words (of which a digest is enough)."""
    return {**asdict(findings), CODES: " ".join(map(str, sorted(codes))), QUESTION: digest_of(text)}


def digest_of(text: str) -> str:
    """Enough of the words of a question to tell whether they were changed."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def overwritten(seen: Standing, now: Standing, wanted: Standing) -> tuple[str, ...]:
    """The fields that somebody changed since they were seen, and that would get something else now."""
    return tuple(name for name, value in now.items() if seen.get(name, value) != value != wanted.get(name))


def written(standing: Standing) -> str:
    """The standing as a page carries it."""
    return json.dumps(dict(standing), sort_keys=True)


def read_standing(text: str | None) -> dict[str, str] | None:
    """What a page carried; None when it carried nothing that can be read."""
    try:
        found = json.loads(text or "")
    except (ValueError, RecursionError):  # the latter for brackets within brackets without end
        return None
    return {name: str(value) for name, value in found.items()} if isinstance(found, dict) else None
