"""What an internal review makes of each ground of the reply: it stands, or it is overturned.

A review looks at the whole decision afresh (section 45 Code of Practice, part 5), so its outcome begins with the
reply's grounds: what the reviewer keeps stands, what the reviewer takes away is overturned, what is added is new.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from responses.domain.decisions import Decision, Ground

Named = tuple[int, str]
"""A ground of a reply by its question and the provision that it cites: reasons may change, and it is the same."""


@dataclass(frozen=True)
class ReviewedGround:
    """One ground of the reply, and the one of the outcome that keeps it; None when it is overturned."""

    question: int
    ground: Ground
    kept: Ground | None = None

    @property
    def stands(self) -> bool:
        """Whether the review upholds the ground."""
        return self.kept is not None


def reviewed(reply: Iterable[Decision], outcome: Iterable[Decision]) -> tuple[ReviewedGround, ...]:
    """Each ground of the reply with what became of it, question by question.

    Of several grounds on one provision those for the same information belong together, then the others in order.
    """
    now = {decision.question: list(decision.grounds) for decision in outcome}
    found = []
    for decision in reply:
        left = now.get(decision.question, [])
        kept: dict[str, Ground] = {}
        for is_same in (_same_information, _same_provision):
            for ground in decision.grounds:
                match = next((each for each in left if ground.key not in kept and is_same(ground, each)), None)
                if match is not None:
                    kept[ground.key] = match
                    left.remove(match)
        found += [ReviewedGround(decision.question, each, kept.get(each.key)) for each in decision.grounds]
    return tuple(found)


def named_grounds(reply: Iterable[Decision]) -> frozenset[Named]:
    """The grounds of a reply by question and provision."""
    return frozenset((decision.question, ground.cites) for decision in reply for ground in decision.grounds)


def decided_anew(decision: Decision, of_reply: Collection[Named]) -> Decision:
    """A decision of the outcome without the grounds that the reply had already."""
    new = tuple(each for each in decision.grounds if (decision.question, each.cites) not in of_reply)
    return replace(decision, grounds=new)


def _same_provision(ground: Ground, other: Ground) -> bool:
    return ground.cites == other.cites


def _same_information(ground: Ground, other: Ground) -> bool:
    return _same_provision(ground, other) and ground.information == other.information
