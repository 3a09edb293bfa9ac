"""Who may carry out an internal review: somebody who had no part in the case.

Source: section 45 Code of Practice, part 5; ICO, "Internal reviews": a fresh decision by someone not involved.
"""

from collections.abc import Iterable

from foirequests.domain.acts import PART_IN_THE_DECISION


def involved(acts: Iterable[tuple[str, int | None]]) -> frozenset[int]:
    """The ids of those whose act, of the (act, person) pairs of a case's history, was part of the original decision."""
    return frozenset(person for act, person in acts if person is not None and act in PART_IN_THE_DECISION)
