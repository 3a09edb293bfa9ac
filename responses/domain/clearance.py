"""Who may clear what: nobody their own words, and the deputy director is offered last."""

from collections.abc import Collection

from foirequests.domain.workflow import check_role
from responses.domain.errors import NotPermitted

CLEARER, DEPUTY_DIRECTOR = "clearer", "deputy_director"

WARNING_FOR_DEPUTY_DIRECTOR = "You will not be able to approve an internal review of this reply."

DECIDING_ACTS = frozenset(
    {"question_decided", "ground_applied", "ground_changed", "ground_removed", "interest_weighed"}
)
DRAFTING_ACTS = DECIDING_ACTS | {
    *("draft_started", "draft_saved", "handed_over", "submitted", "reply_corrected", "review_decided"),
    "warning_passed",
}
"""Acts that make a person one of those who drafted a letter; what is decided in it is part of the drafting."""


def check_may_clear(
    *, person: int, roles: Collection[str], drafters: Collection[int], kind: str, involved: Collection[int] = ()
) -> None:
    """Raise `NotPermitted` when the person (by id) may not clear a letter.

    The outcome of an internal review is approved by a deputy director who had no part in the original decision
    (section 45 Code, part 5); every other letter by a clearer or the deputy director, never by one who drafted it.
    """
    if kind == "review_outcome":
        if DEPUTY_DIRECTOR not in roles:
            raise NotPermitted("Only a deputy director approves the outcome of an internal review.")
        if person in involved:
            raise NotPermitted("You had a part in the original decision, so you cannot approve this internal review.")
    else:
        check_role(roles, CLEARER, DEPUTY_DIRECTOR)
    if person in drafters:
        raise NotPermitted("You drafted this letter, so somebody else has to clear it.")


def order_of_offer(roles: Collection[str]) -> int:
    """0 for a clearer, 1 for somebody who would clear only as deputy director: they are offered last."""
    return 1 if DEPUTY_DIRECTOR in roles else 0
