"""Under what a question falls: the regimes of the law, and kinds of message that are no request under any."""

from dataclasses import dataclass

FOI, EIR, SAR, AHRA, RPSI, ROUTINE = "foi", "eir", "sar", "ahra", "rpsi", "routine"
DP_COMPLAINT, COMPLAINT, CLAIM, INTERNAL_REVIEW, INVALID = (
    "dp_complaint",
    "complaint",
    "claim",
    "internal_review",
    "invalid",
)

REGIMES = (FOI, EIR, SAR, AHRA, RPSI, DP_COMPLAINT, ROUTINE)
"""Codes that stand in the list of regimes (`codes/reference/regimes.json`)."""


@dataclass(frozen=True)
class Kind:
    """A kind of message that no regime covers: what it is called, what it means, and what is done with it."""

    name: str
    meaning: str
    next_step: str


NAMES = {
    FOI: "Freedom of information",
    EIR: "Environmental information",
    SAR: "Subject access",
    AHRA: "Health records of a person who has died",
    RPSI: "Re-use of public sector information",
    DP_COMPLAINT: "Data protection complaint",
    ROUTINE: "Routine enquiry",
}
"""Regimes as people call them, by their codes; as in the list of regimes."""

KINDS = {
    COMPLAINT: Kind(
        "Complaint",
        "Dissatisfaction with what we did or how, other than with an answer to a request.",
        "Acknowledge it and hand it to the complaints team; answer any request for information inside it as a request.",
    ),
    CLAIM: Kind(
        "Claim or legal correspondence",
        "A letter of claim, a step in proceedings, or correspondence about one claim.",
        "Hand it to Claims Management. What a claim contains is never answered to the world.",
    ),
    INTERNAL_REVIEW: Kind(
        "Internal review of an earlier reply",
        "The requester disputes our answer, or that it is late: it is no new request. FOIA section 45 Code, part 5.",
        "Open an internal review of the earlier case; new questions inside are a new request.",
    ),
    INVALID: Kind(
        "Not yet a valid request",
        "Lacks the name, the address for the reply or the description that FOIA section 8(1) asks for.",
        "Help the requester to complete it: FOIA section 16.",
    ),
}
"""Kinds that are codes of the reading only, and stand in no list of regimes."""

ANSWERED = (FOI, EIR)
"""Answered by a letter to anybody who asks."""


def name_of(code: str) -> str:
    """What a regime or a kind is called."""
    return NAMES[code] if code in NAMES else KINDS[code].name


CONFIDENTIAL = frozenset({SAR, AHRA, DP_COMPLAINT, COMPLAINT, CLAIM})
"""Handed to a named team; from then on their content is for that team only."""
