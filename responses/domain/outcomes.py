"""What an issued reply decided, and the identity of the letter that left."""

import hashlib
import json
from collections.abc import Mapping

from foirequests.domain.answers import Answer
from responses.domain.decisions import NOT_HELD, Decision
from responses.domain.errors import Refused

OUTCOMES = {"held": "granted", "part_held": "part", "not_held": "not_held", "not_confirmed": "refused"}
"""The outcome that an answer to "is it held?" leads to when nothing is withheld (law 7.2)."""


def outcome_for(information_held: str) -> str:
    """The outcome code of a question from whether its information was held.

    Raises:
        KeyError: not a code of the list.
    """
    return OUTCOMES[information_held]


def answer_to(decision: Decision) -> Answer:
    """What the record keeps of a decision when its letter is issued.

    Under the EIR "not held" is an exception too (regulation 12(4)(a)).

    Raises:
        Refused: nobody has said whether the information is held.
    """
    if not decision.held:
        raise Refused(f"Say first whether the information of question {decision.question} is held.")
    applied = [ground.provision.code for ground in decision.grounds]
    if decision.regime == "eir" and decision.held == NOT_HELD:
        applied.append("reg12(4)(a)")
    return Answer(decision.held, decision.outcome or outcome_for(decision.held), tuple(dict.fromkeys(applied)))


def final_hash(cleared_hash: str, moments: Mapping[str, str]) -> str:
    """The identity of the letter that left: it follows from what was cleared and what the day filled, nothing else."""
    canonical = json.dumps([cleared_hash, dict(sorted(moments.items()))], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
