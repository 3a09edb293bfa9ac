"""Who may clear what: nobody their own words, nobody two steps of one letter, and the deputy director offered last."""

from collections.abc import Collection

from foirequests.domain.workflow import check_role
from responses.domain.errors import NotPermitted
from responses.domain.routing import CLEARER, DEPUTY_DIRECTOR, OF_A_REVIEW

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
    *,
    person: int,
    roles: Collection[str],
    drafters: Collection[int],
    kind: str,
    step: str = CLEARER,
    involved: Collection[int] = (),
    cleared: Collection[int] = (),
    is_away: bool = False,
    left_for_later: Collection[int] | None = None,
) -> None:
    """Raise `NotPermitted` when the person (by id) may not clear a letter at this step of its route.

    The outcome of an internal review is approved by a deputy director who had no part in the original decision
    (section 45 Code, part 5). Of every other letter the deputy director's step is theirs, a clearer's is a clearer's or
    a deputy director's; never of one who drafted it, of one who cleared it at another step (`cleared`), or of one who
    is recorded as away. Nor does a deputy director take a clearer's step when a deputy director's follows that nobody
    else could take: `left_for_later` are those who could today, None when no such step follows. `step` is empty when
    the route asks for fewer steps by now, and all of them were taken.
    """
    if kind == OF_A_REVIEW:
        if DEPUTY_DIRECTOR not in roles:
            raise NotPermitted("Only a deputy director approves the outcome of an internal review.")
        if person in involved:
            raise NotPermitted("You had a part in the original decision, so you cannot approve this internal review.")
    else:
        check_role(roles, CLEARER, DEPUTY_DIRECTOR)
    if person in drafters:
        raise NotPermitted("You drafted this letter, so somebody else has to clear it.")
    if person in cleared:
        raise NotPermitted("You cleared this letter at an earlier step, so somebody else has to clear it now.")
    if not step:
        raise NotPermitted("No step is left to clear. If it still waits, the drafter takes it back and submits it.")
    if step == DEPUTY_DIRECTOR and DEPUTY_DIRECTOR not in roles:
        raise NotPermitted("This step is a deputy director’s.")
    if is_away:
        raise NotPermitted("You are recorded as away. Say under “Your account” that you are back before you clear.")
    if step == CLEARER and DEPUTY_DIRECTOR in roles and left_for_later is not None and set(left_for_later) <= {person}:
        raise NotPermitted(
            "A deputy director has to clear this letter after this step, and nobody but you could. Leave this step to a"
            " clearer."
        )


def order_of_offer(roles: Collection[str]) -> int:
    """0 for a clearer, 1 for somebody who would clear only as deputy director: they are offered last."""
    return 1 if DEPUTY_DIRECTOR in roles else 0
