"""What an issued reply decided, and the identity of the letter that left."""

import hashlib
import json
from collections.abc import Mapping

OUTCOMES = {"held": "granted", "part_held": "part", "not_held": "not_held", "not_confirmed": "refused"}
"""The outcome that an answer to "is it held?" leads to when nothing is withheld (law 7.2)."""


def outcome_for(information_held: str) -> str:
    """The outcome code of a question from whether its information was held.

    Raises:
        KeyError: not a code of the list.
    """
    return OUTCOMES[information_held]


def final_hash(cleared_hash: str, moments: Mapping[str, str]) -> str:
    """The identity of the letter that left: it follows from what was cleared and what the day filled, nothing else."""
    canonical = json.dumps([cleared_hash, dict(sorted(moments.items()))], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
