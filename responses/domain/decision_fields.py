"""What has to be said of a question beside its grounds: where we looked, what is held nearby, who else may hold it.

Sources: FOIA sections 1(1), 16 and 17; EIR regulations 9 and 10; section 45 Code of Practice, part 2.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from foirequests.domain.clock import EIR
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
    """One fact of the decision on a question, and the provisions that want it, as a person reads them.

    `wanted_by` is that of FOIA, `wanted_by_eir` that of the Regulations; empty where that law does not ask.
    """

    name: str
    label: str
    wanted_by: str
    wanted_by_eir: str = ""
    help: str = ""
    required: bool = True
    is_short: bool = False


_SEARCHES = (
    QuestionField(
        "places_searched",
        "Where did we look, or why is it not recorded?",
        "Section 1(1)(a)",
        "Regulation 12(4)(a)",
        "So that the requester can see on what balance of probabilities we say so.",
    ),
    QuestionField(
        "nearest_held",
        "What do we hold that comes near?",
        "Section 16",
        "Regulation 9",
        "We could offer it.",
        required=False,
    ),
    QuestionField(
        "other_body",
        "Who else may hold it?",
        "Section 16; Code of Practice, part 2",
        "Regulation 10",
        required=False,
        is_short=True,
    ),
    QuestionField(
        "other_body_contact",
        "How can the requester reach them?",
        "Section 16; Code of Practice, part 2",
        "Regulation 10",
        required=False,
        is_short=True,
    ),
)
_PART_NOT_HELD = QuestionField("not_held_part", "Which part do we not hold?", "Section 1(1)(a)", "Regulation 12(4)(a)")
_REMOVED = QuestionField(
    "removed",
    "What is taken out of what we give?",
    "Section 17(1)",
    "Regulation 14(3)",
    "How many of what, as it ends the sentence “We have taken out …”: for example, the names of two staff.",
)
_DATASET = QuestionField(
    "dataset",
    "Is it a dataset? Then say what it is",
    "Sections 11(1A) and 11(5)",
    help="Raw facts or figures, neither analysed nor changed. It is given in a form that can be used again, with its"
    " licence. Leave it empty if it is none.",
    required=False,
    is_short=True,
)
_ALL = (_PART_NOT_HELD, *_SEARCHES, _REMOVED, _DATASET)


def question_fields(held: str, outcome: str, *, regime: str) -> tuple[QuestionField, ...]:
    """The facts that a decision of this kind needs under its law, in the order in which a form asks for them."""
    asked: tuple[QuestionField, ...] = ()
    if held == PART_HELD:
        asked += (_PART_NOT_HELD,)
    if held in (NOT_HELD, PART_HELD):
        asked += _SEARCHES
    if outcome == PART:
        # What is held in part may be given in part with nothing taken out of it.
        asked += (replace(_REMOVED, required=held == HELD),)
    if gives_information(held, outcome):
        asked += (_DATASET,)
    return asked if regime != EIR else _under_the_regulations(asked)


def _under_the_regulations(asked: tuple[QuestionField, ...]) -> tuple[QuestionField, ...]:
    return tuple(replace(each, wanted_by=each.wanted_by_eir) for each in asked if each.wanted_by_eir)


def named_fields(names: Iterable[str], *, regime: str) -> tuple[QuestionField, ...]:
    """The facts of these names that this law asks for with one answer or another; none may be wanted any more."""
    wanted = frozenset(names)
    asked = tuple(replace(each, required=False) for each in _ALL if each.name in wanted)
    return asked if regime != EIR else _under_the_regulations(asked)


def question_labels() -> dict[str, str]:
    """Every fact that any decision needs, by name: its label."""
    return {each.name: each.label for each in _ALL}


def gives_information(held: str, outcome: str) -> bool:
    """Whether the reply gives something, so that its words are asked for."""
    return held in (HELD, PART_HELD) and outcome in (GRANTED, PART)


def settled_outcome(held: str, outcome: str) -> str:
    """The outcome that stands: the only one that this answer leaves, or the chosen one if it is open; else empty."""
    open_to = OUTCOMES.get(held, ())
    if len(open_to) == 1:
        return open_to[0]
    return outcome if outcome in open_to else ""


def relevant_details(details: Mapping[str, str], *, held: str, outcome: str, regime: str) -> dict[str, str]:
    """The facts that this decision asks for; those typed before it was changed stay on the record alone."""
    asked = question_fields(held, outcome, regime=regime)
    return {each.name: details[each.name] for each in asked if details.get(each.name, "")}
