"""The one table of what may be done to a case at which stage, and by whom.

The clock is not here: a stopped clock is a reading of dated events (`clock`), not a stage.
"""

from collections.abc import Collection
from dataclasses import dataclass

from foirequests.domain.errors import NotPermitted

TRIAGE, DRAFTING, CLEARANCE, CLEARED, ISSUED = "triage", "drafting", "clearance", "cleared", "issued"
WITHDRAWN, MERGED, LAPSED, TRANSFERRED = "withdrawn", "merged", "lapsed", "transferred"
PASSED_ON = "passed_on"

STAGES = {
    TRIAGE: "Triage",
    DRAFTING: "Drafting",
    CLEARANCE: "In clearance",
    CLEARED: "Cleared, to be issued",
    ISSUED: "Reply issued",
    WITHDRAWN: "Withdrawn",
    MERGED: "Merged with another request",
    LAPSED: "Lapsed",
    TRANSFERRED: "Transferred to another authority",
    PASSED_ON: "With another team",
}
OPEN_STAGES = (TRIAGE, DRAFTING, CLEARANCE, CLEARED)
CLOSED_WITHOUT_REPLY = (WITHDRAWN, MERGED, LAPSED, TRANSFERRED, PASSED_ON)
ENDED_STAGES = (ISSUED, *CLOSED_WITHOUT_REPLY)

OFFICER, CLEARER, DEPUTY_DIRECTOR = "officer", "clearer", "deputy_director"


@dataclass(frozen=True)
class Transition:
    """An act that moves a case: from which stages, to which stage, open to which roles."""

    sources: tuple[str, ...]
    target: str
    roles: tuple[str, ...]


TRANSITIONS = {
    "triaged": Transition((TRIAGE,), DRAFTING, (OFFICER,)),
    "submitted": Transition((DRAFTING,), CLEARANCE, (OFFICER,)),
    "taken_back": Transition((CLEARANCE, CLEARED), DRAFTING, (OFFICER,)),
    "returned": Transition((CLEARANCE,), DRAFTING, (CLEARER, DEPUTY_DIRECTOR)),
    "cleared": Transition((CLEARANCE,), CLEARED, (CLEARER, DEPUTY_DIRECTOR)),
    "issued": Transition((CLEARED,), ISSUED, (OFFICER,)),
    "withdrawn": Transition(OPEN_STAGES, WITHDRAWN, (OFFICER,)),
    "merged": Transition(OPEN_STAGES, MERGED, (OFFICER,)),
    "lapsed": Transition(OPEN_STAGES, LAPSED, (OFFICER,)),
    "transferred": Transition(OPEN_STAGES, TRANSFERRED, (OFFICER,)),
    "passed_on": Transition((TRIAGE, DRAFTING), PASSED_ON, (OFFICER,)),
    "reopened": Transition(CLOSED_WITHOUT_REPLY, TRIAGE, (OFFICER,)),
}
"""Acts that move a case from one stage to another."""

ACTS_WITHOUT_A_MOVE = {
    "advice_decided": (OPEN_STAGES, (OFFICER,)),
    "told_early": (OPEN_STAGES, (OFFICER,)),
    "questions_changed": ((TRIAGE, DRAFTING), (OFFICER,)),
    "part_taken_out": ((TRIAGE, DRAFTING), (OFFICER,)),
    "corrected_triage": ((DRAFTING, CLEARANCE, CLEARED), (OFFICER,)),
    "assigned": (OPEN_STAGES + (ISSUED,), (OFFICER, DEPUTY_DIRECTOR)),
    "receipt_corrected": (OPEN_STAGES, (OFFICER,)),
    "requester_corrected": (tuple(STAGES), (OFFICER,)),
    "subject_changed": (OPEN_STAGES + (ISSUED,), (OFFICER,)),
    "clarification_asked": ((TRIAGE, DRAFTING), (OFFICER,)),
    "clarification_received": (OPEN_STAGES, (OFFICER,)),
    "fees_notice_given": ((TRIAGE, DRAFTING), (OFFICER,)),
    "fee_paid": (OPEN_STAGES, (OFFICER,)),
    "extended": (OPEN_STAGES, (OFFICER,)),
    "commissioned": ((TRIAGE, DRAFTING, CLEARANCE, CLEARED), (OFFICER,)),
    "commission_answered": ((TRIAGE, DRAFTING, CLEARANCE, CLEARED), (OFFICER,)),
    "messaged": (tuple(STAGES), (OFFICER,)),
    "acknowledged": (OPEN_STAGES, (OFFICER,)),
    "due_date_told": (OPEN_STAGES, (OFFICER,)),
    "message_posted": (tuple(STAGES), (OFFICER,)),
    "posting_corrected": (tuple(STAGES), (OFFICER,)),
    "sent_to_new_address": (tuple(STAGES), (OFFICER,)),
    "noted": (tuple(STAGES), (OFFICER, CLEARER, DEPUTY_DIRECTOR)),
    "linked": (tuple(STAGES), (OFFICER,)),
    "link_sent_again": (tuple(STAGES), (OFFICER,)),
    "cost_estimated": (OPEN_STAGES, (OFFICER,)),
    "s43_card_filled": (OPEN_STAGES, (OFFICER,)),
    "draft_saved": ((DRAFTING,), (OFFICER,)),
    "reply_corrected": ((ISSUED,), (OFFICER,)),
    "review_asked": ((ISSUED,), (OFFICER,)),
    "regulator_told": (tuple(STAGES), (OFFICER,)),
    "lateness_explained": ((ISSUED,), (OFFICER,)),
}
"""Acts that leave the stage as it is: at which stages and by which roles they may be done."""


def check_role(held: Collection[str], *allowed: str) -> None:
    """Raise `NotPermitted` unless one of the roles that a person holds is among those `allowed`."""
    if not set(allowed).intersection(held):
        raise NotPermitted("You do not hold the role that this needs.")


def check_permitted(act: str, *, stage: str, roles: frozenset[str]) -> None:
    """Raise `NotPermitted` when a person holding `roles` may not do `act` at `stage`.

    Raises:
        KeyError: the act is not in the table.
    """
    if act in TRANSITIONS:
        sources, allowed = TRANSITIONS[act].sources, TRANSITIONS[act].roles
    else:
        sources, allowed = ACTS_WITHOUT_A_MOVE[act]
    check_role(roles, *allowed)
    if stage not in sources:
        raise NotPermitted(f"This cannot be done while the case is at the stage “{STAGES[stage]}”.")


def is_permitted(act: str, *, stage: str, roles: frozenset[str]) -> bool:
    """Whether a person holding `roles` may do `act` at `stage`."""
    try:
        check_permitted(act, stage=stage, roles=roles)
    except NotPermitted:
        return False
    return True


def stage_after(act: str, stage: str) -> str:
    """The stage that `act` leads to from `stage`.

    Raises:
        NotPermitted: the act does not start from that stage.
    """
    transition = TRANSITIONS[act]
    if stage not in transition.sources:
        raise NotPermitted(f"This cannot be done while the case is at the stage “{STAGES[stage]}”.")
    return transition.target
