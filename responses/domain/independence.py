"""Who may carry out an internal review: somebody who had no part in the case.

Source: section 45 Code of Practice, part 5; ICO, "Internal reviews": a fresh decision by someone not involved.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from foirequests.domain.acts import PART_IN_THE_DECISION
from responses.domain.clearance import DRAFTING_ACTS


@dataclass(frozen=True)
class Part:
    """One act of a case's history: what, by whom (id), and on which letter where it was not the reply itself (id)."""

    act: str
    person: int | None
    letter: int | None = None


def involved(parts: Iterable[Part], *, own_letter: int | None = None) -> frozenset[int]:
    """The ids of those whose act was part of the original decision.

    Work on the review's own outcome letter (`own_letter`) is no such part: else a deputy director who returns it
    could never approve it. Work on the outcome of an earlier review is one.
    """
    return frozenset(
        part.person
        for part in parts
        if part.person is not None
        and part.act in PART_IN_THE_DECISION
        and (part.letter is None or part.letter != own_letter)
    )


def drafted(parts: Iterable[Part], *, letter: int | None = None) -> frozenset[int]:
    """The ids of those who drafted `letter` (by id), or without one any letter of the case."""
    return frozenset(
        part.person
        for part in parts
        if part.person is not None and part.act in DRAFTING_ACTS and letter in (None, part.letter)
    )


def why_not_reviewer(person: int, *, involved: Collection[int], approvers: Collection[int]) -> str:
    """Why a person may not review, to follow their name; empty when they may.

    `approvers` are those who could approve the outcome: nobody approves their own, so one other has to be left.
    """
    if person in involved:
        return "had a part in the original decision"
    if set(approvers) == {person}:
        return "is the only deputy director who can approve the outcome"
    return ""
