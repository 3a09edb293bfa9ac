"""Who may approve proposed wording: a deputy director, and never whoever proposed it.

Wording goes into every letter, so two people have read it before one does. While no other deputy director is here, a
clearer is the second person for what the deputy director proposed: an office with one deputy director is not stuck.
"""

from collections.abc import Collection

from responses.domain.errors import NotPermitted
from responses.domain.routing import CLEARER, DEPUTY_DIRECTOR

OWN_TO_ANOTHER = "You proposed this yourself, so another deputy director has to approve it."
OWN_TO_A_CLEARER = (
    "You proposed this yourself, so somebody else has to approve it: a clearer, while no other deputy director is here."
    " Or decline it, and let an officer propose it."
)
ONLY_DEPUTY = "Only the deputy director approves wording."
NOT_NOW = "Another deputy director is here to approve this. A clearer does it only while none is."


def check_may_approve(
    *, person: int, roles: Collection[str], proposer: int | None, directors: Collection[int], here: Collection[int]
) -> None:
    """Raise `NotPermitted` when the person may not approve the wording, saying who may.

    `person` and `proposer` are ids (no proposer: it came with the product); `directors` are all deputy directors, and
    `here` those of them who are not away on the day.
    """
    others = set(here) - {proposer}
    if DEPUTY_DIRECTOR in roles:
        if person == proposer:
            raise NotPermitted(OWN_TO_ANOTHER if others else OWN_TO_A_CLEARER)
        return
    if CLEARER not in roles or proposer not in directors or person == proposer:
        raise NotPermitted(ONLY_DEPUTY)
    if others:
        raise NotPermitted(NOT_NOW)
