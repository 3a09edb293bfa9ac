"""What has to be said of a question beside its grounds: where we looked, what is held nearby, who else may hold it.

Sources: FOIA sections 1(1), 16 and 17; EIR regulations 9 and 10; section 45 Code of Practice, part 2.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from responses.domain.decisions import GRANTED, HELD, NOT_CONFIRMED, NOT_HELD, PART, PART_HELD, REFUSED

OUTCOMES: Mapping[str, tuple[str, ...]] = {
    HELD: (GRANTED, PART, REFUSED),
    PART_HELD: (GRANTED, PART, REFUSED),
    NOT_HELD: ("not_held",),
    NOT_CONFIRMED: (REFUSED,),
}
"""The outcomes that are open after an answer to "is it held?"; where there is one, nobody is asked."""


@dataclass(frozen=True)
class QuestionField:
    """One fact of the decision on a question, and the provision that wants it, as a person reads it."""

    name: str
    label: str
    wanted_by: str
    help: str = ""
    required: bool = True
    is_short: bool = False


_SEARCHES = (
    QuestionField(
        "places_searched",
        "Where did we look, or why is it not recorded?",
        "Section 1(1)(a)",
        "So that the requester can see on what balance of probabilities we say so.",
    ),
    QuestionField(
        "nearest_held", "What do we hold that comes near?", "Section 16", "We could offer it.", required=False
    ),
    QuestionField(
        "other_body", "Who else may hold it?", "Section 16; Code of Practice 2.12", required=False, is_short=True
    ),
    QuestionField(
        "other_body_contact",
        "How can the requester reach them?",
        "Section 16; Code of Practice 2.12",
        required=False,
        is_short=True,
    ),
)
_PART_NOT_HELD = QuestionField("not_held_part", "Which part do we not hold?", "Section 1(1)(a)")
_REMOVED = QuestionField(
    "removed",
    "What is taken out of what we give?",
    "Section 17(1)",
    "In numbers or by description: for example, names of staff in 4 documents.",
)


def question_fields(held: str, outcome: str) -> tuple[QuestionField, ...]:
    """The facts that a decision of this kind needs, in the order in which a form asks for them."""
    asked: tuple[QuestionField, ...] = ()
    if held == PART_HELD:
        asked += (_PART_NOT_HELD,)
    if held in (NOT_HELD, PART_HELD):
        asked += _SEARCHES
    if outcome == PART and held == HELD:
        asked += (_REMOVED,)
    return asked


def question_labels() -> dict[str, str]:
    """Every fact that any decision needs, by name: its label."""
    return {each.name: each.label for each in (_PART_NOT_HELD, *_SEARCHES, _REMOVED)}


def gives_information(held: str, outcome: str) -> bool:
    """Whether the reply gives something, so that its words are asked for."""
    return held in (HELD, PART_HELD) and outcome in (GRANTED, PART)


def settled_outcome(held: str, outcome: str) -> str:
    """The outcome that stands: the only one that this answer leaves, or the chosen one if it is open; else empty."""
    open_to = OUTCOMES.get(held, ())
    if len(open_to) == 1:
        return open_to[0]
    return outcome if outcome in open_to else ""


def relevant_details(details: Mapping[str, str], *, held: str, outcome: str) -> dict[str, str]:
    """The facts that this decision asks for; those typed before it was changed stay on the record alone."""
    return {each.name: details[each.name] for each in question_fields(held, outcome) if details.get(each.name, "")}
