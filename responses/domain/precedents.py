"""An earlier case that is like a new one, and what became of it."""

from dataclasses import dataclass
from datetime import date

from codes.domain.passages import Passage


@dataclass(frozen=True)
class Block:
    """A block of wording that a reply was put together from."""

    slug: str
    title: str


@dataclass(frozen=True)
class SimilarCase:
    """An answered case whose request shares telling words with a new one.

    `score` from 0 (nothing shared) to 1 (the same words); `passages` are the shared words as they stand in the new
    text. `information_held`, `outcomes`, `exemptions`, `review` (internal) and `regulator` (and tribunal) are in plain
    words, each once; `blocks` are those of the reply in force, in order.
    """

    key: int
    reference: str
    subject: str
    received_on: date
    issued_on: date
    score: float
    passages: tuple[Passage, ...]
    information_held: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    exemptions: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    review: tuple[str, ...] = ()
    regulator: tuple[str, ...] = ()
